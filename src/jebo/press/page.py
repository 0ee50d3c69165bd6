"""A page as its template sees it: what it is called, where it stands, and how it names what stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from markupsafe import Markup

from jebo.press import address, words
from jebo.press.house import House

CALLED: Final = {"ko": "한국어", "en": "English"}
"""A language, in itself."""
READ_IN: Final = {"ko": "한국어로 읽기", "en": "Read in English"}
"""Said beside a story in another language, to those who read this one."""
FROM_THE_RIGHT: Final = frozenset({"ar", "fa", "he", "ur", "ug"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the site.

    :param path: in the site, with ``/`` between.
    :param others: the same page in each language in which it is there, itself among them.
    :param nav, foot: what is linked above and below, as items of a list.
    :param feed: the Atom feed that belongs to it.
    """

    house: House
    language: str
    path: str
    title: str
    summary: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    nav: Markup = field(default_factory=Markup)
    foot: Markup = field(default_factory=Markup)
    feed: str = ""

    @property
    def direction(self) -> str:
        """Which way its script runs."""
        return "rtl" if self.language in FROM_THE_RIGHT else "ltr"

    def to(self, path: str) -> str:
        """How it links to a path in the site, or to a place in it."""
        place, mark, at = path.partition("#")
        return address.link(self.path, place) + mark + at

    def absolute(self, path: str) -> str:
        """Where a path stands for everybody; the relative one where the site has no address."""
        return self.house.url + address.link("", path) if self.house.url else self.to(path)

    def day(self, when: date) -> str:
        """A day in its language."""
        return words.day(when, self.language)

    def called(self, code: str) -> str:
        """A language, in itself."""
        return CALLED[code]


def links(path: str, named: Iterable[tuple[str, str]]) -> Markup:
    """Labels and paths as items of a list on the page at *path*, which is told apart where it is one of them."""
    return Markup("").join(
        Markup('<li><a href="{}"{}>{}</a></li>\n').format(
            address.link(path, to), Markup(' aria-current="page"') if to == path else "", label
        )
        for label, to in named
    )
