"""What is asked when events are tied."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jebo.desk.events.models import Event
from jebo.desk.record.models import Tie

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
