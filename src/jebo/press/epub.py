"""A carry-edition as an EPUB 3, for readers' devices and telephones: one chapter for each story.

Source: EPUB 3.3 (W3C, 2023). The same issue gives the same bytes: no time, and no name of a program, is in it.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Mapping

from markupsafe import Markup, escape

from jebo.press import body, render, words
from jebo.press.carry import Issue
from jebo.press.edition import Edition, Picture
from jebo.press.typography import inline, plain

_CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_SHEET = (
    "body{line-height:1.6;margin:0 5%}:lang(ko){word-break:keep-all;line-height:1.8}h1{line-height:1.25}img{max-width:100%;height:auto}"
    "figure{margin:1.5em 0}figcaption,.fine,.standing{font-size:.875em}.gloss{border-left:3px solid;padding-left:1em;font-size:.9375em}"
    "blockquote{border-left:3px solid;margin-left:0;padding-left:1em}.filephoto{border:1px solid;padding:0 .3em}\n"
)


def book(issue: Issue, width: int) -> bytes:
    """All of it as an EPUB, with photos so wide or, at 0, with their captions alone."""
    photos: dict[str, bytes] = {}
    chapters = {
        f"s{number}.xhtml": _chapter(issue, one, _into(photos, issue, one, width))
        for number, one in enumerate(issue.editions, start=1)
    }
    files = {
        "book/book.opf": _package(issue, list(chapters), list(photos)),
        "book/nav.xhtml": _contents(issue, list(chapters)),
        "book/book.css": _SHEET,
        **{f"book/{name}": chapter for name, chapter in chapters.items()},
    }
    return _zipped(files, {f"book/{name}": data for name, data in photos.items()})


def _zipped(files: Mapping[str, str], photos: Mapping[str, bytes]) -> bytes:
    """Begins, as EPUB asks, with its type and not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book_:
        book_.writestr(_member("mimetype"), "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in {"META-INF/container.xml": _CONTAINER, **files}.items():
            book_.writestr(_member(name), text.encode(), zipfile.ZIP_DEFLATED)
        for name, data in photos.items():
            book_.writestr(_member(name), data, zipfile.ZIP_STORED)
    return out.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))


def _into(photos: dict[str, bytes], issue: Issue, edition: Edition, width: int) -> body.Show:
    """Shows photos from the book, and puts each into it once."""

    def show(picture: Picture, eager: bool) -> str:
        del eager
        if not width:
            return ""
        name = f"p{picture.digest.removeprefix('sha256:')[:16]}.jpg"
        data, wide, high = issue.drawn(edition, picture, width)
        photos[name] = data
        return f'<img src="{name}" width="{wide}" height="{high}" alt="{escape(picture.alt)}"/>'

    return show


def _document(issue: Issue, title: str, main: str) -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"'
        f' xmlns:epub="http://www.idpf.org/2007/ops" lang="{issue.language}" xml:lang="{issue.language}"><head>'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="book.css"/></head><body>\n{main}\n</body></html>\n'
    )


def _chapter(issue: Issue, edition: Edition, show: body.Show) -> str:
    head, say = edition.head, words.catalogue(issue.language).gettext
    credits_ = " · ".join(
        f"{role} {', '.join(names)}" for role, names in render.credited(edition.credits, issue.language)
    )
    parts = [
        f"<h1>{inline(head.title)}</h1>",
        f"<p><i>{inline(head.standfirst)}</i></p>" if head.standfirst else "",
        f'<p class="fine">{escape(words.day(head.first, issue.language))}{" · " if credits_ else ""}{escape(credits_)}</p>',
        body.html(edition, show),
        *(
            f'<p class="fine"><b>{escape(say("Corrections"))}</b> {escape(words.day(one.day, issue.language))} {inline(one.note)}</p>'
            for one in head.corrections
        ),
    ]
    return _document(issue, plain(head.title), "\n".join(filter(None, parts)))


def _contents(issue: Issue, chapters: list[str]) -> str:
    rows = Markup("").join(
        Markup('<li><a href="{}">{}</a></li>').format(name, plain(one.head.title))
        for name, one in zip(chapters, issue.editions, strict=True)
    )
    return _document(
        issue, issue.title, f'<nav epub:type="toc"><h1>{escape(issue.title)}</h1><ol>{rows}</ol></nav>'
    )


def _package(issue: Issue, chapters: list[str], photos: list[str]) -> str:
    latest = max(one.head.day for one in issue.editions).isoformat()
    title = f"{issue.house.called(issue.language)}: {issue.title}"
    name = uuid.uuid5(uuid.NAMESPACE_OID, " ".join(one.digest for one in issue.editions))
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="css" href="book.css" media-type="text/css"/>',
        *(
            f'<item id="{one.partition(".")[0]}" href="{one}" media-type="application/xhtml+xml"/>'
            for one in chapters
        ),
        *(f'<item id="{one.partition(".")[0]}" href="{one}" media-type="image/jpeg"/>' for one in photos),
    ]
    spine = "".join(f'<itemref idref="{one.partition(".")[0]}"/>' for one in chapters)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{issue.language}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier><dc:title>{escape(title)}</dc:title>'
        f"<dc:language>{issue.language}</dc:language><dc:publisher>{escape(issue.house.called(issue.language))}</dc:publisher>"
        f'<meta property="dcterms:modified">{latest}T00:00:00Z</meta></metadata>'
        f'<manifest>{"".join(items)}</manifest><spine><itemref idref="nav" linear="no"/>{spine}</spine></package>\n'
    )
