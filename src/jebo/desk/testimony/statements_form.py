"""The form of a statement, and what the engine suggests for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from typing import Any, Final

from django import forms
from django.db.models import Count
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from jebo.desk import pack
from jebo.desk.events.grade import CREDIBILITY, Credibility
from jebo.desk.ids import new_id
from jebo.desk.testimony.facts_form import (
    FactsForm,
    FactsPage,
    GoodRow,
    Initial,
    RoleRow,
    initial_of,
    initial_roles,
    rows_sent,
)
from jebo.desk.testimony.models import Testimony
from jebo.desk.testimony.statement import CANNOT_BE_JUDGED, CONFIRMED, Access, Article, Origin, Statement
from jebo.desk.testimony.statements_board import seen
from jebo.desk.testimony.suggest import Span, completed, proposal, sentences

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
        label=_("Where they have it from"), choices=Origin.choices, widget=forms.RadioSelect
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
        label=_("Credibility"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect,
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


def _covering(words: str, start: int, end: int) -> list[str]:
    """The sentences that a passage consists of; none where it begins or ends in the middle of one."""
    found = [one for one in sentences(words) if start <= one.start and one.end <= end]
    whole = bool(found) and (found[0].start, found[-1].end) == (start, end)
    return [f"{one.start}-{one.end}" for one in found] if whole else []


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


class StatementPage(FactsPage):
    """The whole form of a statement.

    :param data: what was sent; None shows what the statement has.
    :param suggest: show what was sent again, unjudged, with the blank fields filled from the passage.
    """

    form: StatementForm

    def __init__(
        self,
        statement: Statement,
        testimony: Testimony | None,
        data: QueryDict | None = None,
        *,
        suggest: bool = False,
    ) -> None:
        self.statement, self.testimony = statement, testimony
        if data is not None and not suggest:
            super().__init__(StatementForm(data, statement=statement, testimony=testimony), data)
            return
        shown = _Shown.of(statement) if data is None else _Shown.sent(data)
        if suggest and testimony is not None:
            shown.fill(testimony)
        super().__init__(
            StatementForm(initial=shown.fields, statement=statement, testimony=testimony),
            None,
            shown.roles,
            shown.goods,
        )

    def save(self, day: Day) -> Statement:
        """Write the statement; what was suggested is now a person's. *day* is that of the grade, if one is given."""
        statement, given = self.statement, self.form.cleaned_data
        self.put(statement)
        if passage := self.form.passage():
            statement.start, statement.end = passage
        for name in (
            "korean",
            "english",
            "hedge",
            "access",
            "origin",
            "circle",
            "circle_low",
            "circle_high",
            "only_theirs",
        ):
            setattr(statement, name, given[name])
        statement.heard_from = _heard_from(given)
        statement.group = new_id() if given["group"] == NEW_GROUP else given["group"]
        grade(statement, given["credibility"], day)
        statement.proposed, statement.suggested = False, []
        statement.save()
        return statement


def says_how(statement: Statement) -> bool:
    """Whether it says how the source knows: of a proposal the desk does not know, unless the words told."""
    return not statement.proposed or "access" in statement.suggested


def grade(statement: Statement, credibility: int | None, day: Day) -> None:
    """Put a grade on the statement, with the day of the judgement; None takes it off. The caller keeps it."""
    given = credibility or CANNOT_BE_JUDGED
    if credibility is None:
        statement.graded = None
    elif statement.graded is None or statement.credibility != given:
        statement.graded = day
    statement.credibility = given


class ArticleForm(forms.Form):
    """An article, by its title, its outlet and the day on which it came out."""

    article_title = forms.CharField(label=_("Title of the article"), max_length=200)
    article_outlet = forms.CharField(label=_("Outlet"), max_length=80, required=False)
    article_published = forms.DateField(
        label=_("Published on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _heard_from(given: Mapping[str, Any]) -> str:
    if given["origin"] == Origin.STATEMENT:
        return str(given["heard_from"])
    return article_of(given).pk if given["origin"] == Origin.ARTICLE else ""


def article_of(given: Mapping[str, Any]) -> Article:
    """The article of that title, outlet and day."""
    article, _made = Article.objects.get_or_create(
        title=given["article_title"], outlet=given["article_outlet"], published=given["article_published"]
    )
    return article


# What the form shows, and suggestions.


@dataclass(slots=True, kw_only=True)
class _Shown:
    """What the fields of the form and its rows show."""

    fields: Initial
    roles: list[Initial]
    goods: list[Initial]

    @classmethod
    def of(cls, statement: Statement) -> _Shown:
        """What a statement has."""
        names = (
            "start",
            "end",
            "korean",
            "english",
            "hedge",
            "access",
            "origin",
            "circle",
            "circle_low",
            "circle_high",
        )
        fields = initial_of(statement) | {
            name: getattr(statement, name) for name in (*names, "only_theirs", "group")
        }
        fields |= {
            "credibility": statement.credibility if statement.graded else "",
            "suggested": " ".join(statement.suggested),
        }
        if not says_how(statement):
            fields |= {"access": "", "origin": ""}
        if statement.start is not None and statement.testimony is not None:
            fields["sentences"] = _covering(statement.testimony.words, statement.start, statement.end or 0)
        if statement.origin == Origin.STATEMENT:
            fields["heard_from"] = statement.heard_from
        elif statement.origin == Origin.ARTICLE and (
            article := Article.objects.filter(pk=statement.heard_from).first()
        ):
            fields |= {f"article_{name}": getattr(article, name) for name in ("title", "outlet", "published")}
        return cls(fields=fields, roles=initial_roles(statement.roles), goods=list(statement.goods))

    @classmethod
    def sent(cls, data: QueryDict) -> _Shown:
        """What was typed."""
        fields: Initial = {name: data.get(name, "") for name in StatementForm.base_fields}
        fields["sentences"] = data.getlist("sentences")
        fields["only_theirs"] = "only_theirs" in data
        return cls(
            fields=fields,
            roles=rows_sent(data, "roles", RoleRow.base_fields),
            goods=rows_sent(data, "goods", GoodRow.base_fields),
        )

    def fill(self, testimony: Testimony) -> None:
        """Fill what is blank from the passage, as far as the engine can, and mark it as suggested."""
        passage = self._passage(testimony)
        if passage is None:
            return
        self.fields[("korean" if testimony.language == "ko" else "english")] = (
            self.fields["korean"] or self.fields["english"] or passage.text
        )
        found = completed(proposal(passage, testimony.language, testimony.day))
        filled = str(self.fields["suggested"]).split()
        for name, value in found.items():
            if name in StatementForm.base_fields and value not in ("", None) and not self.fields.get(name):
                self.fields[name] = pack.place_label(value) if name == "place" else value
                filled.append(name)
        self.roles = self.roles or initial_roles(found.get("roles", ()))
        self.goods = self.goods or list(found.get("goods", ()))
        self.fields["suggested"] = " ".join(dict.fromkeys(filled))

    def _passage(self, testimony: Testimony) -> Span | None:
        start, end = str(self.fields["start"]), str(self.fields["end"])
        marked = (int(start), int(end)) if start.isdecimal() and end.isdecimal() else (0, 0)
        known = {f"{one.start}-{one.end}" for one in sentences(testimony.words)}
        first, last = ticked(known & set(self.fields["sentences"])) or marked
        if not first < last <= len(testimony.words):
            return None
        return Span(start=first, end=last, text=testimony.words[first:last])
