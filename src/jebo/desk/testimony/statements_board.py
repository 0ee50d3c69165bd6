"""The board of statements: what waits for whom, filtered by codes, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from jebo.desk import pack
from jebo.desk.sources.models import Source
from jebo.desk.testimony.facts import read_date
from jebo.desk.testimony.statement import Stage, Statement

AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is looked for: a stage, a source, a kind of event, a place with all within it, a period (EDTF: a year, a month).

    What the page's address holds are codes, an opaque id and a period, never words; what is not understood is left out.
    """

    stage: str = ""
    source: str = ""
    type: str = ""
    place: str = ""
    period: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """The filters of an address."""
        period = read_date(query.get("period", ""))
        return cls(
            stage=query.get("stage", "") if query.get("stage") in Stage.values else "",
            source=query.get("source", ""),
            type=query.get("type", "") if query.get("type") in pack.pack().events else "",
            place=query.get("place", "") if query.get("place") in pack.pack().places else "",
            period=period.text if period and period.earliest and period.latest else "",
        )

    def facts(self) -> Q:
        """The condition on type, place and period: of statements and of events alike."""
        wanted = Q()
        if self.type:
            wanted &= Q(event_type=self.type)
        if self.place and pack.pack().places[self.place].level != "country":
            province = pack.region(self.place) == self.place
            wanted &= Q(region=self.place) if province else Q(place__in=pack.inside(self.place))
        if period := read_date(self.period):
            wanted &= Q(earliest__lte=period.latest, latest__gte=period.earliest)
        return wanted

    @property
    def column(self) -> str:
        """What a list is ordered by, the largest first: the day told; of a period, the first day that may be meant."""
        return "earliest" if self.period else "day"

    def address(self, **changed: str) -> str:
        """The query part of an address with these filters, some of them changed."""
        held = {
            name: getattr(self, name) for name in ("stage", "source", "type", "place", "period")
        } | changed
        return urlencode({name: value for name, value in held.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Some rows, and the ids with which the next and the earlier ones begin, empty where there are none."""

    rows: list[Any]
    older: str
    newer: str


def sheet(rows: QuerySet[Any], column: str, after: str, before: str) -> Sheet:
    """A page of *rows*, the largest *column* first, that follows the row *after* or precedes the row *before*.

    It goes by the last row seen and not by a number of pages, so that the hundredth page costs what the first does.
    """
    start = None
    if after or before:
        start = rows.filter(pk=after or before).order_by().values_list(column, flat=True).first()
    backwards = bool(before and not after)
    if start is not None:
        rows = rows.filter(*_beyond(column, start, before if backwards else after, backwards=backwards))
    order = (column, "-id") if backwards else (f"-{column}", "id")
    found = list(rows.order_by(*order)[: AT_ONCE + 1])
    more, found = len(found) > AT_ONCE, found[:AT_ONCE]
    if backwards:
        found.reverse()
    first, last = (found[0].pk, found[-1].pk) if found else ("", "")
    return Sheet(
        rows=found,
        older=last if (more or backwards) and found else "",
        newer=first if start is not None and (more or not backwards) else "",
    )


def _beyond(column: str, value: Any, id: str, *, backwards: bool) -> tuple[Q, Q]:
    """The condition, and what it holds in plainer words, by which an index is entered."""
    if backwards:
        return Q(**{f"{column}__gt": value}) | Q(**{column: value, "id__lt": id}), Q(
            **{f"{column}__gte": value}
        )
    return Q(**{f"{column}__lt": value}) | Q(**{column: value, "id__gt": id}), Q(**{f"{column}__lte": value})


FEW: Final = 10
"""Sources up to which their rows are gathered and sorted; with more, the list is read along an index. Chosen by us: of
twenty thousand rows sorting takes as long as looking at each does."""


def seen() -> QuerySet[Statement]:
    """The statements that the member may see, for a list."""
    mine = list(Source.objects.order_by().values_list("pk", flat=True)[: FEW + 1])
    few: QuerySet[Statement] = Statement.objects.filter(source__in=mine)
    return few if len(mine) <= FEW else Statement.objects.row_by_row()


_WAITING: Final = (Stage.PROPOSED, Stage.CONTESTED, Stage.UNGRADED)
MANY: Final = (
    200  # what is counted at most; beyond it the number says nothing that a person acts on. Chosen by us
)


def counted(rows: QuerySet[Any]) -> int:
    """How many *rows* there are; above :data:`MANY` it is one more, whatever there is."""
    return rows.order_by()[: MANY + 1].count()


def stages(rows: QuerySet[Statement]) -> list[tuple[str, str, int | None]]:
    """Each stage with its name; of those in which something waits for a person, also how many of *rows* do; above MANY it is one more."""
    return [
        (
            value,
            str(label),
            counted(rows.filter(stage=value)) if value in _WAITING else None,
        )
        for value, label in Stage.choices
    ]


def places() -> pack.Choices:
    """The places of the pack for a filter, by province."""
    known = pack.pack().places
    wide = [one for one in known.values() if one.level in ("country", "province")]
    groups = []
    for one in wide:
        within = [known[place] for place in pack.inside(one.id) if one.level == "province"] or [one]
        groups.append((pack.named(one.names), [(place.id, pack.in_both(place.names)) for place in within]))
    return groups
