"""A page as its template sees it: what it is called, where it stands, and how it names what stands elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Final

from markupsafe import Markup

from jebo.press import address, words
from jebo.press.house import House

CALLED: Final = {"ko": "한국어", "en": "English"}
"""A language, in itself."""
READ_IN: Final = {"ko": "한국어로 읽기", "en": "Read in English"}
"""Said beside a story in another language, to those who read this one."""
ICON: Final = "static/icon.svg"
Named = tuple[tuple[str, str], ...]
"""Labels and paths."""
FROM_THE_RIGHT: Final = frozenset({"ar", "fa", "he", "ur", "ug"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Parts of a page as HTML: links to what dresses it, the newsroom's name, what is linked above and below."""

    dress: Markup = field(default_factory=Markup)
    name: Markup = field(default_factory=Markup)
    nav: Markup = field(default_factory=Markup)
    foot: Markup = field(default_factory=Markup)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the site.

    :param path: in the site, with ``/`` between.
    :param others: the same page in each language in which it is there, itself among them.
    :param frame: what is the same on all pages of a language that stand equally deep.
    :param feed: the Atom feed that belongs to it.
    """

    house: House
    language: str
    path: str
    title: str
    summary: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    frame: Frame = field(default_factory=lambda: Frame())
    feed: str = ""

    @property
    def direction(self) -> str:
        """Which way its script runs."""
        return "rtl" if self.language in FROM_THE_RIGHT else "ltr"

    @property
    def house_name(self) -> str:
        """The newsroom's name in its language."""
        return self.house.called(self.language)

    @property
    def onion(self) -> str:
        """Where it stands as an onion service."""
        return self.house.onion + address.link("", self.path)

    @property
    def places(self) -> Markup:
        """Links to the same page in each language, and to where it stands for everybody."""
        links_ = "".join(
            f'<link rel="alternate" hreflang="{code}" href="{escape(self.absolute(path))}">\n'
            for code, path in self.others.items()
        )
        own = f'<link rel="canonical" href="{escape(self.absolute(self.path))}">\n' if self.house.url else ""
        return Markup(links_ + own)  # noqa: S704 - addresses are escaped

    @property
    def languages(self) -> Markup:
        """The same for readers, to the other languages."""
        links_ = (
            f'<li class="other"><a href="{self.to(path)}" hreflang="{code}" lang="{code}">{CALLED[code]}</a></li>\n'
            for code, path in self.others.items()
            if code != self.language
        )
        return Markup("".join(links_))  # noqa: S704 - nothing in it is anybody's words

    @property
    def feeds(self) -> Markup:
        """Links to the feeds that belong to it."""
        if not self.feed:
            return Markup()
        kinds = (("atom+xml", self.feed), ("feed+json", self.feed.removesuffix(".xml") + ".json"))
        return Markup("").join(
            Markup(  # noqa: S704 - what is not ours is escaped
                f'<link rel="alternate" type="application/{kind}" title="{escape(self.house_name)}" href="{self.to(path)}">\n'
            )
            for kind, path in kinds
        )

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


def framed(house: House, language: str, path: str, style: str, nav: Named, foot: Named) -> Frame:
    """The frame of the page at *path*."""
    tagline = house.tagline.get(language, "")
    name = Markup('<p class="name"><a href="{}">{}</a></p>\n').format(
        address.link(path, f"{language}/index.html"), house.called(language)
    )
    dress = Markup(
        '<link rel="stylesheet" href="{}">\n<link rel="icon" href="{}" type="image/svg+xml">\n'
    ).format(address.link(path, style), address.link(path, ICON))
    below = Markup('<p class="tagline">{}</p>\n').format(tagline) if tagline else Markup()
    return Frame(dress=dress, name=name + below, nav=links(path, nav), foot=links(path, foot))


def links(path: str, named: Named) -> Markup:
    """Labels and paths as items of a list on the page at *path*, which is told apart where it is one of them."""
    return Markup("").join(
        Markup('<li><a href="{}"{}>{}</a></li>\n').format(
            address.link(path, to), Markup(' aria-current="page"') if to == path else "", label
        )
        for label, to in named
    )
