"""What a page tells machines in its own source: schema.org's ``ReportageNewsArticle``, in JSON-LD.

Source: https://schema.org/ReportageNewsArticle, with ``translator``, ``translationOfWork``, ``workTranslation`` and ``correction``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from jebo.press import address, images, typography
from jebo.press.edition import Edition, Head, Picture
from jebo.press.images import Sizes
from jebo.press.page import Page
from jebo.press.site import Site

_UNSAFE: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def article(site: Site, edition: Edition, page: Page, sizes: Sizes) -> str:
    """The markup of an edition, with nothing in it that could end the element that holds it."""
    return written({"@context": "https://schema.org", **described(site, edition, page, sizes)})


def written(plain: Mapping[str, Any]) -> str:
    """Plain values as JSON that may stand in a page."""
    told = msgspec.json.encode(plain).decode()
    for letter, escaped in _UNSAFE.items():
        told = told.replace(letter, escaped)
    return told


def described(site: Site, edition: Edition, page: Page, sizes: Sizes) -> dict[str, Any]:
    """An edition in schema.org's words; what there is nothing to say of is left out."""
    head = edition.head
    told = {
        "@type": "ReportageNewsArticle",
        "@id": page.absolute(page.path),
        "headline": typography.plain(head.title),
        "description": page.summary,
        "inLanguage": head.language,
        "datePublished": head.first.isoformat(),
        "dateModified": head.day.isoformat(),
        "dateline": edition.dateline,
        "keywords": list(head.tags),
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": site.house.called(head.language),
            "url": site.house.url,
        },
        "author": _people(edition, "reporting", "writing"),
        "editor": _people(edition, "editing"),
        "translator": _people(edition, "translation"),
        "image": [_image(one, page, sizes) for one in edition.head.pictures],
        "correction": [_correction(one.note, one.day.isoformat()) for one in head.corrections],
        "isAccessibleForFree": True,
        **_other(site, edition, page),
    }
    return {key: value for key, value in told.items() if value not in ("", [], None)}


def _people(edition: Edition, *roles: str) -> list[dict[str, str]]:
    names = dict.fromkeys(one.name for one in edition.credits if one.role in roles)
    return [{"@type": "Person", "name": name} for name in names]


def _image(picture: Picture, page: Page, sizes: Sizes) -> dict[str, str]:
    told = {
        "@type": "ImageObject",
        "contentUrl": page.absolute(images.path(picture.digest, sizes[picture.digest].widths[-1], "jpg")),
        "caption": typography.plain(picture.caption),
        "creditText": picture.credit,
    }
    return {key: value for key, value in told.items() if value}


def _correction(note: str, day: str) -> dict[str, str]:
    return {"@type": "CorrectionComment", "text": typography.plain(note), "datePublished": day}


def _other(site: Site, edition: Edition, page: Page) -> dict[str, Any]:
    """Which edition is a translation of which: the one that names a translator."""
    twin = site.twins.get(edition.head.id)
    if twin is None or twin.withdrawn:
        return {}
    other = {
        "@type": "ReportageNewsArticle",
        "@id": page.absolute(address.of(twin)),
        "inLanguage": twin.language,
    }
    translated = any(one.role == "translation" for one in edition.credits)
    return {"translationOfWork" if translated else "workTranslation": other}


def languages_of(site: Site, head: Head) -> Iterator[tuple[str, str]]:
    """Each language in which a story can be read, and where."""
    twin = site.twins.get(head.id)
    both = [head] if twin is None or twin.withdrawn else [head, twin]
    for one in sorted(both, key=lambda one: one.language):
        yield one.language, address.of(one)
