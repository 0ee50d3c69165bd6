#!/usr/bin/env python3
"""Keeps the Korean words of the site's pages: gathers what its templates and modules say, and compiles what the press reads.

press_messages.py          add new messages to press.po untranslated, drop unused ones, write press.mo
press_messages.py --check  only tell what is missing; status 1 if something is
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

sys.path.insert(0, str(Path(__file__).parents[1]))  # tools.messages, when this is run as a script

from tools import messages

PO = messages.PRESS / "locale/ko/LC_MESSAGES/press.po"


def gathered() -> dict[str, str]:
    """Each message with the file that says it first."""
    found: dict[str, str] = {}
    made = Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701 - nothing is rendered
    for path in sorted([*messages.PRESS.rglob("*.py"), *messages.PRESS.rglob("*.html")]):
        if path == messages.REFUSALS_OF_PRESS:
            continue
        place = path.relative_to(messages.SOURCES).as_posix()
        if path.suffix == ".py":
            said = list(messages.said(path, ("N_",)))
        else:
            tree = made.parse(path.read_text(encoding="utf-8"))
            said = [
                str(one[0] if isinstance(one, tuple) else one) for _, _, one in extract_from_ast(tree, ("_",))
            ]
        for message in said:
            found.setdefault(message, place)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check, said = parser.parse_args().check, gathered()
    old = messages.read(PO.read_text(encoding="utf-8")) if PO.exists() else {}
    translations = {message: old.get(message, "") for message in said}
    if not check:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_text(messages.written(said, translations), encoding="utf-8")
        PO.with_suffix(".mo").write_bytes(messages.compiled(translations))
    missing = [message for message, translation in translations.items() if not translation]
    for message in missing:
        print(f"{said[message]}: {message!r} has no translation", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
