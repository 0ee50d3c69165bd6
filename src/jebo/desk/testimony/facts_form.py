"""Fields for facts: what, when, where, who to whom, which goods, how many. A statement and an event are written with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jebo.desk import pack
from jebo.desk.ids import new_id
from jebo.desk.refused import Refused
from jebo.desk.testimony.facts import PARTS, Counted, Facts, Row, Where, tongue_of
from jebo.observatory import date, quantity
from jebo.observatory.unreadable import UnreadableValue

Initial = dict[str, Any]
_PLACES, _BODIES = "places-of-the-pack", "bodies-of-the-pack"
"""Ids of the lists under the fields, which the template writes once."""
_BLANK: Final = ("", "—")


def understood(read: Callable[[], Any]) -> Any:
    """What *read* gives; where it cannot, its one sentence at the field."""
    try:
        return read()
    except (UnreadableValue, Refused) as unread:
        raise forms.ValidationError(gettext(unread.says)) from None


class FactsForm(forms.Form):
    """The facts that are one of each."""

    mark_required = True

    event_type = forms.ChoiceField(label=_("What happened"), required=False)
    when_told = forms.CharField(
        label=_("When, as it was told"),
        max_length=80,
        required=False,
        help_text=_("In the source's words: early July."),
    )
    when = forms.CharField(
        label=_("When"),
        max_length=60,
        required=False,
        help_text=_(
            "No finer than it was told: 2023-07-13, 2023-07-1X, 2023-07 or 2023; ? behind it where it is not sure,"
            " ~ for about then, two dates with a slash between them for a time that lasted."
        ),
    )
    place = forms.CharField(
        label=_("Where"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": _PLACES}),
        help_text=_("A place of the list, by its name in either language."),
    )
    place_how = forms.ChoiceField(label=_("How exactly it was told"), choices=Where.choices, required=False)
    quantity = forms.CharField(
        label=_("How many"),
        max_length=80,
        required=False,
        help_text=_("With the word that makes it rough: “20여 명”, “about 20”. It is never made exact."),
    )
    counted = forms.ChoiceField(label=_("Of what"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("event_type", [_BLANK, *pack.event_types()])
        self.offer("counted", [_BLANK, *Counted.choices])

    def offer(self, name: str, choices: Sequence[Any]) -> None:
        """The choices of a field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_when(self) -> str:
        """The date, if it can be kept."""
        written: str = self.cleaned_data["when"]
        if written:
            understood(lambda: date.read(written))
        return written

    def clean_place(self) -> str:
        """The id of the place."""
        typed: str = self.cleaned_data["place"]
        return str(understood(lambda: pack.place_of(typed))) if typed else ""

    def clean_quantity(self) -> str:
        """The number as told, if it is one."""
        return readable(self.cleaned_data["quantity"])

    def clean_place_how(self) -> str:
        """In the place, where nothing was said."""
        return self.cleaned_data["place_how"] or Where.IN.value


def readable(said: str) -> str:
    """A number as told.

    :raises forms.ValidationError: it is none.
    """
    if said:
        understood(lambda: quantity.read(said, tongue_of(said)))
    return said


class RoleRow(forms.Form):
    """One part in what happened: an organisation, a class of people, or a person whose name is not written."""

    mark_required = True

    part = forms.ChoiceField(label=_("Part"), choices=[_BLANK, *PARTS.items()], required=False)
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"list": _BODIES}),
    )
    class_ko = forms.CharField(label=_("or a class of people, in Korean"), max_length=60, required=False)
    class_en = forms.CharField(label=_("or a class of people, in English"), max_length=60, required=False)
    sealed = forms.BooleanField(label=_("or one person, whose name is written nowhere here"), required=False)
    sealed_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=22)
    said = forms.CharField(label=_("how many"), max_length=80, required=False)

    def clean_organisation(self) -> str:
        """The id of the organisation."""
        typed: str = self.cleaned_data["organisation"]
        return str(understood(lambda: pack.organisation_of(typed))) if typed else ""

    def clean_said(self) -> str:
        """The number as told."""
        return readable(self.cleaned_data["said"])

    def clean(self) -> dict[str, Any]:
        """One who, with a part."""
        given = self.cleaned_data
        classed = bool(given.get("class_ko") or given.get("class_en"))
        named = [bool(given.get("organisation")), classed, bool(given.get("sealed"))]
        if not self.errors and sum(named) != (1 if given.get("part") else 0):
            raise forms.ValidationError(
                gettext(
                    "Choose the part, and then one of the three: an organisation, a class of people, or one person."
                )
            )
        return given

    def row(self) -> Row | None:
        """As it is kept; None for a row left blank."""
        given = self.cleaned_data
        if not given.get("part"):
            return None
        kept: Row = {"part": given["part"]}
        if given["organisation"]:
            kept["organisation"] = given["organisation"]
        elif given["sealed"]:
            kept["sealed"] = given["sealed_id"] or new_id()
        else:
            names = {"ko": given["class_ko"], "en": given["class_en"]}
            kept["class"] = {code: name for code, name in names.items() if name}
        return kept | ({"said": given["said"]} if given["said"] else {})


class GoodRow(forms.Form):
    """Goods, and how many."""

    mark_required = True

    code = forms.ChoiceField(label=_("Goods"), required=False)
    said = forms.CharField(label=_("how many"), max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [_BLANK, *pack.goods()]

    def clean_said(self) -> str:
        """The number as told."""
        return readable(self.cleaned_data["said"])

    def row(self) -> Row | None:
        """As it is kept; None for a row left blank."""
        given = self.cleaned_data
        return {"code": given["code"], "said": given["said"]} if given.get("code") else None


_ROWS: Final = 20  # of roles and of goods, at most; chosen by us
RoleRows = formset_factory(RoleRow, extra=2, max_num=_ROWS)
GoodRows = formset_factory(GoodRow, extra=1, max_num=_ROWS)


def rows_sent(data: QueryDict, prefix: str, names: Iterable[str]) -> list[Initial]:
    """The rows of a form that was sent and is shown again unjudged, without those left blank."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    count = min(int(total), _ROWS) if total.isdecimal() else 0
    rows = [{name: data.get(f"{prefix}-{i}-{name}", "") for name in names} for i in range(count)]
    return [row for row in rows if any(row.values())]


def initial_of(facts: Facts) -> Initial:
    """What the fields show of facts that are there."""
    names = ("event_type", "when_told", "when", "place_how", "quantity", "counted")
    return {name: getattr(facts, name) for name in names} | {"place": pack.place_label(facts.place)}


def initial_roles(rows: Sequence[Row]) -> list[Initial]:
    """What the rows show of roles that are there."""
    shown = []
    for row in rows:
        body = pack.organisation(row.get("organisation", ""))
        shown.append(
            {
                "part": row["part"],
                "organisation": pack.in_both(body.names) if body else row.get("organisation", ""),
                "class_ko": row.get("class", {}).get("ko", ""),
                "class_en": row.get("class", {}).get("en", ""),
                "sealed": "sealed" in row,
                "sealed_id": row.get("sealed", ""),
                "said": row.get("said", ""),
            }
        )
    return shown


class FactsPage:
    """The form of facts with its rows of roles and goods, as one thing that is valid or not.

    :param data: what was sent; None to show.
    :param roles: what the rows of roles show, see :func:`initial_roles`; with *data* it is not used. So *goods*.
    """

    def __init__(
        self, form: FactsForm, data: Any = None, roles: Sequence[Initial] = (), goods: Sequence[Initial] = ()
    ) -> None:
        self.form = form
        self.roles: BaseFormSet[RoleRow] = RoleRows(data, prefix="roles", initial=list(roles))
        self.goods: BaseFormSet[GoodRow] = GoodRows(data, prefix="goods", initial=list(goods))

    places = staticmethod(pack.place_labels)
    bodies = staticmethod(pack.organisation_labels)

    def is_valid(self) -> bool:
        """Whether all of it can be kept; every fault is found at once."""
        return all([self.form.is_valid(), self.roles.is_valid(), self.goods.is_valid()])

    @property
    def rows_with_faults(self) -> bool:
        """Whether a row of roles or goods has a fault."""
        return any(row.errors for rows in (self.roles, self.goods) for row in rows.forms)

    @property
    def any_rows(self) -> bool:
        """Whether there is something in the rows of roles and goods."""
        return any(
            row.initial or (row.is_bound and row.has_changed())
            for row in (*self.roles.forms, *self.goods.forms)
        )

    def put(self, facts: Facts) -> None:
        """Write the facts into the row; the caller keeps it."""
        for name in ("event_type", "when_told", "when", "place", "place_how", "quantity", "counted"):
            setattr(facts, name, self.form.cleaned_data.get(name, ""))
        facts.roles = [row for one in self.roles.forms if (row := one.row())]
        facts.goods = [row for one in self.goods.forms if (row := one.row())]
