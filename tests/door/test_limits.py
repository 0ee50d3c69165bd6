"""Forms of anybody are small, and what a page says of a form that was not taken is true."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.door.conftest import House
from tests.door.visitor import EDGE, MULTIPART, Seen, Visitor, form, pieces

from jebo.door import pages, public, web

URLENCODED = {"content-type": "application/x-www-form-urlencoded"}


def fields(*some: tuple[str, bytes]) -> bytes:
    """A form as a browser writes it."""
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="'.encode()
    parts = [head + name.encode() + b'"\r\n\r\n' + value + b"\r\n" for name, value in some]
    return b"".join(parts) + f"--{EDGE}--\r\n".encode()


def say(visitor: Visitor, whole: bytes, kind: dict[str, str] = MULTIPART) -> Seen:
    seen = visitor.ask("POST", f"/{visitor.language}/comment", pieces(whole, 4096), kind)
    assert seen is not None
    return seen


def test_a_word_to_the_editors_as_long_as_its_page_allows_is_taken(house: House) -> None:
    page = house.visitor("ko").get("comment")
    most = re.search(r'maxlength="(\d+)"', page.text)
    assert most
    assert int(most[1]) == public.LETTERS
    assert 'enctype="multipart/form-data"' in page.text, "else a letter of Korean took nine bytes"
    word = "가" * public.LETTERS
    assert "봉인되어 들어왔습니다" in say(house.visitor("ko"), fields(("text", word.encode()))).plain
    assert house.content() == [word.encode()]


@pytest.mark.parametrize(
    ("whole", "kind"),
    [
        (fields(("text", b"a" * web.FORM_LIMIT_BYTES)), MULTIPART),
        (fields(*((f"p{number}", b"a" * 200) for number in range(90))), MULTIPART),
        (b"text=" + b"a" * web.FORM_LIMIT_BYTES, URLENCODED),
        (b"&".join(b"%d=a" % number for number in range(5_000)), URLENCODED),
    ],
    ids=["one field", "many fields", "one, written otherwise", "many, written otherwise"],
)
@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_all_fields_of_a_form_together_are_limited(
    house: House, language: str, whole: bytes, kind: dict[str, str]
) -> None:
    seen = say(house.visitor(language), whole, kind)
    assert seen.status == 400
    assert ("too long" if language == "en" else "너무 길거나") in seen.plain
    assert house.content() == []


def test_no_more_of_a_form_is_read_than_may_come(house: House) -> None:
    visitor, read = house.visitor(), 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while read < 1_000_000:
            read += 1_000
            yield b"a" * 1_000

    seen = visitor.ask("POST", "/en/return", endless(), URLENCODED)
    assert seen is not None
    assert seen.status == 400
    assert read <= web.FORM_LIMIT_BYTES + 2_000


# What is said of a form that broke off.


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_after_a_form_that_breaks_off_it_is_said_that_what_was_whole_may_be_kept_and_the_box_says_so(
    house: House, language: str
) -> None:
    visitor = house.visitor(language)
    _, box = visitor.begin()
    whole = b"".join(form(box.token, "", [("first.jpg", b"1" * 100), ("second.jpg", b"2" * 100)]))
    broken = whole[: whole.index(b"2" * 100)] + b"\r\n" + b"--" + EDGE.encode() + b"junk"
    seen = visitor.ask("POST", f"/{language}/box", pieces(broken, 100), MULTIPART)
    assert seen is not None
    assert seen.status == 400
    assert house.content() == [b"1" * 100], "so one is here"
    assert ("may be kept" if language == "en" else "남아 있을 수 있") in seen.plain
    assert f'href="/{language}/box"' in seen.text
    assert "first.jpg: " + ("It is here" if language == "en" else "봉인되어") in visitor.get("box").plain


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_after_a_fault_of_ours_too(house: House, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = house.visitor(language)
    _, box = visitor.begin()
    keep, kept = house.door.keeping.keep, 0

    async def keeps_two(one: object) -> str:
        nonlocal kept
        kept += 1
        if kept > 2:
            raise RuntimeError
        return await keep(one)  # type: ignore[arg-type]

    monkeypatch.setattr(house.door.keeping, "keep", keeps_two)
    seen = visitor.send(box.token, "", ("first.jpg", b"1"), ("second.jpg", b"2"))
    assert seen.status == 500
    assert house.content() == [b"1"], "its key and one file are here"
    assert ("may be kept" if language == "en" else "남아 있을 수 있") in seen.plain
    assert "first.jpg: " + ("It is here" if language == "en" else "봉인되어") in visitor.get("box").plain
