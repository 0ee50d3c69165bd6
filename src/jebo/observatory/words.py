"""What the record's pages say, in the language of the page.

Library: gettext (standard), as in the press; a language is a folder of ``locale`` to add.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import Final, Literal

from jebo.disclosure.country import Names
from jebo.errors import N_

Language = Literal["en", "ko"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ko")
LOCALE: Final = Path(__file__).parent / "locale"
FAMILIES: Final = {
    "supply": N_("Supply and markets"),
    "orders": N_("Orders and campaigns"),
    "enforcement": N_("Enforcement and punishment"),
    "movement": N_("Movement and borders"),
    "information": N_("Information"),
    "": N_("Other"),
}
STATUS: Final = {
    "reported": N_("reported"),
    "corroborated": N_("corroborated"),
    "disputed": N_("disputed"),
}
PARTS: Final = {"agent": N_("Who did it"), "patient": N_("To whom"), "object": N_("With what, or over what")}
TIES: Final = {
    "precedes": N_("came before"),
    "causes": N_("led to"),
    "part_of": N_("is part of"),
    "same_as": N_("is the same as"),
}
COUNTED: Final = {
    "people": N_("people"), "homes": N_("homes"), "times": N_("times"), "money": N_("money"), "other": N_("in number"),
}  # fmt: skip


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """What is said in a language; English as it is written in the code."""
    return gettext.translation("record", str(LOCALE), [language], fallback=True)


def named(names: Names, language: str) -> str:
    """A name in a language, or in another where it has none."""
    return names.get(language) or names.get("en") or next(iter(names.values()), "")


def quarter(year: int, number: int, language: str) -> str:
    """A quarter in words.

    >>> quarter(2026, 3, "en"), quarter(2026, 3, "ko")
    ('2026, third quarter', '2026년 3분기')
    """
    if language == "ko":
        return f"{year}년 {number}분기"
    return f"{year}, {('first', 'second', 'third', 'fourth')[number - 1]} quarter"
