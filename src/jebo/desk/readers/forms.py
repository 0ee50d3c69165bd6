"""The forms of letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jebo.desk.people.models import Member
from jebo.desk.readers.mail import LONGEST
from jebo.desk.rights import rights
from jebo.desk.stories.models import Story

_STORIES = 200  # of the latest, to choose from; chosen by us


class BringInForm(forms.Form):
    """A file of mail, or words that came another way."""

    file = forms.FileField(label=_("A message (.eml) or a box of them (.mbox)"), required=False)
    words = forms.CharField(
        label=_("Or what was written"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    with_addresses = forms.BooleanField(
        label=_("Keep the addresses until the letters are answered"),
        required=False,
        help_text=_("At most 30 days. Without them nobody can be answered, and nobody can be found."),
    )

    def clean(self) -> dict[str, Any]:
        """One of both."""
        if not (self.cleaned_data.get("file") or self.cleaned_data.get("words")):
            self.add_error("file", gettext("Choose a file, or write down what was written."))
        return self.cleaned_data


class LetterForm(forms.Form):
    """Whose it is, and what it is about."""

    assigned_to = forms.ModelChoiceField(
        label=_("Assigned to"), queryset=Member.objects.none(), required=False
    )
    story = forms.ModelChoiceField(label=_("About the story"), queryset=Story.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = {role.value for role in rights()["readers.answer"]}
        here = [one.pk for one in Member.objects.filter(is_active=True) if may & set(one.roles)]
        self.fields["assigned_to"].queryset = Member.objects.filter(pk__in=here)  # type: ignore[attr-defined]
        latest = Story.objects.order_by("-changed").values_list("pk", flat=True)[:_STORIES]
        self.fields["story"].queryset = Story.objects.filter(pk__in=list(latest))  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What is answered."""

    answer = forms.CharField(
        label=_("Answer"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8})
    )
