"""Sizes: what a sealed file's length gives away is its Padmé class, and no more."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.sealing.cast import ALICE, BOB, parts_of

from jebo.sealing import padded_bytes, seal
from jebo.sealing.padme import LEAST_BYTES, payload_bytes


def payload_of(sealed: bytes) -> int:
    """The length of what follows the header, which alone has noise in it."""
    return len(sealed) - sealed.index(b"\n", sealed.index(b"\n--- ") + 1) - 1


def by_definition(size: int) -> int:
    """Padmé as the paper tells it: keep as many leading binary digits as E has, round the rest up."""
    digits = f"{size:b}"
    kept = 1 + len(f"{len(digits) - 1:b}")
    loose = max(0, len(digits) - kept)
    return size if size < 2 else -(-size // 2**loose) * 2**loose


@given(size=st.integers(0, 2**40))
@example(size=129)
def test_padding_is_padme_and_costs_at_most_twelve_percent(size: int) -> None:
    assert padded_bytes(size) == by_definition(size)
    assert size <= padded_bytes(size) <= 1.12 * size
    assert padded_bytes(padded_bytes(size)) == padded_bytes(size)


@given(size=st.integers(2**20, 2**40))
def test_from_a_mebibyte_on_it_costs_at_most_six_percent(size: int) -> None:
    assert padded_bytes(size) <= 1.06 * size


@given(sizes=st.lists(st.integers(0, 2**40), min_size=2, max_size=2))
def test_a_larger_thing_never_looks_smaller(sizes: list[int]) -> None:
    small, large = sorted(sizes)
    assert padded_bytes(small) <= padded_bytes(large)


@settings(max_examples=40)
@given(one=st.integers(0, 40_000), other=st.integers(0, 40_000))
@example(one=0, other=3_000)
@example(one=20_000, other=20_050)
def test_two_things_of_one_class_have_one_size(one: int, other: int) -> None:
    bare = 30 + 1 + 16 + 46 + 1 + 30 + 3 + 16 + 46 + 3 + 22  # headers of a part "a", of the pad, of the end
    assume(payload_bytes(bare + one) == payload_bytes(bare + other))
    first, second = (seal(parts_of(("a", bytes(size))), [ALICE.recipient]) for size in (one, other))
    assert payload_of(first) == payload_of(second)


@pytest.mark.parametrize("size", [4_000, 10_000, 100_000, 1_000_000])
def test_a_sealed_file_is_at_most_twelve_percent_larger_than_what_must_be_in_it(size: int) -> None:
    sealed = seal(parts_of(("a", bytes(size))), [ALICE.recipient])
    header = len(sealed) - payload_of(sealed)
    tags = 16 * (2 + payload_of(sealed) // 65_552)
    assert size < payload_of(sealed) <= 1.12 * (size + 214) + tags
    assert header < 600


def test_a_name_an_address_and_a_page_look_alike() -> None:
    short, long = (
        parts_of(("who.json", b"{}")),
        parts_of(("who.json", bytes(1_500)), ("note.txt", bytes(1_500))),
    )
    assert (
        payload_of(seal(short, [BOB.recipient]))
        == payload_of(seal(long, [BOB.recipient]))
        == LEAST_BYTES + 32
    )


def test_for_three_people_the_smallest_fits_one_block_of_a_disk() -> None:
    header = 22 + 3 * 98 + 48  # intro, three stanzas, MAC; the library's noise comes on top
    assert header + 16 + LEAST_BYTES + 16 <= 4_096
    assert padded_bytes(LEAST_BYTES) == LEAST_BYTES
