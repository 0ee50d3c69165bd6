"""Work over all cores: each process finds in its memory what the first one had, so that nothing but answers is sent.

Library: concurrent.futures (standard), forked.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
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
    *,
    long: bool = False,
) -> Iterator[R]:
    """What *work* makes of each of the items, in their order.

    :param workers: processes; 0 for as many as there are cores.
    :param together: neighbours of which it says the same are left to one process, as far as all have something to do.
    :param long: whether each piece takes so long that it is worth a process.
    """
    count = workers or os.cpu_count() or 1
    if count == 1 or len(items) <= (1 if long else ALONE):
        yield from map(work, items)
        return
    global _WORK
    _WORK = work
    try:
        with ProcessPoolExecutor(count, mp_context=get_context("fork")) as pool:
            for some in pool.map(
                _some, list(_chunks(items, count, together or (lambda one: None), 1 if long else AT_ONCE))
            ):
                yield from some
    finally:
        _WORK = None


def _chunks(
    items: Sequence[T], count: int, together: Callable[[T], object], at_once: int
) -> Iterator[list[T]]:
    """At least *at_once*, and more where they belong together."""
    most = max(at_once, len(items) // (4 * count))
    chunk: list[T] = []
    last: object = None
    for one in items:
        this = together(one)
        if len(chunk) >= most or (len(chunk) >= at_once and (this is None or this != last)):
            yield chunk
            chunk = []
        chunk.append(one)
        last = this
    yield chunk


def _some(items: Sequence[Any]) -> list[Any]:
    assert _WORK is not None
    return [_WORK(one) for one in items]


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for rubbish among hundreds of thousands of objects that all stay: it takes a third of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
