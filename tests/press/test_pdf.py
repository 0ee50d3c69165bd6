"""A carry-edition on paper: numbered pages, a list of contents that leads to them, in both scripts; and nothing of this machine."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import StreamObject
from tests.press.newsroom import content, released
from tests.press.test_carry import made
from tests.press.test_pages import PAYLOADS, story

from jebo.press import pdf
from jebo.press.carry import Issue
from jebo.press.wrong import NoFonts, NoPages


def missing() -> str:
    """What is not there to set pages with."""
    try:
        pdf.pages(made(story()), 0)
    except (NoPages, NoFonts) as wrong:
        return type(wrong).__name__
    return ""


needs = pytest.mark.skipif(bool(missing()), reason="needs WeasyPrint, Pango and a Korean font")


@pytest.fixture(scope="module", params=["ko", "en"])
def october(request: pytest.FixtureRequest) -> Issue:
    return made(story(), request.param, (2026, 10))


@pytest.fixture(scope="module")
def read(october: Issue) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.pages(october, 480)))


def inflated(book: bytes) -> bytes:
    """All that is in a book, streams as they are read."""
    reader = pypdf.PdfReader(io.BytesIO(book))
    every = (reader.get_object(number) for number in range(1, int(reader.trailer["/Size"])))  # type: ignore[call-overload]
    return book + b"".join(one.get_data() for one in every if isinstance(one, StreamObject))


def words(page: Any) -> str:
    return " ".join(page.extract_text().split())


@needs
def test_pages_are_numbered_and_the_list_of_contents_names_them(
    read: pypdf.PdfReader, october: Issue
) -> None:
    front = words(read.pages[0])
    for number, edition in enumerate(october.editions, start=2):
        page = words(read.pages[number - 1])
        assert edition.head.standfirst in page
        assert page.endswith(str(number)) or f" {number} " in page
        assert f" {number}" in front
    assert october.house.called(october.language) in front


@needs
def test_each_story_is_a_bookmark(read: pypdf.PdfReader, october: Issue) -> None:
    found = [str(one.title) for one in read.outline if not isinstance(one, list)]
    assert found == [one.head.title for one in october.editions]


@needs
def test_a_screen_reader_is_told_language_title_and_order(read: pypdf.PdfReader, october: Issue) -> None:
    root: Any = read.trailer["/Root"]
    assert root["/Lang"] == october.language
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()


@needs
def test_every_font_is_in_the_file(read: pypdf.PdfReader) -> None:
    pages: Any = read.pages
    fonts: list[Any] = [one.get_object() for page in pages for one in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        described: Any = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described)


@needs
def test_no_time_no_program_and_no_machine_is_in_it_and_it_is_the_same_each_time(october: Issue) -> None:
    once = inflated(pdf.pages(october, 240))
    assert b"<?xpacket" in once  # what a program says of itself is among what is looked at
    assert set(pypdf.PdfReader(io.BytesIO(pdf.pages(october, 240))).metadata or {}) == {"/Title"}
    assert not [
        one for one in (b"WeasyPrint", b"CreationDate", b"/home/", str(Path.cwd()).encode()) if one in once
    ]


@needs
def test_the_same_issue_is_the_same_book_an_hour_later(
    october: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    once, now = pdf.pages(october, 240), time.time()  # noqa: TID251 - to move it
    monkeypatch.setattr("time.time", lambda: now + 3_600)
    assert pdf.pages(october, 240) == once


@needs
def test_without_what_cuts_fonts_nothing_is_made(october: Issue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weasyprint.text.ffi.harfbuzz_subset", None)
    with pytest.raises(NoPages):
        pdf.pages(october, 0)


@needs
@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_any_field_stays_words(payload: str) -> None:
    whole = content("one-en", "en", headline=payload, standfirst=payload, dateline=payload, tags=[payload],
                    credits=[{"role": "writing", "name": payload}], kind="correction", note=payload)  # fmt: skip
    read = pypdf.PdfReader(io.BytesIO(pdf.pages(made([released(whole)]), 0)))
    links: list[Any] = [one.get_object() for page in read.pages for one in page.get("/Annots") or []]
    assert {str(one["/A"]["/URI"]) for one in links if "/A" in one} == {"mailto:editors@crest.example"}
    assert not read.attachments


@needs
def test_nothing_is_read_from_this_machine_or_asked_of_another(tmp_path: Path) -> None:
    from weasyprint import HTML

    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    html = f'<html lang="en"><title>a</title><link rel="attachment" href="{secret.as_uri()}"><p>a</p></html>'
    read = pypdf.PdfReader(io.BytesIO(pdf._set(html, "en")))
    assert not read.attachments
    control = pypdf.PdfReader(io.BytesIO(HTML(string=html).write_pdf()))
    assert control.attachments


def test_without_the_library_it_is_said_what_to_install() -> None:
    said = (
        "import sys; sys.modules['weasyprint'] = None\n"
        "from jebo.press import pdf\nfrom jebo.press.wrong import NoPages\n"
        "try: pdf._set('<p>', 'en')\nexcept NoPages as wrong: print(wrong.says)"
    )
    told = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert "pip install 'jebo[pdf]'" in told.stdout


@needs
@pytest.mark.skipif(not shutil.which("fc-list"), reason="needs fontconfig's fc-list")
def test_without_a_font_for_the_letters_nothing_is_made() -> None:
    with pytest.raises(NoFonts):
        pdf._lettered("xx")
    pdf._lettered("ko")


def test_words_of_a_korean_title_are_whole_and_escaped() -> None:
    assert str(pdf.whole("쌀값 <b> up")) == '<span class="word">쌀값</span> &lt;b&gt; up'
