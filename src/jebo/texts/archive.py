"""Opens the zip archive that a word processor's file is, and lets no part of it grow without end."""

import io
import struct
import zlib
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from jebo.texts.quiet import attempt
from jebo.texts.unreadable import DamagedDocument, LockedDocument, ZipBomb

# Chosen by us: the text of a thick book is 2 MB, with all its markup perhaps 30.
MEMBER_LIMIT_BYTES: Final = 50_000_000
# Chosen by us: XML of word processors shrinks 10 to 50 times, a bomb of zeros 1,000 times.
RATIO_LIMIT: Final = 200
_CHUNK_BYTES: Final = 65_536
_ENCRYPTED: Final = 0x1
_FAULTS: Final = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    LookupError,
    ValueError,
    struct.error,
)


class Archive:
    """The members of a .docx or .odt."""

    def __init__(self, zipped: ZipFile, size: int) -> None:
        self._zipped = zipped
        self._size = size

    def holds(self, name: str) -> bool:
        """Whether there is a member *name*."""
        return name in self._zipped.NameToInfo

    def member(self, name: str) -> bytes | None:
        """The content of the member *name*; None if there is none.

        :raises ZipBomb: as soon as more comes out than the limits allow, whatever the headers say.
        """
        info = attempt(lambda: self._zipped.getinfo(name), KeyError)
        if info is None:
            return None
        if info.flag_bits & _ENCRYPTED:
            raise LockedDocument
        # Only these two are bounded while they unpack, and word processors use no others.
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise DamagedDocument
        # The header may overstate the packed size, but no member is larger than its archive.
        packed = max(1, min(info.compress_size, self._size))
        content = attempt(lambda: self._unpack(info, min(MEMBER_LIMIT_BYTES, packed * RATIO_LIMIT)), *_FAULTS)
        if content is None:
            raise DamagedDocument
        return content

    def _unpack(self, info: ZipInfo, limit: int) -> bytes:
        content = bytearray()
        with self._zipped.open(info) as member:
            while chunk := member.read(_CHUNK_BYTES):
                content += chunk
                if len(content) > limit:
                    raise ZipBomb
        return bytes(content)


def open_archive(data: bytes) -> Archive | None:
    """The archive in *data*; None if it is none."""
    zipped = attempt(lambda: ZipFile(io.BytesIO(data)), *_FAULTS)
    return None if zipped is None else Archive(zipped, len(data))
