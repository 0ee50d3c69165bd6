"""Whether the bytes of a photo hold its pixels and nothing else: no EXIF, comment, profile, second picture or trailing bytes. Pure.

Formats: JPEG (ITU-T T.81, annex B) and PNG (third edition, W3C, chapter 5), as :mod:`jebo.desk.testimony.photos` writes them.
"""

from __future__ import annotations

from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_CHUNKS: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
_TABLES: Final = frozenset(
    {0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, 0xDA}
)  # APP0, DQT, SOF0-2, DHT, DRI, SOS
_SCAN, _END = 0xDA, b"\xff\xd9"


def only_pixels(data: bytes) -> bool:
    """Whether there is nothing beside the picture.

    >>> only_pixels(b"GIF89a")
    False
    """
    if data.startswith(_PNG):
        return _png(data)
    return data.startswith(b"\xff\xd8") and data.endswith(_END) and _jpeg(data)


def _png(data: bytes) -> bool:
    at, last = len(_PNG), b""
    while at + 12 <= len(data) and last != b"IEND":
        length, last = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if last not in _CHUNKS:
            return False
    return last == b"IEND" and at == len(data)


def _jpeg(data: bytes) -> bool:
    at = 2
    while at < len(data) - 2:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        small = marker != 0xE0 or (data[at + 4 : at + 9] == b"JFIF\0" and length == 16)  # without a thumbnail
        if data[at] != 0xFF or marker not in _TABLES or not small:
            return False
        at += 2 + length
        if marker == _SCAN:
            at = _after_scan(data, at)
    return data[at:] == _END


def _after_scan(data: bytes, at: int) -> int:
    """Where the next marker stands: 0xFF within a scan is followed by a zero or by a restart mark."""
    while (at := data.find(b"\xff", at)) >= 0:
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    return len(data)
