"""The form of a statement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.db.models import Count
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from jebo.desk import pack
from jebo.desk.events.grade import CREDIBILITY, Credibility
from jebo.desk.testimony.facts_form import (
    FactsForm,
)
from jebo.desk.testimony.models import Testimony
from jebo.desk.testimony.statement import CONFIRMED, Access, Origin, Statement
from jebo.desk.testimony.statements_board import seen
from jebo.desk.testimony.suggest import sentences

NEW_GROUP: Final = "new"
_NOBODY: Final = ("", _("no tie to another source is known"))
_AT_MOST = 40  # choices in a list that a person reads through; chosen by us
_OWN = {Access.SAW.value, Access.TOOK_PART.value}


class StatementForm(FactsForm):
    """One checkable thing."""

    sentences = forms.MultipleChoiceField(
        label=_("The passage"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "down passages"}),
        help_text=_(
            "The sentences that state it. What lies between the first and the last one ticked belongs to it."
        ),
    )
    start = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    end = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    korean = forms.CharField(
        label=_("In Korean"), required=False, widget=forms.Textarea(attrs={"rows": 3, "lang": "ko"})
    )
    english = forms.CharField(
        label=_("In English"), required=False, widget=forms.Textarea(attrs={"rows": 3, "lang": "en"})
    )
    hedge = forms.CharField(
        label=_("How sure it was said"),
        max_length=80,
        required=False,
        help_text=_("The words that say so: 것 같다, 들었다, maybe. Left blank, it was said plainly."),
    )
    access = forms.ChoiceField(label=_("How they know"), choices=Access.choices, widget=forms.RadioSelect)
    origin = forms.ChoiceField(
        label=_("Where they have it from"),
        choices=Origin.choices,
        widget=forms.RadioSelect(attrs={"class": "down"}),
    )
    heard_from = forms.ChoiceField(label=_("Which statement they heard"), required=False)
    article_title = forms.CharField(label=_("Title of the article"), max_length=200, required=False)
    article_outlet = forms.CharField(label=_("Outlet"), max_length=80, required=False)
    article_published = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    circle = forms.ChoiceField(
        label=_("Who could know"),
        required=False,
        help_text=_("The smallest group of people all of whom could know this."),
    )
    circle_low = forms.IntegerField(label=_("From, in people"), required=False, min_value=1)
    circle_high = forms.IntegerField(
        label=_("To, in people"),
        required=False,
        min_value=1,
        help_text=_("Left blank, both are taken from the country pack."),
    )
    only_theirs = forms.BooleanField(
        label=_("Only this source could have this version"),
        required=False,
        help_text=_(
            "A detail that nobody else was told, which may have been planted to find them. It counts as one person."
        ),
    )
    credibility = forms.TypedChoiceField(
        label=_("Credibility"), required=False, coerce=int, empty_value=None,
        widget=forms.RadioSelect(attrs={"class": "down"}),
        help_text=_("How it fits with what else is known, whoever says it. “Confirmed” is given on the page of an event."),
    )  # fmt: skip
    group = forms.ChoiceField(
        label=_("Tied to other sources"),
        required=False,
        help_text=_("Who is in one group does not count as independent. Why is written nowhere."),
    )
    suggested = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, statement: Statement, testimony: Testimony | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statement, self.testimony = statement, testimony
        self.spans = sentences(testimony.words) if testimony else ()
        self.offer("sentences", [(f"{one.start}-{one.end}", one.text) for one in self.spans])
        self.offer("circle", [("", gettext("not known")), *pack.circles()])
        self.offer("credibility", _credibilities(statement))
        self.offer("group", _groups(statement))
        self.offer(
            "heard_from",
            _heard(statement, self["event_type"].value() or "", self["heard_from"].value() or ""),
        )
        for name in self.marks:
            self.fields[
                name
            ].help_text = f"{gettext('Suggested from the text; check it.')} {self.fields[name].help_text}"

    @property
    def marks(self) -> list[str]:
        """The fields that a suggestion filled and nobody has confirmed."""
        return [name for name in str(self["suggested"].value() or "").split() if name in self.fields]

    @property
    def names_an_origin(self) -> bool:
        """Whether the fields for a statement or an article that it was heard from are wanted."""
        return self["origin"].value() in (Origin.STATEMENT, Origin.ARTICLE) or bool(
            self.errors.keys() & {"heard_from", "article_title", "article_published"}
        )

    def passage(self) -> tuple[int, int] | None:
        """The first and last character of the passage: the sentences ticked, otherwise the words that were marked."""
        given, length = self.cleaned_data, len(self.testimony.words) if self.testimony else 0
        start, end = given.get("start"), given.get("end")
        if found := ticked(given.get("sentences", [])):
            return found
        return (start, end) if start is not None and end is not None and start < end <= length else None

    def clean(self) -> dict[str, Any]:
        """What must hold between the fields."""
        given = self.cleaned_data
        passage = self.passage()
        if self.testimony and passage and not (given.get("korean") or given.get("english")):
            words = self.testimony.words[passage[0] : passage[1]].strip()
            given["korean" if self.testimony.language == "ko" else "english"] = words
        if not (given.get("korean") or given.get("english")):
            self.add_error(
                "korean", gettext("Write the statement in one language at least, or choose its passage.")
            )
        self._origin_fits(given)
        self._circle_fits(given)
        return given

    def _origin_fits(self, given: dict[str, Any]) -> None:
        access, origin = given.get("access"), given.get("origin")
        if access in _OWN and origin and origin != Origin.OWN:
            self.add_error(
                "origin",
                gettext(
                    "Who saw it or took part has it from nobody: choose own eyes, or change how they know."
                ),
            )
        if access == Access.TOLD and origin == Origin.OWN:
            self.add_error(
                "origin", gettext("Who was told has it from somebody: choose whom, or change how they know.")
            )
        if origin == Origin.STATEMENT and not given.get("heard_from"):
            self.add_error(
                "heard_from", gettext("Choose the statement, or say that nobody here knows the person.")
            )
        if origin == Origin.ARTICLE and not (given.get("article_title") and given.get("article_published")):
            self.add_error(
                "article_title", gettext("Give the title of the article and the day on which it came out.")
            )

    def _circle_fits(self, given: dict[str, Any]) -> None:
        known = pack.circle(given.get("circle") or "")
        if given.get("only_theirs"):
            given["circle_low"] = given["circle_high"] = 1
        elif known and not (given.get("circle_low") or given.get("circle_high")):
            given["circle_low"], given["circle_high"] = round(known.size.low), round(known.size.high)
        low, high = given.get("circle_low"), given.get("circle_high")
        if low and high and low > high:
            self.add_error(
                "circle_high", gettext("A size runs from a low number to a high one; swap the two.")
            )


def ticked(sentences: Iterable[str]) -> tuple[int, int] | None:
    """From the first to the last of the sentences; None for none."""
    ends = [tuple(map(int, one.split("-"))) for one in sentences]
    return (min(one[0] for one in ends), max(one[1] for one in ends)) if ends else None


def _credibilities(statement: Statement) -> list[tuple[Any, str]]:
    """The grades that may be given here; 1 only where it has been given already."""
    given = [one for one in Credibility if one.value != CONFIRMED or statement.credibility == CONFIRMED]
    return [
        ("", gettext("not graded yet")),
        *(
            (
                one.value,
                f"{one.value} {pack.named(CREDIBILITY[one].name)}: {pack.named(CREDIBILITY[one].meaning)}",
            )
            for one in given
        ),
    ]


def _groups(statement: Statement) -> list[tuple[Any, Any]]:
    """The groups that the member's statements are in, by four letters that mean nothing."""
    given = seen().filter(group__gt="").order_by("group")  # not "is not blank", so that its index is entered
    known = dict(given.values_list("group").annotate(count=Count("pk"))[:_AT_MOST])
    if statement.group:
        known.setdefault(statement.group, 1)
    return [
        _NOBODY,
        (NEW_GROUP, gettext("a new group")),
        *((group, _group_name(group, count)) for group, count in known.items()),
    ]


def _group_name(id: str, count: int) -> str:
    return ngettext("group %(name)s, %(count)d statement", "group %(name)s, %(count)d statements", count) % {
        "name": id[:4],
        "count": count,
    }


def _heard(statement: Statement, event_type: str, chosen: str) -> list[tuple[str, str]]:
    """Statements of other sources about the same kind of event, the newest first, and the one chosen."""
    alike = seen().filter(event_type=event_type, proposed=False).exclude(source=statement.source_id)
    newest = alike.select_related("source").order_by("-day", "id")
    found = list(newest[:_AT_MOST]) if event_type else []
    if chosen and chosen not in {one.pk for one in found}:
        found += Statement.objects.filter(pk=chosen).select_related("source")
    choices = [(one.pk, _told(one)) for one in found]
    if chosen and chosen == statement.heard_from and chosen not in dict(choices):
        choices.append((chosen, gettext("a statement of a colleague's source")))
    return [("", "—"), *choices]


def _told(statement: Statement) -> str:
    day = f", {statement.told}" if statement.told else ""
    return f"{statement.source.alias}{day}: {Truncator(str(statement)).chars(60)}"
