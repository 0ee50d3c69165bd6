"""A file is looked at first; what a person chooses is kept, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.testimony.chats.test_kakao import WINDOWS
from tests.desk.testimony.chats.test_signal import ROWS
from tests.desk.testimony.chats.test_telegram import export, told
from tests.desk.testimony.test_attachments import docx

from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.testimony.chats import ChatRefused, LongChat, NoChat
from jebo.desk.testimony.imports import LONGEST, Marks, preview
from jebo.desk.testimony.models import Contact, Testimony
from jebo.desk.wall import seen_by
from jebo.texts.unreadable import UnreadableText

MARKS = Marks(attachment="[photo]", passed_on="[passed on]")
EML = (
    b"From: a@example.org\nTo: b@example.org\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n"
    + "쌀값이 올랐소".encode()
)


def test_a_speaker_s_words_stand_under_their_days_without_an_hour() -> None:
    found = preview(WINDOWS.encode(), "KakaoTalk_20260304.txt", MARKS)
    jar, me, whole = found.choices
    assert (
        jar.words
        == "2026-03-02\n[photo]\n어제 장마당에\n검열조가 왔어요\n\n한 20여 명\n\n2026-03-03\n[photo]\n쌀값이 올랐소"
    )
    assert (jar.messages, jar.first, jar.last, jar.ours) == (4, date(2026, 3, 2), date(2026, 3, 3), False)
    assert (me.words, me.ours, whole.name) == ("2026-03-02\n어디서요?", True, "")
    assert found.suggested == 0


def test_nobody_is_suggested_where_it_is_not_plain_who_the_source_is() -> None:
    group = WINDOWS + "[복숭아] [오후 12:14] 나도 봤소\n"
    assert preview(group.encode(), "a.txt", MARKS).suggested is None


def test_what_somebody_else_said_is_marked() -> None:
    found = preview(export(told(forwarded_from="Peach")).encode(), "result.json", MARKS)
    assert found.choices[0].words == "2026-03-02\n[passed on]\nInspectors came"


def test_a_name_in_the_words_is_counted_so_that_it_can_be_taken_out() -> None:
    found = preview(WINDOWS.replace("어디서요?", "항아리님, 어디서요?").encode(), "a.txt", MARKS)
    assert [choice.named for choice in found.choices] == [0, 1, 0]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("쌀값이 올랐소".encode(), "a.txt"),
        ("쌀값이 올랐소".encode("cp949"), "a.md"),
        (docx("쌀값이 올랐소"), "a.docx"),
        (EML, "a.eml"),
    ],
)
def test_a_text_of_any_kind_is_offered_whole(data: bytes, name: str) -> None:
    (whole,) = preview(data, name, MARKS).choices
    assert (whole.words, whole.name) == ("쌀값이 올랐소", "")


def test_a_chat_inside_a_document_is_seen_as_one() -> None:
    (jar, *_) = preview(docx("항아리(2026-03-02 16:21:40):쌀값이 올랐소"), "a.docx", MARKS).choices
    assert (jar.name, jar.words) == ("항아리", "2026-03-02\n쌀값이 올랐소")


@pytest.mark.parametrize(
    ("data", "name", "refused"),
    [
        (b'{"rice": 1}', "a.json", NoChat),
        (b"%PDF-1.7", "a.txt", UnreadableText),
        (b"", "a.txt", UnreadableText),
        ("가".encode() * (2 * LONGEST + 1), "a.txt", LongChat),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    data: bytes, name: str, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        preview(data, name, MARKS)


@given(
    st.binary(max_size=200)
    | st.sampled_from([WINDOWS.encode(), ROWS.encode(), docx(), EML]).flatmap(
        lambda whole: st.integers(0, len(whole)).map(lambda at: whole[:at])
    ),
    st.sampled_from(["a.txt", "a.md", "a.docx", "a.odt", "a.html", "a.eml", "a.json", "a.csv", "a", "a.pdf"]),
)
@settings(deadline=None)
def test_no_file_raises_anything_but_a_refusal(data: bytes, name: str) -> None:
    try:
        found = preview(data, name, MARKS)
    except (ChatRefused, UnreadableText):
        return
    assert found.choices


def look_at(browser: Client, jar: Source, text: str, name: str = "a.txt") -> str:
    answer = browser.post(f"/testimony/import/{jar.pk}", {"file": SimpleUploadedFile(name, text.encode())})
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.django_db
def test_before_somebody_confirms_nothing_is_kept(at_mina_s: Client, mina: Member, jar: Source) -> None:
    page = look_at(at_mina_s, jar, WINDOWS)
    assert "검열조가 왔어요" in page
    with seen_by(mina.pk):
        assert (Testimony.objects.count(), Contact.objects.count(), Source.objects.get().last_heard) == (
            0,
            0,
            None,
        )


@pytest.mark.django_db
def test_the_chosen_words_are_kept_and_no_name_no_hour_and_nobody_else_s_words(
    at_mina_s: Client, mina: Member, jar: Source
) -> None:
    page = look_at(at_mina_s, jar, WINDOWS)
    form = page[page.index('name="chosen" value="0"') :]
    words = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", form, re.S)
    assert words
    at_mina_s.post(
        f"/testimony/import/{jar.pk}",
        {"chosen": "0", "words": words[1], "day": "2026-03-03", "language": "ko", "in_touch": "on"},
    )
    with seen_by(mina.pk):
        kept = Testimony.objects.get()
        assert kept.words.startswith("2026-03-02\n")
        assert kept.words.endswith("쌀값이 올랐소")
        assert not any(part in kept.words for part in ("[항아리]", "오전", "12:1", "어디서요"))
        assert (kept.day, kept.read, Source.objects.get().last_heard) == (
            date(2026, 3, 3),
            False,
            date(2026, 3, 3),
        )


@pytest.mark.django_db
def test_a_letter_brought_in_late_does_not_end_the_silence_of_a_source(
    at_mina_s: Client, mina: Member, jar: Source
) -> None:
    assert 'name="in_touch"' in look_at(at_mina_s, jar, "쌀값이 올랐소")
    assert not re.search(r'name="in_touch"[^>]*checked', look_at(at_mina_s, jar, "쌀값이 올랐소"))
    assert re.search(r'name="in_touch"[^>]*checked', look_at(at_mina_s, jar, WINDOWS))
    data = {"chosen": "0", "words": "쌀값이 올랐소", "day": "2026-03-03", "language": "ko"}
    at_mina_s.post(f"/testimony/import/{jar.pk}", data)
    with seen_by(mina.pk):
        assert (Testimony.objects.count(), Source.objects.get().last_heard) == (1, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "name"), [("{}", "result.json"), ("\0\0\0", "a.txt"), ("Date,User,Message\n", "a.csv")]
)
def test_a_broken_file_gives_a_sentence_on_the_page(
    at_mina_s: Client, jar: Source, text: str, name: str
) -> None:
    page = look_at(at_mina_s, jar, text, name)
    assert "errorlist" in page
    assert 'type="file"' in page


@pytest.mark.django_db
def test_a_confirmation_that_is_refused_still_holds_the_words(at_mina_s: Client, jar: Source) -> None:
    data: dict[str, Any] = {"chosen": "0", "words": "쌀값이 올랐소", "day": "", "language": "ko"}
    page = at_mina_s.post(f"/testimony/import/{jar.pk}", data).content.decode()
    assert "쌀값이 올랐소" in page


@pytest.mark.django_db
def test_the_words_of_whoever_it_can_only_be_lie_open_and_the_others_folded(
    at_mina_s: Client, jar: Source
) -> None:
    page = look_at(at_mina_s, jar, WINDOWS)
    assert page.count('<details name="speaker" open>') == 1
    assert page.count('<details name="speaker">') == 2
