"""Two texts beside each other, word by word: what stayed, what went, what came. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_TOKEN: Final = re.compile(r"\s+|\w+|[^\w\s]")


class What(StrEnum):
    """What became of some words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words with one fate."""

    what: What
    text: str


def compared(before: str, after: str) -> tuple[Run, ...]:
    """From *before* to *after*: the runs of SAME and OUT are the one, those of SAME and IN the other.

    >>> [(run.what.value, run.text) for run in compared("Rice rose much.", "Rice fell.")]
    [('same', 'Rice '), ('out', 'rose much'), ('in', 'fell'), ('same', '.')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return tuple(_joined(_runs(old, new)))


def changed(before: str, after: str) -> bool:
    """Whether anything but white space differs."""
    return before.split() != after.split()


def _runs(old: list[str], new: list[str]) -> Iterator[Run]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run(what=What.SAME, text="".join(old[a:b]))
        else:
            yield Run(what=What.OUT, text="".join(old[a:b]))
            yield Run(what=What.IN, text="".join(new[c:d]))


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Without empty runs. A white space alone between two changes is drawn into them, so that words stay together."""
    kept = [run for run in runs if run.text]
    out = come = ""
    for at, run in enumerate(kept):
        inner = run.what is What.SAME and not run.text.strip() and (out or come) and at + 1 < len(kept)
        if run.what is What.SAME and not inner:
            yield from _both(out, come)
            out = come = ""
            yield run
        else:
            out += run.text if run.what is not What.IN else ""
            come += run.text if run.what is not What.OUT else ""
    yield from _both(out, come)


def _both(out: str, come: str) -> Iterator[Run]:
    if out:
        yield Run(what=What.OUT, text=out)
    if come:
        yield Run(what=What.IN, text=come)
