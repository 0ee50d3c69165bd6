"""A bar for who waits, on standard error. Library: rich, loaded only here, for it takes 130 ms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

T = TypeVar("T")


def bar(results: Iterable[T], count: int, label: str) -> Iterator[T]:
    """The *results* as they come, *count* of them, with a bar that goes away when all are there."""
    with _shown() as progress:
        yield from progress.track(results, total=count, description=label)


@contextmanager
def steps(label: str) -> Iterator[Callable[[int, int], None]]:
    """Gives what is to be told how many of how many are done, with the same bar."""
    with _shown() as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _shown() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
