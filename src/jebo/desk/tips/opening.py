"""Opens an envelope from the door. Whatever is in it may be meant to harm: nothing of it is believed before all of it is checked."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO, Final

from jebo.desk.testimony.attachments import LARGEST_BYTES
from jebo.sealing import Identity, Recipient, Sealing, unseal_stream
from jebo.sealing.age import Writable
from jebo.sealing.refusals import NotATip, NotForUs
from jebo.sealing.tip import ABOUT, ABOUT_LIMIT_BYTES, CONTENT, About, read_about

_FIRST: Final = 64
_JOINERS: Final = frozenset("\u200c\u200d")
"""The only signs without a shape that words need (Persian, emoji). All others let a text look other than it is, or mark who got it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An envelope, opened.

    :param content: as long as it is no more than :data:`jebo.desk.testimony.attachments.LARGEST_BYTES`; a larger one stays sealed.
    :param first: its first bytes, by which its kind is told.
    :param size: of the content, in bytes.
    :param identity: what opened it.
    """

    about: About = field(repr=False)
    content: bytes | None = field(repr=False)
    first: bytes = field(repr=False)
    size: int
    identity: Identity = field(repr=False)


class _Held:
    """Keeps what comes, up to a limit."""

    def __init__(self, limit: int) -> None:
        self.kept, self.size, self._limit = bytearray(), 0, limit

    def write(self, chunk: bytes, /) -> int:
        self.size += len(chunk)
        if self.size <= self._limit:
            self.kept += chunk
        return len(chunk)

    @property
    def whole(self) -> bytes | None:
        return bytes(self.kept) if self.size <= self._limit else None


def opened(source: BinaryIO, identities: Sequence[Identity], today: date) -> Opened:
    """What an envelope holds, opened with the first of *identities* for which it is sealed.

    :param source: can seek, and does not change meanwhile.
    :param today: a later day than this is taken for this.
    :raises jebo.sealing.refusals.SealingError: none opens it; it is damaged; it does not hold what a door seals.
    """
    for identity in identities:
        source.seek(0)
        try:
            return _opened(source, identity, today)
        except NotForUs:
            continue
    raise NotForUs


def _opened(source: BinaryIO, identity: Identity, today: date) -> Opened:
    parts = {ABOUT: _Held(ABOUT_LIMIT_BYTES), CONTENT: _Held(LARGEST_BYTES)}
    found = unseal_stream(source, identity, lambda name, _: _part(parts, name))
    about = parts[ABOUT].whole
    if [one.name for one in found] != [ABOUT, CONTENT] or about is None:
        raise NotATip
    content, told = parts[CONTENT], read_about(about)
    told = replace(told, day=min(told.day, today))
    return Opened(
        about=told,
        content=content.whole,
        first=bytes(content.kept[:_FIRST]),
        size=content.size,
        identity=identity,
    )


def _part(parts: dict[str, _Held], name: str) -> Writable:
    if name not in parts:
        raise NotATip
    return parts[name]


def sealed_anew(
    source: BinaryIO, identity: Identity, target: Writable, recipient: Recipient, name: str
) -> None:
    """The content alone, as part *name* of an envelope for *recipient*, in memory that does not grow.

    :raises jebo.sealing.refusals.SealingError: as :func:`opened`; *target* then holds no whole envelope.
    """
    source.seek(0)
    with Sealing(target, [recipient]) as sealing:
        sealing.begin(name)
        unseal_stream(source, identity, lambda part, _: sealing if part == CONTENT else _Held(0))


def words_of(content: bytes) -> str:
    """What was written, without signs that nobody sees and that make a text look other than it is.

    >>> words_of("쌀값이\\x00 올랐다\\u202e".encode())
    '쌀값이 올랐다'
    """
    text = content.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in text if one in "\n\t" or _is_shown(one)).strip()


def _is_shown(sign: str) -> bool:
    return sign in _JOINERS or not unicodedata.category(sign).startswith("C")
