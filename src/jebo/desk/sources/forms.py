"""What is typed about a source."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from jebo.desk.people.models import Member
from jebo.desk.sources.identity import NAMES, Reason, Who
from jebo.desk.sources.models import STOPS, Sharing, Source, Status
from jebo.desk.sources.sharing import theirs
from jebo.desk.sources.terms import FLAGS, Agreed, Kind, Place, read

_OFFERS = "jebo.desk.sources.offers"
if TYPE_CHECKING:
    _OfASource = forms.ModelForm[Source]
else:
    _OfASource = forms.ModelForm  # which knows its type when it is checked alone


def day_widget() -> forms.DateInput:
    """A day, chosen from a calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def lines(rows: int, **attributes: str) -> forms.Textarea:
    """Some lines of text, which no browser keeps and no service checks for spelling."""
    return forms.Textarea(attrs={"rows": rows, "autocomplete": "off", "spellcheck": "false", **attributes})


class Offered(forms.Form):
    """An alias, chosen from those that are offered. The offers travel with the page, signed, so that none can be typed."""

    alias = forms.ChoiceField(label=_("Alias"), widget=forms.RadioSelect)
    offers = forms.CharField(widget=forms.HiddenInput)

    def offer(self, fresh: list[str]) -> None:
        """Offer those that the page showed before, or *fresh* ones where it showed none."""
        shown = _unsigned(self.data.get("offers", "")) or fresh
        self.fields["alias"].choices = [(alias, alias) for alias in shown]  # type: ignore[attr-defined]
        self.initial["offers"] = signing.dumps(shown, salt=_OFFERS)


def plain(alias: str) -> str:
    """An alias as the desk keeps it, however it was typed."""
    return unicodedata.normalize("NFC", " ".join(alias.split()))


def _unsigned(sent: str) -> list[str]:
    try:
        return list(signing.loads(sent, salt=_OFFERS, max_age=24 * 60 * 60))
    except signing.BadSignature:
        return []


class Facts(_OfASource):
    """What the desk holds of a source, beside who it is."""

    place = forms.ChoiceField(
        label=_("Name the place no finer than"),
        required=False,
        choices=[("", _("nothing was agreed")), *Place.choices],
    )
    flags = forms.MultipleChoiceField(
        label=_("Agreed besides"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in FLAGS],
    )  # fmt: skip
    not_before = forms.DateField(label=_("Nothing before"), required=False, widget=day_widget())
    others = forms.CharField(
        label=_("Agreed in other words"), required=False, widget=lines(2), help_text=_("One to a line.")
    )

    earlier = forms.CharField(
        label=_("The same person as"), required=False, max_length=60,
        help_text=_("The earlier alias, if there is one: what was published from it still counts for this one."),
    )  # fmt: skip

    class Meta:
        model = Source
        fields: ClassVar[list[str]] = [
            "zone", "reliability", "check_in_days", "last_heard", "safe_contact", "duress_word"
        ]  # fmt: skip
        labels: ClassVar[dict[str, Any]] = {
            "zone": _("Zone"),
            "reliability": _("Reliability"),
            "check_in_days": _("Should be heard of every … days"),
            "last_heard": _("Last heard of on"),
            "safe_contact": _("How to be in touch safely"),
            "duress_word": _("Duress word"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "reliability": _(
                "How far this source has proved right so far. Each statement is graded apart from it."
            ),
            "check_in_days": _("Leave it empty if nothing was agreed."),
            "safe_contact": _(
                "When, how, and when not. Nothing that says who it is: that belongs in the envelope."
            ),
            "duress_word": _("What the source says when somebody is listening."),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "safe_contact": lines(3),
            "last_heard": day_widget(),
            "duress_word": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        }

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grades = [
            (letter, f"{letter} · {words}")
            for letter, words in Source._meta.get_field("reliability").choices or ()
        ]
        self.fields["reliability"].choices = grades  # type: ignore[attr-defined]
        self.fields["check_in_days"].min_value = 1  # type: ignore[attr-defined]
        self.possible = _earlier(member, self.instance)
        self.known_as = self.possible.filter(pk=self.instance.once_known_as_id or "").first()
        self.initial.setdefault("earlier", self.known_as.alias if self.known_as else "")
        self._show(read(self.instance.terms))

    def _show(self, terms: tuple[Agreed, ...]) -> None:
        by_kind = {one.kind: one.value for one in terms}
        for name, value in {
            "place": by_kind.get(Kind.PLACE, ""),
            "flags": [one.value for one in FLAGS if one in by_kind],
            "not_before": by_kind.get(Kind.NOT_BEFORE, ""),
            "others": "\n".join(one.value for one in terms if one.kind is Kind.OTHER),
        }.items():
            self.initial.setdefault(name, value)

    def clean_check_in_days(self) -> int | None:
        """At least a day."""
        days: int | None = self.cleaned_data["check_in_days"]
        if days is not None and days < 1:
            raise forms.ValidationError(_("Write a number of days, 1 or more."))
        return days

    def clean_earlier(self) -> Source | None:
        """A source that the member looks after, and that did not come later."""
        typed = plain(self.cleaned_data["earlier"])
        if not typed:
            return None
        found: Source | None = self.possible.filter(alias__iexact=typed).first()
        if found is None:
            raise forms.ValidationError(
                _("You look after no source of this alias that came before this one.")
            )
        return found

    def agreed(self) -> tuple[Agreed, ...]:
        """The terms as they were typed."""
        typed = self.cleaned_data
        return (
            *([Agreed(kind=Kind.PLACE, value=typed["place"])] if typed["place"] else []),
            *(Agreed(kind=Kind(one)) for one in typed["flags"]),
            *(
                [Agreed(kind=Kind.NOT_BEFORE, value=typed["not_before"].isoformat())]
                if typed["not_before"]
                else []
            ),
            *(
                Agreed(kind=Kind.OTHER, value=line.strip())
                for line in typed["others"].splitlines()
                if line.strip()
            ),
        )

    def filled(self) -> Source:
        """The source with what was typed, not saved."""
        source = self.save(commit=False)
        source.terms = [one.row for one in self.agreed()]
        if self.cleaned_data["earlier"] or self.known_as:  # a link that the member does not see stays
            source.once_known_as = self.cleaned_data["earlier"]
        return source


def _earlier(member: Member, source: Source) -> Any:
    """The sources that may be the same person under an earlier alias: the member's own, and none that came later."""
    later = {source.pk}
    while new := set(Source.objects.filter(once_known_as__in=later).values_list("pk", flat=True)) - later:
        later |= new
    return theirs(member).exclude(pk__in=later).order_by("alias")


class Register(Facts, Offered):
    """A new source."""


class NewStatus(forms.Form):
    """How things stand. Whoever sees a source may stop what rests on it; its contact editors may do more."""

    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)

    def __init__(self, *args: Any, looks_after: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not looks_after:
            stops = [one for one in Status.choices if one[0] in STOPS]
            self.fields["status"].choices = stops  # type: ignore[attr-defined]


class Forbidden(forms.Form):
    """A term that may not be printed."""

    term = forms.CharField(label=_("Never print"), max_length=120)
    why = forms.CharField(
        label=_("Why"),
        max_length=200,
        required=False,
        help_text=_("Shown to the contact editors of this source only."),
    )


class Share(forms.Form):
    """Whom a source is shared with, and how."""

    whom = forms.ModelChoiceField(
        label=_("Colleague"), queryset=Member.objects.none(), empty_label=_("choose")
    )
    how = forms.ChoiceField(
        label=_("As"), initial=Sharing.How.SHARED, widget=forms.RadioSelect,
        choices=[
            (Sharing.How.SHARED, _("somebody who may see it and write down contacts")),
            (Sharing.How.CONTACT, _("a second contact editor, who can also open the identity")),
        ],
    )  # fmt: skip

    def __init__(self, whom: list[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].queryset = Member.objects.filter(pk__in=[one.pk for one in whom])  # type: ignore[attr-defined]


class Passphrase(forms.Form):
    """A member's own passphrase."""

    passphrase = forms.CharField(
        label=_("The passphrase of your key"), strip=False, max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class HandOver(forms.Form):
    """Who takes a source over."""

    to = forms.ModelChoiceField(label=_("To"), queryset=Member.objects.none(), empty_label=_("choose"))
    passphrase = forms.CharField(
        label=_("The passphrase of your key"), strip=False, max_length=500, required=False,
        help_text=_("What is sealed is sealed anew for them."), widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, to: list[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Member.objects.filter(pk__in=[one.pk for one in to])  # type: ignore[attr-defined]


class Opening(Passphrase):
    """Why an envelope is opened, and the passphrase."""

    reason = forms.ChoiceField(label=_("Why"), choices=[("", _("choose")), *Reason.choices])
    field_order = ("reason", "passphrase")


class Whoever(forms.Form):
    """Who somebody is. What is typed here goes into the envelope and nowhere else."""

    mark_required = True

    name = forms.CharField(label=_("Names"), required=False, widget=lines(2))
    phones = forms.CharField(label=_("Telephones and accounts"), required=False, widget=lines(2))
    address = forms.CharField(label=_("Where they live and work"), required=False, widget=lines(3))
    kin = forms.CharField(label=_("Family and who is close to them"), required=False, widget=lines(3))
    reach = forms.CharField(label=_("How to reach them"), required=False, widget=lines(3))
    notes = forms.CharField(label=_("Anything else"), required=False, widget=lines(3))
    replaces = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Something must be written."""
        typed = super().clean() or {}
        if not any(typed.get(name) for name in NAMES):
            raise forms.ValidationError(_("Write at least one thing."))
        return typed

    def who(self) -> Who:
        """As it is sealed."""
        return Who(**{name: self.cleaned_data[name] for name in NAMES})


class Attest(forms.Form):
    """That a source is real."""

    line = forms.CharField(
        label=_("How you know, in one line"), max_length=200,
        help_text=_("For example: heard the voice, and what was said fits. Nothing that says who it is."),
    )  # fmt: skip


class TypedAlias(forms.Form):
    """The alias, typed, before something is destroyed."""

    alias = forms.CharField(label=_("Type the alias"), max_length=60)

    def __init__(self, expected: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_alias(self) -> str:
        """Letter by letter, however the keyboard composes them."""
        typed = plain(self.cleaned_data["alias"])
        if typed.casefold() != unicodedata.normalize("NFC", self.expected).casefold():
            raise forms.ValidationError(_("This is not the alias."))
        return typed


class Destroy(TypedAlias):
    """The end of a source."""

    keep = forms.BooleanField(
        label=_("Let its statements stand, under an alias that stands for nobody"), required=False
    )
