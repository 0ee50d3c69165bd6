"""Takes a payload apart, piece by piece, and refuses it where it differs from the one layout."""

import zlib
from collections.abc import Iterator, Sequence

from jebo.sealing.age import Writable, write_all
from jebo.sealing.layout import TAIL_BYTES, Entry, descriptor, directory, local_header, table
from jebo.sealing.part import Part
from jebo.sealing.refusals import NotAnEnvelope


class Unpacking:
    """Takes the bytes of a payload, in any chunks, and hands the contents on.

    :param entries: the table, as :func:`jebo.sealing.layout.table` gives it, the pad last.
    :param sinks: where each content goes, in the order of the table; one for each but the pad.
    """

    def __init__(self, entries: Sequence[Entry], sinks: Sequence[Writable]) -> None:
        self._steps = _steps(entries, [*sinks, _Zeros()])
        self._step: _Step = next(self._steps)

    def write(self, chunk: bytes) -> int:
        """Take *chunk*.

        :raises NotAnEnvelope: if a header differs from the table, a checksum is wrong, the pad is not empty, or
            bytes are left over.
        """
        view = memoryview(chunk)
        while view:
            view = view[self._step.take(view) :]
            self._advance()
        return len(chunk)

    def finish(self) -> None:
        """Say that this was all.

        :raises NotAnEnvelope: if something is missing.
        """
        self._advance()
        if not isinstance(self._step, _Nothing):
            raise NotAnEnvelope

    def _advance(self) -> None:
        while self._step.left == 0 and not isinstance(self._step, _Nothing):
            self._step.check()
            self._step = next(self._steps)


class Tail:
    """Keeps the end of what is written to it, and counts the rest."""

    def __init__(self) -> None:
        self._kept = bytearray()
        self.total = 0

    def write(self, chunk: bytes) -> int:
        """Take *chunk*."""
        self.total += len(chunk)
        self._kept += chunk
        del self._kept[:-TAIL_BYTES]
        return len(chunk)

    def table(self) -> tuple[Entry, ...]:
        """The table of the payload that was written here.

        :raises NotAnEnvelope, BadPartName, DoubledPart: as :func:`jebo.sealing.layout.table`.
        """
        return table(bytes(self._kept), self.total)


class Nowhere:
    """Where a content goes that nobody wants."""

    def write(self, chunk: bytes, /) -> int:
        """Drop *chunk*."""
        return len(chunk)


def unpacked(payload: bytes) -> tuple[Part, ...]:
    """The parts of *payload*, without the pad.

    :raises NotAnEnvelope, BadPartName, DoubledPart: if it is not exactly what :func:`jebo.sealing.packing.packed`
        gives for some parts.
    """
    entries = table(payload[-TAIL_BYTES:], len(payload))
    contents = [_Kept() for _ in entries[:-1]]
    unpacking = Unpacking(entries, contents)
    unpacking.write(payload)
    unpacking.finish()
    return tuple(
        Part(name=entry.name, content=bytes(content.kept))
        for entry, content in zip(entries[:-1], contents, strict=True)
    )


class _Kept:
    def __init__(self) -> None:
        self.kept = bytearray()

    def write(self, chunk: bytes, /) -> int:
        self.kept += chunk
        return len(chunk)


class _Zeros:
    def write(self, chunk: bytes, /) -> int:
        if chunk.count(0) != len(chunk):
            raise NotAnEnvelope
        return len(chunk)


class _Fixed:
    """Bytes that must stand there exactly."""

    def __init__(self, expected: bytes) -> None:
        self._expected = expected
        self.left = len(expected)

    def take(self, view: memoryview) -> int:
        size = min(self.left, len(view))
        start = len(self._expected) - self.left
        if view[:size] != self._expected[start : start + size]:
            raise NotAnEnvelope
        self.left -= size
        return size

    def check(self) -> None:
        """Nothing is left to check."""


class _Content:
    """The content of one part, summed while it is handed on."""

    def __init__(self, entry: Entry, sink: Writable) -> None:
        self._crc, self._seen, self._sink = entry.crc, 0, sink
        self.left = entry.size

    def take(self, view: memoryview) -> int:
        chunk = bytes(view[: self.left])
        self._seen = zlib.crc32(chunk, self._seen)
        write_all(self._sink, chunk)
        self.left -= len(chunk)
        return len(chunk)

    def check(self) -> None:
        if self._seen != self._crc:
            raise NotAnEnvelope


class _Nothing:
    """The end: no byte may follow."""

    left = 0

    def take(self, view: memoryview) -> int:
        raise NotAnEnvelope

    def check(self) -> None:
        """Nothing is left to check."""


_Step = _Fixed | _Content | _Nothing


def _steps(entries: Sequence[Entry], sinks: Sequence[Writable]) -> Iterator[_Step]:
    for entry, sink in zip(entries, sinks, strict=True):
        yield _Fixed(local_header(entry.name))
        yield _Content(entry, sink)
        yield _Fixed(descriptor(entry))
    yield _Fixed(directory(entries))
    yield _Nothing()
