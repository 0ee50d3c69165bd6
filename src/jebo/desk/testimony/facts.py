"""What happened, when, where, who, how many: the facts that a statement states and that an event holds."""

from __future__ import annotations

from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk import pack
from jebo.observatory import date, place, quantity
from jebo.observatory.date import Date
from jebo.observatory.dates_in_words import date_in_words
from jebo.observatory.place import EventPlace
from jebo.observatory.quantity import Quantity, quantity_in_words
from jebo.observatory.role import Part
from jebo.observatory.unreadable import UnreadableValue


class Where(models.TextChoices):
    """How exactly somebody told the place."""

    IN = "in", _("in the place")
    SPOT = "spot", _("at a spot in it (a market, a house)")
    NEAR = "near", _("near it, in those parts")


class Counted(models.TextChoices):
    """What a number counts that belongs to nobody who did it or to whom it was done, and to no goods."""

    PEOPLE = "people", _("people")
    HOMES = "homes", _("homes")
    TIMES = "times", _("times")
    MONEY = "money", _("money")
    OTHER = "other", _("something else")


PARTS: Final = {
    Part.AGENT.value: _("who did it"),
    Part.PATIENT.value: _("to whom it was done"),
    Part.OBJECT.value: _("with what, or over what"),
}
Row = dict[str, Any]


class Facts(models.Model):
    """Facts as they were told. Nothing here holds the name of a person."""

    event_type = models.CharField(_("what happened"), max_length=20, blank=True)  # a code of the pack
    when = models.CharField(_("when"), max_length=60, blank=True)  # EDTF, jebo.observatory.date
    when_told = models.CharField(_("when, as it was told"), max_length=80, blank=True)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    place = models.CharField(_("where"), max_length=40, blank=True)  # a place of the pack
    region = models.CharField(
        max_length=40, blank=True
    )  # the province around the place, or the wider place itself
    place_how = models.CharField(_("how exactly"), max_length=4, choices=Where.choices, default=Where.IN)
    geo_precision = models.PositiveSmallIntegerField(null=True, blank=True)  # ACLED's
    roles = models.JSONField(_("who did it to whom"), default=list, blank=True)
    goods = models.JSONField(_("goods"), default=list, blank=True)
    quantity = models.CharField(_("how many"), max_length=80, blank=True)  # as told, with its approximator
    counted = models.CharField(_("of what"), max_length=10, choices=Counted.choices, blank=True)

    class Meta:
        abstract = True

    def settle(self) -> None:
        """Work out what follows from the facts: the first and last day, and ACLED's precision of the place."""
        told, there = self.date, self.event_place
        self.earliest, self.latest = (told.earliest, told.latest) if told else (None, None)
        self.geo_precision = there.precision if there else None
        self.region = pack.region(self.place)

    @property
    def date(self) -> Date | None:
        """When it was; None where nobody said so, or what was written cannot be read."""
        return read_date(self.when)

    @property
    def when_in_words(self) -> str:
        """When it was, for a reader of the page's language."""
        return date_in_words(self.date, pack.tongue()) if self.date else ""

    @property
    def event_place(self) -> EventPlace | None:
        """Where it was; None where nobody said so, or the packs do not know the place any more."""
        if not self.place or self.place not in pack.places():
            return None
        spot, near = self.place_how == Where.SPOT, self.place_how == Where.NEAR
        return place.event_place(self.place, pack.places(), point=spot, near=near)

    @property
    def place_name(self) -> str:
        """The place in the page's language."""
        return pack.place_name(self.place)

    @property
    def place_in_words(self) -> str:
        """The place in the page's language, with how exactly it was told where that is not the plain place."""
        how = "" if self.place_how == Where.IN or not self.place else f" ({Where(self.place_how).label})"
        return f"{self.place_name}{how}"

    @property
    def type_name(self) -> str:
        """The kind of event in the page's language."""
        return pack.event_type(self.event_type) if self.event_type else ""

    @property
    def role_rows(self) -> list[Row]:
        """Who did it to whom, for the page: the part, the name that held on the day, and how many."""
        return [
            {"part": PARTS[row["part"]], "who": self._who(row), "how_many": in_words(row.get("said", ""))}
            for row in self.roles
        ]

    def _who(self, row: Row) -> str:
        if "organisation" in row:
            return pack.organisation_name(row["organisation"], self.date)
        if "class" in row:
            return pack.named(row["class"])
        return str(_("a person whose name is not written here"))

    @property
    def good_rows(self) -> list[Row]:
        """The goods, for the page."""
        rows = []
        for row in self.goods:
            known = pack.good(row["code"])
            what = pack.named(known.names) if known else row["code"]
            rows.append({"what": what, "how_many": in_words(row.get("said", ""))})
        return rows

    @property
    def quantity_in_words(self) -> str:
        """How many, in the page's language, as rough as it was told."""
        return in_words(self.quantity)

    def numbers(self) -> dict[str, Quantity]:
        """The numbers told, by what they count, so that only numbers of the same thing are compared.

        A part that several had with numbers of their own is left out: nobody knows which is meant by the other.
        """
        told = [
            (self.counted, self.quantity),
            *((f"good:{row['code']}", row.get("said", "")) for row in self.goods),
        ]
        parts = [(row["part"], row.get("said", "")) for row in self.roles if row.get("said")]
        told += [one for one in parts if sum(part == one[0] for part, _said in parts) == 1]
        read = ((what, read_quantity(said)) for what, said in told if said and what != Counted.OTHER)
        return {what: number for what, number in read if number is not None}


def tongue_of(text: str) -> pack.Tongue:
    """Korean where the text has a Hangul syllable, otherwise English."""
    return "ko" if any("가" <= letter <= "힣" for letter in text) else "en"


def read_quantity(said: str) -> Quantity | None:
    """The number that was told, with the word that makes it rough; None for none."""
    try:
        return quantity.read(said, tongue_of(said)) if said else None
    except UnreadableValue:
        return None


def in_words(said: str) -> str:
    """A number as it was told, and in the words of the page's language where that is another one."""
    number = read_quantity(said)
    if number is None or number.exact or tongue_of(said) == pack.tongue():
        return said
    return f"{said} ({quantity_in_words(number, pack.tongue())})"


def read_date(text: str) -> Date | None:
    """The date that was written; None for none."""
    try:
        return date.read(text) if text else None
    except UnreadableValue:
        return None


def what_is_counted(what: str) -> str:
    """What a number of :meth:`Facts.numbers` counts, for a page."""
    if what.startswith("good:"):
        known = pack.good(what.removeprefix("good:"))
        return pack.named(known.names) if known else what
    return str(PARTS.get(what) or dict(Counted.choices).get(what) or _("how many"))
