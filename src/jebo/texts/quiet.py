"""Keeps what a library says about a broken text from travelling on: it often quotes the text."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def attempt(action: Callable[[], T], *faults: type[BaseException]) -> T | None:
    """What *action* returns, or None where it fails with one of *faults*.

    ``raise … from None`` hides the first error but keeps it in ``__context__``, with the text in it. So the
    caller raises its own error after this has returned, when the first one is gone.

    >>> attempt(lambda: b"\\xff".decode(), UnicodeDecodeError) is None
    True
    """
    try:
        return action()
    except faults:
        return None
