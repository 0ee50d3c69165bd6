"""The light Markdown in which an edition is written, as blocks. Pure.

Blank lines part blocks. ``## `` begins a heading, ``> `` a quotation, and a line of two colons, a word and an id stands for a
photo, a gloss or a standing text (``::photo 3fX…``). All else is a paragraph; inside a block only ``*emphasis*`` means anything,
and that is the press's to read. What a writer typed is never changed: :func:`written` gives back what :func:`blocks` read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Sort(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTATION = "quotation"
    PHOTO = "photo"
    GLOSS = "gloss"
    STANDING = "standing"


PUT_IN: Final = frozenset({Sort.PHOTO, Sort.GLOSS, Sort.STANDING})
"""Blocks that stand for something kept elsewhere: they have an id and no text."""

_PUT_IN: Final = re.compile(r"::(photo|gloss|standing) ([A-Za-z0-9_-]{1,40})")
_GAP: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_HEADING: Final = re.compile(r"#{1,6}[ \t]+")
_QUOTED: Final = re.compile(r"^>[ \t]?", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block: ``text`` as readers get it; ``ref`` is the id of what is put in.

    ``start`` and ``end`` are its place in what was typed, in code points.
    """

    sort: Sort
    text: str = ""
    ref: str = ""
    start: int = 0
    end: int = 0


def blocks(typed: str) -> tuple[Block, ...]:
    """The blocks of a text. Line ends may be of any kind; none of them is an error.

    >>> [
    ...     (b.sort.value, b.text or b.ref)
    ...     for b in blocks("## Prices\\n\\nRice rose.\\n\\n> I saw it.\\n\\n::photo a1")
    ... ]
    [('heading', 'Prices'), ('paragraph', 'Rice rose.'), ('quotation', 'I saw it.'), ('photo', 'a1')]
    """
    return tuple(_block(typed, start, end) for start, end in _pieces(typed))


def _pieces(typed: str) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in [*((gap.start(), gap.end()) for gap in _GAP.finditer(typed)), (len(typed),) * 2]:
        whole = typed[at:start]
        inner = whole.strip()
        if inner:
            left = at + len(whole) - len(whole.lstrip())
            yield left, left + len(inner)
        at = end


def _block(typed: str, start: int, end: int) -> Block:
    text = typed[start:end]
    if put_in := _PUT_IN.fullmatch(text):
        return Block(sort=Sort(put_in[1]), ref=put_in[2], start=start, end=end)
    if mark := _HEADING.match(text):
        return Block(sort=Sort.HEADING, text=_one_line(text[mark.end() :]), start=start, end=end)
    if text.startswith(">"):
        return Block(sort=Sort.QUOTATION, text=_one_line(_QUOTED.sub("", text)), start=start, end=end)
    return Block(sort=Sort.PARAGRAPH, text=_one_line(text), start=start, end=end)


def _one_line(text: str) -> str:
    """Single line ends inside a block are spaces to a reader."""
    return re.sub(r"[ \t]*\n[ \t]*", " ", text).strip()


def written(given: Iterable[Block]) -> str:
    """Blocks as somebody would type them.

    >>> written(blocks("## Prices\\n\\nRice\\nrose."))
    '## Prices\\n\\nRice rose.'
    """
    return "\n\n".join(_typed(block) for block in given)


def _typed(block: Block) -> str:
    if block.sort in PUT_IN:
        return f"::{block.sort.value} {block.ref}"
    before = {Sort.HEADING: "## ", Sort.QUOTATION: "> "}.get(block.sort, "")
    return before + block.text
