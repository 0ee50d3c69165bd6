"""Telegram Desktop's JSON, of one chat and of several."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from jebo.desk.testimony.chats import BrokenChat, EmptyChat, NoChat, chats_in


def told(**more: Any) -> dict[str, Any]:
    message = {
        "id": 1, "type": "message", "date": "2026-03-02T23:14:48", "date_unixtime": "1772460888", "from": "Jar",
        "from_id": "user7", "text": "Inspectors came", "text_entities": [],
    }  # fmt: skip
    return message | more


def export(*messages: dict[str, Any]) -> str:
    return json.dumps(
        {"name": "Jar", "type": "personal_chat", "id": 7, "messages": messages}, ensure_ascii=False
    )


def test_the_day_is_the_one_that_stands_in_the_file() -> None:
    (chat,) = chats_in(export(told()))
    assert [(m.who, m.day, m.text) for m in chat.messages] == [("Jar", date(2026, 3, 2), "Inspectors came")]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("쌀값", "쌀값"),
        (["see ", {"type": "link", "text": "example.org"}, " now"], "see example.org now"),
        ([{"type": "bold", "text": "쌀"}], "쌀"),
        ([{"type": "bold"}, 3, None, "쌀"], "3쌀"),
    ],
)
def test_text_in_pieces_is_put_together(text: object, read: str) -> None:
    (chat,) = chats_in(export(told(text=text)))
    assert chat.messages[0].text == read


def test_a_photo_without_words_and_a_message_passed_on_are_told_apart() -> None:
    (chat,) = chats_in(export(told(text="", photo="(File not included.)"), told(forwarded_from="Peach")))
    assert [(m.has_attachment, m.passed_on) for m in chat.messages] == [(True, False), (False, True)]


def test_calls_and_joins_are_left_out_and_a_speaker_without_a_name_goes_by_number() -> None:
    service = {
        "id": 2,
        "type": "service",
        "date": "2026-03-02T23:15:00",
        "action": "phone_call",
        "actor": "Jar",
        "text": "",
    }
    (chat,) = chats_in(export(service, told(**{"from": None})))
    assert (chat.left_out, chat.messages[0].who) == (1, "user7")


def test_an_export_of_several_chats_gives_each_of_them_alone() -> None:
    both = [json.loads(export(told())), json.loads(export(told(**{"from": "Peach"})))]
    found = chats_in(json.dumps({"about": "", "chats": {"about": "", "list": both}}))
    assert [chat.speakers[0].name for chat in found] == ["Jar", "Peach"]


def test_control_characters_as_older_versions_wrote_them_do_not_spoil_the_file() -> None:
    (chat,) = chats_in(export(told(text="BELL")).replace("BELL", r"a\x07b \\x41"))
    assert chat.messages[0].text == "a\x07b \\x41"


def test_half_a_character_and_a_null_are_taken_out_so_that_every_database_keeps_the_rest() -> None:
    (chat,) = chats_in(export(told(text="BAD")).replace("BAD", r"쌀\ud83d\u0000값"))
    assert chat.messages[0].text == "쌀값"


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        (export(told())[:-20], BrokenChat),
        ("[" * 100_000, NoChat),  # not how an export begins
        ('[{"a":' * 100_000, BrokenChat),
        ('{"messages": []}', NoChat),
        ('{"messages": [{"type": "service", "date": "2026-03-02T23:15:00"}]}', EmptyChat),
        ('{"price": "rice"}', NoChat),
        ("{}", BrokenChat),
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(text: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        chats_in(text)
