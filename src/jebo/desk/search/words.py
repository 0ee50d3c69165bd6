"""What a word is: text folded and cut into the tokens that the index holds, the same on every database.

Korean is not cut into words by a dictionary: a run of Hangul gives its pairs of syllables ("장마당에" gives 장마, 마당, 당에), so
that a noun is found whatever hangs on to it. English words are cut back to their stems. The index answers which rows *may*
hold what is looked for; :mod:`jebo.desk.search.query` looks into their texts and has the last word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jebo.desk.search.stem import stem

BREAK: Final = "\ue000"
"""Stands between two texts of a row: no phrase reaches across. It is of the private area, which no word is."""

SORT: Final = "\ue001"
"""Begins a token for the sort of a row. Of the private area too."""

ALONE: Final = "\ue003"
"""Begins a token for a syllable that is a word by itself. Of the private area too."""

SYLLABLES: Final = "가-힣\u3400-\u4dbf\u4e00-\u9fffぁ-ゖァ-ヺー"
"""Letters that are a syllable or a word by themselves: Hangul, and what a source in China or Japan may write."""

_PIECE: Final = re.compile(
    rf"(?P<syllables>[{SYLLABLES}]+)|(?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)|(?P<letters>[^\W\d_{SYLLABLES}]+)"
)

_ENDINGS: Final = (
    "은 는 이 가 을 를 의 에 도 로 만 과 와 나 들 에서 에게 에는 에도 한테 까지 부터 으로 이나 보다 처럼 마다 조차 하고 이라 라고"
    " 들이 들은 들을 들의"
).split()
"""What may follow the last noun of a Korean word: the commonest particles, chosen by us. Others are found by the pairs."""

ENDING: Final = "|".join(sorted(_ENDINGS, key=len, reverse=True))

MOST_TOKENS: Final = 50_000
"""Of one row. PostgreSQL takes a vector of 1 MiB at most; a book of 300 pages has fewer. Chosen by us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of letters of one sort.

    :param text: as folded; a number without its thousands separators.
    :param start, end: where it stands in the folded text.
    """

    text: str
    sort: str
    start: int
    end: int


class _Fold(dict[int, str]):
    """For each letter what it counts as: worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        self[code] = folded
        return folded


def _folded(letter: str) -> str:
    if letter in "“”„‟«»「」『』＂":
        return '"'
    if letter in "‘’ʼ＇":
        return "'"
    if letter == BREAK or "가" <= letter <= "힣":
        return letter
    if unicodedata.category(letter) in ("Cf", "Cc") and not letter.isspace():
        return ""
    plain = unicodedata.normalize("NFKC", letter)
    if any("\u1100" <= x <= "\u318f" for x in plain):  # a jamo by itself
        return plain
    open_ = unicodedata.normalize("NFKD", plain)
    return "".join(x for x in open_ if not unicodedata.combining(x)).casefold()


_FOLD: Final = _Fold()


def shown(text: str) -> str:
    """The text as it is shown: composed (NFC), for macOS sends Hangul taken apart."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text as it is looked into: composed, small letters, no accents, full-width letters made plain."""
    return shown(text).translate(_FOLD)


def places(text: str) -> list[int]:
    """For each letter of ``fold(text)`` which letter of ``shown(text)`` it comes from, and one more for the end."""
    whole = shown(text)
    found = [i for i, letter in enumerate(whole) for _ in _FOLD[ord(letter)]]
    return [*found, len(whole)]


def pieces(folded: str) -> Iterator[Piece]:
    """The runs of letters of a folded text."""
    for match in _PIECE.finditer(folded):
        sort = str(match.lastgroup)
        text = match.group().replace(",", "") if sort == "number" else match.group()
        yield Piece(text=text, sort=sort, start=match.start(), end=match.end())


def pairs(run: str) -> list[str]:
    """The pairs of neighbouring syllables.

    >>> pairs("장마당")
    ['장마', '마당']
    """
    return [run[i : i + 2] for i in range(len(run) - 1)]


_HEAD: Final = re.compile(rf"(.)(?:{ENDING})$")


def heads(run: str) -> set[str]:
    """The single syllables that a word may be looked for by: its first, its last, and the last before a particle.

    One that is alone has a token more, which says so: 판 alone may be the verb 팔다, at the beginning of 판결 it is not.

    A Korean compound is a kind of its last part (햅쌀 is rice, 해군 is a force), so that one is worth finding.

    >>> sorted(heads("햅쌀을"))
    ['쌀', '을', '햅']
    """
    head = _HEAD.search(run)
    alone = [ALONE + run] if len(run) == 1 else []
    return {run[0], run[-1], *alone, *([head.group(1)] if head else [])}


def tokens(text: str, known: dict[str, tuple[str, ...]] | None = None) -> list[str]:
    """What the index holds of a text: sorted, each once.

    :param known: words that were cut already, for many texts at a time. It is the caller's, and no longer kept than the caller
        keeps it: words of a source lie in no cache of ours.

    >>> tokens("The 1,200 inspectors")
    ['1200', 'inspector', 'the']
    """
    known = {} if known is None else known
    found: set[str] = set()
    for match in _PIECE.finditer(fold(text)):
        run = match.group()
        if run not in known:
            known[run] = _tokens_of(run, match.lastgroup)
        found.update(known[run])
        if len(found) >= MOST_TOKENS:
            break
    return sorted(found)


def _tokens_of(run: str, sort: str | None) -> tuple[str, ...]:
    if sort == "syllables":
        return (*heads(run), *pairs(run))
    return (stem(run) if sort == "letters" else run.replace(",", ""),)
