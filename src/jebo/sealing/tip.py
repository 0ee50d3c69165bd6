"""What an envelope from the door holds: a word about it, and the content. The desk opens what the door sealed; neither knows the other."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from jebo.sealing.canonical_json import canonical
from jebo.sealing.recipient import Recipient
from jebo.sealing.refusals import BadRecipient, NotATip

ABOUT: Final = "about.json"
CONTENT: Final = "content"
ABOUT_LIMIT_BYTES: Final = 4_096
"""More than the longest that the door writes: a file's name of 400 bytes and its type. Chosen by us."""
NAME_LIMIT: Final = 100
"""Letters of a file's name that are kept. Chosen by us."""
_ID: Final = re.compile(r"[0-9a-f]{32}|")
_LANGUAGE: Final = re.compile(r"[a-z]{2}|")


class Kind(StrEnum):
    """What somebody sent. ``ERASE`` asks that all of a thread be destroyed; a ``DECOY`` is from the desk itself and means nothing."""

    MESSAGE = "message"
    FILE = "file"
    COMMENT = "comment"
    REPLY = "reply"
    ERASE = "erase"
    DECOY = "decoy"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A word about a content, inside the envelope and nowhere else.

    :param day: on which it came; no time.
    :param thread: 32 hexadecimal letters by which an answer finds the way; none where none is wanted.
    :param key: for which an answer is sealed.
    :param sending: what was sent together has the same, 32 hexadecimal letters.
    :param number: its place in that, from 0 on.
    :param name: of a file, as it was called there; :param type: as the browser said, which may be anything.
    """

    kind: Kind
    day: date
    language: str = ""
    thread: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    sending: str = field(default="", repr=False)
    number: int = 0
    name: str = field(default="", repr=False)
    type: str = field(default="", repr=False)


def about_bytes(about: About) -> bytes:
    """It, as the part :data:`ABOUT` of an envelope."""
    return canonical({
        "kind": about.kind.value, "day": about.day.isoformat(), "language": about.language, "thread": about.thread, "key": about.key,
        "sending": about.sending, "number": about.number, "name": about.name, "type": about.type,
    })  # fmt: skip


def read_about(told: bytes) -> About:
    """It, back.

    :raises NotATip: if it is not exactly what :func:`about_bytes` writes.
    """
    found = _read(told) if len(told) <= ABOUT_LIMIT_BYTES else None
    if found is None or about_bytes(found) != told:
        raise NotATip
    return found


def _read(told: bytes) -> About | None:
    try:
        about = _about(json.loads(told))
        if about.key:
            Recipient(text=about.key)
    except (ValueError, TypeError, KeyError, RecursionError, BadRecipient):
        return None
    fits = (
        _ID.fullmatch(about.thread) and _ID.fullmatch(about.sending) and _LANGUAGE.fullmatch(about.language)
    )
    return about if fits and 0 <= about.number < 10_000 else None


def _about(told: dict[str, Any]) -> About:
    texts = {name: told[name] for name in ("language", "thread", "key", "sending", "name", "type")}
    if not all(isinstance(value, str) for value in texts.values()) or type(told["number"]) is not int:
        raise TypeError
    return About(kind=Kind(told["kind"]), day=date.fromisoformat(told["day"]), number=told["number"], **texts)
