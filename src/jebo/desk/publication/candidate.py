"""An edition on its way out: its bytes, what they give away, what they rest on, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jebo.desk.events.models import Support
from jebo.desk.exposure.history import published
from jebo.desk.stories.content import Content
from jebo.desk.stories.grounds import Ground, grounds
from jebo.desk.stories.models import Edition, RestsOn, Story
from jebo.desk.stories.putting import content
from jebo.desk.wall import whole_desk
from jebo.disclosure.anonymity.scene import Published
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
    """One edition of a story, looked at as it would be published."""

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
    """All editions of a story with words in them, each judged as it would be published.

    Whatever cannot be judged raises: an exception closes the release check.
    """
    sources = sources_of(story)
    history = tuple(one for source in sorted(sources) for one in _history(source, story.pk))
    asked = settings or Settings(draws=DRAWS, history=history)
    editions = [one for one in story.editions.select_related("story") if one.text.strip()]
    return Candidates(
        story=story,
        editions=tuple(_candidate(one, asked) for one in editions),
        sources=sources,
        day=day,
        settings=asked,
    )


def sources_of(story: Story) -> frozenset[str]:
    """The ids of the sources on whom a story rests, over the wall."""
    links = RestsOn.objects.filter(edition__story=story).values("standing__support")
    with whole_desk():
        return frozenset(Support.objects.filter(pk__in=links).values_list("source", flat=True))


def _history(source: str, story: str) -> tuple[Published, ...]:
    return published(source, but=story)


def _candidate(edition: Edition, settings: Settings) -> Candidate:
    whole = content(edition)
    prose = whole.prose()
    pack = load(edition.story.pack)
    found, heard = figures(prose, language(edition.language, pack.id), pack, settings)
    return Candidate(
        edition=edition,
        content=whole,
        prose=prose,
        digest=whole.digest(),
        heard=heard,
        details=found.details,
        third_parties=found.third_parties,
        grounds=grounds(edition),
    )
