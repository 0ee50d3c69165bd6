"""What the site's pages say, in the language of the page.

Library: gettext (standard), as in the command; a language is a folder of ``locale`` to add.
"""

from __future__ import annotations

import gettext
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from jebo.errors import N_

LOCALE: Final = Path(__file__).parent / "locale"
ROLES: Final = {
    "reporting": N_("Reporting by"),
    "writing": N_("Written by"),
    "translation": N_("Translated by"),
    "editing": N_("Edited by"),
    "photo": N_("Photos by"),
}
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """What is said in a language; English as it is written in the code."""
    return gettext.translation("press", str(LOCALE), [language], fallback=True)


def day(when: date, language: str) -> str:
    """A day in words.

    >>> day(date(2026, 11, 5), "en"), day(date(2026, 11, 5), "ko")
    ('5 November 2026', '2026년 11월 5일')
    """
    if language == "ko":
        return f"{when.year}년 {when.month}월 {when.day}일"
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month(year: int, number: int, language: str) -> str:
    """A month in words.

    >>> month(2026, 11, "en"), month(2026, 11, "ko")
    ('November 2026', '2026년 11월')
    """
    return f"{year}년 {number}월" if language == "ko" else f"{_MONTHS[number - 1]} {year}"
