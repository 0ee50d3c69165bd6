"""The forms of translation."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jebo.desk.stories.models import StandingText
from jebo.desk.translation.models import GlossaryTerm


class GlossaryForm(forms.ModelForm):  # type: ignore[type-arg]  # it takes none at run time
    """A term of the desk's own."""

    class Meta:
        model = GlossaryTerm
        fields = ("korean", "english", "since", "until", "never", "note")

    def clean(self) -> dict[str, Any]:
        """Years in their order."""
        return _in_order(self, super().clean() or {})


class StandingForm(forms.ModelForm):  # type: ignore[type-arg]  # it takes none at run time
    """A gloss or a standing text."""

    class Meta:
        model = StandingText
        fields = ("sort", "korean_term", "english_term", "korean", "english", "since", "until")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "since": forms.DateInput({"type": "date"}),
            "until": forms.DateInput({"type": "date"}),
            "korean": forms.Textarea({"rows": 3, "lang": "ko"}),
            "english": forms.Textarea({"rows": 3, "lang": "en"}),
        }

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        return _in_order(self, super().clean() or {})


def _in_order(form: forms.ModelForm[Any], said: dict[str, Any]) -> dict[str, Any]:
    if said.get("since") and said.get("until") and said["until"] < said["since"]:
        form.add_error("until", gettext("It ends before it begins."))
    return said


class TmxForm(forms.Form):
    """A file of another translation memory."""

    file = forms.FileField(
        label=_("TMX file"),
        help_text=_(
            "Of published text alone: what is in it can be seen by all who translate. Never a source's own words."
        ),
    )


class SheetForm(forms.Form):
    """A table of terms."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "Columns korean, english, since, until, never, note. A term that is there in the same years is changed."
        ),
    )
