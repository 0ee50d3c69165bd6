"""What a file would give if it were kept: shown first, kept only when a person has chosen whose words they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from jebo.desk.testimony.chats import Chat, ChatRefused, LongChat, NoChat, chats_in, chats_of
from jebo.texts.reading import decode, sniff

LONGEST: Final = 1_000_000
"""Letters that one preview shows. Chosen by us: they travel to the browser and back, and are kept nowhere between."""
SPEAKERS_LIMIT: Final = 30  # chosen by us: who wrote least in a large group is not offered
_FORMATS: Final = {
    "txt": "txt", "md": "md", "markdown": "md", "docx": "docx", "odt": "odt", "html": "html", "htm": "html", "eml": "eml"
}  # fmt: skip
_ONLY_CHATS: Final = frozenset({"json", "jsonl", "csv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How what is no word of the speaker is put into the text: in the language of the page."""

    attachment: str
    passed_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Somebody's words, or all of a text, to be kept or not."""

    name: str = field(repr=False)
    """The speaker as the file has it; empty: the whole text."""
    conversation: int
    """From 1, where a file holds several; else 0."""
    messages: int
    ours: bool
    words: str = field(repr=False)
    first: date | None
    last: date | None
    named: int
    """How often a speaker's name stands in the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file holds. It lives as long as the page is made."""

    choices: tuple[Choice, ...] = field(repr=False)
    left_out: int = 0
    """Lines of the program, and messages that were taken back."""

    @property
    def suggested(self) -> int | None:
        """Which choice it can only be: of two speakers the one whose telephone it was not, or the only text."""
        if len(self.choices) == 1:
            return 0
        theirs = [i for i, choice in enumerate(self.choices) if choice.name and not choice.ours]
        people = sum(bool(choice.name) for choice in self.choices)
        return theirs[0] if len(theirs) == 1 and people == 2 else None


def preview(data: bytes, name: str, marks: Marks) -> Preview:
    """What the file *data* would give.

    :param name: as the browser told it; only its ending is looked at.
    :raises jebo.desk.testimony.chats.ChatRefused: it is a chat and cannot be read, or is too long.
    :raises jebo.texts.unreadable.UnreadableText: it is a document and cannot be read.
    """
    ending = name.rpartition(".")[2].lower()
    if ending in _ONLY_CHATS:
        return _of_chats(chats_of(data), "", marks)
    text = decode(data, _FORMATS.get(ending) or sniff(data)).text
    return _of_text(text, marks)


def _of_text(text: str, marks: Marks) -> Preview:
    found: tuple[Chat, ...] = ()
    refused: ChatRefused | None = None
    try:
        found = chats_in(text)
    except NoChat:
        pass
    except ChatRefused as why:
        refused = why
    if refused is not None:
        raise refused
    return _of_chats(found, text, marks)


def _of_chats(chats: tuple[Chat, ...], text: str, marks: Marks) -> Preview:
    choices = [
        choice for at, chat in enumerate(chats, start=1) for choice in _choices(chat, at, len(chats), marks)
    ]
    choices = sorted(choices, key=lambda one: -one.messages)[:SPEAKERS_LIMIT]
    if text.strip():
        choices.append(
            Choice(
                name="",
                conversation=0,
                messages=0,
                ours=False,
                words=text.strip(),
                first=None,
                last=None,
                named=0,
            )
        )
    if sum(len(choice.words) for choice in choices) > 2 * LONGEST:  # a chat's words stand in it twice
        raise LongChat
    return Preview(choices=tuple(choices), left_out=sum(chat.left_out for chat in chats))


def _choices(chat: Chat, at: int, of: int, marks: Marks) -> Iterator[Choice]:
    names = [speaker.name for speaker in chat.speakers if not speaker.ours and len(speaker.name) > 1]
    for speaker in chat.speakers[:SPEAKERS_LIMIT]:
        days = [message.day for message in chat.messages if message.day and message.who == speaker.name]
        words = words_of(chat, speaker.name, marks)
        yield Choice(
            name=speaker.name, conversation=at if of > 1 else 0, messages=speaker.messages, ours=speaker.ours, words=words,
            first=min(days, default=None), last=max(days, default=None), named=sum(words.count(name) for name in names),
        )  # fmt: skip


def words_of(chat: Chat, who: str, marks: Marks) -> str:
    """What one speaker wrote, a line for each message, under a line with the day where there are days.

    The days stay in the words: "yesterday" means nothing without them. Whoever confirms the preview may take them out.
    """
    lines: list[str] = []
    day: date | None = None
    for message in chat.messages:
        if message.who != who:
            continue
        if message.day and message.day != day:
            lines += ["", message.day.isoformat()] if lines else [message.day.isoformat()]
            day = message.day
        lines += [marks.passed_on] if message.passed_on else []
        lines += [message.text] if message.text else []
        lines += [marks.attachment] if message.has_attachment else []
    return "\n".join(lines)
