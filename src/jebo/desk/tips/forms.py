"""The forms of tips."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.sources.sharing import theirs
from jebo.desk.tips.answers import LONGEST


class KnownForm(forms.Form):
    """Which source it is who writes under a new phrase."""

    source = forms.ModelChoiceField(label=_("A source of mine"), queryset=Source.objects.none())

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = theirs(member).filter(stands_for_nobody=False)  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What is answered."""

    words = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Plain words that would not harm the source if somebody looked over a shoulder: no names, no places, no day."
        ),
    )
