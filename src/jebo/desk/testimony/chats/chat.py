"""A chat: who wrote what on which day."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Final

_UNSTORABLE: Final = re.compile(
    "[\x00\ud800-\udfff]"
)  # PostgreSQL keeps no NUL, nothing keeps half a character
_OURSELVES: Final = frozenset({"me", "you", "나", "회원님", "본인", "我", "self"})
"""What programs call the person whose telephone it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. It has a day and no hour, and stays out of ``repr``."""

    who: str = field(repr=False)
    """The speaker, as the file has it: a name, a number or a word such as "Me". Shown once, kept nowhere."""
    day: date | None = field(repr=False)
    text: str = field(repr=False)
    has_attachment: bool = False
    passed_on: bool = False
    """Forwarded: somebody else's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who wrote in a chat, and how many messages."""

    name: str = field(repr=False)
    messages: int
    ours: bool
    """Whether the program calls them by a word for the owner of the telephone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One conversation, its messages in their order."""

    messages: tuple[Message, ...] = field(repr=False)
    left_out: int = 0
    """How many lines were the program's own (who came, who went) or messages taken back."""

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who wrote, those with the most messages first."""
        counted = Counter(message.who for message in self.messages)
        return tuple(
            Speaker(name=name, messages=n, ours=name.strip().casefold() in _OURSELVES)
            for name, n in counted.most_common()
        )

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day; none where the file has no days."""
        known = [message.day for message in self.messages if message.day]
        return (min(known), max(known)) if known else None


def storable(text: str) -> str:
    """*text* without what no database keeps, its line ends as newlines.

    >>> storable("rice\\r\\nis dear\\x00 ")
    'rice\\nis dear'
    """
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
