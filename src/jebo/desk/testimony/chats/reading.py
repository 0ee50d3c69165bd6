"""Finds out which messenger a file comes from, and reads it."""

from __future__ import annotations

from typing import Final

from jebo.desk.testimony.chats import kakao, signal, telegram, wechat, written
from jebo.desk.testimony.chats.chat import Chat
from jebo.desk.testimony.chats.refused import BrokenChat, EmptyChat, LongChat, ManyChats, NoChat
from jebo.texts.encoding import plain

LONGEST_BYTES: Final = 8 << 20  # chosen by us: some 100,000 messages with what programs write around them
CHATS_LIMIT: Final = 20
"""Chosen by us: a person writes to a desk in a few chats; a file with more is somebody's whole telephone."""


def chats_of(data: bytes) -> tuple[Chat, ...]:
    """The chats in a file: one, or several where a tool writes several into one.

    :raises ChatRefused: in one sentence.
    :raises jebo.texts.unreadable.UnreadableText: the bytes are no text.
    """
    if len(data) > LONGEST_BYTES:
        raise LongChat
    return chats_in(plain(data))


def chats_in(text: str) -> tuple[Chat, ...]:
    """The chats in a text.

    :raises ChatRefused: in one sentence.
    """
    if len(text) > LONGEST_BYTES:
        raise LongChat
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if written.looks_written(text):
        return _limited(_of_json(text))
    if kakao.recognises(text):
        return (kakao.chat(text),)
    if signal.recognises_text(text):  # before WeChat, one of whose forms is a part of one of its forms
        return (signal.chat_of_text(text),)
    if wechat.recognises(text):
        return (wechat.chat(text),)
    raise NoChat


def _of_json(text: str) -> tuple[Chat, ...]:
    value = written.whole(text)
    if telegram.recognises(value):
        return telegram.chats(value)
    if signal.recognises(value):
        return signal.chats(value)
    raise NoChat if value else BrokenChat


def _limited(found: tuple[Chat, ...]) -> tuple[Chat, ...]:
    if not found:
        raise EmptyChat
    if len(found) > CHATS_LIMIT:
        raise ManyChats
    return found
