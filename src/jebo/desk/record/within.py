"""Whether the newsroom's limits hold for what the record would tell of an event beyond its stories: asked as if the story said it.

What the record tells of other events of the story beyond it is put behind the story as well, so that many small things are asked
together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain

from jebo.desk.events.models import Support
from jebo.desk.publication.candidate import sources_of
from jebo.desk.record.printed import shown
from jebo.desk.stories.content import PART_GAP
from jebo.desk.stories.models import Story
from jebo.desk.wall import whole_desk
from jebo.observatory.event import Event
from jebo.observatory.tables import World
from jebo.observatory.telling import Telling
from jebo.observatory.words import Language
from jebo.packs import load

_SAYS: Mapping[Language, str] = {
    "en": "According to the source, this happened: {kind}, in {where}, {when}.{more}",
    "ko": "소식통에 따르면 다음과 같은 일이 있었다: {kind}, {where}, {when}.{more}",
}


def sources(story: Story, event: str) -> frozenset[str]:
    """Whose limits are asked: of all sources of the story and of the event (by its id at the desk), over the wall."""
    with whole_desk():
        return sources_of(story) | frozenset(
            Support.objects.filter(event=event).values_list("source", flat=True)
        )


def within(
    story: Story,
    told: Sequence[Event],
    of: frozenset[str],
    world: World,
    day: date,
    beside: Sequence[Story] = (),
) -> bool:
    """Whether all limits hold for all of these sources, with what was published before and the story's own words.

    What cannot be judged is not within.

    :param told: what the record tells beyond the story, the event that is asked about last.
    :param beside: stories that readers learn to be of the same event.
    """
    try:
        return _within(story, texts(story, told, world, day, beside), of)
    except Exception:  # noqa: BLE001 - what cannot be judged is not published, and the fault's words may quote
        return False


def _within(story: Story, told: Mapping[str, str], of: frozenset[str]) -> bool:
    from jebo.desk.exposure.releasing import settings_for
    from jebo.desk.publication.candidate import DRAWS
    from jebo.disclosure.detail import Severity
    from jebo.disclosure.judge import figures_each
    from jebo.disclosure.settings import Settings
    from jebo.packs.language import language

    asked, pack = Settings(draws=DRAWS), load(story.pack)
    every = [asked, *(settings_for(asked, story, source, told) for source in sorted(of))]
    for code, text in told.items():
        finding, voices = figures_each(text, language(code, pack.id), pack, every)
        heard = list(chain.from_iterable(voices))
        start = text.rindex(PART_GAP)
        if any(one.severity is Severity.BLOCK for one in finding.details if one.start >= start):
            return False
        if not heard or not all(asked.limits.met(one.figures) for one in heard):
            return False
    return bool(told)


def texts(
    story: Story, told: Sequence[Event], world: World, day: date, beside: Sequence[Story] = ()
) -> dict[str, str]:
    """What readers have of the story in each language, with the stories beside it; and behind it what the record would say."""
    found = {}
    others = [_shown(one, day) for one in beside if one != story]
    for language, words in _shown(story, day).items():
        code: Language = "ko" if language == "ko" else "en"
        more = [piece for other in others for piece in other.get(language, ())]
        said = [_sentence(one, Telling(world, code)) for one in told]
        found[language] = PART_GAP.join([*words, *more, *said])
    return found


def _shown(story: Story, day: date) -> dict[str, list[str]]:
    """The headline and the pieces of each edition that readers have, by its language."""
    found = {}
    for edition in story.editions.all():
        row = shown(day).filter(edition=edition).order_by("-number").first()
        if row is not None:
            pieces = (piece.get("text", "") for piece in row.content["pieces"])
            found[edition.language] = [*filter(None, [str(row.content.get("headline", "")), *pieces])]
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


def expose(story: Story, event: Event, of: frozenset[str], world: World, *, release: str, day: date) -> None:
    """Put into the exposure history of each source what the record tells beyond the story, as a thing of its own: the story's next
    edition is asked with it.
    """
    from jebo.desk.exposure.history import record  # numpy, which the first page does without
    from jebo.desk.exposure.releasing import told_of

    told = texts(story, [event], world, day)
    for source in sorted(of):
        record(source, told_of(story, source, told, release=release, day=day, under=f"record {event.id}"))
