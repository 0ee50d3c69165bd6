"""Every page of a site: where it stands, what it depends on, and how it is set."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import blake2b
from typing import Any, Final

from jebo.errors import N_
from jebo.press import address, render, search, words
from jebo.press.edition import Edition, Head
from jebo.press.house import PAGES
from jebo.press.images import Sizes
from jebo.press.page import Frame, Named, Page, framed
from jebo.press.provinces import kin
from jebo.press.site import Site, Topic, letter
from jebo.press.standing import WORDS

ROWS: Final = 60
"""Stories on the page of a topic; older ones are on its pages by year. Chosen by us."""
SECOND: Final = 6
"""Stories in the grid of the front page."""
TITLES: Final = {
    "about": N_("About us"),
    "how": N_("How we work"),
    "faq": N_("Questions and answers"),
    "reach": N_("How to reach us safely"),
    "corrections": N_("Corrections"),
    "archive": N_("Archive"),
    "topics": N_("Topics"),
    "search": N_("Search"),
}
Load = Callable[[str], Edition]
Row = tuple[str, str, int]
"""Of an index: a label, a path, and how many stories are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of the site: ``key`` is the same as long as its bytes would be, ``make`` gives them."""

    key: str
    make: Callable[[], bytes]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What all pages are set with.

    :param load: the edition with an id, its receipts seen.
    :param ground: what changes when the newsroom's settings or our templates do.
    :param touched: ids of editions whose own files may be others than they are.
    """

    site: Site
    load: Load
    sizes: Sizes
    ground: str
    touched: Container[str]
    _frames: dict[tuple[str, str], Frame] = field(default_factory=dict)

    @cached_property
    def kin(self) -> dict[str, dict[str, str]]:
        """What tags mean, by language (:mod:`jebo.press.provinces`)."""
        return kin(self.site.house)

    def others(self, language: str, name: str) -> dict[str, str]:
        """The page of a topic in each language in which there is one that means the same."""
        means = self.kin[language].get(name)
        found = {language: address.topic(language, name)}
        for code in self.site.house.languages if means else ():
            same = [other for other in self.site.topics[code] if self.kin[code].get(other) == means]
            if same and code != language:
                found[code] = address.topic(code, max(same, key=partial(self._used, code)))
        return dict(sorted(found.items()))

    def _used(self, language: str, name: str) -> tuple[int, str]:
        return len(self.site.topics[language][name].heads), name

    @cached_property
    def _around(self) -> dict[str, tuple[Named, Named]]:
        return around(self.site)

    def frame(self, language: str, path: str) -> Frame:
        """What stands around a page, made once for all that stand equally deep."""
        named = self._around[language]
        itself = path if any(to == path for some in named for _, to in some) else "/" * path.count("/")
        if (language, itself) not in self._frames:
            made = framed(self.site.house, language, itself, render.style()[0], *named)
            self._frames[language, itself] = made
        return self._frames[language, itself]

    @cached_property
    def taken(self) -> frozenset[str]:
        """Where stories stand now: an address that another had before is theirs."""
        return frozenset(map(address.of, self.site.heads))

    def key(self, *of: object) -> str:
        """A key for a file that depends on these values, and on the ground."""
        return blake2b(
            "\0".join([self.ground, *map(repr, of)]).encode("utf-8", "surrogatepass"), digest_size=16
        ).hexdigest()

    def page(self, language: str, path: str, title: str, **more: Any) -> Page:
        """A page with all that is linked above and below."""
        return Page(
            house=self.site.house, language=language, path=path, title=title,
            frame=self.frame(language, path), **more,
        )  # fmt: skip


def around(site: Site) -> dict[str, tuple[Named, Named]]:
    """Labels and paths of what is linked above and below each page, by language."""
    return {code: (tuple(_nav(site, code)), tuple(_foot(code))) for code in site.house.languages}


def _nav(site: Site, language: str) -> Iterator[tuple[str, str]]:
    for topic in site.house.topics:
        if (label := topic.get(language)) and address.name_of(label) in site.topics[language]:
            yield label, address.topic(language, label)
    yield words.catalogue(language).gettext(TITLES["topics"]), f"{language}/topics.html"
    yield words.catalogue(language).gettext(TITLES["archive"]), f"{language}/archive.html"
    yield words.catalogue(language).gettext(TITLES["search"]), f"{language}/search.html"


def _foot(language: str) -> Iterator[tuple[str, str]]:
    for name in (*PAGES, "corrections"):
        yield words.catalogue(language).gettext(TITLES[name]), f"{language}/{name}.html"


def everywhere(site: Site, name: str) -> dict[str, str]:
    """A page that is there in each language."""
    return {code: f"{code}/{name}" for code in site.house.languages}


def pages(given: Setting) -> Iterator[tuple[str, Part]]:
    """Each page with its path; of editions only those that may be others than they are."""
    yield "index.html", _root(given)
    for head in given.site.heads:
        if head.id in given.touched:
            yield from _of_edition(given, head)
    for language in given.site.house.languages:
        yield f"{language}/index.html", _front(given, language)
        yield from _topics(given, language)
        yield from _archive(given, language)
        yield f"{language}/corrections.html", _corrections(given, language)
        yield from _search(given, language)
        for name in PAGES:
            yield f"{language}/{name}.html", _words(given, language, name)


def _root(given: Setting) -> Part:
    site = given.site
    fronts = [(code, site.told[code][:5]) for code in site.house.languages]
    page = given.page(site.house.languages[0], "index.html", "")
    key = given.key("root", *(stamps(heads) for _, heads in fronts))
    return Part(key=key, make=lambda: render.page("root.html", page, fronts=fronts))


def _of_edition(given: Setting, head: Head) -> Iterator[tuple[str, Part]]:
    path = address.of(head)
    yield path, _withdrawn(given, head, path) if head.withdrawn else _story(given, head, path)
    for slug in head.earlier:
        if (before := address.at(head, slug)) not in given.taken:
            yield before, _moved(given, head, before, path)


def _story(given: Setting, head: Head, path: str) -> Part:
    site, twin = given.site, render.told_twin(given.site, head)
    near = [look(one) for one in (twin, *site.beside.get(head.id, ()))]

    def make() -> bytes:
        edition = given.load(head.id)
        page = story_page(given, edition)
        return render.story(site, page, edition, given.sizes)

    return Part(key=given.key("story", head.stamp, near), make=make)


def stamps(heads: Iterable[Head]) -> str:
    """What changes when one of these editions does."""
    return " ".join([head.stamp for head in heads])


def look(head: Head | None) -> object:
    """What other pages show of an edition."""
    return head and (address.of(head), head.title, head.standfirst, head.first)


def story_page(given: Setting, edition: Edition) -> Page:
    """The page of an edition."""
    from jebo.press.linked_data import languages_of

    head = edition.head
    return given.page(
        head.language, address.of(head), head.title,
        summary=render.summary(edition), others=dict(languages_of(given.site, head)), feed=f"{head.language}/feed.xml",
    )  # fmt: skip


def _withdrawn(given: Setting, head: Head, path: str) -> Part:
    page = given.page(head.language, path, words.catalogue(head.language).gettext(N_("Withdrawn")))
    return Part(key=given.key("withdrawn", path), make=lambda: render.page("withdrawn.html", page))


def _moved(given: Setting, head: Head, path: str, to: str) -> Part:
    page = given.page(head.language, path, words.catalogue(head.language).gettext(N_("Moved")))
    return Part(key=given.key("moved", path, to), make=lambda: render.page("moved.html", page, to=to))


def _front(given: Setting, language: str) -> Part:
    site = given.site
    heads = site.told[language][: site.house.front]
    page = given.page(
        language, f"{language}/index.html", site.house.called(language), summary=site.house.tagline.get(language, ""),
        others=everywhere(site, "index.html"), feed=f"{language}/feed.xml",
    )  # fmt: skip
    key = given.key("front", stamps(heads))
    return Part(
        key=key,
        make=lambda: render.page(
            "front.html", page, lead=next(iter(heads), None), second=heads[1 : 1 + SECOND], third=heads[1 + SECOND :],
            sizes=given.sizes,
        ),
    )  # fmt: skip


def _listed(
    given: Setting, page: Page, kicker: str, heads: Sequence[Head], years: Sequence[tuple[str, str]] = ()
) -> Part:
    return Part(
        key=given.key("list", page.path, page.title, page.others, kicker, years, stamps(heads)),
        make=lambda: render.page("list.html", page, kicker=kicker, heads=heads, years=years),
    )


def _topics(given: Setting, language: str) -> Iterator[tuple[str, Part]]:
    say = words.catalogue(language).gettext
    topics = given.site.topics[language]
    places: list[Row] = []
    by_letter: dict[str, list[Row]] = {}
    for topic in sorted(topics.values(), key=lambda one: (letter(one.label) == "#", one.label.casefold())):
        is_place = not given.kin[language].get(topic.name, "topic").startswith("topic")
        yield from _topic(given, language, topic, say(N_("Province") if is_place else N_("Topic")))
        rows = places if is_place else by_letter.setdefault(letter(topic.label), [])
        rows.append((topic.label, address.topic(language, topic.name), len(topic.heads)))
    groups = [*([(say(N_("Provinces")), places)] if places else []), *by_letter.items()]
    page = given.page(
        language,
        f"{language}/topics.html",
        say(TITLES["topics"]),
        others=everywhere(given.site, "topics.html"),
    )
    yield page.path, _index(given, page, groups)


def _topic(given: Setting, language: str, topic: Topic, kicker: str) -> Iterator[tuple[str, Part]]:
    base = address.topic(language, topic.name)
    by_year: dict[int, list[Head]] = {}
    for head in topic.heads:
        by_year.setdefault(head.first.year, []).append(head)
    whole = len(topic.heads) <= ROWS
    years = (
        []
        if whole
        else [(str(year), address.topic(language, topic.name, f"/{year}.html")) for year in by_year]
    )
    feed = address.topic(language, topic.name, ".xml")
    page = given.page(language, base, topic.label, feed=feed, others=given.others(language, topic.name))
    yield base, _listed(given, page, kicker, topic.heads[:ROWS], years)
    for year, place in years:
        page = given.page(language, place, f"{topic.label}, {year}", feed=feed)
        yield place, _listed(given, page, kicker, by_year[int(year)], years)


def _archive(given: Setting, language: str) -> Iterator[tuple[str, Part]]:
    say = words.catalogue(language).gettext
    by_year: dict[str, list[Row]] = {}
    for (year, number), heads in given.site.months(language).items():
        place, label = f"{language}/{year}/{number:02}/index.html", words.month(year, number, language)
        page = given.page(language, place, label)
        yield place, _listed(given, page, say(TITLES["archive"]), heads)
        by_year.setdefault(str(year), []).append((label, place, len(heads)))
    page = given.page(
        language,
        f"{language}/archive.html",
        say(TITLES["archive"]),
        others=everywhere(given.site, "archive.html"),
    )
    yield page.path, _index(given, page, list(by_year.items()))


def _index(given: Setting, page: Page, groups: Sequence[tuple[str, Sequence[Row]]]) -> Part:
    return Part(
        key=given.key("index", page.path, groups),
        make=lambda: render.page("index.html", page, groups=groups),
    )


def _corrections(given: Setting, language: str) -> Part:
    found = render.corrections(given.site.told[language])
    title = words.catalogue(language).gettext(TITLES["corrections"])
    page = given.page(
        language, f"{language}/corrections.html", title, others=everywhere(given.site, "corrections.html")
    )
    key = given.key("corrections", language, *((one, head.stamp) for one, head in found))
    return Part(key=key, make=lambda: render.page("corrections.html", page, corrections=found))


def _search(given: Setting, language: str) -> Iterator[tuple[str, Part]]:
    """The page, and the words of each month."""
    title = words.catalogue(language).gettext(TITLES["search"])
    page = given.page(
        language, f"{language}/search.html", title, others=everywhere(given.site, "search.html")
    )
    months = [f"{year}/{number:02}" for year, number in given.site.months(language)]
    key = given.key("search", language, months)
    yield (
        page.path,
        Part(
            key=key, make=lambda: render.page("search.html", page, months=months, script=render.script()[0])
        ),
    )
    for (year, number), heads in given.site.months(language).items():
        name = f"{year}/{number:02}"
        key = given.key("words", name, stamps(heads))
        yield f"{language}/{name}/words.js", Part(key=key, make=_words_of(given, name, heads))


def _words_of(given: Setting, name: str, heads: Sequence[Head]) -> Callable[[], bytes]:
    return lambda: search.month(name, [given.load(head.id) for head in heads])


def _words(given: Setting, language: str, name: str) -> Part:
    house = given.site.house
    text = house.pages.get(name, {}).get(language) or WORDS[name][language].replace(
        "{name}", house.called(language)
    )
    title = words.catalogue(language).gettext(TITLES[name])
    page = given.page(
        language, f"{language}/{name}.html", title, others=everywhere(given.site, f"{name}.html")
    )
    return Part(
        key=given.key("words", language, name),
        make=lambda: render.page(
            "words.html",
            page,
            blocks=render.paragraphs(text, titled=name == "faq"),
            reach=name == "reach",
            comments=render.comments(house.comments),
        ),
    )
