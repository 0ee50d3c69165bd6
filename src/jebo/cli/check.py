"""``jebo check``: judges the files given and shows the answers in their order."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from jebo.cli.cells import clean
from jebo.cli.files import Given, given
from jebo.cli.judging import Options
from jebo.cli.paint import wanted
from jebo.cli.refusals import ClosedOutput, OutputIsStory
from jebo.cli.saying import complain, make_printable
from jebo.cli.workers import Rendered, rendered_each
from jebo.errors import JeboError
from jebo.told.messages import _
from jebo.told.refusals import sentence


def options(arguments: Namespace) -> Options:
    """What was asked for on the command line."""
    return Options(
        pack=arguments.pack,
        limit=arguments.limit,
        find_only=arguments.find_only,
        format=arguments.format,
        output=arguments.output,
        all=arguments.all,
        jobs=arguments.jobs,
        colour=arguments.output is None and wanted(sys.stdout),
    )


def run(options: Options, names: Sequence[str]) -> int:
    """Judge, show, and tell the exit status."""
    make_printable(options.format)
    files = given(names)
    try:
        _refuse(options, files)
    except JeboError as error:
        return complain(sentence(error))
    statuses: list[int] = []
    texts = _texts(
        _watched(_heard(rendered_each(files, options), statuses), len(files), options), options, files
    )
    if options.output is None:
        for text in texts:
            sys.stdout.write(text)
        sys.stdout.flush()
    elif not write(Path(options.output), "".join(texts)):
        return complain(f"{clean(options.output)}: {sentence(ClosedOutput())}")
    return max(statuses, default=0)


def _refuse(options: Options, files: list[Given]) -> None:
    """What is wrong with the whole call is said before any work: no such pack, an output that is a story."""
    if options.pack is not None:
        from jebo.packs import load

        load(options.pack)
    if options.output is not None:
        output = Path(options.output)
        if any(_same(output, file.path) for file in files if file.data is None):
            raise OutputIsStory
        if not output.absolute().parent.is_dir() or output.is_dir():
            raise ClosedOutput


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _heard(results: Iterable[Rendered], statuses: list[int]) -> Iterator[Rendered]:
    """The results, with what could not be judged said on standard error as it comes."""
    for result in results:
        statuses.append(result.status)
        if result.error is not None:
            complain(f"{clean(result.file)}: {result.error}")
        yield result


def _texts(results: Iterable[Rendered], options: Options, files: list[Given]) -> Iterator[str]:
    """What is shown, in pieces."""
    if options.format == "html":
        from jebo.cli.as_html import page

        yield page([result.text for result in results], [file.name for file in files])
        return
    before = ""
    for result in results:
        if result.text:
            yield before + result.text
            before = "\n" if options.format == "text" else ""


def _watched(results: Iterator[Rendered], count: int, options: Options) -> Iterator[Rendered]:
    """The results, with a bar where there are many and the terminal is free of the answers."""
    busy = options.output is None and sys.stdout.isatty()
    if count < _MANY or busy or not sys.stderr.isatty():
        return results
    from jebo.cli.progress import bar

    return bar(results, count, _("Checking"))


_MANY: Final = 8
"""Files from which on a bar is shown. Chosen by us: about a second of work."""


def write(path: Path, text: str) -> bool:
    """Write the answer where it was asked for, for its owner alone: it lists what endangers a source."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError:
        return False
    return True
