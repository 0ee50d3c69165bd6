"""Whether the newsroom's limits hold for what the record would tell of an event beyond its stories: asked as if the story said it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import chain

from jebo.desk.publication.candidate import sources_of
from jebo.desk.publication.models import Release
from jebo.desk.stories.content import PART_GAP
from jebo.desk.stories.models import Story
from jebo.observatory.event import Event
from jebo.observatory.tables import World
from jebo.observatory.telling import Telling
from jebo.observatory.words import Language
from jebo.packs import load

_SAYS: Mapping[Language, str] = {
    "en": "According to the source, this happened: {kind}, in {where}, {when}.{more}",
    "ko": "소식통에 따르면 다음과 같은 일이 있었다: {kind}, {where}, {when}.{more}",
}


def within(story: Story, event: Event, world: World, day: date) -> bool:
    """Whether all the limits hold for every source of the story, with what was published before and the story's own words.

    What cannot be judged is not within.
    """
    try:
        return _within(story, texts(story, event, world, day))
    except Exception:  # noqa: BLE001 - what cannot be judged is not published, and the fault's words may quote
        return False


def _within(story: Story, told: Mapping[str, str]) -> bool:
    from jebo.desk.exposure.releasing import settings_for
    from jebo.desk.publication.candidate import DRAWS
    from jebo.disclosure.detail import Severity
    from jebo.disclosure.judge import figures_each
    from jebo.disclosure.settings import Settings
    from jebo.packs.language import language

    asked, pack = Settings(draws=DRAWS), load(story.pack)
    every = [asked, *(settings_for(asked, story, source, told) for source in sorted(sources_of(story)))]
    for code, text in told.items():
        finding, voices = figures_each(text, language(code, pack.id), pack, every)
        start = text.rindex(PART_GAP)
        if any(one.severity is Severity.BLOCK for one in finding.details if one.start >= start):
            return False
        if not all(asked.limits.met(one.figures) for one in chain.from_iterable(voices)):
            return False
    return bool(told)


def texts(story: Story, event: Event, world: World, day: date) -> dict[str, str]:
    """What readers have of the story in each language, and behind it what the record would say."""
    found = {}
    for edition in story.editions.all():
        row = Release.objects.filter(edition=edition, day__lte=day).order_by("-number").first()
        if row is not None:
            words = [
                str(row.content.get("headline", "")),
                *(piece.get("text", "") for piece in row.content["pieces"]),
            ]
            code: Language = "ko" if edition.language == "ko" else "en"
            found[edition.language] = PART_GAP.join(
                [*filter(None, words), _sentence(event, Telling(world, code))]
            )
    return found


def _sentence(event: Event, told: Telling) -> str:
    more = [f"{who} {many}".strip() for _, who, _, many in told.parts(event)]
    more += [f"{told.goods(one.code)} {told.number(one.quantity)}".strip() for one in event.goods]
    more += filter(None, [told.many(event)])
    return _SAYS[told.language].format(
        kind=told.kind(event.type),
        where=told.where(event),
        when=told.when(event),
        more=f" {', '.join(more)}." if more else "",
    )


def expose(story: Story, event: Event, world: World, *, release: str, day: date) -> None:
    """Put into the exposure history of each source what the record tells beyond the story."""
    from jebo.desk.exposure.history import record  # numpy, which the first page does without
    from jebo.desk.exposure.releasing import told_of

    told = texts(story, event, world, day)
    for source in sorted(sources_of(story)):
        record(source, told_of(story, source, told, release=release, day=day))
