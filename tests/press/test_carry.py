"""What is carried by hand: one file that asks nothing of anybody, within the room that there is, and only what has a receipt."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import html5lib
import pytest
from lxml import etree
from tests.press.newsroom import KEY, content, newsroom, photo, released
from tests.press.test_pages import PAYLOADS, story

from jebo.press import epub
from jebo.press.carry import Files, Issue, fitting, issue, of_month, of_topic, page, text
from jebo.press.edition import Release
from jebo.press.intake import intake
from jebo.press.wrong import NoStories, NotReceipted, TooSmall
from jebo.sealing.digest import digest_bytes

EPUBCHECK = Path(
    "/usr/share/java/epubcheck.jar"
)  # Debian's; its command starts it only where jars may be started


def made(releases: list[Release], language: str = "en", month: tuple[int, int] = (2026, 11)) -> Issue:
    desk = intake(releases, photo, [KEY.verify_key])
    return issue(desk, newsroom(), language, "November 2026", lambda heads: of_month(heads, *month))


@pytest.fixture
def november() -> Issue:
    return made(story())


def test_a_page_holds_all_and_asks_for_nothing(november: Issue) -> None:
    html = page(november, 480).decode()
    for told in (
        "Fish <em>is</em> dear",
        "File photo",
        "Reporting by",
        "A price was wrong.",
        "Crest News",
        "9 November 2026",
    ):
        assert told in html, told
    assert "data:image/jpeg;base64," in html
    assert not re.search(r'(src|href)="(?!#|data:|mailto:)', html)
    parser = html5lib.HTMLParser()
    parser.parse(html)
    assert parser.errors == []


def test_photos_give_way_before_a_word_does(november: Issue) -> None:
    def make(width: int) -> Files:
        return {"a": page(november, width), "b": b"a signature"}

    least = len(page(november, 0)) + len(b"a signature")
    whole, wide = fitting(make, 10**9)
    bare, none = fitting(make, least)
    assert (wide, none) == (960, 0)
    assert len(bare["a"]) < len(whole["a"])
    assert b"<img" not in bare["a"]
    assert b"The quay in spring" in bare["a"]
    with pytest.raises(TooSmall):
        fitting(make, least - 1)
    assert fitting(make, 10**9, widest=0)[1] == 0
    assert fitting(make, 10**9, widest=240)[1] == 240


def test_a_month_and_a_topic_are_picked_and_nothing_else(november: Issue) -> None:
    assert [one.head.slug for one in november.editions] == ["dear-fish"]
    desk = intake(story(), photo, [KEY.verify_key])
    topic = issue(desk, newsroom(), "ko", "시장", partial(of_topic, tag="시장"))
    assert len(topic.editions) == 11
    assert {one.head.language for one in topic.editions} == {"ko"}
    with pytest.raises(NoStories):
        made(story(), month=(2020, 1))


def test_a_language_in_which_nothing_is_published_has_no_story() -> None:
    desk = intake(story(), photo, [KEY.verify_key])
    with pytest.raises(NoStories):
        issue(desk, newsroom(languages=["en"]), "ko", "", partial(of_month, year=2026, month=11))


def test_what_has_no_receipt_is_carried_nowhere() -> None:
    good = story()
    with pytest.raises(NotReceipted):
        made([*good, replace(good[0], day=date(2026, 11, 1), edition="x")])


def members(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        return {one.filename: opened.read(one) for one in opened.infolist()}


def test_a_book_is_an_epub_with_a_chapter_for_each_story_and_no_time_in_it(november: Issue) -> None:
    book = epub.book(november, 480)
    assert book[30:58] == b"mimetypeapplication/epub+zip"
    files = members(book)
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        assert {one.date_time for one in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    trees = {
        name: etree.fromstring(data)
        for name, data in files.items()
        if name.endswith((".xhtml", ".opf", ".xml"))
    }
    package = trees["book/book.opf"]
    listed = {f"book/{one.get('href')}" for one in package.iter("{*}item")}
    assert listed == {name for name in files if name.startswith("book/")} - {"book/book.opf"}
    chapter = etree.tostring(trees["book/s1.xhtml"], encoding="unicode")
    for told in ("Fish <em>is</em> dear", "File photo", "Translated by Yuna", "A price was wrong."):
        assert told in chapter, told
    assert epub.book(november, 480) == book


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_any_field_stays_words(payload: str) -> None:
    whole = content("one-en", "en", headline=payload, standfirst=payload, dateline=payload, tags=[payload],
                    credits=[{"role": "writing", "name": payload}], kind="correction", note=payload)  # fmt: skip
    one = made([released(whole)])
    for data in members(epub.book(one, 480)).values():
        if data.startswith(b"<?xml"):
            tree = etree.fromstring(data)
            assert not list(tree.iter("{*}script", "{*}svg"))
    tree = html5lib.parse(page(one, 480).decode(), namespaceHTMLElements=False)
    assert [name for element in tree.iter() for name in element.attrib if str(name).startswith("on")] == []
    assert not list(tree.iter("script"))


def test_the_same_issue_gives_the_same_bytes() -> None:
    one, other = made(story()), made(list(reversed(story())))
    assert digest_bytes(page(one, 240)) == digest_bytes(page(other, 240))
    assert epub.book(one, 0) == epub.book(other, 0)


def test_the_words_alone_are_told_in_order_for_what_reads_nothing_else(november: Issue) -> None:
    told = text(november)
    assert told.startswith(b"\xef\xbb\xbfCrest News\r\nNovember 2026\r\n")
    words = told.decode("utf-8-sig")
    assert "\n" not in words.replace("\r\n", "")
    places = [words.find(one) for one in (
        "Fewer traders as fish grow dear", "2 November 2026", "Reporting by Bora · Translated by Yuna", "Crest — Fish is dear, “they” said",
        "[File photo: The quay in spring (Bora)]", "inminban: A unit of neighbours", "Corrections, 9 November 2026: A price was wrong.",
        "editors@crest.example",
    )]  # fmt: skip
    assert places == sorted(places)
    assert min(places) > 0


@pytest.mark.skipif(
    not EPUBCHECK.exists() or not shutil.which("java"), reason="needs Debian's package epubcheck"
)
@pytest.mark.slow
@pytest.mark.parametrize("width", [0, 480])
def test_epubcheck_finds_nothing_wrong(november: Issue, width: int, tmp_path: Path) -> None:
    def checked(book: bytes) -> tuple[int, str]:
        (tmp_path / "a.epub").write_bytes(book)
        done = subprocess.run(
            ["java", "-jar", EPUBCHECK, "-q", tmp_path / "a.epub"],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    book = epub.book(november, width)
    assert checked(book) == (0, "")
    if width:
        assert checked(book.replace(b"mimetype", b"mimetyp3"))[0] != 0  # the control
