"""A story without a page around it: as HTML for pages, feeds and wires, and as plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape
from typing import Final

from markupsafe import Markup

from jebo.errors import N_
from jebo.press import images, words
from jebo.press.edition import Edition, Picture, Piece
from jebo.press.images import Sizes
from jebo.press.typography import inline, plain

To = Callable[[str], str]
"""Gives the address of a path in the site, as the page or the feed writes it."""
Show = Callable[[Picture, bool], str]
"""Gives a photo as HTML, or nothing; it is told whether the photo stands so high that it is loaded at once."""
COLUMN: Final = "(min-width: 48rem) 44rem, 100vw"
"""How wide a photo in the text is shown (press.css)."""


def responsive(sizes: Sizes, to: To) -> Show:
    """Shows photos in all their sizes, from the site."""
    return lambda picture, eager: photo(picture, sizes, to, COLUMN, eager=eager)


def html(edition: Edition, show: Show) -> Markup:
    """The text as HTML that is well-formed XML as well, as far as *show* is."""
    made = (
        one if isinstance(one, str) else _figure(one, edition.head.language, show(one, number < 2))
        for number, one in enumerate(_blocks(edition))
    )
    return Markup("\n".join(filter(None, made)))  # noqa: S704 - each piece escapes what it holds


@lru_cache(maxsize=64)  # a page, a news item and feeds hold the same
def _blocks(edition: Edition) -> list[str | Picture]:
    """Each block as HTML; photos as they are, for they are shown otherwise in each place."""
    language = edition.head.language
    lead = next((one for one in edition.pieces if one.sort == "paragraph"), None)
    return [
        one.picture or (_paragraph(one, edition.dateline) if one is lead else _piece(one, language))
        for one in edition.pieces
    ]


def _paragraph(one: Piece, dateline: str) -> str:
    before = (
        f'<span class="dateline">{escape(dateline)}</span> <span aria-hidden="true">—</span> '
        if dateline
        else ""
    )
    return f"<p>{before}{inline(one.text)}</p>"


def _piece(one: Piece, language: str) -> str:
    text = inline(one.text)
    if one.sort == "heading":
        return f"<h2>{text}</h2>"
    if one.sort == "quotation":
        return f"<blockquote><p>{text}</p></blockquote>"
    if one.sort == "gloss":
        return _gloss(one, language)
    if one.sort == "standing":
        return f'<p class="standing">{text}</p>'
    return f"<p>{text}</p>" if text else ""


def _gloss(one: Piece, language: str) -> str:
    label = words.catalogue(language).gettext(N_("Note: %(term)s")) % {"term": one.term}
    return f'<aside class="gloss" aria-label="{escape(label)}"><p><b>{escape(one.term)}</b> {inline(one.text)}</p></aside>'


def _figure(picture: Picture, language: str, shown: str) -> str:
    label = words.catalogue(language).gettext(N_("File photo"))
    before = f'<b class="filephoto">{escape(label)}</b> ' if picture.file_photo else ""
    credit = f' <span class="credit">{escape(picture.credit)}</span>' if picture.credit else ""
    return f"<figure>{shown}\n<figcaption>{before}{inline(picture.caption)}{credit}</figcaption></figure>"


def photo(picture: Picture, sizes: Sizes, to: To, wide: str, *, eager: bool = False) -> Markup:
    """A photo in all its sizes; *wide* says how wide it is shown, in the words of CSS."""
    size, digest = sizes[picture.digest], picture.digest
    sets = {
        kind: ", ".join(f"{escape(to(images.path(digest, width, kind)))} {width}w" for width in size.widths)
        for kind in images.KINDS
    }
    lazy = "" if eager else ' loading="lazy"'
    first = escape(to(images.path(digest, size.widths[0], "jpg")))
    return Markup(  # noqa: S704 - addresses and words are escaped
        f'<picture>\n<source type="image/webp" srcset="{sets["webp"]}" sizes="{wide}">\n'
        f'<img src="{first}" srcset="{sets["jpg"]}" sizes="{wide}" width="{size.width}" height="{size.height}"'
        f' alt="{escape(picture.alt)}"{lazy} decoding="async">\n</picture>'
    )


def text(edition: Edition) -> str:
    """The words alone, parted by blank lines."""
    return "\n\n".join(_words(edition))


def _words(edition: Edition) -> Iterator[str]:
    lead = next((one for one in edition.pieces if one.sort == "paragraph"), None)
    for one in edition.pieces:
        if one.picture is not None:
            yield _caption(one.picture, edition.head.language)
        elif one is lead and edition.dateline:
            yield f"{edition.dateline} — {plain(one.text)}"
        elif one.text:
            yield f"{one.term}: {plain(one.text)}" if one.term else plain(one.text)


def _caption(picture: Picture, language: str) -> str:
    """In brackets, so that nobody takes what a photo shows for what happened."""
    say = words.catalogue(language).gettext
    label = say(N_("File photo")) if picture.file_photo else say(N_("Photo"))
    credit = f" ({picture.credit})" if picture.credit else ""
    return f"[{label}: {plain(picture.caption)}{credit}]"
