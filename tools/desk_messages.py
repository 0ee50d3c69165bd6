#!/usr/bin/env python3
"""Keeps the Korean words of the desk's pages: gathers them, and compiles the catalogue that Django reads.

    desk_messages.py          add new messages to django.po untranslated, drop unused ones, write django.mo
    desk_messages.py --check  only tell what is missing, doubtful or not compiled; status 1 if something is

A translator edits django.po, with any editor for such files. Needs GNU gettext (Debian's package gettext). What jebo says
below the desk, and a page may show, is translated in the command's catalogue and copied from there into django.mo.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils.translation.template import templatize

sys.path.insert(0, str(Path(__file__).parents[1]))  # tools.messages, when this is run as a script

from tools import messages

ROOT = Path(__file__).parents[1]
JEBO = ROOT / "src/jebo"
DESK = JEBO / "desk"
PO = DESK / "locale/ko/LC_MESSAGES/django.po"
OF_THE_COMMAND = JEBO / "told/locale/ko/LC_MESSAGES/jebo.po"
BELOW_THE_DESK = ("errors.py", "sealing", "texts", "observatory", "packs", "disclosure", "press/wrong.py")
# As Django's makemessages has them (django/core/management/commands/makemessages.py), and the mark of jebo.errors.
KEYWORDS = (
    "_", "gettext", "gettext_noop", "gettext_lazy", "ngettext:1,2", "ngettext_lazy:1,2", "pgettext:1c,2", "pgettext_lazy:1c,2",
    "npgettext:1c,2,3", "npgettext_lazy:1c,2,3", "N_",
)  # fmt: skip
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)


def run(*command: str | Path, text: str | None = None) -> str:
    """What a program of GNU gettext writes."""
    done = subprocess.run([*command], input=text, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout


def entries(po: str) -> str:
    """A .po file in the one form that is kept: without its header, which holds dates, and without places in the code."""
    return po.partition("\n\n")[2]


def gathered(folder: Path = DESK) -> str:
    """A .po file of everything that the Python files and the templates in a folder say, none of it translated."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    with TemporaryDirectory() as scratch:
        names = []
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]):
            kept = path.suffix == ".py" or "templates" in path.parts
            if kept and "migrations" not in path.parts:
                text = path.read_text(encoding="utf-8")
                name = path.relative_to(folder).as_posix()
                written = Path(scratch, name)
                written.parent.mkdir(parents=True, exist_ok=True)
                written.write_text(text if path.suffix == ".py" else templatize(text), encoding="utf-8")
                names.append(name)
        found = run(
            "xgettext", "--language=Python", "--from-code=UTF-8", "--no-location", "--no-wrap", "--keyword",
            *[f"--keyword={word}" for word in KEYWORDS], f"--directory={scratch}", "--output=-", *names,
        )  # fmt: skip
    return HEADER + entries(found)


def merged(old: str, new: str) -> str:
    """The messages of *new* with the translations of *old*; nothing is guessed."""
    with TemporaryDirectory() as scratch:
        before, now = Path(scratch, "old.po"), Path(scratch, "new.po")
        before.write_text(old, encoding="utf-8")
        now.write_text(new, encoding="utf-8")
        both = run(
            "msgmerge",
            "--quiet",
            "--no-fuzzy-matching",
            "--no-wrap",
            "--no-location",
            before,
            now,
            "--output=-",
        )
    return HEADER + entries(run("msgattrib", "--no-obsolete", "--no-wrap", "-", text=both))


def marked(path: Path) -> Iterator[str]:
    """The sentences that the modules of a part mark as said to people."""
    for module in sorted(path.rglob("*.py")) if path.is_dir() else [path] * path.exists():
        if module in messages.PAGES_OF_RECORD:
            continue
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="N_"), args=[ast.Constant(value=str(sentence))]):
                    yield sentence


def below() -> str:
    """A .po file of what the parts below the desk say, with the translations of the command's catalogue."""
    said = sorted({sentence for part in BELOW_THE_DESK for sentence in marked(JEBO / part)})
    calls = "\n".join(f"N_({sentence!r})" for sentence in said)
    found = run(
        "xgettext", "--language=Python", "--from-code=UTF-8", "--keyword=N_", "--output=-", "-", text=calls
    )
    return merged(OF_THE_COMMAND.read_text(encoding="utf-8"), HEADER + entries(found)) if said else HEADER


def compiled(po: str) -> bytes:
    """The bytes of django.mo: the pages' own words first, then what is said below them."""
    with TemporaryDirectory() as scratch:
        own, other, mo = (Path(scratch, name) for name in ("own.po", "other.po", "django.mo"))
        own.write_text(po, encoding="utf-8")
        other.write_text(below(), encoding="utf-8")
        both = run("msgcat", "--use-first", own, other)
        run("msgfmt", "--check-format", "--check-header", "--output-file", mo, "-", text=both)
        return mo.read_bytes()


def amiss(po: str) -> Iterator[str]:
    """What a reader of Korean would see in English, or in a translation nobody stands behind."""
    for which, what in (("--untranslated", "has no translation"), ("--only-fuzzy", "is fuzzy")):
        for line in run("msgattrib", which, "--no-obsolete", "--no-wrap", "-", text=po).splitlines():
            if line.startswith("msgid ") and line != 'msgid ""':
                yield f"{line.removeprefix('msgid ')} {what}"


def holds(mo: Path) -> dict[object, str]:
    """The messages in a compiled catalogue."""
    if not mo.exists():
        return {}
    with mo.open("rb") as file:
        return dict(vars(GNUTranslations(file))["_catalog"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    os.environ["LC_ALL"] = "C.UTF-8"
    if not shutil.which("msgmerge"):
        sys.exit("this needs GNU gettext; install the package gettext")
    old = PO.read_text(encoding="utf-8") if PO.exists() else HEADER
    new = merged(old, gathered())
    wrong = [*amiss(new), *amiss(below())]
    mo = PO.with_suffix(".mo")
    if check:
        wrong += ["django.po is not as the code says; run desk_messages.py"] * (new != old)
        with TemporaryDirectory() as scratch:
            fresh = Path(scratch, "django.mo")
            fresh.write_bytes(compiled(old))
            wrong += ["django.mo is older than django.po; run desk_messages.py"] * (holds(fresh) != holds(mo))
    else:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_text(new, encoding="utf-8")
        mo.write_bytes(compiled(new))
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
