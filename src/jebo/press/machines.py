"""Files of the site for machines: feeds, site maps, a news item for each story, and the static interface that lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from html import escape
from typing import Any, Final
from xml.etree import ElementTree as Tree

from jebo.press import address, feeds, ninjs, render
from jebo.press.edition import Head
from jebo.press.linked_data import languages_of
from jebo.press.page import Page
from jebo.press.pages import Part, Setting, look, stamps, story_page
from jebo.press.typography import plain

MAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS: Final = "http://www.google.com/schemas/sitemap-news/0.9"
XHTML: Final = "http://www.w3.org/1999/xhtml"
RECENT: Final = 100
"""Stories of the news site map; Google asks for those of two days, and for 1,000 at most."""
for prefix, space in (("", MAP), ("news", NEWS)):
    Tree.register_namespace(prefix, space)


def files(given: Setting, *, signed: bool) -> Iterator[tuple[str, Part]]:
    """Each file with its path.

    :param signed: whether receipts and keys go with the site.
    """
    house = given.site.house
    name, sheet = render.style()
    yield name, Part(key=given.key(name), make=lambda: sheet)
    place, script = render.script()
    yield place, Part(key=given.key(place), make=lambda: script)
    icon = render.HERE / "static/icon.svg"
    yield "static/icon.svg", Part(key=given.key("icon"), make=icon.read_bytes)
    yield "robots.txt", _fixed(given, _robots(house.url))
    if signed:
        yield "allowed_signers", _fixed(given, _signers(given))
    for head in given.site.heads:
        if head.id in given.touched:
            yield address.of(head, ".json"), _item(given, head, signed=signed)
    for language in house.languages:
        yield from _feeds(given, language)
        yield from _lists(given, language)
    yield "site.json", _site(given)
    if house.url:
        yield from _maps(given)


def _fixed(given: Setting, words: str) -> Part:
    return Part(key=given.key(words), make=words.encode)


def _robots(url: str) -> str:
    return "User-agent: *\nAllow: /\n" + (
        f"Sitemap: {url}sitemap.xml\nSitemap: {url}news-sitemap.xml\n" if url else ""
    )


def _signers(given: Setting) -> str:
    return "".join(f'newsroom namespaces="jebo-*" {key.text}\n' for key in given.site.house.keys)


def _item(given: Setting, head: Head, *, signed: bool) -> Part:
    twin = render.told_twin(given.site, head)

    def make() -> bytes:
        edition = given.load(head.id)
        told: dict[str, Any] = {
            "ninjs": ninjs.item(given.site, edition, story_page(given, edition), given.sizes)
        }
        if signed:
            told["content"] = edition.content
            told["receipt"] = {
                "document": edition.receipt.document.decode(),
                "signature": edition.receipt.signature,
            }
        return feeds.as_json(told)

    return Part(key=given.key("item", head.stamp, look(twin)), make=make)


def _feeds(given: Setting, language: str) -> Iterator[tuple[str, Part]]:
    site = given.site
    front = given.page(
        language, f"{language}/index.html", site.house.called(language), feed=f"{language}/feed.xml"
    )
    yield from _feed(given, front, site.told[language])
    for topic in site.topics[language].values():
        page = given.page(
            language, address.topic(language, topic.name), f"{topic.label} – {site.house.called(language)}",
            feed=address.topic(language, topic.name, ".xml"),
        )  # fmt: skip
        yield from _feed(given, page, topic.heads)


def _feed(given: Setting, page: Page, heads: Sequence[Head]) -> Iterator[tuple[str, Part]]:
    heads = heads[: feeds.ENTRIES]
    key = given.key("feed", page.path, page.title, stamps(heads))
    for path, form in ((page.feed, feeds.atom), (page.feed.removesuffix(".xml") + ".json", feeds.json_feed)):
        yield path, Part(key=key, make=_making(given, page, heads, form))


def _making(given: Setting, page: Page, heads: Sequence[Head], form: feeds.Feed) -> Any:
    return lambda: form(page, [given.load(head.id) for head in heads], given.sizes)


def _lists(given: Setting, language: str) -> Iterator[tuple[str, Part]]:
    """All stories of a language by the year in which they first went out, the latest first."""
    for year, heads in by_year(given.site.told[language]).items():
        yield f"api/{language}-{year}.json", _list(given, language, heads)


def by_year(heads: Iterable[Head]) -> dict[int, list[Head]]:
    """The years in which something first went out, with what did."""
    found: dict[int, list[Head]] = {}
    for head in heads:
        found.setdefault(head.first.year, []).append(head)
    return found


def _years(given: Setting, language: str) -> list[str]:
    return [f"api/{language}-{year}.json" for year in by_year(given.site.told[language])]


def _list(given: Setting, language: str, heads: Sequence[Head]) -> Part:
    def make() -> bytes:
        return feeds.as_json({"language": language, "stories": [_row(given, head) for head in heads]})

    key = given.key("list", language, stamps(heads), stamps(_twins(given, heads)))
    return Part(key=key, make=make)


def _twins(given: Setting, heads: Iterable[Head]) -> list[Head]:
    return [twin for one in heads if (twin := render.told_twin(given.site, one))]


def _row(given: Setting, head: Head) -> dict[str, Any]:
    twin = render.told_twin(given.site, head)
    told = {
        "id": feeds.urn(head.id),
        "title": plain(head.title),
        "standfirst": plain(head.standfirst),
        "published": head.first.isoformat(),
        "changed": head.day.isoformat(),
        "tags": list(head.tags),
        "page": address.of(head),
        "item": address.of(head, ".json"),
        "other": feeds.urn(twin.id) if twin else "",
        "corrected": bool(head.corrections),
    }
    return {key: value for key, value in told.items() if value not in ("", [], False)}


def _site(given: Setting) -> Part:
    """What the site is, and where the lists are."""
    house = given.site.house
    told = {
        "jebo-site": 1,
        "name": dict(house.name),
        "url": house.url,
        "onion": house.onion,
        "languages": {
            code: {
                "front": f"{code}/index.html", "stories": _years(given, code), "atom": f"{code}/feed.xml",
                "json_feed": f"{code}/feed.json", "count": len(given.site.told[code]),
            }
            for code in house.languages
        },
        **({"manifest": "manifest", "keys": [key.id for key in house.keys]} if house.keys else {}),
    }  # fmt: skip
    return Part(key=given.key("site", told), make=lambda: feeds.as_json(told))


def _maps(given: Setting) -> Iterator[tuple[str, Part]]:
    """A map for each year, and one of what is new."""
    heads = [head for head in given.site.heads if not head.withdrawn]
    parts = {f"sitemap-{year}.xml": some for year, some in by_year(heads).items()}
    yield "sitemap.xml", Part(key=given.key("maps", list(parts)), make=lambda: _index(given, list(parts)))
    for name, some in parts.items():
        key = given.key("map", name, stamps(some), stamps(_twins(given, some)))
        yield name, Part(key=key, make=partial(_map, given, some))
    recent = heads[:RECENT]
    key = given.key("news", [(address.of(one), one.title, one.first) for one in recent])
    yield "news-sitemap.xml", Part(key=key, make=partial(_news_map, given, recent))


def _index(given: Setting, names: Sequence[str]) -> bytes:
    root = Tree.Element(f"{{{MAP}}}sitemapindex")
    for name in names:
        Tree.SubElement(Tree.SubElement(root, f"{{{MAP}}}sitemap"), f"{{{MAP}}}loc").text = (
            given.site.house.url + name
        )
    return _xml(root)


def _map(given: Setting, heads: Sequence[Head]) -> bytes:
    """Written as it is, for it has thousands of lines and what stands in it is addresses, days and languages."""
    page = Page(house=given.site.house, language="en", path="sitemap.xml", title="")
    lines = [f'<urlset xmlns="{MAP}" xmlns:xhtml="{XHTML}">']
    for head in heads:
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(page.absolute(path))}"/>'
            for code, path in languages_of(given.site, head)
        )
        place = escape(page.absolute(address.of(head)))
        lines.append(f"<url><loc>{place}</loc><lastmod>{head.day.isoformat()}</lastmod>{others}</url>")
    return feeds.DECLARED + "\n".join([*lines, "</urlset>\n"]).encode()


def _news_map(given: Setting, heads: Sequence[Head]) -> bytes:
    root = Tree.Element(f"{{{MAP}}}urlset")
    page = Page(house=given.site.house, language="en", path="sitemap.xml", title="")
    for head in heads:
        url = Tree.SubElement(root, f"{{{MAP}}}url")
        Tree.SubElement(url, f"{{{MAP}}}loc").text = page.absolute(address.of(head))
        _news(url, page, head)
    return _xml(root)


def _news(url: Tree.Element, page: Page, head: Head) -> None:
    news = Tree.SubElement(url, f"{{{NEWS}}}news")
    publication = Tree.SubElement(news, f"{{{NEWS}}}publication")
    Tree.SubElement(publication, f"{{{NEWS}}}name").text = page.house.called(head.language)
    Tree.SubElement(publication, f"{{{NEWS}}}language").text = head.language
    Tree.SubElement(news, f"{{{NEWS}}}publication_date").text = head.first.isoformat()
    Tree.SubElement(news, f"{{{NEWS}}}title").text = plain(head.title)


def _xml(root: Tree.Element) -> bytes:
    return feeds.DECLARED + Tree.tostring(root, encoding="unicode").encode() + b"\n"
