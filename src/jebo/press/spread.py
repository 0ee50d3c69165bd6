"""Work over all cores: each process finds in its memory what the first one had, so that nothing but answers is sent.

Library: concurrent.futures (standard), forked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")
AT_ONCE: Final = 32
"""Pieces of work that a process does before it answers. Chosen by us: few enough that none waits long for another at the end."""
ALONE: Final = 64
"""Pieces up to which no process is begun. Chosen by us: to begin them takes as long."""
_WORK: Callable[[Any], Any] | None = None


def spread(work: Callable[[T], R], items: Sequence[T], workers: int = 0) -> Iterator[R]:
    """What *work* makes of each of the items, in their order.

    :param workers: processes; 0 for as many as there are cores.
    """
    count = workers or os.cpu_count() or 1
    if count == 1 or len(items) <= ALONE:
        yield from map(work, items)
        return
    global _WORK
    _WORK = work
    chunks = [items[at : at + AT_ONCE] for at in range(0, len(items), AT_ONCE)]
    try:
        with ProcessPoolExecutor(count, mp_context=get_context("fork")) as pool:
            for some in pool.map(_some, chunks):
                yield from some
    finally:
        _WORK = None


def _some(items: Sequence[Any]) -> list[Any]:
    assert _WORK is not None
    return [_WORK(one) for one in items]
