"""Reads letters out of mail: a message (``.eml``) or a box of them (``.mbox``). Pure; nothing of it is kept here.

Of a message two things are taken: what was written, and the address that its writer would be answered at. Names, hours, paths,
programs and attachments stay behind. Library: the standard library's ``email``; its ``mailbox`` reads files on disk alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from typing import Final

from jebo.desk.refused import Refused
from jebo.errors import N_
from jebo.texts.mail import text_of
from jebo.texts.unreadable import UnreadableText

MOST: Final = 200
"""Letters that are read from one box at once. Chosen by us: more than that nobody looks at on one page."""
LONGEST: Final = 20_000
"""Characters of one letter that are kept. Chosen by us: some ten pages."""
_NEXT: Final = re.compile(rb"(?:\A|(?<=\n))From [^\n]*\n")  # RFC 4155, appendix A
_ESCAPED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_PLAIN_ADDRESS: Final = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,189}")


class NoLetters(Refused):
    """Nothing that anybody wrote was found."""

    says = N_("no letter was found in this file; give a message (.eml) or a box of messages (.mbox)")


class TooManyLetters(Refused):
    """There are more messages than are read at once."""

    says = N_("this box holds more than 200 letters; save a part of it and bring that in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A letter that was found: ``words`` as they were written, ``address`` to answer to (empty: none)."""

    words: str = field(repr=False)
    address: str = field(repr=False, default="")


def letters(data: bytes) -> tuple[Found, ...]:
    """The letters of a message or a box, in its order; messages that cannot be read are passed over.

    :raises NoLetters: there is none that can be read.
    :raises TooManyLetters: there are more than :data:`MOST`.
    """
    raw = _messages(data)
    if len(raw) > MOST:
        raise TooManyLetters
    found = tuple(one for one in map(_letter, raw) if one is not None)
    if not found:
        raise NoLetters
    return found


def _messages(data: bytes) -> list[bytes]:
    data = data.replace(b"\r\n", b"\n")
    if not data.startswith(b"From "):
        return [data]
    starts = [match.span() for match in _NEXT.finditer(data)]
    ends = [start for start, _ in starts[1:]] + [len(data)]
    return [_ESCAPED.sub(rb"\1", data[after:end]) for (_, after), end in zip(starts, ends, strict=True)]


def _letter(message: bytes) -> Found | None:
    try:
        words = _without_quoted_end(text_of(message).strip())
    except UnreadableText:
        return None
    return Found(words=words[:LONGEST], address=_address(message)) if words else None


def _without_quoted_end(text: str) -> str:
    """The words without the letter that they answer, where it stands quoted at their end."""
    lines = text.splitlines()
    while lines and (lines[-1].startswith(">") or not lines[-1].strip()):
        lines.pop()
    return "\n".join(lines)


def _address(message: bytes) -> str:
    head = BytesHeaderParser().parsebytes(message)
    for name in ("Reply-To", "From"):
        address = parseaddr(str(head.get(name, "")))[1]
        if _PLAIN_ADDRESS.fullmatch(address):
            return address
    return ""
