#!/usr/bin/env python3
"""Keeps the Korean messages: gathers what the code says, and compiles the catalogue that the command reads.

    messages.py          add new messages to jebo.po untranslated, drop unused ones, write jebo.mo
    messages.py --check  only tell what is missing; status 1 if something is

A translator edits jebo.po, with any editor for such files. Plain Python, for the two formats are small: the
tools that read them are one more dependency each, or not on every system.
"""

from __future__ import annotations

import argparse
import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src/jebo"
PO = SOURCES / "told/locale/ko/LC_MESSAGES/jebo.po"
# What the desk's pages say is in Django's catalogue (src/jebo/desk/locale); here is what the command may print of it.
DESK = SOURCES / "desk"
MARKS_OF_DESK = ("N_",)
# What the site's pages say is in the press's own catalogue (tools/press_messages.py); of the press the command says its refusals.
PRESS = SOURCES / "press"
REFUSALS_OF_PRESS = PRESS / "wrong.py"
# What the door's pages say is in a catalogue of their own (tools/door_messages.py); a door server has no other.
# What the record's pages say is in a catalogue of their own (tools/record_messages.py).
RECORD = SOURCES / "observatory"
PAGES_OF_RECORD = (RECORD / "words.py", RECORD / "telling.py", *sorted((RECORD / "pages").glob("*.py")))
HEADER = (
    "Language: ko\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
)
# What argparse itself says, in the Pythons that jebo runs on.
OF_ARGPARSE = (
    "usage: ",
    "options",
    "positional arguments",
    "show this help message and exit",
    "expected one argument",
    "expected at least one argument",
    "unrecognized arguments: %s",
    "the following arguments are required: %s",
    "one of the arguments %s is required",
    "not allowed with argument %s",
    "argument %(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "ambiguous option: %(option)s could match %(matches)s",
    "ignored explicit argument %r",
)


def said(path: Path, marks: tuple[str, ...] = ("_", "N_")) -> Iterator[str]:
    """The messages that a module marks with one of *marks*."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in marks:
            match node.args:
                case [ast.Constant(value=str(message))]:
                    yield message


def gathered() -> dict[str, str]:
    """Each message with the module that says it first; sorted by module."""
    found = dict.fromkeys(OF_ARGPARSE, "argparse")
    for path in sorted(SOURCES.rglob("*.py")):
        if (PRESS in path.parents and path != REFUSALS_OF_PRESS) or path in PAGES_OF_RECORD:
            continue
        for message in said(path, MARKS_OF_DESK if DESK in path.parents else ("_", "N_")):
            found.setdefault(message, path.relative_to(SOURCES).as_posix())
    return found


def read(text: str) -> dict[str, str]:
    """The translations in a .po file, the header left out."""
    found: dict[str, str] = {}
    for entry in re.split(r"\n\s*\n", text):
        parts = {"msgid": "", "msgstr": ""}
        key = ""
        for line in entry.splitlines():
            match = re.fullmatch(r'(?:(msgid|msgstr) )?(".*")', line.strip())
            if match:
                key = match[1] or key
                parts[key] += ast.literal_eval(match[2])
        if parts["msgid"]:
            found[parts["msgid"]] = parts["msgstr"]
    return found


def quoted(text: str) -> str:
    """A string as .po files write it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def written(messages: dict[str, str], translations: dict[str, str]) -> str:
    """The text of a .po file."""
    entries = ['msgid ""\nmsgstr ""\n' + "\n".join(quoted(f"{line}\n") for line in HEADER.splitlines())]
    for message, module in sorted(messages.items(), key=lambda item: item[1]):
        flag = "#, python-brace-format\n" if re.search(r"\{\w+\}", message) else ""
        entries.append(
            f"#: {module}\n{flag}msgid {quoted(message)}\nmsgstr {quoted(translations.get(message, ''))}"
        )
    return "\n\n".join(entries) + "\n"


def compiled(translations: dict[str, str]) -> bytes:
    """The bytes of a .mo file, without a hash table (gettext manual, "The Format of GNU MO Files")."""
    pairs = {"": HEADER, **translations}.items()
    rows = sorted((one.encode(), other.encode()) for one, other in pairs if other)
    tables = 28, 28 + 8 * len(rows)
    at = tables[1] + 8 * len(rows)
    index: list[list[int]] = [[], []]
    for column in (0, 1):
        for row in rows:
            index[column] += [len(row[column]), at]
            at += len(row[column]) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), *tables, 0, at)
    numbers = struct.pack(f"<{4 * len(rows)}I", *index[0], *index[1])
    return head + numbers + b"".join(row[column] + b"\0" for column in (0, 1) for row in rows)


def kept(po: Path, messages: dict[str, str], description: str | None) -> int:
    """Bring a catalogue up to what is said, or only tell what is missing; 1 if something is."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0] if description else None)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    old = read(po.read_text(encoding="utf-8")) if po.exists() else {}
    translations = {message: old.get(message, "") for message in messages}
    missing = [message for message, translation in translations.items() if not translation]
    if not check:
        po.write_text(written(messages, translations), encoding="utf-8")
        po.with_suffix(".mo").write_bytes(compiled(translations))
    for message in missing:
        print(f"{messages[message]}: {message!r} has no translation", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(kept(PO, gathered(), __doc__))
