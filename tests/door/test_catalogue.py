"""Every page is there in Korean and in English, whole, and without a word of the other language."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from datetime import date

import pytest
from tests.door.conftest import SETTINGS, House
from tests.door.test_journey import answered
from tests.door.visitor import Seen
from tools import door_messages, messages

from jebo.door import pages
from jebo.door.sending import ARRIVED, CUT, NO_ROOM, NOT_KEPT, OWN_PHRASE, TOO_LARGE
from jebo.sealing.tip import About, Kind

PO = door_messages.PO
HELD = messages.read(PO.read_text(encoding="utf-8"))
PLACE = re.compile(r"\{\w+\}|keys\.txt|letter\.age|\.onion")
NAMES = {
    "Tor",
    "Browser",
    "Safest",
    "age",
    "keys",
    "txt",
    "letter",
    "onion",
    "MB",
    "English",
    "Rainbow",
    "News",
}
"""Latin letters that stand on a Korean page: names of programs and files, and of the other language."""
NO_WORDS = re.compile(rb"<pre>.*?</pre>|<(li|span) class=.long.>.*?</(li|span)>|<!--.*?-->")
"""A command, keys, an address."""
NEWS = [(fate, "") for fate in (ARRIVED, TOO_LARGE, NO_ROOM, CUT, OWN_PHRASE, NOT_KEPT)]
REPLY = About(kind=Kind.REPLY, day=date(2026, 11, 20), language="ko")
SHOWN: dict[str, list[dict[str, object]]] = {
    "home": [{}], "languages": [{}], "keys": [{}], "offline": [{}], "busy": [{}], "again": [{}], "broken": [{}], "nothing": [{}],
    "thanks": [{}], "erased": [{}], "erase": [{"token": "1"}], "comment": [{"empty": empty, "most": 5} for empty in (False, True)],
    "return": [{"slip": False}, {"slip": True}],
    "phrase": [{"words": ["1"] * 8, "digits": ["123"] * 9, "wrong": wrong} for wrong in (False, True)],
    "box": [{"token": "1", "answers": answers, "news": NEWS, "megabytes": 7} for answers in ([], [(REPLY, "1")])],
}  # fmt: skip


def every_page(language: str) -> Iterator[tuple[str, str]]:
    """Each page as it looks to each who can see it."""
    for template, shown in SHOWN.items():
        for one in shown:
            made = pages.page(template, SETTINGS, language, **one)  # type: ignore[arg-type]
            yield template, Seen(made.status, {}, NO_WORDS.sub(b"", made.body)).plain


def test_the_korean_words_are_whole_as_the_tool_writes_them_and_compiled() -> None:
    said = door_messages.gathered()
    assert HELD.keys() == said.keys()
    assert [message for message in HELD if not HELD[message]] == []
    assert PO.read_text(encoding="utf-8") == messages.written(said, HELD)
    assert PO.with_suffix(".mo").read_bytes() == messages.compiled(HELD)


def test_a_word_that_a_page_says_and_the_catalogue_does_not_hold_would_be_seen() -> None:
    """The control."""
    said = door_messages.gathered() | {"A new sentence": "door/templates/home.html"}
    assert HELD.keys() != said.keys()
    assert messages.written(said, HELD) != PO.read_text(encoding="utf-8")


def test_a_translation_keeps_the_places_and_names_of_its_message() -> None:
    wrong = [
        message for message in HELD if sorted(PLACE.findall(message)) != sorted(PLACE.findall(HELD[message]))
    ]
    assert wrong == []


def test_no_translation_leaves_a_particle_open() -> None:
    assert [said for said in HELD.values() if re.search(r"[은이을와]\([는가를과]\)|\(으\)로", said)] == []


def test_no_page_is_left_out_here() -> None:
    found = {path.stem for path in (door_messages.DOOR / "templates").glob("*.html")}
    assert found - {"base"} == SHOWN.keys()


def test_no_korean_page_has_an_english_word_but_names() -> None:
    for template, plain in every_page("ko"):
        assert set(re.findall(r"[A-Za-z]{2,}", plain)) - NAMES == set(), template


def test_no_english_page_has_a_korean_word_but_the_name_of_the_language() -> None:
    for template, plain in every_page("en"):
        assert set(re.findall(r"[가-힣]+", plain)) - {"한국어"} == set(), template


def test_a_word_that_was_not_translated_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: pages without a catalogue."""
    pages._environment.cache_clear()
    monkeypatch.setattr(pages, "catalogue", lambda _: gettext.NullTranslations())
    try:
        wrong = [
            template
            for template, plain in every_page("ko")
            if set(re.findall(r"[A-Za-z]{2,}", plain)) - NAMES
        ]
    finally:
        pages._environment.cache_clear()
    assert set(wrong) == SHOWN.keys()


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_each_page_says_its_language_and_leads_to_the_other(house: House, language: str) -> None:
    other = next(one for one in pages.LANGUAGES if one != language)
    for page in ("", "keys", "comment", "return", "nothing-here"):
        text = house.visitor(language).get(page).text
        assert f'<html lang="{language}">' in text
        assert f'<a href="/{other}/" lang="{other}" hreflang="{other}">{pages.CALLED[other]}</a>' in text


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("ko", "ko"),
        ("ko-KR,ko;q=0.9,en;q=0.1", "ko"),
        ("en-US", "en"),
        ("fr,ko", "ko"),
        ("fr", "en"),
        ("", "en"),
        (";;,,=", "en"),
        ("KO", "ko"),
    ],
)
def test_the_first_page_speaks_as_the_browser_asks(house: House, asked: str, wanted: str) -> None:
    seen = house.visitor().ask("GET", "/", headers={"accept-language": asked})
    assert seen is not None
    assert f'<html lang="{wanted}">' in seen.text


def test_an_answer_is_shown_in_its_own_language_on_any_page(house: House) -> None:
    visitor = house.visitor("en")
    visitor.send(visitor.begin()[1].token, "a word")
    answered(house, house.tips()[0][0], "고맙습니다")
    assert '<div class="answer" lang="ko">고맙습니다</div>' in visitor.get("box").text
