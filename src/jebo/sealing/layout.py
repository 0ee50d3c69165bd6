"""The layout of an envelope's payload: a stored ZIP of one fixed form, filled up with a member `pad`.

Of our own, though Python has zipfile: the same parts must give the same bytes under every Python, and a reader
that takes exactly one layout leaves no room for a ZIP that two programs read in two ways. zipfile and unzip read
it (tests hold that). Format: PKWARE APPNOTE 6.3.10; no ZIP64, hence at most 4 GiB.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from jebo.sealing.padme import payload_bytes
from jebo.sealing.part import PAD, check_names
from jebo.sealing.refusals import NotAnEnvelope

PAYLOAD_LIMIT_BYTES: Final = 0xFFFF_FFFF  # what 32-bit offsets of a plain ZIP reach
PARTS_LIMIT: Final = 1_000  # chosen by us: a tip with every photo of a phone's day
TAIL_BYTES: Final = 512 * 1024  # more than the directory of PARTS_LIMIT parts with the longest names, 246 KB

_LOCAL: Final = struct.Struct("<4sHHHHHIIIHH")
_DESCRIPTOR: Final = struct.Struct("<4sIII")
_CENTRAL: Final = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END: Final = struct.Struct("<4sHHHHIIH")
_NEEDS: Final = 20  # version 2.0
_MADE_BY: Final = 3 << 8 | _NEEDS  # Unix, so that unzip sets the mode
_FLAGS: Final = (
    1 << 3 | 1 << 11
)  # sizes follow the data (a stream does not know them before); names are UTF-8
_DAY: Final = 1 << 5 | 1  # 1 January 1980, the first day of a ZIP
_MODE: Final = 0o100600 << 16  # only the owner reads what is unpacked


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Where a part lies in the payload: sizes and offsets in bytes."""

    name: str = field(repr=False)
    offset: int
    size: int
    crc: int = field(repr=False)

    @property
    def end(self) -> int:
        """Where the next part begins."""
        return self.offset + part_bytes(self.name, self.size)


def part_bytes(name: str, size: int) -> int:
    """What a part of *size* bytes takes with the headers around it, without its line in the directory."""
    return _LOCAL.size + len(name.encode()) + size + _DESCRIPTOR.size


def listing_bytes(name: str) -> int:
    """What a part's line in the directory takes."""
    return _CENTRAL.size + len(name.encode())


def pad_bytes(parts: int, listing: int) -> int:
    """How many zeros fill up a payload whose parts take *parts* bytes and their lines *listing*."""
    bare = parts + listing + part_bytes(PAD, 0) + listing_bytes(PAD) + _END.size
    return payload_bytes(bare) - bare


def local_header(name: str) -> bytes:
    """What stands before a content."""
    raw = name.encode()
    return _LOCAL.pack(b"PK\3\4", _NEEDS, _FLAGS, 0, 0, _DAY, 0, 0, 0, len(raw), 0) + raw


def descriptor(entry: Entry) -> bytes:
    """What stands behind a content."""
    return _DESCRIPTOR.pack(b"PK\7\x08", entry.crc, entry.size, entry.size)


def directory(entries: Sequence[Entry]) -> bytes:
    """What stands at the end of the payload."""
    listing = b"".join(map(_line, entries))
    count = len(entries)
    return listing + _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), entries[-1].end, 0)


def table(tail: bytes, total: int) -> tuple[Entry, ...]:
    """The entries of a payload of *total* bytes that ends with *tail*; the pad is the last of them.

    The directory is read, written anew and compared, so that nothing can stand in it that is not read.

    :raises NotAnEnvelope: if a byte of it is not as :func:`directory` writes it, or parts do not follow one
        another without a gap, or the pad has not the size that Padmé gives.
    :raises BadPartName, DoubledPart: if a name is not allowed.
    """
    found = _tail_directory(tail, total)
    entries = _listing(*found) if found else None
    if not found or not entries or directory(entries) != found[0] or not _well_laid(entries, total):
        raise NotAnEnvelope
    check_names(entry.name for entry in entries[:-1])
    return entries


def _line(entry: Entry) -> bytes:
    raw = entry.name.encode()
    head = (b"PK\1\2", _MADE_BY, _NEEDS, _FLAGS, 0, 0, _DAY, entry.crc, entry.size, entry.size, len(raw))
    return _CENTRAL.pack(*head, 0, 0, 0, 0, _MODE, entry.offset) + raw


def _tail_directory(tail: bytes, total: int) -> tuple[bytes, int] | None:
    """The bytes of the directory and how many entries it claims."""
    if not _END.size <= len(tail) <= total or total > PAYLOAD_LIMIT_BYTES:
        return None
    count, length = _END.unpack(tail[-_END.size :])[4:6]
    if not 1 <= count <= PARTS_LIMIT + 1 or length + _END.size > len(tail):
        return None
    return tail[-_END.size - length :], count


def _listing(lines: bytes, count: int) -> tuple[Entry, ...] | None:
    entries: list[Entry] = []
    at = 0
    try:
        for _ in range(count):
            fields = _CENTRAL.unpack_from(lines, at)
            at += _CENTRAL.size + fields[10]
            name = lines[at - fields[10] : at].decode()
            entries.append(Entry(name=name, offset=fields[16], size=fields[8], crc=fields[7]))
    except (struct.error, UnicodeDecodeError):
        return None
    return tuple(entries)


def _well_laid(entries: Sequence[Entry], total: int) -> bool:
    *parts, pad = entries
    start = 0
    for entry in entries:
        if entry.offset != start:
            return False
        start = entry.end
    listing = sum(listing_bytes(entry.name) for entry in parts)
    whole = start + listing + listing_bytes(PAD) + _END.size
    return pad.name == PAD and pad.size == pad_bytes(pad.offset, listing) and total == whole
