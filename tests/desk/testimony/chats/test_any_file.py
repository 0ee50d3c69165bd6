"""Whatever somebody hands in: a chat, or one sentence."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.testimony.chats import test_kakao, test_signal, test_telegram, test_wechat

from jebo.desk.testimony.chats import Chat, ChatRefused, LongChat, chats_in, chats_of
from jebo.desk.testimony.chats.reading import LONGEST_BYTES
from jebo.texts.unreadable import UnreadableText

EXPORTS = [
    test_kakao.WINDOWS, test_kakao.ANDROID, test_kakao.IOS_ENGLISH, test_kakao.MAC, test_wechat.MAILED, test_wechat.COPIED,
    test_signal.OFFICIAL, test_signal.ROWS, test_signal.LONG, test_signal.MARKED, test_telegram.export(test_telegram.told()),
]  # fmt: skip
# What the parsers look for, so that random files are not all refused at the first look.
LUMPS = [
    "--------------- 2026년 3월 2일 월요일 ---------------", "[항아리] [오전 1:01] ", "2026년 3월 2일 오전 1:01, 항아리 : ",
    "Date,User,Message", '2026-03-02 01:01:00,"Jar","', "—————  2026-13-45  —————", "항아리  16:21", "항아리:", "From: ",
    "Type: incoming", "Conversation: ", "Edited: 2 versions", "| Version: 1", "> From: You", "[2026-03-03 01:00:00] Jar: ",
    "2026-03-03 01:00 Jar: ", "(- a -)", "\n", "\r\n", " ", '"', "\ufeff", "9999-99-99",
]  # fmt: skip
JSONISH = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.just("message")
    | st.just("incoming"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "messages messsages chats list type date date_sent sent_at timestamp body text from photo chatItem recipient "
                "contact standardMessage attachments authorId chatId dateSent id self sender".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)


def read_or_refused(text: str) -> tuple[Chat, ...]:
    try:
        return chats_in(text)
    except ChatRefused:
        return ()


@given(st.lists(st.sampled_from(LUMPS) | st.text(max_size=20), max_size=30).map("".join))
@settings(deadline=None)
def test_no_text_raises_anything_but_a_refusal(text: str) -> None:
    for chat in read_or_refused(text):
        assert all(message.text or message.has_attachment for message in chat.messages)
        assert all(message.who.strip() for message in chat.messages)


@given(JSONISH)
@settings(deadline=None)
def test_no_json_raises_anything_but_a_refusal(value: object) -> None:
    read_or_refused(json.dumps(value))
    read_or_refused("\n".join(json.dumps(one) for one in (value if isinstance(value, list) else [value])))


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_no_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    with suppress(ChatRefused, UnreadableText):
        chats_of(data)


@given(st.sampled_from(EXPORTS), st.data())
@settings(deadline=None)
def test_an_export_cut_or_changed_anywhere_is_read_or_refused(export: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(export)))
    put = data.draw(st.text(max_size=4) | st.sampled_from(LUMPS))
    read_or_refused(export[:at])
    read_or_refused(export[:at] + put + export[at + len(put) :])


@pytest.mark.parametrize("export", EXPORTS)
def test_neither_a_chat_nor_a_message_shows_itself_in_a_traceback(export: str) -> None:
    (chat,) = chats_in(export)
    shown = repr(chat) + repr(chat.messages[0]) + repr(chat.speakers[0])
    assert not any(m.text and m.text in shown for m in chat.messages)
    assert not any(len(m.who) > 2 and m.who in shown for m in chat.messages)  # "Me" stands in "Message"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_an_export_is_read_in_the_encodings_of_korean_windows(encoding: str) -> None:
    (chat,) = chats_of(test_kakao.WINDOWS.encode(encoding))
    assert chat.messages[-1].text == "쌀값이 올랐소"


def test_what_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(LongChat):
        chats_of(b"x" * (LONGEST_BYTES + 1))
