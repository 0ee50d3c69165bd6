"""What a writer typed is read as blocks, and never changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.desk.stories.blocks import Block, Sort, blocks, written


def read(typed: str) -> list[tuple[str, str]]:
    return [(block.sort.value, block.text or block.ref) for block in blocks(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        ("  \n\n ", []),
        ("쌀값이\n올랐다.", [("paragraph", "쌀값이 올랐다.")]),
        ("## 시장", [("heading", "시장")]),
        ("##시장", [("paragraph", "##시장")]),
        ("> 봤다.\n> 정말이다.", [("quotation", "봤다. 정말이다.")]),
        ("::photo a-1_Z", [("photo", "a-1_Z")]),
        ("::gloss b", [("gloss", "b")]),
        ("::standing c", [("standing", "c")]),
        ("::video d", [("paragraph", "::video d")]),
        ("see ::photo a", [("paragraph", "see ::photo a")]),
        ("::photo a b", [("paragraph", "::photo a b")]),
    ],
)
def test_each_line_is_what_a_writer_means_by_it(typed: str, expected: list[tuple[str, str]]) -> None:
    assert read(typed) == expected


TEXT = st.text(alphabet="가나 ab.>#:\n\t", max_size=60)


@given(TEXT)
def test_each_block_knows_its_place_in_what_was_typed(typed: str) -> None:
    at = 0
    for block in blocks(typed):
        assert at <= block.start < block.end <= len(typed)
        assert typed[block.start : block.end].strip() == typed[block.start : block.end]
        at = block.end


@given(TEXT)
def test_what_is_written_is_read_again_the_same(typed: str) -> None:
    def plain(found: tuple[Block, ...]) -> list[tuple[Sort, str, str]]:
        return [(block.sort, block.text, block.ref) for block in found if block.text or block.ref]

    once = [
        block
        for block in blocks(typed)
        if block.sort is not Sort.PARAGRAPH or not block.text.startswith((">", "#", "::"))
    ]
    kept = [block for block in once if block.text or block.ref]
    again = plain(blocks(written(kept)))
    if not any(block.text.startswith((">", "#", "::")) for block in kept):
        assert again == plain(tuple(kept))
