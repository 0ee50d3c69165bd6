"""The form of an event."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jebo.desk import pack
from jebo.desk.events.models import Event
from jebo.desk.events.public import PublicForm
from jebo.desk.events.public import initial_of as initial_public
from jebo.desk.testimony.facts import Facts
from jebo.desk.testimony.facts_form import FactsForm, FactsPage, Initial, initial_of, initial_roles


class EventForm(FactsForm, PublicForm):
    """What the desk holds to have happened."""

    when_told = None  # type: ignore[assignment]  # the words of a source stay with its statement
    korean = forms.CharField(
        label=_("In Korean"), max_length=200, required=False, widget=forms.TextInput(attrs={"lang": "ko"})
    )
    english = forms.CharField(
        label=_("In English"), max_length=200, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )

    def clean(self) -> dict[str, Any]:
        """A name in one language at least."""
        given = self.cleaned_data
        if not (given.get("korean") or given.get("english")):
            self.add_error("korean", gettext("Say in one language at least what happened."))
        return given


class EventPage(FactsPage):
    """The whole form of an event. *facts* are those that it begins with: its own, or a statement's."""

    form: EventForm

    def __init__(self, facts: Facts, data: QueryDict | None = None) -> None:
        if data is not None:
            super().__init__(EventForm(data), data)
        else:
            super().__init__(
                EventForm(initial=_initial(facts)), None, initial_roles(facts.roles), list(facts.goods)
            )

    def save(self, event: Event) -> Event:
        """Write the event."""
        self.put(event)
        event.korean, event.english = self.form.cleaned_data["korean"], self.form.cleaned_data["english"]
        event.public = self.form.kept()
        event.save()
        return event


def _initial(facts: Facts) -> Initial:
    if isinstance(facts, Event):
        names = {"korean": facts.korean, "english": facts.english} | initial_public(facts.public)
    else:
        names = {"korean": named(facts, "ko"), "english": named(facts, "en")}
    return initial_of(facts) | names


def named(facts: Facts, tongue: pack.Tongue) -> str:
    """A name for an event out of codes alone, for the words of a source are not for all of the desk."""
    kind, there = pack.pack().events.get(facts.event_type), pack.places().get(facts.place)
    parts = [one.names.get(tongue, "") for one in (kind, there) if one is not None]
    return " · ".join(part for part in parts if part)


class WithdrawForm(forms.Form):
    """Why an event is withdrawn."""

    because = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("All of the desk reads it: nothing about a source.")
    )


class VerdictForm(forms.Form):
    """Whether two statements under an event are independent."""

    one = forms.TypedChoiceField(label=_("This one"), coerce=int)
    other = forms.TypedChoiceField(label=_("and this one"), coerce=int)
    independent = forms.TypedChoiceField(
        label=_("are"),
        coerce=lambda given: given == "yes",
        choices=[("no", _("not independent")), ("yes", _("independent, though an origin is not known"))],
    )

    def __init__(self, *args: Any, voices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = voices

    def clean(self) -> dict[str, Any]:
        """Two different ones."""
        given = self.cleaned_data
        if given.get("one") is not None and given.get("one") == given.get("other"):
            raise forms.ValidationError(gettext("Choose two different statements."))
        return given
