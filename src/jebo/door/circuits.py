"""Reads the line by which Tor says over which circuit somebody comes, before a request begins.

Tor's ``HiddenServiceExportCircuitID haproxy`` writes it in the form of HAProxy's PROXY protocol, version 1, with the circuit's number in
an address that is none.
"""

from __future__ import annotations

import asyncio
from typing import Final

from jebo.door.line import Line

LINE_LIMIT: Final = 107  # bytes with the line's end: PROXY protocol 1, section 2.1


class Circuits(Line):
    """A connection of a port on which Tor says the circuit first. One that does not is closed."""

    _head: bytes | None = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is there."""
        super().connection_made(transport)
        if self.of_desk:
            self._head = None

    def data_received(self, data: bytes) -> None:
        """Take *data*: the line first, and then requests."""
        if self._head is None:
            super().data_received(data)
            return
        self._head += data
        line, end, rest = self._head.partition(b"\r\n")
        if not end and len(line) < LINE_LIMIT:
            return
        words = line.split(b" ")
        if not end or len(line) + 2 > LINE_LIMIT or len(words) != 6 or words[0] != b"PROXY":
            self.transport.close()
            return
        self._head, self.client = None, (words[2].decode("latin-1"), 0)
        if rest:
            super().data_received(rest)
