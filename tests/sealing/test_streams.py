"""Streams: files of any size, in memory that does not grow, and nothing half is taken for whole."""

import io
import subprocess
import sys
import threading
from collections.abc import Iterator

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sealing.cast import ALICE, BOB, CAROL, LETTER, OUTCOMES, Kept, parts_of, vector
from tests.vectors.make import PARTS, by_hand

from jebo.sealing import Part, Sealing, refusals, rewrap_stream, seal, unseal, unseal_stream
from jebo.sealing.packing import packed
from jebo.sealing.refusals import (
    BadPartName,
    Damaged,
    DoubledPart,
    Finished,
    NoRecipients,
    NotForUs,
    NotWritten,
    SealingError,
)

BOTH = [ALICE.recipient, BOB.recipient]


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert not set(threading.enumerate()) - before


def sealed_in_pieces(parts: tuple[Part, ...], size: int, *, armoured: bool = False) -> bytes:
    target = io.BytesIO()
    with Sealing(target, BOTH, armoured=armoured) as sealing:
        for part in parts:
            sealing.begin(part.name)
            for at in range(0, len(part.content), size):
                sealing.write(part.content[at : at + size])
    return target.getvalue()


@settings(max_examples=20)
@given(size=st.integers(40, 6_000), armoured=st.booleans())
def test_sealed_piece_by_piece_it_is_the_same_envelope(size: int, armoured: bool) -> None:
    assert unseal(sealed_in_pieces(PARTS, size, armoured=armoured), ALICE) == PARTS


@settings(max_examples=20)
@given(contents=st.lists(st.integers(0, 200_000).map(bytes), max_size=3))
def test_what_is_opened_as_a_stream_is_what_was_sealed(contents: list[bytes]) -> None:
    parts = parts_of(*((f"{n}", content) for n, content in enumerate(contents)))
    kept: dict[str, Kept] = {}
    entries = unseal_stream(
        io.BytesIO(seal(parts, BOTH)), BOB, lambda name, size: kept.setdefault(name, Kept())
    )
    assert parts_of(*((name, one.content) for name, one in kept.items())) == parts
    assert [entry.size for entry in entries] == [len(content) for content in contents]


@pytest.mark.parametrize(
    "name", [n for n, outcome in OUTCOMES.items() if n[:4] == "hand" and outcome != "opens"]
)
def test_a_broken_envelope_is_refused_as_a_stream_too(name: str) -> None:
    with pytest.raises(SealingError) as caught:
        unseal_stream(io.BytesIO(vector(name)), ALICE, lambda part, size: Kept())
    assert type(caught.value) is getattr(refusals, OUTCOMES[name])


def test_a_file_that_is_cut_off_hands_out_nothing_at_all() -> None:
    big = seal(parts_of(("film", bytes(300_000))), BOTH)
    asked: list[str] = []

    def receive(name: str, size: int) -> Kept:
        asked.append(name)
        return Kept()

    with pytest.raises(Damaged):
        unseal_stream(io.BytesIO(big[:-20_000]), ALICE, receive)
    assert asked == []
    unseal_stream(io.BytesIO(big), ALICE, receive)  # the control
    assert asked == ["film"]


class Swapped(io.BytesIO):
    """A file that is another one when it is read again."""

    def __init__(self, first: bytes, second: bytes) -> None:
        super().__init__(first)
        self._second = second

    def seek(self, at: int, whence: int = 0, /) -> int:
        self.__init__(self._second, self._second)  # type: ignore[misc]
        return super().seek(at, whence)


SECOND = {
    "cut off": seal(LETTER, [ALICE.recipient])[:-1],
    "for another": seal(LETTER, [BOB.recipient]),
    "other parts": seal(PARTS, [ALICE.recipient]),
    "authentic and half": by_hand(packed(LETTER)[:50], ALICE.recipient.text),
}


@pytest.mark.parametrize("second", SECOND.values(), ids=SECOND)
def test_a_file_that_changes_between_the_passes_is_refused(second: bytes) -> None:
    with pytest.raises(SealingError):
        unseal_stream(Swapped(seal(LETTER, [ALICE.recipient]), second), ALICE, lambda name, size: Kept())


def test_an_abandoned_envelope_does_not_open() -> None:
    target = io.BytesIO()
    with pytest.raises(ZeroDivisionError), Sealing(target, BOTH) as sealing:  # noqa: PT012
        sealing.begin("film")
        sealing.write(bytes(200_000))
        raise ZeroDivisionError
    assert target.getvalue().startswith(b"age-encryption.org")
    with pytest.raises(Damaged):
        unseal(target.getvalue(), ALICE)


class Full(Kept):
    """A disk with room for a hundred thousand bytes."""

    def write(self, chunk: bytes, /) -> int:
        if len(self.content) + len(chunk) > 100_000:
            raise OSError(28, "no space left: canary")
        return super().write(chunk)


def test_a_full_disk_is_told_while_writing_and_nobody_waits_for_ever() -> None:
    with pytest.raises(NotWritten), Sealing(Full(), BOTH) as sealing:  # noqa: PT012
        sealing.begin("film")
        for _ in range(100):
            sealing.write(bytes(65_536))


def test_a_disk_that_is_full_at_the_very_end_is_told_too() -> None:
    with pytest.raises(NotWritten), Sealing(Full(), BOTH) as sealing:  # noqa: PT012
        sealing.begin("film")
        sealing.write(bytes(99_000))


def test_a_disk_that_fails_at_once_is_told_though_the_library_is_silent() -> None:
    class Gone(Kept):
        def write(self, chunk: bytes, /) -> int:
            raise OSError(5, "canary")

        def flush(self) -> None:
            """What the library calls."""

    pyrage.encrypt_io(io.BytesIO(b"x"), Gone(), [ALICE.for_library().to_public()])  # type: ignore[arg-type]
    with pytest.raises(NotWritten), Sealing(Gone(), BOTH) as sealing:
        sealing.begin("note")


def test_a_file_that_takes_a_byte_at_a_time_gets_them_all() -> None:
    class Slow(Kept):
        def write(self, chunk: bytes, /) -> int:
            return super().write(chunk[:1_000])

    target, opened = Slow(), Slow()
    with Sealing(target, BOTH) as sealing:
        sealing.begin("film")
        sealing.write(bytes(9_999))
    unseal_stream(io.BytesIO(target.content), BOB, lambda name, size: opened)
    assert opened.content == bytes(9_999)


def test_a_full_disk_on_opening_is_told() -> None:
    with pytest.raises(NotWritten):
        unseal_stream(
            io.BytesIO(seal(parts_of(("film", bytes(200_000))), BOTH)), ALICE, lambda name, size: Full()
        )


def test_an_error_of_the_receiver_comes_through_as_it_is() -> None:
    class Broken(Kept):
        def write(self, chunk: bytes, /) -> int:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        unseal_stream(io.BytesIO(seal(LETTER, BOTH)), ALICE, lambda name, size: Broken())


def test_nothing_is_added_before_a_part_is_begun_or_after_the_end() -> None:
    sealing = Sealing(io.BytesIO(), BOTH)
    with pytest.raises(Finished):
        sealing.write(b"x")
    sealing.finish()
    with pytest.raises(Finished):
        sealing.write(b"x")
    with pytest.raises(Finished):
        sealing.begin("late")


@pytest.mark.parametrize(("second", "refusal"), [("A", DoubledPart), ("../a", BadPartName)])
def test_a_refused_name_leaves_the_part_before_it_open(second: str, refusal: type[SealingError]) -> None:
    target = io.BytesIO()
    with Sealing(target, BOTH) as sealing:
        sealing.begin("a")
        with pytest.raises(refusal):
            sealing.begin(second)
        sealing.write(b"still a")
    assert unseal(target.getvalue(), ALICE) == parts_of(("a", b"still a"))


def test_a_buffer_that_the_caller_uses_again_does_no_harm() -> None:
    target, buffer = io.BytesIO(), bytearray(b"first")
    with Sealing(target, BOTH) as sealing:
        sealing.begin("a")
        sealing.write(buffer)  # type: ignore[arg-type]
        buffer[:] = b"other"
        sealing.write(b"")
    assert unseal(target.getvalue(), ALICE)[0].content == b"first"


def test_a_stream_is_sealed_for_somebody() -> None:
    with pytest.raises(NoRecipients):
        Sealing(io.BytesIO(), [])


def test_a_rewrapped_stream_opens_for_the_new_and_not_for_the_old() -> None:
    target = io.BytesIO()
    rewrap_stream(io.BytesIO(seal(PARTS, [ALICE.recipient])), ALICE, target, [CAROL.recipient])
    assert unseal(target.getvalue(), CAROL) == PARTS
    with pytest.raises(NotForUs):
        unseal(target.getvalue(), ALICE)


@pytest.mark.parametrize("name", ["hand-wrong-crc.age", "hand-trailing-byte.age", "hand-wrong-recipient.age"])
def test_what_is_broken_is_not_rewrapped(name: str) -> None:
    target = io.BytesIO()
    with pytest.raises(SealingError):
        rewrap_stream(io.BytesIO(vector(name)), ALICE, target, [CAROL.recipient])
    with pytest.raises(Damaged):
        unseal(target.getvalue(), CAROL)


MEMORY = """
import io, re, sys, tempfile
from jebo.sealing import Identity, Part, Sealing, rewrap_stream, seal, unseal_stream

class Nowhere:
    def write(self, chunk):
        return len(chunk)

def peak():
    status = open("/proc/self/status").read()
    return int(re.search(r"VmHWM:\\s+([0-9]+) kB", status)[1])  # getrusage begins with the parent's peak

def stream(megabytes, file):
    me = Identity.make()
    with Sealing(file, [me.recipient]) as sealing:
        sealing.begin("film")
        for _ in range(megabytes):
            sealing.write(bytes(1 << 20))
    file.seek(0)
    unseal_stream(file, me, lambda name, size: Nowhere())
    file.seek(0)
    rewrap_stream(file, me, Nowhere(), [me.recipient])

with tempfile.TemporaryFile() as file:
    stream(2, file)
before = peak()
if sys.argv[1] == "stream":
    with tempfile.TemporaryFile() as file:
        stream(64, file)
else:
    seal([Part(name="film", content=bytes(63 << 20))], [Identity.make().recipient])
print(peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
@pytest.mark.parametrize(("how", "low", "high"), [("stream", 0, 8_192), ("memory", 100_000, 10**9)])
def test_64_megabytes_are_sealed_opened_and_rewrapped_in_8(how: str, low: int, high: int) -> None:
    grown = int(subprocess.run([sys.executable, "-c", MEMORY, how], capture_output=True, check=True).stdout)
    assert low <= grown <= high  # in memory, the control, it takes more than the file
