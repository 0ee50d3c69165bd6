"""A story for other newsrooms' machines: ninjs 3.1 of the IPTC, with the receipt of the newsroom beside it.

Source: https://iptc.org/std/ninjs/ (CC BY 4.0). Its moments need an hour; ours say midnight, and mean a day.
"""

from __future__ import annotations

from typing import Any, Final

from jebo.press import address, body, feeds, images
from jebo.press.edition import Edition, Head, Picture
from jebo.press.images import Sizes
from jebo.press.page import Page
from jebo.press.render import summary, told_twin
from jebo.press.site import Site
from jebo.press.typography import plain

STANDARD: Final = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
REL: Final = {
    "reporting": "reporter", "writing": "author", "translation": "translator", "editing": "editor", "photo": "photographer"
}  # fmt: skip


def item(site: Site, edition: Edition, page: Page, sizes: Sizes) -> dict[str, Any]:
    """An edition as a news item. What there is nothing to say of is left out."""
    head = edition.head
    told = {
        "uri": feeds.urn(head.id),
        "standard": STANDARD,
        "type": "text",
        "representationType": "full",
        "version": str(head.number),
        "firstCreated": _moment(head.first.isoformat()),
        "versionCreated": _moment(head.day.isoformat()),
        "embargoedUntil": _moment(head.day.isoformat()),
        "pubStatus": "canceled" if head.withdrawn else "usable",
        "language": head.language,
        "copyrightHolder": site.house.called(head.language),
        "edNote": "\n".join(f"{one.day.isoformat()}: {plain(one.note)}" for one in head.corrections),
        "title": plain(head.title),
        "slugline": head.slug,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": plain(head.headline)}]
        if head.headline
        else [],
        "descriptions": _descriptions(edition),
        "bodies": _bodies(edition, page, sizes),
        "by": ", ".join(
            dict.fromkeys(one.name for one in edition.credits if one.role in ("reporting", "writing"))
        ),
        "located": edition.dateline,
        "people": [{"name": one.name, "rel": REL[one.role]} for one in edition.credits],
        "subjects": [{"name": tag, "rel": "about"} for tag in head.tags],
        "associations": [*_original(site, head, page), *(_photo(one, page, sizes) for one in head.pictures)],
        "altIds": [{"role": "digest", "value": edition.digest}, {"role": "edition", "value": head.id}],
        "trustIndicators": _trust(head, page),
    }
    return {key: value for key, value in told.items() if value not in ("", [], None)}


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _descriptions(edition: Edition) -> list[dict[str, str]]:
    told = {"standfirst": plain(edition.head.standfirst), "share": summary(edition) if edition.share else ""}
    return [
        {"role": role, "contentType": "text/plain", "value": value} for role, value in told.items() if value
    ]


def _bodies(edition: Edition, page: Page, sizes: Sizes) -> list[dict[str, Any]]:
    if edition.head.withdrawn:
        return []
    words = body.text(edition)
    return [
        {
            "role": "main",
            "contentType": "text/plain",
            "charCount": len(words),
            "wordCount": len(words.split()),
            "value": words,
        },
        {
            "role": "richtext",
            "contentType": "text/html",
            "value": str(body.html(edition, body.responsive(sizes, page.absolute))),
        },
    ]


def _original(site: Site, head: Head, page: Page) -> list[dict[str, Any]]:
    """The story's other edition."""
    twin = told_twin(site, head)
    if twin is None:
        return []
    return [{
        "name": "other-edition", "uri": feeds.urn(twin.id), "type": "text", "language": twin.language,
        "representationType": "partial", "title": plain(twin.title),
        "renditions": [{"name": "page", "href": page.absolute(address.of(twin)), "contentType": "text/html"}],
    }]  # fmt: skip


def _photo(one: Picture, page: Page, sizes: Sizes) -> dict[str, Any]:
    size = sizes[one.digest]
    told = {
        "name": one.name,
        "uri": f"urn:{one.digest}",
        "type": "picture",
        "descriptions": [{"role": "caption", "value": plain(one.caption)}, *([{"role": "alt", "value": one.alt}] if one.alt else [])],
        "by": one.credit,
        "edNote": "file photo" if one.file_photo else "",
        "renditions": [
            {
                "name": f"{width}w", "href": page.absolute(images.path(one.digest, width, "jpg")), "contentType": "image/jpeg",
                "width": width, "height": size.height_at(width),
            }
            for width in size.widths
        ],
    }  # fmt: skip
    return {key: value for key, value in told.items() if value not in ("", [])}


def _trust(head: Head, page: Page) -> list[dict[str, str]]:
    """Where readers find how the newsroom works and what it corrected."""
    return [
        {"role": "methods", "title": "How we work", "href": page.absolute(f"{head.language}/how.html")},
        {
            "role": "corrections",
            "title": "Corrections",
            "href": page.absolute(f"{head.language}/corrections.html"),
        },
    ]
