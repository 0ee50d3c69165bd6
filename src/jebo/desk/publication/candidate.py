"""An edition on its way out: its bytes, what they give away, what they rest on, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from jebo.desk.events.models import Support
from jebo.desk.publication.models import Notice, Release
from jebo.desk.stories.content import PART_GAP, Content
from jebo.desk.stories.grounds import Ground, grounds
from jebo.desk.stories.models import Edition, RestsOn, Story, Tongue
from jebo.desk.stories.putting import content
from jebo.desk.wall import whole_desk
from jebo.disclosure.detail import Detail, Remark
from jebo.packs import load
from jebo.sealing.digest import digest_bytes, edition_digest

if TYPE_CHECKING:
    from jebo.disclosure.judgement import Heard
    from jebo.disclosure.settings import Settings

DRAWS = 2_000
"""On which the figures of a release stand (docs/explanation/anonymity.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One edition of a story, looked at as it would be published.

    ``heard`` has each voice once by itself, and once more for each source with a history.

    :param plain: all that readers get: the content, what sort of release it is, and what a correction says was wrong.
    :param prose: every word of it that is checked.
    :param signable: what readers get and what each sentence rests on: this is what a signature says yes to.
    :param digest: of that.
    """

    edition: Edition
    content: Content
    plain: dict[str, Any] = field(repr=False)
    prose: str = field(repr=False)
    signable: dict[str, Any] = field(repr=False)
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
    pasts: tuple[Settings, ...] = field(repr=False)
    """Settings with what was published before, of each source of whom anything was."""

    @property
    def past(self) -> str:
        """A mark of what was published before: what was accepted with a shorter history is asked for again."""
        told = sorted(f"{one.story} {one.id}" for past in self.pasts for one in past.history)
        return digest_bytes("\n".join(told).encode())[-12:]

    @property
    def digest(self) -> str:
        """Of all editions together: what is accepted for the story holds for exactly these."""
        return digest_of(one.digest for one in self.editions)


def digest_of(digests: Iterable[str]) -> str:
    """Of several editions together."""
    return digest_bytes(" ".join(sorted(digests)).encode())


def candidates(story: Story, day: date, settings: Settings | None = None) -> Candidates:
    """All editions of a story with words in them, each judged as it would be published: once by itself, and once for each source
    with what was published of that source before.

    Whatever cannot be judged raises: an exception closes the release check.
    """
    from jebo.desk.exposure.releasing import settings_for  # numpy, which the first page does without
    from jebo.disclosure.settings import Settings

    sources, asked = sources_of(story), settings or Settings(draws=DRAWS)
    notice = Notice.objects.filter(story=story).first()
    written = [_written(one, notice) for one in story.editions.select_related("story") if one.text.strip()]
    texts = {one.edition.language: one.prose for one in written}
    every = [settings_for(asked, story, source, texts) for source in sorted(sources)]
    pasts = tuple(past for past in every if past.history)
    return Candidates(
        story=story,
        editions=tuple(_candidate(one, (asked, *pasts)) for one in written),
        pasts=pasts,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    edition: Edition
    content: Content
    plain: dict[str, Any]
    prose: str


def _written(edition: Edition, notice: Notice | None) -> _Written:
    """What readers would get of an edition, with what a correction says; of a withdrawal, its address."""
    kind = Release.Kind(notice.kind) if notice else Release.Kind.EDITION
    whole = _emptied(content(edition)) if kind is Release.Kind.WITHDRAWAL else content(edition)
    note = (notice.korean if edition.language == Tongue.KOREAN else notice.english).strip() if notice else ""
    prose = PART_GAP.join(part for part in (whole.prose(), *_besides(whole), note) if part)
    return _Written(
        edition=edition, content=whole, plain=whole.plain() | {"kind": kind.value, "note": note}, prose=prose
    )


def _candidate(one: _Written, asked: Sequence[Settings]) -> Candidate:
    from jebo.disclosure.judge import figures_each  # numpy, which the first page does without
    from jebo.packs.language import language

    pack, under = load(one.edition.story.pack), grounds(one.edition)
    tongue = language(one.edition.language, pack.id)
    found, voices = figures_each(one.prose, tongue, pack, asked)
    signable = one.plain | {"rests_on": _links(under)}
    return Candidate(
        edition=one.edition,
        content=one.content,
        plain=one.plain,
        prose=one.prose,
        signable=signable,
        digest=edition_digest(signable),
        heard=tuple(chain.from_iterable(voices)),
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
