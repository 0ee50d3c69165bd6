"""A carry-edition as a PDF: A5 pages with numbers, a list of contents and bookmarks, tagged for screen readers (PDF/UA-1).

Library: WeasyPrint (CourtBouillon, BSD, since 2011), which sets HTML and CSS for pages, with Pango for lines of both scripts. The
same issue gives the same bytes with the same fonts: no time, and no name of a program, is in it.
"""

from __future__ import annotations

import re
import subprocess
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from jebo.press import render, words
from jebo.press.carry import Issue, inlined, told
from jebo.press.typography import plain
from jebo.press.wrong import NoFonts, NoPages

if TYPE_CHECKING:
    from weasyprint import Document

_WORD: Final = re.compile(r"\S*[가-힣]\S*")


def pages(issue: Issue, width: int) -> bytes:
    """All of it as a PDF, with photos so wide or, at 0, with their captions alone.

    :raises NoPages: what sets pages is not installed.
    :raises NoFonts: no font on this machine has the letters.
    """
    html = render.alone(
        "printed.html", issue.language, issue=issue, house=issue.house, comments=render.comments(issue.house.comments),
        day=partial(words.day, language=issue.language), level=2, whole=whole,
        stories=[
            told(issue, one, inlined(issue, one, width)) | {"title": whole(one.head.title)} for one in issue.editions
        ],
    ).decode()  # fmt: skip
    return _set(html, issue.language)


def whole(text: str) -> Markup:
    """Words of Korean that no line breaks, as in titles; in the text they are broken between syllables, as Korean books do."""
    parts = (
        Markup('<span class="word">{}</span>').format(part) if _WORD.fullmatch(part) else Markup.escape(part)
        for part in re.split(r"(\s+)", plain(text))
    )
    return Markup("").join(parts)


def _set(html: str, language: str) -> bytes:
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):  # the library, or what it finds of the system's
        raise NoPages from None
    _lettered(language)
    sheet = CSS(string=(render.HERE / "static/printed.css").read_text(encoding="utf-8"))
    only = URLFetcher(allowed_protocols=("data",))  # what a page needs is in it; nothing is read or asked for
    made: bytes = HTML(string=html, url_fetcher=only).write_pdf(
        stylesheets=[sheet], pdf_variant="pdf/ua-1", finisher=_unmarked
    )
    return made


def _unmarked(document: Document, pdf: Any) -> None:
    """Without the name of the program."""
    del document
    pdf.info.pop("Producer", None)


def _lettered(language: str) -> None:
    """Whether a font has the letters, as fontconfig knows; where that cannot be asked, nothing is said."""
    try:
        found = subprocess.run(  # noqa: S603 - its words are ours
            ["fc-list", f":lang={language}", "family"],  # noqa: S607 - the system's
            capture_output=True, check=False, timeout=60,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return
    if found.returncode == 0 and not found.stdout.strip():
        raise NoFonts
