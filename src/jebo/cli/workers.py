"""Judges many files at once, one process for each core, and gives the answers in the order of the files.

Library: concurrent.futures (standard). Processes are spawned, not forked, on every system: each then has
its own copy of what numpy and the scanner hold, and works the same everywhere. To start one costs as much
as some fifteen stories.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from jebo.cli.files import Given
from jebo.cli.judging import Options, judged
from jebo.cli.memory import load, loaded
from jebo.cli.messages import speak
from jebo.told.answer import Answer, Unjudged
from jebo.told.refusals import Failed, sentence

FILES_PER_WORKER: Final = 12
FOUND_PER_WORKER: Final = 100
"""Files that make a process worth its start, with the model and with ``--find-only``. Measured here:
a start takes 1.1 s of a core, a story 75 ms with the model and 6 ms without.
"""
_CHUNK: Final = 4
"""Files handed over at once. Chosen by us: small enough that no process waits for another at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The answer to one file as it is shown: its text, its exit status, and what to say where it could not be
    judged.
    """

    file: str
    text: str = field(repr=False)
    status: int
    error: str | None = None


def rendered_each(files: Sequence[Given], options: Options) -> Iterator[Rendered]:
    """The answers to *files*, in their order, whatever the number of processes."""
    jobs = options.jobs or min(_cores(), _worth(len(files), options))
    if jobs == 1 or len(files) < 2:
        return (rendered((number, file), options) for number, file in enumerate(files, 1))
    return _at_once(files, options, min(jobs, len(files)))


def _worth(files: int, options: Options) -> int:
    """How many processes so many files are worth; at least one."""
    return max(1, files // (FOUND_PER_WORKER if options.find_only else FILES_PER_WORKER))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _at_once(files: Sequence[Given], options: Options, jobs: int) -> Iterator[Rendered]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    done = 0
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin) as pool:
        try:
            for result in pool.map(partial(rendered, options=options), enumerate(files, 1), chunksize=_CHUNK):
                done += 1
                yield result
        except BrokenProcessPool:
            # One file ended its process (out of memory, say). Those behind it were not judged, and that
            # must be said.
            for number, file in enumerate(files[done:], done + 1):
                yield shown(_lost(file), number, options)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """A worker speaks as its parent does, and leaves Ctrl-C to it."""
    load()
    speak([])
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _lost(file: Given) -> Unjudged:
    return Unjudged(file=file.name, error=sentence(Failed(fault="BrokenProcessPool", place="workers.py")))


def rendered(numbered: tuple[int, Given], options: Options) -> Rendered:
    """Judge one file and put the answer in the form that was asked for."""
    number, file = numbered
    made = shown(judged(file, options), number, options)
    loaded()
    return made


def shown(answer: Answer | Unjudged, number: int, options: Options) -> Rendered:
    """An answer in the form that was asked for; *number* is that of the file, from 1."""
    error = answer.error if isinstance(answer, Unjudged) else None
    return Rendered(
        file=answer.file, text=_text(answer, number, options), status=_status(answer), error=error
    )


def _text(answer: Answer | Unjudged, number: int, options: Options) -> str:
    """Each form is loaded when it is asked for."""
    if options.format == "json":
        from jebo.cli.as_json import line

        return line(answer) + "\n"
    if options.format == "github":
        from jebo.cli.as_github import lines

        return "".join(f"{line}\n" for line in lines(answer))
    if options.format == "html":
        from jebo.cli.as_html import article

        return article(answer, number, all=options.all)
    if isinstance(answer, Unjudged):
        return ""
    from jebo.cli.as_text import report

    return report(answer, colour=options.colour, all=options.all)


def _status(answer: Answer | Unjudged) -> int:
    if isinstance(answer, Unjudged):
        return 2
    return 0 if answer.verdict in (None, "within") else 1
