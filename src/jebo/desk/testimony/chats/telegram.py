"""Telegram Desktop's export as "machine-readable JSON" (``result.json``), of one chat or of all.

As the program writes it: Telegram/SourceFiles/export/output/export_output_json.cpp of telegramdesktop/tdesktop.
"""

from __future__ import annotations

from typing import Any, Final

from jebo.desk.testimony.chats.chat import Chat, Message, storable
from jebo.desk.testimony.chats.days import iso_day
from jebo.desk.testimony.chats.written import Piece, piece, pieces, words

_FILES: Final = ("photo", "file", "media_type", "contact_information", "location_information")


def recognises(value: Any) -> bool:
    """Whether *value*, read from JSON, is one of its exports."""
    told = [message for one in _conversations(value) for message in pieces(one.get("messages"))]
    return any("date" in message and message.get("type") in ("message", "service") for message in told)


def chats(value: Any) -> tuple[Chat, ...]:
    """The chats in an export, those left out in which nobody wrote."""
    read = (_chat(pieces(one.get("messages"))) for one in _conversations(value))
    return tuple(chat for chat in read if chat.messages)


def _conversations(value: Any) -> list[Piece]:
    whole = piece(value)
    if "messages" in whole:
        return [whole]
    return [one for part in ("chats", "left_chats") for one in pieces(piece(whole.get(part)).get("list"))]


def _chat(told: list[Piece]) -> Chat:
    read = [_message(one) for one in told]
    messages = tuple(message for message in read if message is not None)
    return Chat(messages=messages, left_out=len(read) - len(messages))


def _message(told: Piece) -> Message | None:
    if told.get("type") != "message":
        return None
    text, attached = storable(_text(told.get("text"))), any(told.get(key) for key in _FILES)
    if not text and not attached:
        return None
    return Message(
        who=words(told.get("from")) or words(told.get("from_id")) or "?",
        day=iso_day(told.get("date")),
        text=text,
        has_attachment=attached,
        passed_on=bool(told.get("forwarded_from") or told.get("forwarded_from_id")),
    )


def _text(value: Any) -> str:
    """The text of a message: a string, or a list of strings and of pieces with a look of their own."""
    if isinstance(value, list):
        return "".join(
            words(piece(one).get("text")) if isinstance(one, dict) else words(one) for one in value
        )
    return words(value)
