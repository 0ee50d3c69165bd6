#!/usr/bin/env python3
"""Keeps the Korean words of the record's pages: gathers what its templates and modules say, and compiles what the observatory reads.

record_messages.py          add new messages to record.po untranslated, drop unused ones, write record.mo
record_messages.py --check  only tell what is missing; status 1 if something is
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # tools.messages, when this is run as a script

from tools import messages
from tools.press_messages import in_templates, parser

PO = messages.RECORD / "locale/ko/LC_MESSAGES/record.po"


def _asked(path: Path) -> Iterator[str]:
    """What a module asks of a setting or a telling: ``setting.say("…")``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
            match node.args:
                case [ast.Constant(value=str(message))]:
                    yield message


def gathered() -> dict[str, str]:
    """Each message with the file that says it first."""
    found: dict[str, str] = {}
    made = parser()
    for path in messages.PAGES_OF_RECORD:
        for message in (*messages.said(path, ("N_",)), *_asked(path)):
            found.setdefault(message, path.relative_to(messages.SOURCES).as_posix())
    for path in sorted(messages.RECORD.rglob("*.html")):
        for message in in_templates(path, made):
            found.setdefault(message, path.relative_to(messages.SOURCES).as_posix())
    return found


if __name__ == "__main__":
    sys.exit(messages.kept(PO, gathered(), __doc__))
