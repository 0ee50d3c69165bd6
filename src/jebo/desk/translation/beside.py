"""Two editions sentence by sentence, as rows that may be merged, split, moved and left out. Pure.

A row has the ids of sentences of the original and words of the translation, as they are typed. The rows stand in the order of
the translation; what the translation does not have yet stands after what stands before it in the original.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from jebo.desk.stories.blocks import PUT_IN, blocks
from jebo.desk.stories.sentences import Sentence, spans

BEGINS: Final = {"": " ", "p": "\n\n", "h": "\n\n## ", "q": "\n\n> "}
"""How a row begins: on the same line, as a paragraph, a heading or a quotation."""
Pairs = Sequence[tuple[tuple[str, ...], tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: ids of the ``original``, ``words`` of the translation, how it ``begins``.

    ``fixed`` are blocks that stand for a photo or the like before it; they are kept as they are.
    """

    original: tuple[str, ...]
    words: str = field(default="", repr=False)
    begins: str = ""
    fixed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text and its sentences."""

    text: str = field(repr=False)
    sentences: tuple[Sentence, ...]

    def words(self, key: str) -> str:
        """The words of a sentence; empty where it is gone."""
        found = next((one for one in self.sentences if one.id == key), None)
        return self.text[found.start : found.end] if found else ""


def pairs_of(plain: Iterable[Sequence[Sequence[str]]]) -> Pairs:
    """From what an edition keeps."""
    return [(tuple(left), tuple(right)) for left, right in plain]


def rows(original: Text, own: Text, pairs: Pairs) -> tuple[Row, ...]:
    """All sentences of both texts, each in one row."""
    with_own = _in_order(own, pairs)
    told = {key for row, _ in with_own for key in row}
    made = [_row(ids, group, own) for ids, group in with_own]
    empty = {left for left, right in pairs if not set(right) & {one.id for one in own.sentences}}
    for group in _left_over(original, told, empty):
        made.insert(_place(original, group, made), _fresh(original, group))
    return (*made[:1], *made[1:])


def _in_order(own: Text, pairs: Pairs) -> list[tuple[tuple[str, ...], list[Sentence]]]:
    """Sentences of the translation that stand together, with the ids of the original; a pair that was torn apart keeps its first part."""
    of = {key: number for number, (_, right) in enumerate(pairs) for key in right}
    found: list[tuple[int | None, list[Sentence]]] = []
    for sentence in own.sentences:
        number = of.get(sentence.id)
        if found and number is not None and found[-1][0] == number:
            found[-1][1].append(sentence)
        else:
            found.append((number, [sentence]))
    seen: set[int] = set()
    made = []
    for number, group in found:
        first = number is not None and number not in seen
        made.append((pairs[number][0] if first and number is not None else (), group))
        seen |= {number} if number is not None else set()
    return made


def _row(ids: tuple[str, ...], group: list[Sentence], own: Text) -> Row:
    start, end = group[0].start, group[-1].end
    begins, fixed = _before(own, start)
    return Row(original=ids, words=own.text[start:end], begins=begins, fixed=fixed)


def _before(text: Text, start: int) -> tuple[str, tuple[str, ...]]:
    """How a sentence begins, and the blocks put in between it and the sentence before."""
    earlier = max((one.end for one in text.sentences if one.end <= start), default=0)
    read = blocks(text.text)
    fixed = tuple(text.text[b.start : b.end] for b in read if b.sort in PUT_IN and earlier <= b.start < start)
    block = next(b for b in read if b.start <= start < b.end)
    first = not any(block.start <= one.start < start for one in text.sentences)
    sorts = {"heading": "h", "quotation": "q"}
    return (sorts.get(block.sort.value, "p") if first else ""), fixed


def _left_over(original: Text, told: set[str], empty: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """What the translation does not have: groups that somebody merged, and single sentences."""
    group_of = {key: group for group in empty for key in group if not told & set(group)}
    given: set[str] = set()
    for sentence in original.sentences:
        if sentence.id not in told | given:
            group = group_of.get(sentence.id, (sentence.id,))
            given |= set(group)
            yield group


def _fresh(original: Text, group: tuple[str, ...]) -> Row:
    first = next(one for one in original.sentences if one.id in group)
    begins, fixed = _before(original, first.start)
    return Row(original=group, begins=begins, fixed=fixed)


def _place(original: Text, group: tuple[str, ...], made: list[Row]) -> int:
    order = [one.id for one in original.sentences]
    for key in reversed(order[: min(order.index(one) for one in group if one in order)]):
        for number, row in enumerate(made):
            if key in row.original:
                return number + 1
    return 0


def assembled(given: Iterable[Row]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of the translation, and where each row's words stand in it, in code points.

    >>> assembled(
    ...     [
    ...         Row(original=("a",), words="Prices", begins="h"),
    ...         Row(original=("b",), words="Rice rose.", begins="p"),
    ...     ]
    ... )[0]
    '## Prices\\n\\nRice rose.'
    """
    text, places, waiting = "", [], ""
    for row in given:
        for block in row.fixed:
            text += ("\n\n" if text else "") + block
            waiting = "p"
        words = row.words.strip()
        begins = row.begins or waiting if words else ""
        waiting = "" if words else (waiting or row.begins)
        gap = BEGINS[begins] if words else ""
        gap = gap if text else gap.lstrip()
        text += gap + words
        places.append((len(text) - len(words), len(text)))
    return text, tuple(places)


def paired(
    given: Sequence[Row], places: Sequence[tuple[int, int]], sentences: Iterable[Sentence]
) -> list[list[list[str]]]:
    """What an edition keeps: for each row the ids of the original and those of its own sentences."""
    held: list[list[str]] = [[] for _ in given]
    for one in sentences:
        at = next((n for n, (start, end) in enumerate(places) if start <= one.start < end), None)
        if at is not None:
            held[at].append(one.id)
    return [[list(row.original), ids] for row, ids in zip(given, held, strict=True) if row.original or ids]


def merge(given: Sequence[Row], at: int) -> tuple[Row, ...]:
    """The row and the one after it as one."""
    if not 0 <= at < len(given) - 1:
        return tuple(given)
    one, two = given[at], given[at + 1]
    gap = (BEGINS[two.begins] if two.words and one.words else "") if not two.fixed else "\n\n"
    inner = "".join(f"\n\n{block}" for block in two.fixed) if one.words and two.words else ""
    both = Row(
        original=(*one.original, *two.original), words=one.words + inner + gap + two.words,
        begins=one.begins if one.words or not two.words else two.begins,
        fixed=one.fixed if inner else (*one.fixed, *two.fixed),
    )  # fmt: skip
    return (*given[:at], both, *given[at + 2 :])


def split(given: Sequence[Row], at: int) -> tuple[Row, ...]:
    """The first sentence on each side for itself, and the rest as a row after it."""
    if not 0 <= at < len(given):
        return tuple(given)
    row, found = given[at], spans(given[at].words)
    if len(row.original) < 2 and len(found) < 2:
        return tuple(given)
    cut = found[1][0] if len(found) > 1 else len(row.words)
    first = replace(row, original=row.original[:1], words=row.words[:cut].rstrip())
    rest = Row(
        original=row.original[1:], words=row.words[cut:], begins="p" if "\n\n" in row.words[:cut] else ""
    )
    return (*given[:at], first, rest, *given[at + 1 :])


def moved(given: Sequence[Row], at: int, by: int) -> tuple[Row, ...]:
    """The row in the place of the next one with words; how each place begins stays with the place, for it is the paragraph's."""
    ahead = range(at + by, len(given) if by > 0 else -1, by) if 0 <= at < len(given) else ()
    to = next((n for n in ahead if given[n].words or not given[at].words), None)
    if to is None:
        return tuple(given)
    made, (one, two) = list(given), (given[at], given[to])
    made[to] = replace(one, begins=two.begins, fixed=two.fixed)
    made[at] = replace(two, begins=one.begins, fixed=one.fixed)
    return tuple(made)


def plain(given: Any) -> tuple[str, ...]:
    """Ids as a form sends them: with spaces between them."""
    return tuple(str(given).split())
