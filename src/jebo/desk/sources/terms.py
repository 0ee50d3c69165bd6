"""What was agreed with a source about what may be printed: rows that the release check reads, each a kind and a value.

They stand in ``Source.terms`` as ``[{"kind": "place", "value": "province"}, …]``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an agreement is about."""

    PLACE = "place", _("place no finer than")
    NO_NUMBERS = "no numbers", _("no numbers")
    NO_DAYS = "no days", _("no days and no clock times")
    NO_QUOTES = "no quotes", _("not in the source's own words")
    NO_PHOTOS = "no photos", _("no photos or papers of theirs")
    NOT_ALONE = "not alone", _("only beside another source")
    ASK_FIRST = "ask first", _("ask the source before it is published")
    NOT_BEFORE = "not before", _("not before a day")
    OTHER = "other", _("in other words")


class Place(models.TextChoices):
    """How exactly a place may be named."""

    PROVINCE = "province", _("the province")
    REGION = "region", _("a part of the country")
    COUNTRY = "country", _("the country")


FLAGS: Final = (
    Kind.NO_NUMBERS, Kind.NO_DAYS, Kind.NO_QUOTES, Kind.NO_PHOTOS, Kind.NOT_ALONE, Kind.ASK_FIRST
)  # fmt: skip
"""The kinds that need no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One thing that was agreed.

    :param value: for ``place`` a :class:`Place`, for ``not before`` a day (YYYY-MM-DD), for ``other`` words; else nothing.
    """

    kind: Kind
    value: str = ""

    @property
    def row(self) -> dict[str, str]:
        """As it is kept."""
        return {"kind": self.kind.value, "value": self.value}

    def __str__(self) -> str:
        if self.kind is Kind.PLACE:
            return f"{self.kind.label}: {Place(self.value).label}"
        if self.kind is Kind.NOT_BEFORE:
            return gettext("not before %(day)s") % {"day": self.value}
        return self.value if self.kind is Kind.OTHER else str(self.kind.label)


def read(rows: Any) -> tuple[Agreed, ...]:
    """The rows of a source. What this version cannot read stays as words, so that no agreement is lost."""
    return tuple(_read(row) for row in (rows if isinstance(rows, list) else [rows]) if row)


def _read(row: Any) -> Agreed:
    try:
        one = Agreed(kind=Kind(row["kind"]), value=str(row.get("value", "")))
        if one.kind is Kind.PLACE:
            Place(one.value)
        if one.kind is Kind.NOT_BEFORE:
            date.fromisoformat(one.value)
    except (LookupError, TypeError, ValueError, AttributeError):
        return Agreed(kind=Kind.OTHER, value=row if isinstance(row, str) else str(row))
    return one


def not_before(terms: Iterable[Agreed]) -> date | None:
    """The first day on which something may be published; nothing where no such day was agreed."""
    return max((date.fromisoformat(one.value) for one in terms if one.kind is Kind.NOT_BEFORE), default=None)
