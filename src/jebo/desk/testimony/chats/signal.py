"""Signal's messages as its own export and the common tools write them.

- Signal's export of 2025 and later: one piece on each line, ``recipient``, ``chat`` and ``chatItem`` among them.
- sigtop (``-f json``, and its two forms of text) and tools that put Signal Desktop's own rows into a file.
- signal-export: ``data.json``, one message on each line, and ``chat.md``.
- signal-back: the table ``message`` or ``sms`` of an Android backup, as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate
from typing import Any, Final

from jebo.desk.testimony.chats.chat import Chat, Message, storable
from jebo.desk.testimony.chats.days import iso_day, moment_day
from jebo.desk.testimony.chats.refused import EmptyChat
from jebo.desk.testimony.chats.written import Piece, piece, pieces, words
from jebo.texts.quiet import attempt

_ME: Final = "Me"
_KEYS: Final = ("messages", "messsages")  # one tool misspells it
_ANDROID_BASE: Final = (
    0x1F  # the low bits of an Android row's type say which way it went: Signal's MessageTypes
)
_ANDROID_SENT: Final = range(21, 27)

_NAME: Final = r"(?P<who>.{1,100}?)"
_SHORT: Final = re.compile(
    rf"(?P<day>\d{{4}}-\d\d-\d\d) \d\d:\d\d {_NAME}:(?: \[(?P<told>[^\]]{{0,200}})\])?(?: (?P<text>.*))?"
)
_MARKED: Final = re.compile(rf"\[(?P<day>\d{{4}}-\d\d-\d\d),? \d\d:\d\d(?::\d\d)?\] {_NAME}: ?(?P<text>.*)")
_REACTIONS: Final = re.compile(r"\(- .* -\)")
_LINKED: Final = re.compile(r"!?\[[^\[\]\n]{0,300}\]\(\.{1,2}/[^()\n]{0,500}\)")
_QUOTED: Final = re.compile(
    r"\n\n(?:>[^\n]*\n+)+"
)  # before the words: what they answer, which somebody else said
_FIELD: Final = re.compile(
    r"(?P<key>From|Type|Sent|Received|Attachment|Reaction|Edited|Version): ?(?P<value>.*)"
)


def recognises(value: Any) -> bool:
    """Whether *value*, read from JSON, holds messages of one of these tools."""
    rows = _rows(value)
    return any("chatItem" in row for row in rows) or any(_is_row(row) or _is_exported(row) for row in rows)


def chats(value: Any) -> tuple[Chat, ...]:
    """The chats in *value*, those left out in which nobody wrote."""
    rows = _rows(value)
    if any("chatItem" in row for row in rows):
        told: Iterator[tuple[str, Message | None]] = _official(rows)
    elif any(_is_exported(row) for row in rows):
        told = (("", _exported(row)) for row in rows)
    else:
        told = ((words(row.get("conversationId") or row.get("thread_id")), _row(row)) for row in rows)
    return _apart(told)


def recognises_text(text: str) -> bool:
    """Whether there are messages in one of the forms of text."""
    lines = text.split("\n")
    return (
        any(_MARKED.fullmatch(line) for line in lines)
        or sum(bool(_SHORT.fullmatch(line)) for line in lines) > 1
        or (lines[0].startswith("Conversation: ") and bool(_starts(lines)))
    )


def chat_of_text(text: str) -> Chat:
    """The chat in a text.

    :raises EmptyChat: nobody wrote anything in it.
    """
    lines = text.split("\n")
    if lines[0].startswith("Conversation: "):
        read = list(_blocks(lines))
    else:
        form = _MARKED if any(_MARKED.fullmatch(line) for line in lines) else _SHORT
        read = list(_paragraphs(lines, form))
    messages = tuple(message for message in read if message is not None)
    if not messages:
        raise EmptyChat
    return Chat(messages=messages, left_out=len(read) - len(messages))


def _rows(value: Any) -> list[Piece]:
    for key in _KEYS:
        if key in piece(value):
            return pieces(value[key])
    return pieces(value) or ([value] if "chatItem" in piece(value) or _is_exported(piece(value)) else [])


def _apart(told: Iterator[tuple[str, Message | None]]) -> tuple[Chat, ...]:
    """One chat for each conversation."""
    found: dict[str, list[Message | None]] = {}
    for key, message in told:
        found.setdefault(key, []).append(message)
    read = (tuple(m for m in messages if m is not None) for messages in found.values())
    return tuple(
        Chat(messages=messages, left_out=len(every) - len(messages))
        for messages, every in zip(read, found.values(), strict=True)
        if messages
    )


def _kept(
    who: str, day: date | None, text: str, *, attached: bool, passed_on: bool = False
) -> Message | None:
    text = storable(text)
    if not text and not attached:
        return None
    return Message(who=who.strip() or "?", day=day, text=text, has_attachment=attached, passed_on=passed_on)


# ---- Signal's own export ----


def _official(rows: list[Piece]) -> Iterator[tuple[str, Message | None]]:
    people = {
        words(r["recipient"].get("id")): _called(r["recipient"]) for r in rows if piece(r.get("recipient"))
    }
    for row in rows:
        if item := piece(row.get("chatItem")):
            author = words(item.get("authorId"))
            yield words(item.get("chatId")), _item(item, people.get(author) or author)


def _called(recipient: Piece) -> str:
    if "self" in recipient:
        return _ME
    who = piece(recipient.get("contact"))
    names = [
        " ".join(filter(None, (words(who.get(f"{kind}GivenName")), words(who.get(f"{kind}FamilyName")))))
        for kind in ("system", "profile")
    ]
    return next(filter(None, [*names, words(who.get("e164")), words(recipient.get("id"))]), "")


def _item(item: Piece, who: str) -> Message | None:
    said = piece(item.get("standardMessage"))
    attached = bool(pieces(said.get("attachments")) or "viewOnceMessage" in item or "contactMessage" in item)
    return _kept(
        who, moment_day(item.get("dateSent")), words(piece(said.get("text")).get("body")), attached=attached
    )


# ---- rows of Signal Desktop and of Android ----


def _is_row(row: Piece) -> bool:
    return "body" in row and any(key in row for key in ("sent_at", "timestamp", "date_sent", "date"))


def _row(row: Piece) -> Message | None:
    if not _is_row(row):
        return None
    moment = next((row[k] for k in ("sent_at", "date_sent", "timestamp", "date") if row.get(k)), None)
    attached = bool(pieces(row.get("attachments")) or row.get("hasAttachments") in (1, True))
    return _kept(_author(row), moment_day(moment), words(row.get("body")), attached=attached)


def _author(row: Piece) -> str:
    type_ = row.get("type")
    sent = isinstance(type_, int) and (type_ & _ANDROID_BASE) in _ANDROID_SENT
    if type_ == "outgoing" or sent:
        return _ME
    keys = (
        "conversationName", "source", "sourceName", "sourceServiceId", "sourceUuid", "from_recipient_id", "address",
        "conversationId",
    )  # fmt: skip
    return next((found for key in keys if (found := words(row.get(key)))), "?")


# ---- signal-export ----


def _is_exported(row: Piece) -> bool:
    return "sender" in row and "body" in row and "date" in row


def _exported(row: Piece) -> Message | None:
    if row.get("deleted") or row.get("call"):
        return None
    attached = bool(pieces(row.get("attachments")))
    return _kept(
        words(row.get("sender")), iso_day(row.get("date")), words(row.get("body")), attached=attached
    )


# ---- text ----


def _paragraphs(lines: list[str], form: re.Pattern[str]) -> Iterator[Message | None]:
    """A message at each line of the *form*; lines of another form belong to the one before."""
    found: re.Match[str] | None = None
    told: list[str] = []
    for line in [*lines, None]:
        begun = form.fullmatch(line) if line is not None else None
        if line is not None and begun is None:
            told.append(line)
            continue
        if found is not None:
            yield _paragraph(found, told)
        found, told = begun, [begun["text"] or ""] if begun else []


def _paragraph(found: re.Match[str], told: list[str]) -> Message | None:
    text = "\n".join(line for line in told if not _REACTIONS.fullmatch(line.strip()))
    quoted = _QUOTED.match(text)
    text = text[quoted.end() :] if quoted else text
    bare = _LINKED.sub("", text)
    attached = bare != text or "attachment" in (found.groupdict().get("told") or "")
    if bare.strip() == "(This message was deleted)" or (found.groupdict().get("told") or "").endswith(
        " message"
    ):
        return None
    return _kept(found["who"], iso_day(found["day"]), bare, attached=attached)


def _starts(lines: list[str]) -> list[int]:
    """Where sigtop's messages begin: with who and which, or with which and when where nobody wrote."""
    return [
        i
        for i, (before, line, after) in enumerate(zip(["", *lines], lines, lines[1:], strict=False))
        if (line.startswith("From: ") and after.startswith("Type: "))
        or (not before and line.startswith("Type: ") and after.startswith("Sent: "))
    ]


def _blocks(lines: list[str]) -> Iterator[Message | None]:
    """sigtop's long form: fields, an empty line, the words, an empty line."""
    starts = _starts(lines)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _block(lines[start:end])


def _block(lines: list[str]) -> Message | None:
    fields, rest = _fields(lines)
    if "Edited" in fields:  # each version stands behind a bar, the last one first
        versions = [line[2:] for line in rest if line.startswith("|")]
        ends = [i for i, line in enumerate(versions) if line.startswith("Version: ")]
        rest = _fields(versions[: ends[1]] if len(ends) > 1 else versions)[1]
    if rest[1:2] and rest[1].startswith("> From: "):
        rest = rest[next((i for i, line in enumerate(rest) if i and not line.startswith(">")), len(rest)) :]
    if fields.get("Type") not in ("incoming", "outgoing"):
        return None
    who = _ME if fields.get("From") == "You" else fields.get("From", "")
    return _kept(who, _mail_day(fields.get("Sent", "")), "\n".join(rest), attached="Attachment" in fields)


def _fields(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The fields at the beginning of *lines*, and what follows them."""
    fields: dict[str, str] = {}
    for at, line in enumerate(lines):
        found = _FIELD.fullmatch(line)
        if found is None:
            return fields, lines[at:]
        fields.setdefault(found["key"], found["value"])
    return fields, []


def _mail_day(text: str) -> date | None:
    """The day of a moment as mail writes it, as it stands there."""
    parts = attempt(lambda: parsedate(text), ValueError, TypeError, IndexError)
    if not parts:
        return None
    return attempt(lambda: date(*parts[:3]), ValueError, OverflowError)
