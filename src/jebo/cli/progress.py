"""A bar for who waits, on standard error. Library: rich, loaded only here, for it takes 130 ms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

T = TypeVar("T")


def bar(results: Iterable[T], count: int, label: str) -> Iterator[T]:
    """The *results* as they come, *count* of them, with a bar that goes away when all are there."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(results, total=count, description=label)
