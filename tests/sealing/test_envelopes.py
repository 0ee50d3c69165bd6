"""Envelopes: those named open them, nobody else, and nothing in them was changed."""

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sealing.cast import ALICE, BOB, CAROL, LETTER, parts_of, vector
from tests.sealing.names import names

from jebo.sealing import Part, rewrap, seal, unseal
from jebo.sealing.envelope import MEMORY_LIMIT_BYTES
from jebo.sealing.refusals import (
    BadPartName,
    Damaged,
    DoubledPart,
    NotAnEnvelope,
    NotForUs,
    TooLarge,
    UnknownPart,
)

BOTH = [ALICE.recipient, BOB.recipient]
CONTENTS = st.lists(
    st.tuples(names(), st.binary(max_size=300)), unique_by=lambda p: p[0].casefold(), max_size=6
)


@settings(max_examples=40)
@given(contents=CONTENTS, armoured=st.booleans())
def test_any_parts_come_out_as_they_went_in(contents: list[tuple[str, bytes]], armoured: bool) -> None:
    parts = parts_of(*contents)
    assert unseal(seal(parts, BOTH, armoured=armoured), BOB) == parts


def test_each_of_those_named_opens_it_and_no_other() -> None:
    sealed = seal(LETTER, BOTH)
    assert unseal(sealed, ALICE) == unseal(sealed, BOB) == LETTER
    with pytest.raises(NotForUs):
        unseal(sealed, CAROL)


@settings(max_examples=60)
@given(at=st.integers(0), bit=st.integers(0, 7))
def test_one_changed_bit_anywhere_opens_nothing(at: int, bit: int) -> None:
    sealed = bytearray(seal(LETTER, [ALICE.recipient]))
    sealed[at % len(sealed)] ^= 1 << bit
    with pytest.raises((Damaged, NotForUs)):  # in the line for Alice, it is no longer for Alice
        unseal(bytes(sealed), ALICE)


@given(kept=st.integers(0))
def test_cut_off_anywhere_it_opens_nothing(kept: int) -> None:
    sealed = seal(LETTER, [ALICE.recipient])
    with pytest.raises(Damaged):
        unseal(sealed[: kept % len(sealed)], ALICE)


@pytest.mark.parametrize("armoured", [False, True])
@pytest.mark.parametrize("what", ["byte", "file"])
def test_nothing_may_stand_behind_the_end(armoured: bool, what: str) -> None:
    sealed = seal(LETTER, [ALICE.recipient], armoured=armoured)
    with pytest.raises(Damaged):
        unseal(sealed + (b"x" if what == "byte" else sealed), ALICE)


def test_a_mail_program_may_change_the_line_ends_of_the_armour() -> None:
    sealed = seal(LETTER, BOTH, armoured=True)
    assert sealed.isascii()
    assert unseal(sealed.replace(b"\n", b"\r\n") + b"\n\n", ALICE) == LETTER


def test_a_part_that_nobody_expects_is_refused() -> None:
    sealed = seal(parts_of(("identity.json", b"1"), ("run.exe", b"2")), [ALICE.recipient])
    assert len(unseal(sealed, ALICE, expected={"identity.json", "run.exe"})) == 2
    with pytest.raises(UnknownPart):
        unseal(sealed, ALICE, expected={"identity.json"})


@pytest.mark.parametrize(
    "name",
    [
        *[
            "",
            ".",
            "..",
            "../a",
            "/a",
            "a/b",
            "a\\b",
            "C:a",
            "a\0b",
            "a\nb",
            "pad",
            "PAD",
            ".hidden",
            "a.",
            " a",
            "a ",
        ],
        *[
            "con",
            "NUL.txt",
            "com1.a.b",
            "a\u202egpj.exe",
            "a\u200bb",
            "half\ud800",
            "\u1100\u1161",
            "쌀" * 67,
        ],
    ],
)
def test_a_name_that_could_be_misread_is_refused(name: str) -> None:
    with pytest.raises(BadPartName):
        seal([Part(name=name, content=b"")], BOTH)


@pytest.mark.parametrize(
    "name", ["a", "사진 1.jpg", "a..b", "padding", "console.txt", "쌀" * 66, "\uac00", "Ä"]
)
def test_its_near_misses_are_allowed(name: str) -> None:
    assert unseal(seal([Part(name=name, content=b"1")], BOTH), ALICE)[0].name == name


@pytest.mark.parametrize("other", ["letter.txt", "LETTER.TXT"])
def test_two_names_that_some_system_takes_for_one_are_refused(other: str) -> None:
    with pytest.raises(DoubledPart):
        seal(parts_of(("letter.txt", b"1"), (other, b"2")), BOTH)


def test_what_does_not_fit_the_memory_is_sent_to_the_stream() -> None:
    half = bytes(MEMORY_LIMIT_BYTES // 2 + 1)
    with pytest.raises(TooLarge):
        seal(parts_of(("a", half), ("b", half)), BOTH)
    with pytest.raises(TooLarge):
        unseal(bytes(2 * MEMORY_LIMIT_BYTES + 1), ALICE)


def test_rewrapped_it_opens_for_the_new_and_not_for_the_old() -> None:
    again = rewrap(seal(LETTER, [ALICE.recipient]), ALICE, [BOB.recipient])
    assert unseal(again, BOB) == LETTER
    with pytest.raises(NotForUs):
        unseal(again, ALICE)


def test_what_is_no_envelope_is_not_rewrapped() -> None:
    with pytest.raises(NotForUs):
        rewrap(seal(LETTER, [BOB.recipient]), ALICE, [BOB.recipient])
    with pytest.raises(NotAnEnvelope):
        rewrap(vector("hand-wrong-crc.age"), ALICE, [BOB.recipient])
    with pytest.raises(Damaged):
        rewrap(seal(LETTER, [ALICE.recipient])[:-1], ALICE, [BOB.recipient])


def test_sealing_twice_gives_nothing_in_common() -> None:
    one, two = (seal(LETTER, [ALICE.recipient]) for _ in range(2))
    assert one[-2_000:] != two[-2_000:]
    assert pyrage.decrypt(one, [ALICE.for_library()]) == pyrage.decrypt(two, [ALICE.for_library()])


def test_a_part_shows_neither_its_name_nor_its_content() -> None:
    assert repr(LETTER[0]) == "Part()"
