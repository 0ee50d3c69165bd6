"""Numbers in stories that are counts of the public record: put in when a text is saved, and pinned to the release that they are of.

``{{ count INSPECT 2026 }}`` becomes "at least 12", ``{{ count INSPECT 2026 KP-09 }}`` the same of a province: a count of the record
is a lower bound, and an event that may lie in another year is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jebo.desk import pack
from jebo.desk.record.models import Edition, Entry, Pin, Tie
from jebo.desk.refused import Refused
from jebo.desk.stories.models import Edition as Text
from jebo.desk.stories.models import Tongue
from jebo.errors import N_
from jebo.observatory.date import read
from jebo.observatory.place import coarser, event_place

_BRACES: Final = re.compile(r"\{\{([^{}]*)\}\}")
_COUNT: Final = re.compile(r"count ([A-Z_]+) ([0-9]{4})(?: ([A-Z0-9-]+))?")
_SAYS: Final = {"en": "at least {count}", "ko": "적어도 {count}"}
_SAID: Final = {"en": re.compile(r"at least\s*$", re.IGNORECASE), "ko": re.compile(r"(?:적어도|최소)\s*$")}


class BadMark(Refused):
    """Braces that stand for nothing."""

    says = N_(
        "a number from the public record is written {{ count INSPECT 2026 }}, or {{ count INSPECT 2026 KP-09 }} for a province; mend it"
    )


class NothingToCount(Refused):
    """No release holds such an event."""

    says = N_(
        "the last release of the public record holds no such event in that year and place; write it without a number"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is counted: a kind of event, a year, a place (the country where it is empty)."""

    type: str
    year: int
    place: str = ""


def fill(edition: Text, text: str) -> str:
    """The text with counts in their places; what they were asked for is kept beside the edition.

    :raises BadMark: a mark is not written as it has to be, or names a kind or a place that the pack has not.
    :raises NothingToCount: there is nothing to count.
    """
    language = "ko" if edition.language == Tongue.KOREAN else "en"
    parts, at = [], 0
    for mark in _BRACES.finditer(text):
        asked = _asked(mark[1].strip())
        count = counted(asked)
        if not count:
            raise NothingToCount
        before = text[at : mark.start()]
        plain = f"{count:,}" if _SAID[language].search(before) else _SAYS[language].format(count=f"{count:,}")
        _pin(edition, asked, plain, count)
        parts += [before, plain]
        at = mark.end()
    whole = "".join([*parts, text[at:]])
    Pin.objects.filter(edition=edition).exclude(
        pk__in=[one.pk for one in pins(edition) if one.says in whole]
    ).delete()
    return whole


def _asked(words: str) -> Asked:
    found = _COUNT.fullmatch(words)
    if not found or found[1] not in pack.pack().events or (found[3] and found[3] not in pack.places()):
        raise BadMark
    return Asked(type=found[1], year=int(found[2]), place=found[3] or "")


def counted(asked: Asked) -> int:
    """How many events of the last release there surely were; those that are tied as the same are one."""
    some = {key for key, told in _told(asked.type) if _within(told, asked)}
    last = Edition.objects.first()
    same = [{one, other} for one, tie, other in (last.links if last else ()) if tie == Tie.How.SAME_AS]
    groups: list[set[str]] = []
    for key in some:
        tied = [group for group in groups if any(key in pair and pair <= group | {key} for pair in same)]
        groups = [group for group in groups if group not in tied] + [{key}.union(*tied)]
    return len(groups)


def _told(type_: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    rows = Entry.objects.filter(since__isnull=False, gone=None).values_list("pk", "told")
    yield from ((key, told) for key, told in rows if told.get("type") == type_)


def _within(told: Mapping[str, Any], asked: Asked) -> bool:
    when, there = read(told["date"]), told["place"][0]
    if when.earliest is None or when.latest is None or {when.earliest.year, when.latest.year} != {asked.year}:
        return False
    places = pack.places()
    around = (
        {there, *(one.id for one in coarser(event_place(there, places), places))}
        if there in places
        else {there}
    )
    return not asked.place or asked.place in around


def _pin(edition: Text, asked: Asked, says: str, count: int) -> None:
    last = Edition.objects.first()
    Pin.objects.update_or_create(
        edition=edition, type=asked.type, year=asked.year, place=asked.place,
        defaults={"says": says, "count": count, "number": last.number if last else 0},
    )  # fmt: skip


def pins(edition: Text) -> Iterator[Pin]:
    """The counts in an edition."""
    yield from Pin.objects.filter(edition=edition)
