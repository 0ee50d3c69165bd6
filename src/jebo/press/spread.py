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


def spread(
    work: Callable[[T], R],
    items: Sequence[T],
    workers: int = 0,
    together: Callable[[T], object] | None = None,
) -> Iterator[R]:
    """What *work* makes of each of the items, in their order.

    :param workers: processes; 0 for as many as there are cores.
    :param together: neighbours of which it says the same are left to one process, as far as all have something to do.
    """
    count = workers or os.cpu_count() or 1
    if count == 1 or len(items) <= ALONE:
        yield from map(work, items)
        return
    global _WORK
    _WORK = work
    try:
        with ProcessPoolExecutor(count, mp_context=get_context("fork")) as pool:
            for some in pool.map(_some, list(_chunks(items, count, together or (lambda one: None)))):
                yield from some
    finally:
        _WORK = None


def _chunks(items: Sequence[T], count: int, together: Callable[[T], object]) -> Iterator[list[T]]:
    """At least :data:`AT_ONCE`, and more where they belong together."""
    most = max(AT_ONCE, len(items) // (4 * count))
    chunk: list[T] = []
    last: object = None
    for one in items:
        this = together(one)
        if len(chunk) >= most or (len(chunk) >= AT_ONCE and (this is None or this != last)):
            yield chunk
            chunk = []
        chunk.append(one)
        last = this
    yield chunk


def _some(items: Sequence[Any]) -> list[Any]:
    assert _WORK is not None
    return [_WORK(one) for one in items]
