"""A story without a page around it: as HTML for feeds and wires, and as plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup, escape

from jebo.press import images, words
from jebo.press.edition import Edition, Piece
from jebo.press.images import Sizes
from jebo.press.typography import inline, plain

Absolute = Callable[[str], str]
"""Gives the address of a path in the site."""


def html(edition: Edition, sizes: Sizes, absolute: Absolute) -> str:
    """The text as HTML, with the addresses of its photos written out."""
    return "\n".join(
        filter(None, (_piece(one, edition.head.language, sizes, absolute) for one in edition.pieces))
    )


def _piece(one: Piece, language: str, sizes: Sizes, absolute: Absolute) -> str:
    if one.picture is not None:
        return _figure(one, language, sizes, absolute)
    if one.sort == "heading":
        return f"<h2>{inline(one.text)}</h2>"
    if one.sort == "quotation":
        return f"<blockquote><p>{inline(one.text)}</p></blockquote>"
    if one.sort == "gloss":
        return f"<p><small><b>{escape(one.term)}</b> — {inline(one.text)}</small></p>"
    return f"<p>{inline(one.text)}</p>" if one.text else ""


def _figure(one: Piece, language: str, sizes: Sizes, absolute: Absolute) -> str:
    picture = one.picture
    assert picture is not None
    size = sizes[picture.digest]
    width = size.widths[min(1, len(size.widths) - 1)]
    label = (
        Markup("<b>{}</b> ").format(words.catalogue(language).gettext("File photo"))
        if picture.file_photo
        else ""
    )
    return (
        f'<figure><img src="{escape(absolute(images.path(picture.digest, width, "jpg")))}" width="{width}"'
        f' height="{size.height_at(width)}" alt="{escape(picture.alt)}">'
        f"<figcaption>{label}{inline(picture.caption)} {escape(picture.credit)}</figcaption></figure>"
    )


def text(edition: Edition) -> str:
    """The words alone, parted by blank lines."""
    return "\n\n".join(_words(edition))


def _words(edition: Edition) -> Iterator[str]:
    for one in edition.pieces:
        if one.picture is not None:
            yield plain(one.picture.caption)
        elif one.text:
            yield f"{one.term}: {plain(one.text)}" if one.term else plain(one.text)
