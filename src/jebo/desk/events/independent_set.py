"""The largest set of things of which no two are tied: exact where there are few, a lower bound where there are many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

EXACT_UP_TO: Final = 40
"""Statements of one event, after those heard from another were left out, up to which the answer is exact. Chosen by
us: an event with ten such statements is rare, and forty take a fraction of a second at worst."""


def largest(things: Sequence[str], tied: Callable[[str, str], bool]) -> tuple[list[str], bool]:
    """A largest set of *things* without a tie, in their order, and whether it is sure to be a largest one.

    *tied* is symmetric. Of two sets of one size, the one that holds earlier things is likelier. Above
    ``EXACT_UP_TO`` things the set is a good one, at most too small.

    The search leaves out and takes in the thing with most ties, after taking what is tied to a group all of which
    are tied to each other (no larger set is lost by that): R. E. Tarjan, A. E. Trojanowski, "Finding a Maximum
    Independent Set", SIAM Journal on Computing 6, 1977.
    """
    ties = [
        sum(1 << j for j, other in enumerate(things) if j != i and tied(one, other))
        for i, one in enumerate(things)
    ]
    exact = len(things) <= EXACT_UP_TO
    everything = (1 << len(things)) - 1
    chosen = _search(everything, ties) if exact else _greedy(everything, ties)
    return [one for i, one in enumerate(things) if chosen >> i & 1], exact


def _search(left: int, ties: Sequence[int]) -> int:
    """The largest set within *left*, both as bits."""
    taken = 0
    while left:
        sure = next((i for i in _bits(left) if _all_tied(ties[i] & left, ties)), None)
        if sure is None:
            break
        taken |= 1 << sure
        left &= ~(ties[sure] | 1 << sure)
    if not left:
        return taken
    most = max(_bits(left), key=lambda i: (ties[i] & left).bit_count())
    with_it = 1 << most | _search(left & ~(ties[most] | 1 << most), ties)
    without = _search(left & ~(1 << most), ties)
    return taken | (with_it if with_it.bit_count() >= without.bit_count() else without)


def _all_tied(some: int, ties: Sequence[int]) -> bool:
    return all(some & ~(ties[i] | 1 << i) == 0 for i in _bits(some))


def _greedy(left: int, ties: Sequence[int]) -> int:
    """Again and again the thing with the fewest ties."""
    taken = 0
    while left:
        fewest = min(_bits(left), key=lambda i: ((ties[i] & left).bit_count(), i))
        taken |= 1 << fewest
        left &= ~(ties[fewest] | 1 << fewest)
    return taken


def _bits(number: int) -> list[int]:
    return [i for i in range(number.bit_length()) if number >> i & 1]
