#!/usr/bin/env python3
"""Keeps the Korean words of the door's pages: gathers what its templates say, and compiles what the door reads.

door_messages.py          add new messages to door.po untranslated, drop unused ones, write door.mo
door_messages.py --check  only tell what is missing; status 1 if something is
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # tools.messages, when this is run as a script

from tools import messages
from tools.press_messages import in_templates, parser

DOOR = messages.SOURCES / "door"
PO = DOOR / "locale/ko/LC_MESSAGES/door.po"


def gathered() -> dict[str, str]:
    """Each message with the page that says it first."""
    found: dict[str, str] = {}
    made = parser()
    for path in sorted(DOOR.rglob("*.html")):
        for message in in_templates(path, made):
            found.setdefault(message, path.relative_to(messages.SOURCES).as_posix())
    return found


if __name__ == "__main__":
    sys.exit(messages.kept(PO, gathered(), __doc__))
