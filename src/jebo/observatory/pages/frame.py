"""What all pages of the record share: where each stands, what is linked above and below, and how an event is one row of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from markupsafe import Markup

from jebo.errors import N_
from jebo.observatory import render, words
from jebo.observatory.dates_in_words import date_in_words
from jebo.observatory.draw.bar import Axis, axis, bar, beside
from jebo.observatory.event import Event, Story
from jebo.observatory.shown import Shown
from jebo.observatory.telling import Telling
from jebo.observatory.words import LANGUAGES, Language
from jebo.press import words as press_words
from jebo.press.house import House
from jebo.press.page import Frame, Page, framed

ROWS: Final = 300
"""Events on one page of a list. Chosen by us."""
TOP: Final = {
    "index": N_("The record"),
    "chains": N_("Chains"),
    "timeline": N_("Timeline"),
    "map": N_("Map"),
    "years": N_("By quarter"),
    "coverage": N_("Coverage"),
    "data": N_("Data"),
}
BELOW: Final = {
    "places": N_("Places"),
    "organisations": N_("Organisations"),
    "goods": N_("Goods"),
    "kinds": N_("Kinds of events"),
    "limits": N_("What the record cannot say"),
}
Making = Callable[[], bytes]
Pages = Iterator[tuple[str, Making]]


@dataclass(frozen=True)
class Setting:
    """A record to be set in one language, in the look of a newsroom.

    :param site: where the newsroom's site stands, ending in ``/``; empty where stories are not linked.
    """

    shown: Shown
    house: House
    language: Language

    @cached_property
    def told(self) -> Telling:
        """How events are told."""
        return Telling(self.shown.world, self.language)

    def say(self, message: str) -> str:
        """One of our own messages."""
        return words.catalogue(self.language).gettext(message)

    def path(self, name: str) -> str:
        """The path of a page in this language."""
        return f"{self.language}/{name}.html"

    def event(self, id_: str) -> str:
        """The path of an event."""
        return self.path(f"event/{id_}")

    def chain(self, id_: str) -> str:
        """The path of a chain."""
        return self.path(f"chain/{id_}")

    @cached_property
    def _frames(self) -> dict[tuple[str, int], Frame]:
        return {}

    def page(self, name: str, title: str, summary: str = "") -> Page:
        """The page *name* in this language, as its template sees it."""
        path = self.path(name)
        others: dict[str, str] = {code: f"{code}/{name}.html" for code in LANGUAGES}
        return Page(
            house=self.house, language=self.language, path=path, title=title, summary=summary, others=others, frame=self._frame(path),
        )  # fmt: skip

    def _frame(self, path: str) -> Frame:
        nav, foot = (
            tuple((self.say(label), self.path(name)) for name, label in some.items()) for some in (TOP, BELOW)
        )
        key = path if path in {to for _, to in (*nav, *foot)} else "", path.count("/")
        if key not in self._frames:
            self._frames[key] = framed(self.house, self.language, path, render.style()[0], nav, foot)
        return self._frames[key]

    def row(self, event: Event, along: Axis | None) -> Mapping[str, Any]:
        """An event as a row of a list."""
        goods = ", ".join(self.told.goods(one.code) for one in event.goods)
        return {
            "to": self.event(event.id),
            "kind": self.told.kind(event.type),
            "where": self.told.where(event),
            "when": self.told.when(event),
            "more": goods,
            "bar": bar(event.date, along) if along else Markup(),
            "at": beside(event.date, along) if along else "",
        }

    def rows(self, events: Sequence[Event]) -> tuple[list[Mapping[str, Any]], list[str]]:
        """Events as rows with one axis, and the labels of its ticks."""
        along = axis([one.date for one in events])
        return [self.row(one, along) for one in events], self.ticks(along)

    def ticks(self, along: Axis | None) -> list[str]:
        """The labels of an axis: its quarters, or where they are many its years."""
        if along is None:
            return []
        found = along.ticks()
        if len(found) > 8:
            return [str(year) for year in dict.fromkeys(year for year, _ in found)]
        return [self.short(one, year=at == 0 or one[1] == 1) for at, one in enumerate(found)]

    def short(self, at: tuple[int, int], *, year: bool = True) -> str:
        """A quarter in a few letters, with its year or without."""
        if self.language == "ko":
            return f"{at[0]}년 {at[1]}분기" if year else f"{at[1]}분기"
        return f"{at[0]} Q{at[1]}" if year else f"Q{at[1]}"

    def stories(self, stories: Iterable[Story]) -> list[tuple[str, str, str, str]]:
        """Editions of stories with their addresses and days, those of this language first."""
        ordered = sorted(stories, key=lambda one: (one.language != self.language, one.day, one.address))
        return [
            (
                one.title,
                one.language,
                self.house.url + one.address if self.house.url else "",
                press_words.day(one.day, self.language),
            )
            for one in ordered
        ]

    def span(self, events: Sequence[Event]) -> str:
        """From when to when events are, in words."""
        told = [one for event in events for one in (event.date.earliest, event.date.latest) if one]
        if not told:
            return ""
        first, last = min(told).year, max(told).year
        if first == last:
            dates = {event.date.text: event.date for event in events}
            return (
                date_in_words(next(iter(dates.values())), self.language)
                if len(dates) == 1
                else self.year(first)
            )
        return f"{self.year(first)}–{self.year(last)}"

    def year(self, year: int) -> str:
        """A year."""
        return f"{year}년" if self.language == "ko" else str(year)


def parts(name: str, events: Sequence[Event]) -> list[tuple[str, Sequence[Event]]]:
    """A long list as several pages: the name of each, and its events."""
    if len(events) <= ROWS:
        return [(name, events)]
    return [
        (name if not at else f"{name}-{at // ROWS + 1}", events[at : at + ROWS])
        for at in range(0, len(events), ROWS)
    ]
