"""Judges one file: reads it, takes its settings, finds its details, and asks the model what they leave."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass, replace
from pathlib import Path

from jebo.cli.answer import Answer, Unjudged
from jebo.cli.files import Given
from jebo.cli.language import language_of
from jebo.cli.newsroom import Newsroom, file_above, from_file, from_front_matter
from jebo.cli.refusals import Failed, sentence
from jebo.disclosure.country import Pack
from jebo.disclosure.detail import Detail
from jebo.disclosure.judgement import Judged
from jebo.disclosure.language import Language
from jebo.disclosure.settings import Settings
from jebo.errors import JeboError, Refusal
from jebo.texts import Document


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
        told = error if isinstance(error, Refusal) else _failed(error)
        return Unjudged(file=given.name, error=sentence(told))
    except (Exception, RecursionError) as fault:  # noqa: BLE001 - what cannot be judged must be said, not passed over
        return Unjudged(file=given.name, error=sentence(_failed(fault)))


def _failed(fault: BaseException) -> Failed:
    """Where jebo failed, without the fault's own words, which may quote the text."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return Failed(fault=type(fault).__name__, place=f"{Path(last.filename).name}:{last.lineno}")


def _judged(given: Given, options: Options) -> Answer:
    from jebo.packs import guess, load
    from jebo.packs.language import language as tongue_of

    document = given.document()
    story = _story(document)
    above = file_above(_folder(given))
    newsroom = from_front_matter(document.front).over(from_file(above) if above else Newsroom())
    language = newsroom.language or language_of(story)
    pack = load(options.pack or newsroom.pack or guess(story, language))
    pack = replace(pack, outlets=pack.outlets + newsroom.outlets)
    settings = newsroom.settings(pack, options.limit)
    answer = Answer(
        file=given.name,
        text=document.text,
        body=document.body,
        digest="sha256:" + hashlib.sha256(document.text.encode()).hexdigest(),
        language=language,
        pack=pack.id,
        settings_from=str(above) if above else None,
    )
    tongue = tongue_of(answer.language, pack.id, outlets=newsroom.outlets)
    return (
        _found(answer, story, tongue)
        if options.find_only
        else _weighed(answer, story, tongue, pack, settings)
    )


def _folder(given: Given) -> Path:
    return given.path.absolute() if given.data is not None else given.path.absolute().parent


def _weighed(answer: Answer, story: str, tongue: Language, pack: Pack, settings: Settings) -> Answer:
    """The answer with what the model makes of it."""
    from jebo.disclosure.judge import judge
    from jebo.packs.checks import checks

    judgement = judge(story, tongue, pack, checks(), settings)
    return replace(
        answer,
        details=judgement.details,
        voices=tuple(heard.source for heard in judgement.sources),
        third_parties=judgement.third_parties,
        notes=judgement.notes,
        judgement=judgement,
        limits=settings.limits,
    )


def _found(answer: Answer, story: str, tongue: Language) -> Answer:
    """The answer with the details alone, without the model."""
    from jebo.disclosure.find import find

    found = find(story, tongue)
    return replace(
        answer,
        details=tuple(_unweighed(detail) for detail in found.details),
        voices=found.sources,
        third_parties=found.third_parties,
        notes=found.notes,
    )


def _unweighed(detail: Detail) -> Judged:
    return Judged(detail=detail, circles=(), bundle=None, modelled=False, step=0, ladder=())


def _story(document: Document) -> str:
    """The text with its front matter blanked out, so that it tells nothing and every offset stays."""
    front = "".join(letter if letter in "\r\n" else " " for letter in document.text[: document.body])
    return front + document.text[document.body :]
