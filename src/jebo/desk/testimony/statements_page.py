"""The whole form of a statement as a page has it: what it shows, what is suggested, what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jebo.desk import pack
from jebo.desk.ids import new_id
from jebo.desk.testimony.facts_form import (
    FactsPage,
    GoodRow,
    Initial,
    RoleRow,
    initial_of,
    initial_roles,
    rows_sent,
)
from jebo.desk.testimony.models import Testimony
from jebo.desk.testimony.statement import Article, Origin, Statement, grade, says_how
from jebo.desk.testimony.statements_form import NEW_GROUP, StatementForm, ticked
from jebo.desk.testimony.suggest import Span, completed, proposal, sentences


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


def _covering(words: str, start: int, end: int) -> list[str]:
    """The sentences that a passage consists of; none where it begins or ends in the middle of one."""
    found = [one for one in sentences(words) if start <= one.start and one.end <= end]
    whole = bool(found) and (found[0].start, found[-1].end) == (start, end)
    return [f"{one.start}-{one.end}" for one in found] if whole else []
