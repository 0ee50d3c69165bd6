"""Judges one file: reads it, and takes its settings from its front matter and the ``jebo.toml`` above it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from jebo.cli.files import Given
from jebo.cli.newsroom import file_above, from_file
from jebo.errors import JeboError, Refusal
from jebo.told.answer import Answer, Unjudged
from jebo.told.judging import answered
from jebo.told.newsroom import Newsroom, from_front_matter
from jebo.told.refusals import failed, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for on the command line; None where the front matter, ``jebo.toml`` or jebo decides."""

    pack: str | None = None
    limit: float | None = None
    find_only: bool = False
    format: str = "text"
    output: str | None = None
    all: bool = False
    jobs: int | None = None
    colour: bool = False


def judged(given: Given, options: Options) -> Answer | Unjudged:
    """The answer to one file. A fault in one never stops the others, and no fault tells what stands in the
    file.
    """
    try:
        return _judged(given, options)
    except JeboError as error:
        told = error if isinstance(error, Refusal) else failed(error)
        return Unjudged(file=given.name, error=sentence(told))
    except (Exception, RecursionError) as fault:  # noqa: BLE001 - what cannot be judged must be said, not passed over
        return Unjudged(file=given.name, error=sentence(failed(fault)))


def _judged(given: Given, options: Options) -> Answer:
    document = given.document()
    above = file_above(_folder(given))
    newsroom = from_front_matter(document.front).over(from_file(above) if above else Newsroom())
    answer = answered(
        document,
        newsroom,
        file=given.name,
        pack=options.pack,
        limit=options.limit,
        find_only=options.find_only,
    )
    return replace(answer, settings_from=str(above) if above else None)


def _folder(given: Given) -> Path:
    return given.path.absolute() if given.data is not None else given.path.absolute().parent
