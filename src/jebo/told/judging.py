"""From a text and what a newsroom set to an answer: language, pack, settings, details, and what the model makes of them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from jebo.disclosure.country import Pack
from jebo.disclosure.detail import Detail, Finding
from jebo.disclosure.judgement import Judged, Judgement
from jebo.disclosure.language import Language
from jebo.disclosure.settings import Settings
from jebo.texts import Document
from jebo.told.answer import Answer
from jebo.told.language import language_of
from jebo.told.newsroom import Newsroom

if TYPE_CHECKING:
    from jebo.disclosure.judge import Measured


def answered(
    document: Document,
    newsroom: Newsroom,
    *,
    file: str = "",
    pack: str | None = None,
    limit: float | None = None,
    rewrites: int | None = None,
    find_only: bool = False,
    advise: bool = True,
    measured: Measured | None = None,
) -> Answer:
    """What a text gives away.

    :param newsroom: what was set for the text; its own front matter is not looked at here.
    :param file: what the text is called in the answer.
    :param pack: goes before that of the newsroom; without either the text decides.
    :param limit: goes before the newsroom's middle limit, in people.
    :param rewrites: at most so many for each source; the engine's own number by default.
    :param find_only: the details alone, without the model: in a hundredth of the time.
    :param advise: without advice, the details and the figures alone, and no verdict: in a tenth of the time.
    :param measured: as :func:`jebo.disclosure.judge.figures` takes it, without advice.
    :raises OtherLanguage: if the text is neither English nor Korean.
    :raises UnknownPack: if there is no such pack.
    :raises UnknownCircle: if a size is set for what the pack does not have.
    """
    from jebo.packs import guess, load
    from jebo.packs.language import language as tongue_of

    story = story_of(document)
    language = newsroom.language or language_of(story)
    country = load(pack or newsroom.pack or guess(story, language))
    country = replace(country, outlets=country.outlets + newsroom.outlets)
    settings = newsroom.settings(country, limit)
    if rewrites is not None:
        settings = replace(settings, rewrites=rewrites)
    answer = Answer(
        file=file,
        text=document.text,
        body=document.body,
        digest="sha256:" + hashlib.sha256(document.text.encode()).hexdigest(),
        language=language,
        pack=country.id,
    )
    tongue = tongue_of(answer.language, country.id, outlets=newsroom.outlets)
    if find_only:
        return _found(answer, story, tongue)
    if not advise:
        return _counted(answer, story, tongue, country, settings, measured)
    return _weighed(answer, story, tongue, country, settings)


def story_of(document: Document) -> str:
    """The text with its front matter blanked out, so that it tells nothing and every offset stays."""
    front = "".join(letter if letter in "\r\n" else " " for letter in document.text[: document.body])
    return front + document.text[document.body :]


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


def _counted(
    answer: Answer,
    story: str,
    tongue: Language,
    pack: Pack,
    settings: Settings,
    measured: Measured | None,
) -> Answer:
    """The answer with the figures, and without the advice and the verdict that rests on it."""
    from jebo.disclosure.anonymity import measure
    from jebo.disclosure.judge import figures

    found, heard = figures(story, tongue, pack, settings, measured=measured or measure)
    bare = _with(answer, found)
    judgement = Judgement(
        language=answer.language,
        pack=pack.id,
        verdict=None,
        details=bare.details,
        sources=heard,
        rewrites=(),
        third_parties=bare.third_parties,
        notes=bare.notes,
    )
    return replace(bare, judgement=judgement, limits=settings.limits)


def _found(answer: Answer, story: str, tongue: Language) -> Answer:
    """The answer with the details alone, without the model."""
    from jebo.disclosure.find import find

    return _with(answer, find(story, tongue))


def _with(answer: Answer, found: Finding) -> Answer:
    return replace(
        answer,
        details=tuple(_unweighed(detail) for detail in found.details),
        voices=found.sources,
        third_parties=found.third_parties,
        notes=found.notes,
    )


def _unweighed(detail: Detail) -> Judged:
    return Judged(detail=detail, circles=(), bundle=None, modelled=False, step=0, ladder=())
