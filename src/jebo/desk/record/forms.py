"""What is asked when events are tied."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jebo.desk.events.models import Event
from jebo.desk.record.models import Tie
from jebo.desk.testimony.facts import PARTS
from jebo.observatory.role import Part

NEAR = 200
"""Events that are offered. Chosen by us: the latest, for what led to what lies near."""


class TieForm(forms.Form):
    """How this event lies to another."""

    how = forms.ChoiceField(label=_("This event"), choices=Tie.How.choices)
    other = forms.ChoiceField(label=_("Which event"))

    def __init__(self, *args: object, event: Event, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        near = Event.objects.exclude(pk=event.pk).exclude(status=Event.Status.WITHDRAWN)[:NEAR]
        self.fields["other"].choices = [(one.pk, str(_told(one))) for one in near]  # type: ignore[attr-defined]


def _told(event: Event) -> str:
    return " · ".join(filter(None, [event.title, event.when_in_words, event.place_name]))


class OfficialForm(forms.Form):
    """A public official in office who had a part in this event in that office."""

    part = forms.ChoiceField(
        label=_("What they did in it"),
        choices=[(part.value, PARTS[part.value]) for part in (Part.AGENT, Part.PATIENT)],
    )
    name_ko = forms.CharField(label=_("Name in Korean"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60)
    office_ko = forms.CharField(label=_("Office in Korean"), max_length=80)
    office_en = forms.CharField(label=_("Office in English"), max_length=80)
    in_office = forms.BooleanField(
        label=_(
            "This person held the office when it happened, the office is a public one, and a story named both"
        )
    )

    def kept(self) -> dict[str, object]:
        """As an entry keeps it."""
        given = self.cleaned_data
        both = {name: {code: given[f"{name}_{code}"] for code in ("ko", "en")} for name in ("name", "office")}
        return {"part": given["part"], **both}
