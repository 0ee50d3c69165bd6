"""What of an event may be public, and how exactly: chosen by the desk, part by part, never finer than it is held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from jebo.desk import pack
from jebo.desk.events.models import Event
from jebo.desk.testimony.facts import Facts
from jebo.observatory import date, place
from jebo.observatory.date import Date
from jebo.observatory.dates_in_words import date_in_words
from jebo.observatory.place import EventPlace, PlaceKind

AS_HELD: Final = "as held"
WHEN: Final = {
    "year": _("the year"),
    "quarter": _("the quarter"),
    "month": _("the month"),
    AS_HELD: _("as exactly as the desk holds it"),
}
WHERE: Final = {
    "country": _("the country"),
    "province": _("the province"),
    AS_HELD: _("as exactly as the desk holds it"),
}
PLAIN: Final = {
    "what": _("what happened"),
    "who": _("who did it to whom"),
    "goods": _("which goods"),
    "number": _("how many"),
}
_NOTHING: Final = ("", _("not public"))


class PublicForm(forms.Form):
    """What may be public."""

    public = forms.MultipleChoiceField(
        label=_("May be public"),
        choices=list(PLAIN.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    public_when = forms.ChoiceField(label=_("Of the date"), choices=[_NOTHING, *WHEN.items()], required=False)
    public_where = forms.ChoiceField(
        label=_("Of the place"), choices=[_NOTHING, *WHERE.items()], required=False
    )

    def kept(self) -> list[str]:
        """As an event keeps it: ``what``, ``when:month``, ``where:province`` …"""
        given = self.cleaned_data
        fine = [f"{name}:{given[f'public_{name}']}" for name in ("when", "where") if given[f"public_{name}"]]
        return [*given["public"], *fine]


def initial_of(public: Iterable[str]) -> dict[str, object]:
    """What the fields show of what is kept."""
    fine = dict(one.split(":", 1) for one in public if ":" in one)
    return {
        "public": [one for one in public if one in PLAIN],
        "public_when": fine.get("when", ""),
        "public_where": fine.get("where", ""),
    }


def would_learn(event: Event) -> list[tuple[str, str]]:
    """What a reader would learn, in the page's language."""
    found: list[tuple[str, str]] = []
    fine = dict(one.split(":", 1) for one in event.public if ":" in one)
    if "what" in event.public and event.event_type:
        found.append((str(_("What happened")), event.type_name))
    if event.date and "when" in fine and (told := _as_fine_as(event.date, fine["when"])):
        found.append((str(_("When")), date_in_words(told, pack.tongue())))
    if event.event_place and "where" in fine:
        found.append((str(_("Where")), pack.place_name(_as_near_as(event.event_place, fine["where"]).id)))
    return [*found, *_rows(event)]


def _rows(event: Facts) -> list[tuple[str, str]]:
    public: Sequence[str] = getattr(event, "public", ())
    found: list[tuple[str, str]] = []
    many = "number" in public
    if "who" in public:
        found += [(str(row["part"]), _with(row["who"], row["how_many"], many)) for row in event.role_rows]
    if "goods" in public:
        found += [(str(_("Goods")), _with(row["what"], row["how_many"], many)) for row in event.good_rows]
    if many and event.quantity:
        found.append((str(_("How many")), event.quantity_in_words))
    return found


def _with(what: str, how_many: str, many: bool) -> str:
    return f"{what}, {how_many}" if many and how_many else what


_UNITS: Final = ("month", "quarter", "year")


def _as_fine_as(told: Date, unit: str) -> Date | None:
    """The date no finer than the unit; a date that is vaguer stays. None where no form is vague enough."""
    if unit == AS_HELD:
        return told
    return next((one for one in (told, *date.coarser(told)) if _unit(one) >= _UNITS.index(unit)), None)


def _unit(told: Date) -> int:
    """How coarse a date is: -1 finer than a month, 0 a month, 1 a quarter or a season, 2 a year or vaguer."""
    if told.earliest is None or told.latest is None:
        return -1
    days = (told.latest - told.earliest).days + 1
    return -1 if days < 28 else 0 if days <= 31 else 1 if days <= 92 else 2


def _as_near_as(there: EventPlace, level: str) -> EventPlace:
    if level == AS_HELD:
        return there
    wanted = {PlaceKind.COUNTRY} if level == "country" else {PlaceKind.COUNTRY, PlaceKind.PROVINCE}
    wider = place.coarser(there, pack.places())
    return next((one for one in (there, *wider) if one.level in wanted), there)
