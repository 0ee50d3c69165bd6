"""Packs parts into a payload, piece by piece, without knowing beforehand how long they are."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from jebo.sealing.layout import (
    PARTS_LIMIT,
    PAYLOAD_LIMIT_BYTES,
    Entry,
    descriptor,
    directory,
    listing_bytes,
    local_header,
    pad_bytes,
    part_bytes,
)
from jebo.sealing.padme import payload_bytes
from jebo.sealing.part import PAD, Part, check_name, name_key
from jebo.sealing.refusals import DoubledPart, Finished, TooLarge

CHUNK_BYTES: Final = 65_536  # the chunk of age
_ROOM_BYTES: Final = 2 * CHUNK_BYTES  # for what stands around a part and at the end


class Packing:
    """A payload in the making. It takes bytes and gives bytes, and keeps nothing but the table."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._keys: set[str] = set()
        self._listing = 0
        self._name: str | None = None
        self._size = self._crc = 0

    def begin(self, name: str) -> bytes:
        """What stands before the content of a part *name*, after the end of the part before it.

        A refused name changes nothing.

        :raises BadPartName, DoubledPart: if the name is not allowed.
        :raises TooLarge: if there are too many parts.
        """
        check_name(name)
        if name_key(name) in self._keys:
            raise DoubledPart
        if len(self._keys) >= PARTS_LIMIT:
            raise TooLarge
        self._keys.add(name_key(name))
        return self._ended() + self._begun(name)

    def add(self, chunk: bytes) -> bytes:
        """*chunk*, as more content of the part last begun.

        :raises Finished: if none was begun.
        :raises TooLarge: beyond the size of one envelope.
        """
        if self._name is None:
            raise Finished
        self._size += len(chunk)
        self._crc = zlib.crc32(chunk, self._crc)
        whole = self._start() + part_bytes(self._name, self._size) + self._listing + _ROOM_BYTES
        if payload_bytes(whole) > PAYLOAD_LIMIT_BYTES:
            raise TooLarge
        return chunk

    def finish(self) -> Iterator[bytes]:
        """The end of the last part, the pad and the directory, in chunks of at most 64 KiB."""
        yield self._ended()
        left = pad_bytes(self._start(), self._listing)
        yield self._begun(PAD)
        while left:
            chunk = bytes(min(left, CHUNK_BYTES))
            self._size += len(chunk)
            self._crc = zlib.crc32(chunk, self._crc)
            yield chunk
            left -= len(chunk)
        yield self._ended()
        yield directory(self._entries)

    def _ended(self) -> bytes:
        """What stands behind the content of the part last begun; nothing if there is none."""
        if self._name is None:
            return b""
        entry = Entry(name=self._name, offset=self._start(), size=self._size, crc=self._crc)
        self._entries.append(entry)
        self._listing += listing_bytes(entry.name)
        self._name = None
        return descriptor(entry)

    def _start(self) -> int:
        return self._entries[-1].end if self._entries else 0

    def _begun(self, name: str) -> bytes:
        self._name, self._size, self._crc = name, 0, 0
        return local_header(name)


def packed(parts: Iterable[Part]) -> bytes:
    """The payload of *parts*, in their order: the same bytes each time.

    :raises BadPartName, DoubledPart, TooLarge: as :class:`Packing`.
    """
    packing = Packing()
    pieces: list[bytes] = []
    for part in parts:
        pieces += [packing.begin(part.name), packing.add(part.content)]
    return b"".join([*pieces, *packing.finish()])
