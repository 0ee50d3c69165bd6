"""The payload: a plain ZIP for everybody else, and exactly one layout for us."""

import hashlib
import io
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sealing.cast import LETTER, Kept, parts_of, vector
from tests.sealing.names import names
from tests.vectors.make import PARTS, filled, laid_out

from jebo.sealing.layout import PARTS_LIMIT, PAYLOAD_LIMIT_BYTES, TAIL_BYTES, Entry, directory, table
from jebo.sealing.packing import Packing, packed
from jebo.sealing.padme import padded_bytes
from jebo.sealing.part import NAME_LIMIT_BYTES
from jebo.sealing.refusals import NotAnEnvelope, SealingError, TooLarge
from jebo.sealing.unpacking import Unpacking, unpacked

CONTENTS = st.lists(
    st.tuples(names(), st.binary(max_size=400)), unique_by=lambda p: p[0].casefold(), max_size=5
)


def test_the_same_parts_give_the_same_bytes_for_ever() -> None:
    assert packed(PARTS) == vector("payload.zip")
    assert hashlib.sha256(packed(LETTER)).hexdigest()[:16] == "3f5d5e3c61bd3857"


@settings(max_examples=40)
@given(contents=CONTENTS)
def test_python_reads_it_as_a_plain_zip(contents: list[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(parts_of(*contents)))) as zipped:
        assert zipped.testzip() is None
        read = [(info.filename, zipped.read(info)) for info in zipped.infolist()]
        assert {info.date_time for info in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert read[:-1] == contents
    assert read[-1][0] == "pad"


@settings(max_examples=40)
@given(contents=CONTENTS)
def test_its_size_is_one_that_padme_allows(contents: list[tuple[str, bytes]]) -> None:
    size = len(packed(parts_of(*contents)))
    assert size == padded_bytes(size)


@settings(max_examples=40)
@given(contents=CONTENTS)
def test_unpacking_gives_back_what_was_packed(contents: list[tuple[str, bytes]]) -> None:
    assert unpacked(packed(parts_of(*contents))) == parts_of(*contents)


@settings(max_examples=60)
@given(at=st.integers(0), bit=st.integers(0, 7))
def test_there_is_no_bit_that_does_not_matter(at: int, bit: int) -> None:
    payload = bytearray(packed(LETTER))
    payload[at % len(payload)] ^= 1 << bit
    with pytest.raises(SealingError):
        unpacked(bytes(payload))


@settings(max_examples=60)
@given(at=st.integers(0), piece=st.binary(min_size=1, max_size=40))
def test_nothing_can_be_put_in(at: int, piece: bytes) -> None:
    payload = packed(LETTER)
    at %= len(payload) + 1
    with pytest.raises(SealingError):
        unpacked(payload[:at] + piece + payload[at:])


@given(kept=st.integers(0))
def test_nothing_can_be_left_out(kept: int) -> None:
    payload = packed(LETTER)
    with pytest.raises(NotAnEnvelope):
        unpacked(payload[: kept % len(payload)])


@given(cuts=st.lists(st.integers(0, 5_632), max_size=8))
def test_it_does_not_matter_in_which_pieces_it_arrives(cuts: list[int]) -> None:
    payload = packed(PARTS)
    kept = [Kept() for _ in PARTS]
    unpacking = Unpacking(table(payload, len(payload)), kept)
    borders = sorted([0, *cuts, len(payload)])
    for start, end in pairwise(borders):
        unpacking.write(payload[start:end])
    unpacking.finish()
    assert [one.content for one in kept] == [part.content for part in PARTS]


@pytest.mark.parametrize("at", [4, 6, 8, 10, 12, 14, 20, 24, 28, 30, 32, 34, 36, 38, 42])
def test_the_directory_alone_is_enough_to_refuse_before_anything_is_handed_out(at: int) -> None:
    payload = bytearray(packed(LETTER))
    payload[payload.index(b"PK\1\2") + at] ^= 1  # version, flags, time, sizes, lengths, attributes, offset
    with pytest.raises(SealingError):
        table(bytes(payload), len(payload))


@pytest.mark.parametrize("at", [4, 6, 8, 10, 12, 16, 20])
def test_so_is_its_end(at: int) -> None:
    payload = bytearray(packed(LETTER))
    payload[payload.index(b"PK\5\6") + at] ^= 1  # disks, counts, size, offset, comment
    with pytest.raises(SealingError):
        table(bytes(payload), len(payload))


@given(kept=st.integers(0))
def test_a_payload_that_stops_early_is_not_finished(kept: int) -> None:
    payload = packed(LETTER)
    unpacking = Unpacking(table(payload, len(payload)), [Kept()])
    unpacking.write(payload[: kept % len(payload)])
    with pytest.raises(NotAnEnvelope):
        unpacking.finish()


@pytest.mark.parametrize("more", [-1, 1, 1_000])
def test_a_payload_that_is_longer_or_shorter_than_its_directory_says_is_refused(more: int) -> None:
    payload = packed(LETTER)
    assert len(table(payload[-500:], len(payload))) == 2
    with pytest.raises(NotAnEnvelope):
        table(payload[-500:], len(payload) + more)


def test_a_last_member_by_another_name_is_not_taken_for_the_pad() -> None:
    with pytest.raises(NotAnEnvelope):
        unpacked(packed(LETTER).replace(b"pad", b"pax"))


def test_the_control_a_layout_made_by_hand_is_taken_when_it_is_right() -> None:
    assert filled([("letter.txt", b"hello")]) == packed(parts_of(("letter.txt", b"hello")))
    with pytest.raises(NotAnEnvelope):
        unpacked(laid_out([("letter.txt", b"hello")], pad=bytes(9_000)))


def test_an_envelope_without_parts_is_an_envelope() -> None:
    assert unpacked(packed([])) == ()


def test_one_part_more_than_allowed_is_refused() -> None:
    many = parts_of(*((f"{n}", b"") for n in range(PARTS_LIMIT)))
    assert len(unpacked(packed(many))) == PARTS_LIMIT
    with pytest.raises(TooLarge):
        packed([*many, *LETTER])


def test_the_directory_of_the_most_parts_with_the_longest_names_fits_the_tail() -> None:
    longest = [Entry(name=f"{n:0{NAME_LIMIT_BYTES}}", offset=0, size=0, crc=0) for n in range(PARTS_LIMIT)]
    assert len(directory(longest)) < TAIL_BYTES


def test_more_than_a_plain_zip_can_hold_is_refused_while_it_grows() -> None:
    packing = Packing()
    packing.begin("film.mp4")
    packing._size = PAYLOAD_LIMIT_BYTES * 9 // 10
    packing.add(b"x")
    packing._size = PAYLOAD_LIMIT_BYTES - 300_000
    with pytest.raises(TooLarge):
        packing.add(b"x")
