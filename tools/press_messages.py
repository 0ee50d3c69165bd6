#!/usr/bin/env python3
"""Keeps the Korean words of the site's pages: gathers what its templates and modules say, and compiles what the press reads.

press_messages.py          add new messages to press.po untranslated, drop unused ones, write press.mo
press_messages.py --check  only tell what is missing; status 1 if something is
"""

from __future__ import annotations

import sys
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

sys.path.insert(0, str(Path(__file__).parents[1]))  # tools.messages, when this is run as a script

from tools import messages

PO = messages.PRESS / "locale/ko/LC_MESSAGES/press.po"


def in_templates(path: Path, made: Environment) -> list[str]:
    """What a template says."""
    tree = made.parse(path.read_text(encoding="utf-8"))
    return [str(one[0] if isinstance(one, tuple) else one) for _, _, one in extract_from_ast(tree, ("_",))]


def parser() -> Environment:
    """Reads templates."""
    return Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701 - nothing is rendered


def gathered() -> dict[str, str]:
    """Each message with the file that says it first."""
    found: dict[str, str] = {}
    made = parser()
    for path in sorted([*messages.PRESS.rglob("*.py"), *messages.PRESS.rglob("*.html")]):
        if path == messages.REFUSALS_OF_PRESS:
            continue
        place = path.relative_to(messages.SOURCES).as_posix()
        said = messages.said(path, ("N_",)) if path.suffix == ".py" else in_templates(path, made)
        for message in said:
            found.setdefault(message, place)
    return found


if __name__ == "__main__":
    sys.exit(messages.kept(PO, gathered(), __doc__))
