"""Seals what comes in while it comes in: a short content in memory, a longer one piece by piece into a file that is not whole until the end.

Plaintext is in memory only, a few hundred kilobytes of it for each thing that comes in.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from jebo.door.spool import Spool, private
from jebo.sealing.envelope import seal
from jebo.sealing.part import Part
from jebo.sealing.recipient import Recipient
from jebo.sealing.refusals import SealingError
from jebo.sealing.stream import Sealing
from jebo.sealing.tip import ABOUT, CONTENT, About, about_bytes

PIECE_BYTES: Final = 256 * 1024
"""So much is gathered before it is sealed: a message and most papers in one go, a film in pieces. Chosen by us."""


class Intake:
    """One envelope in the making."""

    def __init__(self, spool: Spool, recipients: tuple[Recipient, ...], about: About) -> None:
        self._spool, self._recipients, self._about = spool, recipients, about
        self._gathered: list[bytes] = []
        self._waiting = 0
        self._at: Path | None = None
        self._file: BinaryIO | None = None
        self._sealing: Sealing | None = None
        self.size = 0

    async def write(self, chunk: bytes) -> None:
        """More of the content.

        :raises SealingError: the disk refuses, or the content is beyond the size of one envelope.
        """
        self.size += len(chunk)
        self._gathered.append(chunk)
        self._waiting += len(chunk)
        if self._waiting >= PIECE_BYTES:
            await asyncio.to_thread(self._seal_piece)

    async def finish(self) -> Path | bytes:
        """The whole envelope: its bytes, or where it lies.

        :raises SealingError: as :meth:`write`.
        """
        if self._sealing is None:
            return seal((self._part(), Part(name=CONTENT, content=self._taken())), self._recipients)
        return await asyncio.to_thread(self._seal_end)

    def abandon(self) -> None:
        """Stop, and drop what there is."""
        self._taken()
        if self._sealing is not None:
            self._sealing.abandon()
        self._close()
        if self._at is not None:
            with suppress(OSError):
                self._at.unlink()

    def _seal_piece(self) -> None:
        if self._sealing is None:
            self._begin()
        assert self._sealing is not None  # it was begun
        self._sealing.write(self._taken())

    def _taken(self) -> bytes:
        some, self._gathered, self._waiting = self._gathered, [], 0
        return b"".join(some)

    def _begin(self) -> None:
        self._at = self._spool.begin()
        try:
            self._file = os.fdopen(private(self._at), "wb")
        except OSError:
            raise SealingError from None
        self._sealing = Sealing(self._file, self._recipients)
        self._sealing.begin(ABOUT)
        self._sealing.write(about_bytes(self._about))
        self._sealing.begin(CONTENT)

    def _seal_end(self) -> Path:
        assert self._sealing is not None  # else it is sealed in memory
        assert self._at is not None
        if self._gathered:
            self._seal_piece()
        self._sealing.finish()
        self._close()
        return self._at

    def _close(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()

    def _part(self) -> Part:
        return Part(name=ABOUT, content=about_bytes(self._about))
