"""A carry-edition as a PDF: A5 pages with numbers, a list of contents and bookmarks, tagged for screen readers (PDF/UA-1).

Library: WeasyPrint (CourtBouillon, BSD, since 2011), which sets HTML and CSS for pages, with Pango for lines of both scripts. The
same issue gives the same bytes with the same fonts: no time, and no name of a program, is in it.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from jebo.press import render, words
from jebo.press.carry import Issue, inlined, told
from jebo.press.typography import plain
from jebo.press.wrong import NoFonts, NoPages

if TYPE_CHECKING:
    from weasyprint import Document

_CLOCK: Final = "SOURCE_DATE_EPOCH"
_PRODUCER: Final = re.compile(rb' pdf:Producer="[^"]*"|<pdf:Producer>[^<]*</pdf:Producer>')
_HANGUL: Final = re.compile("[가-힣]")


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
        Markup('<span class="word">{}</span>').format(part) if _HANGUL.search(part) else Markup.escape(part)
        for part in re.split(r"(\s+)", plain(text))
    )
    return Markup("").join(parts)


def _set(html: str, language: str) -> bytes:
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.ffi import harfbuzz_subset
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):  # the library, or what it finds of the system's
        raise NoPages from None
    if harfbuzz_subset is None:  # what stands in for it writes the time into fonts
        raise NoPages
    _lettered(language)
    sheet = CSS(string=(render.HERE / "static/printed.css").read_text(encoding="utf-8"))
    only = URLFetcher(allowed_protocols=("data",))  # what a page needs is in it; nothing is read or asked for
    with _no_clock():
        made: bytes = HTML(string=html, url_fetcher=only).write_pdf(
            stylesheets=[sheet], pdf_variant="pdf/ua-1", finisher=_unmarked
        )
    return made


@contextmanager
def _no_clock() -> Iterator[None]:
    """With a time for fonts that are written anew, as fontTools takes it from the environment."""
    before = os.environ.get(_CLOCK)
    os.environ[_CLOCK] = "0"
    try:
        yield
    finally:
        os.environ.pop(_CLOCK)
        if before is not None:
            os.environ[_CLOCK] = before


def _unmarked(document: Document, pdf: Any) -> None:
    """Without the name of the program, which stands in two places."""
    del document
    pdf.info.pop("Producer", None)
    for one in pdf.objects:
        if getattr(one, "extra", {}).get("Type") == "/Metadata":
            one.stream = [_PRODUCER.sub(b"", part) for part in one.stream]


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
