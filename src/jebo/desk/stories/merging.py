"""Two people in one text: what each changed is put together block by block, and no word of either is lost. Pure.

Where only one of them touched a place, it is taken. Where both did, both stand in the text, one after the other, and the place
is told, for a person to settle (the three-way merge of ``diff3``, Khanna, Kunal & Pierce 2007).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from jebo.desk.stories.blocks import blocks

Blocks = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A place that both changed: what each has there now."""

    mine: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Both texts in one, and the places that a person has to settle."""

    text: str
    clashes: tuple[Clash, ...]


def merged(before: str, mine: str, theirs: str) -> Merged:
    """What *mine* and *theirs* made of *before*, together.

    >>> merged("One.\\n\\nTwo.", "One!\\n\\nTwo.", "One.\\n\\nTwo.\\n\\nThree.").text
    'One!\\n\\nTwo.\\n\\nThree.'
    """
    found: list[str] = []
    clashes: list[Clash] = []
    for old, one, other in _chunks(_split(before), _split(mine), _split(theirs)):
        if one in (old, other):
            found.extend(other)
        elif other == old:
            found.extend(one)
        else:
            found.extend((*other, *one))
            clashes.append(Clash(mine="\n\n".join(one), theirs="\n\n".join(other)))
    return Merged(text="\n\n".join(found), clashes=tuple(clashes))


def _split(text: str) -> Blocks:
    return tuple(text[block.start : block.end] for block in blocks(text))


def _chunks(old: Blocks, one: Blocks, other: Blocks) -> Iterator[tuple[Blocks, Blocks, Blocks]]:
    """All three, cut wherever a block of the old one stands in both of the others."""
    to_one, to_other = _matches(old, one), _matches(old, other)
    a = b = c = 0
    for i in [i for i in range(len(old)) if i in to_one and i in to_other]:
        j, k = to_one[i], to_other[i]
        yield from _one_by_one(old[a:i], one[b:j], other[c:k])
        yield old[i : i + 1], one[j : j + 1], other[k : k + 1]
        a, b, c = i + 1, j + 1, k + 1
    yield from _one_by_one(old[a:], one[b:], other[c:])


def _one_by_one(old: Blocks, one: Blocks, other: Blocks) -> Iterator[tuple[Blocks, Blocks, Blocks]]:
    """Where all three have as many blocks, each is looked at by itself: neighbours may have been reworded by either."""
    if len(old) == len(one) == len(other):
        yield from ((old[i : i + 1], one[i : i + 1], other[i : i + 1]) for i in range(len(old)))
    else:
        yield old, one, other


def _matches(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return {block.a + n: block.b + n for block in matcher.get_matching_blocks() for n in range(block.size)}
