"""Envelopes of any size in memory that does not grow: sealed piece by piece, opened in two passes."""

from collections.abc import Callable, Iterable
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import BinaryIO, Final

from jebo.sealing.age import Writable, decrypt_stream, encrypt_stream
from jebo.sealing.identity import Identity
from jebo.sealing.layout import Entry
from jebo.sealing.packing import CHUNK_BYTES, Packing
from jebo.sealing.recipient import Recipient, keys_of
from jebo.sealing.refusals import Finished
from jebo.sealing.unpacking import Nowhere, Tail, Unpacking


class Sealing:
    """An envelope in the making, for a caller who gets the bytes bit by bit.

    ::

        with Sealing(target, recipients) as sealing:
            sealing.begin("photo.jpg")
            sealing.write(chunk)

    Leaving the ``with`` by an error abandons it: *target* then holds no whole age file, and the caller removes
    it. Plaintext is held in memory only, at most three pieces of 256 KiB.

    The library pulls and the caller pushes, so one thread stands between them for as long as the envelope is
    open; it takes about 45 KiB beside its chunk.

    :param target: has ``write``; it is neither flushed nor closed.
    :raises NoRecipients: if there is none.
    """

    def __init__(self, target: Writable, recipients: Iterable[Recipient], *, armoured: bool = False) -> None:
        self._encrypting = _Encrypting(target, recipients, armoured=armoured)
        self._packing = Packing()

    def begin(self, name: str) -> None:
        """Begin a part; the one before it ends.

        :raises BadPartName, DoubledPart: if the name is not allowed.
        :raises TooLarge: if there are too many parts.
        :raises Finished: if the envelope is closed.
        :raises NotWritten: if *target* failed.
        """
        self._encrypting.write(self._packing.begin(name))

    def write(self, chunk: bytes) -> int:
        """More content of the part last begun.

        :raises Finished: if no part was begun, or the envelope is closed.
        :raises TooLarge: beyond 4 GiB.
        :raises NotWritten: if *target* failed.
        """
        self._encrypting.write(self._packing.add(bytes(chunk)))
        return len(chunk)

    def finish(self) -> None:
        """Pad, write the end, and wait until *target* has it all.

        :raises NotWritten: if *target* failed. Its other errors pass through.
        """
        for chunk in self._packing.finish():
            self._encrypting.write(chunk)
        self._encrypting.finish()

    def abandon(self) -> None:
        """Stop. What was written is no age file that opens as a whole."""
        self._encrypting.abandon()

    def __enter__(self) -> "Sealing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            try:
                self.finish()
            except BaseException:
                self.abandon()
                raise
        else:
            self.abandon()


def unseal_stream(
    source: BinaryIO, identity: Identity, receive: Callable[[str, int], Writable]
) -> tuple[Entry, ...]:
    """Hand the parts of the envelope *source* on, each to the writer that ``receive(name, size)`` gives for it.

    Two passes. The first decrypts *source* to its end and keeps only the directory: before ``receive`` is
    called at all, the whole file has been authenticated and its layout agreed with. The second decrypts again
    and hands contents on; every chunk is authenticated before it is handed on. Only when this function returns
    is it certain that each part is complete and its checksum right: until then, treat what the writers got as
    unfinished, and drop it if this raises. Authentic means: as sealed by somebody who knew the recipient.

    :param source: can seek; read from where it stands. It must not change meanwhile; if it does, this raises.
    :returns: the names and sizes, in order, without the pad.
    :raises SealingError: as :func:`jebo.sealing.envelope.unseal`. Errors of ``receive`` and its writers pass
        through, except OSError, which becomes NotWritten.
    """
    start = source.tell()
    entries = _first_pass(source, identity)
    source.seek(start)
    unpacking = Unpacking(entries, [receive(entry.name, entry.size) for entry in entries[:-1]])
    decrypt_stream(source, unpacking, identity)
    unpacking.finish()
    return entries[:-1]


def rewrap_stream(
    source: BinaryIO, identity: Identity, target: Writable, recipients: Iterable[Recipient]
) -> None:
    """The envelope *source*, sealed anew for other *recipients* into *target*, in memory that does not grow.

    :raises SealingError: as :func:`unseal_stream`; *target* then holds no whole age file.
    """
    start = source.tell()
    entries = _first_pass(source, identity)
    source.seek(start)
    unpacking = Unpacking(entries, [Nowhere() for _ in entries[:-1]])
    encrypting = _Encrypting(target, recipients, armoured=False)
    try:
        decrypt_stream(source, _Both(unpacking, encrypting), identity)
        unpacking.finish()
        encrypting.finish()
    finally:
        encrypting.abandon()


def _first_pass(source: BinaryIO, identity: Identity) -> tuple[Entry, ...]:
    tail = Tail()
    decrypt_stream(source, tail, identity)
    return tail.table()


class _Both:
    def __init__(self, *targets: Writable) -> None:
        self._targets = targets

    def write(self, chunk: bytes, /) -> int:
        for target in self._targets:
            target.write(chunk)
        return len(chunk)


class _Abandoned(Exception):
    """Tells the library's side that there will be no end."""


_END: Final = b""
PIECE_BYTES: Final = 4 * CHUNK_BYTES
"""What goes from thread to thread at a time, at most: each time costs as much as sealing 64 KiB. Chosen by measuring."""


class _Encrypting:
    """A thread that encrypts what is written here.

    Its queue holds one chunk, so that a slow disk slows the caller down. When *target* fails, the thread goes on
    emptying the queue, so that no caller waits for ever; the next ``write`` raises what went wrong.
    """

    def __init__(self, target: Writable, recipients: Iterable[Recipient], *, armoured: bool) -> None:
        chosen = tuple(recipients)
        keys_of(chosen)  # refuses an empty list here, not in the thread
        self._chunks: Queue[bytes | None] = Queue(1)
        self._over = self._closed = False
        self._fault: BaseException | None = None
        self._rest = memoryview(b"")
        self._thread = Thread(target=self._run, args=(target, chosen, armoured), daemon=True)
        self._thread.start()

    def write(self, chunk: bytes) -> int:
        if self._fault is not None:
            raise self._fault
        if self._closed:
            raise Finished
        for at in range(0, len(chunk), PIECE_BYTES):  # of a whole one no copy is made
            self._chunks.put(chunk[at : at + PIECE_BYTES])
        return len(chunk)

    def finish(self) -> None:
        self._close(_END)
        if self._fault is not None:
            raise self._fault

    def abandon(self) -> None:
        self._close(None)

    def _close(self, last: bytes | None) -> None:
        if not self._closed:
            self._closed = True
            self._chunks.put(last)
            self._thread.join()

    def read(self, size: int = -1) -> bytes:
        """What the library pulls, in the thread."""
        if not self._rest and not self._over:
            chunk = self._chunks.get()
            self._over = not chunk
            if chunk is None:
                raise _Abandoned
            self._rest = memoryview(chunk)
        piece = bytes(self._rest[:size] if size >= 0 else self._rest)
        self._rest = self._rest[len(piece) :]
        return piece

    def _run(self, target: Writable, recipients: tuple[Recipient, ...], armoured: bool) -> None:
        try:
            encrypt_stream(self, target, recipients, armoured=armoured)
        except _Abandoned:
            pass
        except BaseException as fault:  # noqa: BLE001  # raised again where the caller writes or finishes
            self._fault = fault
        while not self._over:
            self._over = not self._chunks.get()
