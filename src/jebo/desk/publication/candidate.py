"""An edition on its way out: its bytes, what they give away, what they rest on, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jebo.desk.events.models import Support
from jebo.desk.exposure.releasing import settings_for
from jebo.desk.stories.content import Content
from jebo.desk.stories.grounds import Ground, grounds
from jebo.desk.stories.models import Edition, RestsOn, Story
from jebo.desk.stories.putting import content
from jebo.desk.wall import whole_desk
from jebo.disclosure.detail import Detail, Remark
from jebo.disclosure.judge import figures
from jebo.disclosure.judgement import Heard
from jebo.disclosure.settings import Settings
from jebo.packs import load
from jebo.packs.language import language

DRAWS = 2_000
"""On which the figures of a release stand (docs/explanation/anonymity.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One edition of a story, looked at as it would be published.

    ``heard`` has each voice once by itself, and once more for each source with a history.
    """

    edition: Edition
    content: Content
    prose: str = field(repr=False)
    digest: str
    heard: tuple[Heard, ...]
    details: tuple[Detail, ...]
    third_parties: tuple[Remark, ...]
    grounds: tuple[Ground, ...]

    @property
    def language(self) -> str:
        """Its language, ``ko`` or ``en``."""
        return self.edition.language

    def phrase(self, start: int, end: int) -> str:
        """The words between two offsets of what was checked."""
        return self.prose[start:end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The editions of a story that go out together: one release, of which the union counts.

    ``sources`` are ids, looked up over the wall and shown to nobody.
    """

    story: Story
    editions: tuple[Candidate, ...]
    sources: frozenset[str] = field(repr=False)
    day: date
    settings: Settings


def candidates(story: Story, day: date, settings: Settings | None = None) -> Candidates:
    """All editions of a story with words in them, each judged as it would be published: once by itself, and once for each source
    with what was published of that source before.

    Whatever cannot be judged raises: an exception closes the release check.
    """
    sources, asked = sources_of(story), settings or Settings(draws=DRAWS)
    written = [(one, content(one)) for one in story.editions.select_related("story") if one.text.strip()]
    texts = {one.language: whole.prose() for one, whole in written}
    pasts = [past for source in sorted(sources) if (past := settings_for(asked, story, source, texts)).history]
    return Candidates(
        story=story,
        editions=tuple(_candidate(one, whole, (asked, *pasts)) for one, whole in written),
        sources=sources,
        day=day,
        settings=asked,
    )


def sources_of(story: Story) -> frozenset[str]:
    """The ids of the sources on whom a story rests, over the wall."""
    links = RestsOn.objects.filter(edition__story=story).values("standing__support")
    with whole_desk():
        return frozenset(Support.objects.filter(pk__in=links).values_list("source", flat=True))


def _candidate(edition: Edition, whole: Content, asked: Sequence[Settings]) -> Candidate:
    prose, pack = whole.prose(), load(edition.story.pack)
    tongue = language(edition.language, pack.id)
    judged = [figures(prose, tongue, pack, one) for one in asked]
    found = judged[0][0]
    return Candidate(
        edition=edition,
        content=whole,
        prose=prose,
        digest=whole.digest(),
        heard=tuple(heard for _, voices in judged for heard in voices),
        details=found.details,
        third_parties=found.third_parties,
        grounds=grounds(edition),
    )
