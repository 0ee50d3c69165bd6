"""Aliases: two words of ours, a quality and a thing, drawn and never typed. The words are in ``words_ko.txt`` and ``words_en.txt``.

Nothing here knows which aliases are taken; :mod:`jebo.desk.sources.register` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("ko", "en")
_MANY = 200  # words that are not drawn again at once; chosen by us, less than half of the shortest list


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language."""

    qualities: tuple[str, ...]
    things: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many aliases they make."""
        return len(self.qualities) * len(self.things)

    def pair(self, number: int) -> str:
        """One of them.

        :param number: from 0 to ``count`` - 1.
        """
        quality, thing = divmod(number, len(self.things))
        return f"{self.qualities[quality]} {self.things[thing]}"


@cache
def words(language: str) -> Words:
    """The words of a language; for one that has none, the English ones."""
    name = f"words_{language if language in LANGUAGES else 'en'}.txt"
    text = (files("jebo.desk.sources") / name).read_text(encoding="utf-8")
    qualities, things = text.partition("[qualities]")[2].split("[things]")
    return Words(qualities=tuple(qualities.split()), things=tuple(things.split()))


def word_pairs(language: str) -> Iterator[str]:
    """Every alias of a language, in the order of its words."""
    return map(words(language).pair, range(words(language).count))


def draws(language: str, draw: Callable[[int], int]) -> Iterator[str]:
    """Aliases at random, without end; no two that come soon after each other share a word.

    :param draw: gives a number from 0 to below its argument, as ``secrets.randbelow`` does.
    """
    seen: set[str] = set()
    while True:
        pair = words(language).pair(draw(words(language).count))
        if len(seen) > _MANY:
            seen.clear()
        if seen.isdisjoint(pair.split()):
            seen.update(pair.split())
            yield pair


def is_ours(text: str) -> bool:
    """Whether the desk could have drawn it.

    >>> is_ours("푸른 항아리"), is_ours("상인 김씨")
    (True, False)
    """
    quality, _, thing = text.partition(" ")
    return any(quality in words(one).qualities and thing in words(one).things for one in LANGUAGES)
