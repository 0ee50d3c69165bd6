"""An edition on its way out: its bytes, what they give away, what they rest on, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from jebo.desk.events.models import Support
from jebo.desk.exposure.history import published
from jebo.desk.publication.models import Notice, Release
from jebo.desk.stories.content import PART_GAP, Content
from jebo.desk.stories.grounds import Ground, grounds
from jebo.desk.stories.models import Edition, RestsOn, Story, Tongue
from jebo.desk.stories.putting import content
from jebo.desk.wall import whole_desk
from jebo.disclosure.anonymity.scene import Published
from jebo.disclosure.detail import Detail, Remark
from jebo.disclosure.judge import figures
from jebo.disclosure.judgement import Heard
from jebo.disclosure.settings import Settings
from jebo.packs import load
from jebo.packs.language import language
from jebo.sealing.digest import digest_bytes, edition_digest

DRAWS = 2_000
"""On which the figures of a release stand (docs/explanation/anonymity.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One edition of a story, looked at as it would be published.

    :param plain: all that readers get: the content, what sort of release it is, and what a correction says was wrong.
    :param prose: every word of it that is checked.
    :param digest: of that and of what each sentence rests on: this is what a signature says yes to.
    """

    edition: Edition
    content: Content
    plain: dict[str, Any] = field(repr=False)
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
    kind: Release.Kind

    @property
    def digest(self) -> str:
        """Of all editions together: what is accepted for the story holds for exactly these."""
        return digest_bytes(" ".join(sorted(one.digest for one in self.editions)).encode())


def candidates(story: Story, day: date, settings: Settings | None = None) -> Candidates:
    """All editions of a story with words in them, each judged as it would be published.

    Whatever cannot be judged raises: an exception closes the release check.
    """
    sources = sources_of(story)
    history = tuple(one for source in sorted(sources) for one in _history(source, story.pk))
    asked = replace(settings or Settings(draws=DRAWS), history=history)
    editions = [one for one in story.editions.select_related("story") if one.text.strip()]
    notice = Notice.objects.filter(story=story).first()
    return Candidates(
        story=story,
        editions=tuple(_candidate(one, notice, asked) for one in editions),
        sources=sources,
        day=day,
        settings=asked,
        kind=Release.Kind(notice.kind) if notice else Release.Kind.EDITION,
    )


def sources_of(story: Story) -> frozenset[str]:
    """The ids of the sources on whom a story rests, over the wall."""
    links = RestsOn.objects.filter(edition__story=story).values("standing__support")
    with whole_desk():
        return frozenset(Support.objects.filter(pk__in=links).values_list("source", flat=True))


def _history(source: str, story: str) -> tuple[Published, ...]:
    return published(source, but=story)


def _candidate(edition: Edition, notice: Notice | None, settings: Settings) -> Candidate:
    kind = Release.Kind(notice.kind) if notice else Release.Kind.EDITION
    whole = _emptied(content(edition)) if kind is Release.Kind.WITHDRAWAL else content(edition)
    note = (notice.korean if edition.language == Tongue.KOREAN else notice.english).strip() if notice else ""
    plain = whole.plain() | {"kind": kind.value, "note": note}
    prose = PART_GAP.join(part for part in (whole.prose(), *_besides(whole), note) if part)
    under = grounds(edition)
    pack = load(edition.story.pack)
    found, heard = figures(prose, language(edition.language, pack.id), pack, settings)
    return Candidate(
        edition=edition,
        content=whole,
        plain=plain,
        prose=prose,
        digest=edition_digest(plain | {"rests_on": _links(under)}),
        heard=heard,
        details=found.details,
        third_parties=found.third_parties,
        grounds=under,
    )


def _emptied(whole: Content) -> Content:
    """What a withdrawal leaves: an address, and nothing that was said under it."""
    return replace(
        whole, headline="", standfirst="", dateline="", share="", tags=(), credits=(), pieces=()
    )  # fmt: skip


def _besides(whole: Content) -> Iterator[str]:
    """Words that readers get and that are no prose: names of terms, credits of photos, names of those who worked on it."""
    for piece in whole.pieces:
        yield from (piece.term, piece.picture.credit if piece.picture else "")
    yield from (credit.name for credit in whole.credits)


def _links(under: tuple[Ground, ...]) -> list[list[str]]:
    return sorted([ground.sentence.id, str(link.standing_id)] for ground in under for link in ground.links)
