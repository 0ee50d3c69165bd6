"""Of a reader's mail the words are taken and an address to answer to, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.desk.readers.mail import Found, NoLetters, TooManyLetters, letters

MESSAGE = (
    "Received: from a.invalid by b.invalid; Mon, 2 Mar 2026 10:11:12 +0900\n"
    "From: Sora Invented <sora@reader.invalid>\n"
    "Subject: =?utf-8?b?7IyA6rCS?=\n"
    "User-Agent: Mailer 1.2\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "Content-Transfer-Encoding: 8bit\n\n"
    "쌀값이 기사와 다릅니다.\n\n> what you wrote\n> before\n"
).encode()


def box(*messages: bytes) -> bytes:
    return b"".join(b"From x@y.invalid Mon Mar  2 10:11:12 2026\n" + one + b"\n" for one in messages)


def test_the_words_are_taken_without_what_they_quote_and_the_address() -> None:
    assert letters(MESSAGE) == (Found(words="쌀값이 기사와 다릅니다.", address="sora@reader.invalid"),)


def test_a_box_gives_its_letters_in_order_and_a_line_that_was_escaped_comes_back() -> None:
    second = b"From: b@b.invalid\n\nFrom here on it is wrong:\n".replace(b"\nFrom here", b"\n>From here")
    found = letters(box(MESSAGE, second).replace(b"\n", b"\r\n"))
    assert [one.words for one in found] == ["쌀값이 기사와 다릅니다.", "From here on it is wrong:"]


def test_an_answer_goes_where_the_writer_asks_for_it() -> None:
    asked = MESSAGE.replace(b"Subject", b"Reply-To: other@reader.invalid\nSubject")
    assert letters(asked)[0].address == "other@reader.invalid"


@pytest.mark.parametrize(
    "name", [b"", b"nobody", b"<a@b>c@d.invalid>", b'"x y"@z.invalid', b"a@" + b"b" * 400]
)
def test_what_is_no_plain_address_is_none(name: bytes) -> None:
    assert letters(MESSAGE.replace(b"Sora Invented <sora@reader.invalid>", name))[0].address in ("", "a@b")


def test_messages_that_cannot_be_read_are_passed_over_and_a_box_without_any_is_refused() -> None:
    assert len(letters(box(b"no message at all", MESSAGE))) == 1
    for nothing in (b"", box(b"no message at all"), b"From: a@b.invalid\n\n> only quoted\n"):
        with pytest.raises(NoLetters):
            letters(nothing)


def test_a_box_with_too_many_is_refused_as_a_whole() -> None:
    with pytest.raises(TooManyLetters):
        letters(box(*[MESSAGE] * 201))


@given(st.binary(max_size=200))
def test_whatever_comes_is_read_or_refused_in_one_sentence(data: bytes) -> None:
    try:
        found = letters(data)
    except (NoLetters, TooManyLetters):
        return
    assert all(one.words.strip() for one in found)
