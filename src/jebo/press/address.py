"""Where each page stands in the site, and how one page names another: by a relative path, so that a copied folder works."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from jebo.press.edition import Head

_UNFIT: Final = re.compile(r"[^\w-]+")


def of(edition: Head, suffix: str = ".html") -> str:
    """The page of an edition."""
    return f"{edition.folder}/{edition.slug}{suffix}"


def at(edition: Head, slug: str, suffix: str = ".html") -> str:
    """The page that an edition had, or has, under a slug."""
    return f"{edition.folder}/{slug}{suffix}"


def topic(language: str, tag: str, suffix: str = ".html") -> str:
    """The page of a tag. Two tags that differ in case or signs alone have one page."""
    return f"{language}/topics/{name_of(tag)}{suffix}"


@lru_cache(maxsize=1 << 12)
def name_of(tag: str) -> str:
    """A tag as the name of a file: words in small letters with hyphens between.

    >>> name_of("North Hamgyong Province"), name_of("쌀 값"), name_of("../..")
    ('north-hamgyong-province', '쌀-값', 'topic')
    """
    words = _UNFIT.sub("-", unicodedata.normalize("NFC", tag).casefold()).strip("-")
    return words[:60].rstrip("-") or "topic"


def link(page: str, to: str) -> str:
    """How *page* links to *to*, both paths in the site.

    >>> link("ko/2026/11/a.html", "en/2026/11/b.html"), link("index.html", "ko/index.html")
    ('../../../en/2026/11/b.html', 'ko/index.html')
    """
    return "../" * page.count("/") + _quoted(to)


@lru_cache(maxsize=1 << 16)
def _quoted(path: str) -> str:
    return quote(path, safe="/.-_~")
