"""A colleague who tries everything: every address of the desk with another's ids, and every form that the other's pages hold.

All rows about the other's source have the same id, so that one address stands for all kinds of rows, and new pages and new
tables are tried without anybody's thinking of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from jebo.desk.ids import LENGTH
from jebo.desk.people.models import Member
from jebo.desk.wall import BelongsToASource, whole_desk

MARK = "표식 QX7ZQXQ7"  # stands in every text that belongs to the source
SEEN = "QX7ZQXQ7"  # so long that no token drawn for a page holds it
DAY = date(2026, 3, 2)
SAME, NONE = "S" * LENGTH, "N" * LENGTH
PUBLIC = "P" * LENGTH  # the id of what belongs to all of the desk, such as an event
NUMBER, NO_NUMBER = 777_777, 888_888
BEFORE_THE_DOOR = {"language"}
"""The pages that need no member: they hold nothing."""
_PLAIN = {
    "when",
    "heard_from",
    "group",
    "sealed_in",
    "place",
    "event_type",
    "hedge",
    "digest",
    "trail",
    "circle",
}
"""Columns whose values have a form of their own, which a marker would break."""


def fill(mina: Member) -> None:
    """One row in every table that stands behind the wall, about a source of Mina's; and what those rows need."""
    made: dict[type[models.Model], Any] = {Member: mina}
    with whole_desk():
        for model in apps.get_models():
            if issubclass(model, BelongsToASource):
                _row(model, made)


def _row(model: type[models.Model], made: dict[type[models.Model], Any]) -> Any:
    if model not in made:
        values: dict[str, Any] = {}
        for one in model._meta.concrete_fields:
            value = _value(model, one, made)
            if value is not None:
                values[one.name] = value
        made[model] = model(**values)
        made[model].save()
    return made[model]


def _value(model: type[models.Model], one: Any, made: dict[type[models.Model], Any]) -> Any:
    behind = issubclass(model, BelongsToASource)
    if getattr(one, "generated", False):
        return None
    if one.is_relation:
        return None if one.related_model is model else _row(one.related_model, made)
    if one.primary_key:
        return (
            NUMBER if isinstance(one, models.AutoField | models.IntegerField) else SAME if behind else PUBLIC
        )
    if isinstance(one, models.DateField):
        return DAY
    if one.choices or one.name in _PLAIN or not behind:
        return None
    if isinstance(one, models.BinaryField):
        return MARK.encode()
    if isinstance(one, models.JSONField):
        return [{"kind": "other", "value": MARK}] if one.name == "terms" else None
    if isinstance(one, models.TextField | models.CharField):
        return MARK if (one.max_length or 99) >= len(MARK) else None
    return None


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the desk, with its pattern."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route, pattern


def pages() -> list[tuple[str, URLPattern, str | None]]:
    """Every page of the desk, but the library's way in: its route, its pattern and the action that it asks for."""
    found = [
        (route, p, getattr(p.callback, "action", None)) for route, p in routes(get_resolver().url_patterns)
    ]
    return [one for one in found if not one[0].startswith("way-in/")]


def addresses() -> Iterator[str]:
    """Every address of the desk, each blank filled with the id of the source's rows, and once more with that of an event."""
    for route, _ in routes(get_resolver().url_patterns):
        ids = (SAME, PUBLIC) if route.startswith("events/") else (SAME,)
        yield from dict.fromkeys(filled(route, one, NUMBER) for one in ids)


def filled(route: str, id: str, number: int) -> str:
    """An address: the route with its blanks filled."""
    route = re.sub(r"<int:[^>]+>", str(number), route)
    route = re.sub(r"\(\?P<[^>]+>(?:[^()]|\([^()]*\))*\)", id, route)
    return "/" + re.sub(r"<[^>]+>", id, route).lstrip("^").replace("\\Z", "").rstrip("$")


@dataclass(slots=True)
class Visitor:
    """A member with a browser, who is in again at each address, whatever the last one did to the session or the member."""

    member: Member
    browser: Client = field(default_factory=Client)
    _row: dict[str, Any] = field(default_factory=dict)

    def get(self, address: str) -> HttpResponse:
        """The answer to reading."""
        self._come_in()
        return self.browser.get(address)  # type: ignore[return-value]

    def post(self, address: str, typed: dict[str, Any] | None = None) -> HttpResponse:
        """The answer to sending a form."""
        self._come_in()
        return self.browser.post(address, typed or {})  # type: ignore[return-value]

    def _come_in(self) -> None:
        self._row = self._row or dict(Member.objects.filter(pk=self.member.pk).values().get())
        Member.objects.filter(pk=self.member.pk).update(**self._row)
        self.member.refresh_from_db()
        self.browser.force_login(self.member, backend=settings.AUTHENTICATION_BACKENDS[-1])


def visitor(member: Member, desk_of: Callable[[Member], Client]) -> Visitor:
    """A member who can come in, and does: otherwise every page would seem to be closed to them.

    :raises AssertionError: the desk does not let them in.
    """
    come = Visitor(member, desk_of(member))
    assert come.get("/").status_code == 200
    return come


@dataclass(slots=True)
class Form:
    """A form of a page: where it is sent, and what is in it."""

    action: str
    typed: dict[str, str] = field(default_factory=dict)


_TYPED = {"date": "2026-01-01", "number": "9"}


class _Forms(HTMLParser):
    """Fills in what must be filled in, and chooses the last of several."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at, self.forms, self.select = at, list[Form](), ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down what a browser would send."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(action=said.get("action") or self.at))
            self.get = said.get("method", "get").lower() != "post"
            if self.get:
                self.forms.pop()
        name = said.get("name", "")
        if not self.forms or self.get:
            return
        if tag in ("input", "textarea", "button") and name and name != "csrfmiddlewaretoken":
            empty = "" if tag == "input" and "required" not in said else _TYPED.get(said.get("type", ""), "x")
            self.forms[-1].typed[name] = said.get("value") or empty
        if tag == "select":
            self.select = name
        if tag == "option" and self.select and said.get("value"):
            self.forms[-1].typed[self.select] = said["value"]  # the last one stays

    def handle_endtag(self, tag: str) -> None:
        """Forget the list of choices."""
        self.select = "" if tag == "select" else self.select


def forms_of(page: HttpResponse, at: str) -> list[Form]:
    """The forms of a page that are sent by POST."""
    read = _Forms(at)
    read.feed(page.content.decode("utf-8", "replace"))
    return read.forms


def owners_forms(mina: Visitor) -> list[Form]:
    """Every form of the pages that the owner sees, filled in."""
    found = {}
    for address in addresses():
        for form in forms_of(undone(lambda here=address: mina.get(here)), address):  # type: ignore[misc]
            found[form.action, tuple(sorted(form.typed))] = form
    return [form for form in found.values() if "/way-in/" not in form.action]


T = TypeVar("T")


def undone(do: Callable[[], T]) -> T:
    """What comes of it, with everything taken back that it did."""
    block = transaction.atomic()
    setattr(block, "_from_testcase", True)  # noqa: B010 - as Django's own tests do, so that a page may ask for a transaction of its own
    with block:
        answer = do()
        transaction.set_rollback(True)
    return answer


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row that stands behind the wall."""
    with whole_desk():
        return {
            model.__name__: sorted(model._base_manager.values_list(), key=str)
            for model in apps.get_models()
            if issubclass(model, BelongsToASource)
        }
