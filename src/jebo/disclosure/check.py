"""The sixty-five editorial checks: what each says, how severe it is, which one a detail gets by default."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final

from jebo.disclosure.detail import Kind, Severity

Texts = Mapping[str, str]

NOTE: Final = "note"
STRUCTURE: Final = "structure"
TEXT: Final = "text"
ALWAYS_BLOCK: Final = frozenset({"R01", "R25", "R26", "R31"})
"""The day and the way of contact, the job and the gender of a source: they block whatever a table says."""
WARD_ENDINGS: Final = frozenset("동리읍면")
"""Last syllables of Korean units below a city or county."""
ABOUT_OTHERS: Final = frozenset({"R40", "R41", "R42", "R43", "R44"})
"""Checks that protect somebody else than the source; they hold on every story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One editorial check.

    ``kinds`` are the kinds of detail it belongs to, and ``note`` or ``structure`` where it belongs to none.
    ``decided_by`` says what it takes (``text``: the text alone). ``reveals``, ``whom`` and ``instead`` are by
    language: what a reader learns, which reader, and a wording that stays true (``leave out`` for none).
    ``basis`` names sources of ``check_sources.csv``, or ``own``.
    """

    id: str
    family: str
    kinds: tuple[str, ...]
    severity: Severity
    decided_by: str
    reveals: Texts
    whom: Texts
    instead: Texts
    basis: tuple[str, ...]

    def fits(self, kind: str) -> bool:
        """Whether the check belongs to *kind*; a default that does not fit only stands in."""
        return kind in self.kinds


_PLAIN: Final[Mapping[Kind, str]] = {
    Kind.PLACE: "R30",  # where a source is said to be, story after story
    Kind.ROLE: "R25",
    Kind.PERSON: "R30",  # another name or a letter ties together all that is said under it
    Kind.LINK: "R30",
    Kind.TIME: "R01",
    Kind.CHANNEL: "R31",
    Kind.WITNESS: "R04",  # stands in: no check is about having been there; this one is about having watched
    Kind.DOCUMENT: "R48",
    Kind.EXACT: "R14",
    Kind.EVENT_PLACE: "R09",
    Kind.EVENT_TIME: "R02",
    Kind.QUOTE: "R35",
    Kind.THIRD_PARTY: "R40",
}

# A kind that splits: the first of these classes that a phrase's words have decides. The names are those of
# the word lists, and ``digit``, ``job`` and ``ward``, which the finding adds.
_SPLIT: Final[Mapping[Kind, tuple[tuple[str, str], ...]]] = {
    Kind.PLACE: (("place_local", "R10"),),
    Kind.ROLE: (("job", "R25"), ("check_standing", "R24"), ("demonym", "R24")),
    Kind.PERSON: (
        ("kin", "R28"),
        ("digit", "R27"),
        ("age", "R27"),
        ("she", "R26"),
        ("man", "R26"),
        ("check_gender", "R26"),
        ("demonym", "R24"),  # stands in: nationality is a standing
    ),
    Kind.EXACT: (("clock", "R03"),),
    Kind.EVENT_PLACE: (("ward", "R08"), ("check_site", "R12"), ("place_local", "R10")),
    Kind.EVENT_TIME: (("clock", "R03"), ("relative_day", "R04")),
}
# Checks that a general rule may name; the others are told by the words, or by rules that are sure.
_HINTED: Final[Mapping[Kind, frozenset[str]]] = {
    Kind.LINK: frozenset({"R65"}),
    Kind.TIME: frozenset({"R07"}),
    Kind.EXACT: frozenset({"R05", "R17", "R18"}),
    Kind.EVENT_PLACE: frozenset({"R12"}),
    Kind.THIRD_PARTY: frozenset({"R41", "R43", "R44"}),
}
SPLIT: Final = {kind: frozenset(name for name, _ in split) for kind, split in _SPLIT.items()}
"""The classes of words that decide between checks, for each kind for which any do."""


def default_check(kind: Kind, classes: Set[str] = frozenset()) -> str:
    """The check of a detail for which no rule names one.

    :param classes: classes of the words that the phrase holds (``digit`` when a number is among them).
    """
    return next((check for name, check in _SPLIT.get(kind, ()) if name in classes), _PLAIN[kind])


def hint(kind: Kind, check: str) -> str:
    """*check* where a general rule of *kind* may name it, else nothing: the words of the phrase decide."""
    return check if check in _HINTED.get(kind, frozenset()) else ""


def severity(check: str, checks: Mapping[str, Check]) -> Severity:
    """How much a finding of *check* weighs; a check that is not in the table warns."""
    if check in ALWAYS_BLOCK:
        return Severity.BLOCK
    return checks[check].severity if check in checks else Severity.WARN


def stronger(one: str, other: str, kind: Kind, checks: Mapping[str, Check]) -> str:
    """Which of two checks of a phrase is kept: the more severe, of equals the one that is not the default."""
    if not one or not other:
        return one or other
    order = [Severity.BLOCK, Severity.WARN, Severity.NOTE]
    return min(one, other, key=lambda check: (order.index(severity(check, checks)), check == _PLAIN[kind]))
