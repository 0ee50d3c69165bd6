"""The forms of the release check."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jebo.desk.people.models import Member
from jebo.desk.publication.models import Answer, Signature
from jebo.desk.publication.questions import CODES


class AcceptForm(forms.Form):
    """A risk that somebody takes upon themselves."""

    finding = forms.CharField(max_length=120, widget=forms.HiddenInput)
    digest = forms.CharField(max_length=80, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class SignForm(forms.Form):
    """A yes to exactly what is on the page."""

    digests = forms.CharField(max_length=400, widget=forms.HiddenInput)
    role = forms.ChoiceField(choices=Signature.As.choices, widget=forms.HiddenInput)


class CorrectForm(forms.Form):
    """What was wrong, as it is printed."""

    korean = forms.CharField(
        label=_("What was wrong, in Korean"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    english = forms.CharField(
        label=_("What was wrong, in English"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


class AgreedForm(forms.Form):
    """That a source was asked and agreed to what is on the page."""

    source = forms.CharField(max_length=40, widget=forms.HiddenInput)
    digests = forms.CharField(max_length=400, widget=forms.HiddenInput)


class AnswerForm(forms.ModelForm):  # type: ignore[type-arg]  # it takes none at run time
    """What a colleague says to a question before publication."""

    question = forms.ChoiceField(choices=[(code, code) for code in CODES], widget=forms.HiddenInput)

    class Meta:
        model = Answer
        fields = ("question", "says", "digest")


class DeputyForm(forms.Form):
    """Who signs in one's place, from a day to a day."""

    member = forms.ModelChoiceField(label=_("Who signs in your place"), queryset=Member.objects.none())
    since = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("Until"), widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, besides: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Member.objects.filter(is_active=True).exclude(pk=besides)
        self.fields["member"].queryset = here  # type: ignore[attr-defined]
