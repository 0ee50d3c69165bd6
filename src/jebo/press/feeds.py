"""Feeds with the whole text: Atom (RFC 4287) and JSON Feed 1.1 (https://jsonfeed.org/version/1.1).

Libraries: ElementTree (standard), which writes what is escaped and well formed; msgspec (BSD, since 2019) for JSON, which is most
of what the press writes and reads, and takes a fifth of the time.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final
from xml.etree import ElementTree as Tree

import msgspec

from jebo.press import address, body
from jebo.press.edition import Edition
from jebo.press.images import Sizes
from jebo.press.page import Page
from jebo.press.render import summary
from jebo.press.typography import plain

ENTRIES: Final = 30
"""Stories of a feed. Chosen by us: what a reader's program may have missed in a month."""
ATOM: Final = "http://www.w3.org/2005/Atom"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
Tree.register_namespace("", ATOM)
DECLARED: Final = b'<?xml version="1.0" encoding="utf-8"?>\n'


@lru_cache(maxsize=1 << 12)
def urn(edition: str) -> str:
    """An id for an edition that stays when its address, its words or the site's name change."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'jebo-edition {edition}')}"


def when(edition: Edition) -> str:
    """The day of an edition as the moment that feeds ask for. The hour says nothing."""
    return f"{edition.head.day.isoformat()}T00:00:00Z"


def atom(page: Page, editions: Sequence[Edition], sizes: Sizes) -> bytes:
    """The feed that belongs to *page*, as Atom."""
    feed = Tree.Element(f"{{{ATOM}}}feed", {f"{_XML}lang": page.language})
    _add(feed, "id", page.absolute(page.path))
    _add(feed, "title", page.title)
    _add(feed, "updated", max(map(when, editions), default="1970-01-01T00:00:00Z"))
    _add(feed, "author").append(_made("name", page.house.called(page.language)))
    _add(feed, "link", rel="alternate", type="text/html", href=page.absolute(page.path))
    _add(feed, "link", rel="self", type="application/atom+xml", href=page.absolute(page.feed))
    for one in editions:
        feed.append(_entry(page, one, sizes))
    return _xml(feed)


def _entry(page: Page, one: Edition, sizes: Sizes) -> Tree.Element:
    entry, head = Tree.Element(f"{{{ATOM}}}entry", {f"{_XML}lang": one.head.language}), one.head
    _add(entry, "id", urn(head.id))
    _add(entry, "title", plain(head.title))
    _add(entry, "published", f"{head.first.isoformat()}T00:00:00Z")
    _add(entry, "updated", when(one))
    _add(entry, "link", rel="alternate", type="text/html", href=page.absolute(address.of(head)))
    for name in dict.fromkeys(
        credit.name for credit in one.credits if credit.role in ("reporting", "writing")
    ):
        _add(entry, "author").append(_made("name", name))
    for tag in head.tags:
        _add(entry, "category", term=tag)
    _add(entry, "summary", summary(one))
    _add(entry, "content", body.html(one, body.responsive(sizes, page.absolute)), type="html")
    return entry


def _made(name: str, text: str = "") -> Tree.Element:
    made = Tree.Element(f"{{{ATOM}}}{name}")
    made.text = str(text) or None  # markup would escape itself again
    return made


def _add(to: Tree.Element, name: str, text: str = "", **attributes: str) -> Tree.Element:
    made = Tree.SubElement(to, f"{{{ATOM}}}{name}", attributes)
    made.text = str(text) or None  # markup would escape itself again
    return made


def _xml(root: Tree.Element) -> bytes:
    Tree.indent(root, "")
    return DECLARED + Tree.tostring(root, encoding="unicode").encode() + b"\n"


def json_feed(page: Page, editions: Sequence[Edition], sizes: Sizes) -> bytes:
    """The same as JSON Feed."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": page.title,
        "language": page.language,
        "home_page_url": page.absolute(page.path),
        "feed_url": page.absolute(page.feed.removesuffix(".xml") + ".json"),
        "authors": [{"name": page.house.called(page.language)}],
        "items": [_item(page, one, sizes) for one in editions],
    }
    return as_json(feed)


def _item(page: Page, one: Edition, sizes: Sizes) -> dict[str, Any]:
    head = one.head
    told = {
        "id": urn(head.id),
        "url": page.absolute(address.of(head)),
        "title": plain(head.title),
        "summary": summary(one),
        "content_html": str(body.html(one, body.responsive(sizes, page.absolute))),
        "date_published": f"{head.first.isoformat()}T00:00:00Z",
        "date_modified": when(one),
        "language": head.language,
        "tags": list(head.tags),
    }
    return {key: value for key, value in told.items() if value not in ("", [])}


def as_json(plain_: Any) -> bytes:
    """Plain values as a file."""
    return msgspec.json.encode(plain_) + b"\n"


Feed = Callable[[Page, Sequence[Edition], Sizes], bytes]
