"""Invented stories of two editions, to fill a desk for trials: what sources said in :mod:`jebo.desk.invented`, as it might be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jebo.desk.events.models import Standing
from jebo.desk.invented import Inventor
from jebo.desk.people.models import Member
from jebo.desk.stories.models import Edition, RestsOn, Revision, Story
from jebo.desk.stories.sentences import carried, plain

_PARAGRAPHS, _TOLD = 6, 3
"""Of an edition, and what is told in one: some 300 words. Chosen by us: what reports of this kind have."""
_RESTS = 6
"""Sentences of an edition that rest on a statement. Chosen by us."""
_LEADS = {"ko": "북한 내부 소식통에 따르면 ", "en": "According to a source in North Korea, "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A story with its editions, their first revisions, and what their sentences rest on."""

    story: Story
    editions: tuple[Edition, ...]
    revisions: tuple[Revision, ...]
    rests: tuple[RestsOn, ...]


def stories(
    inventor: Inventor,
    count: int,
    day: date,
    by: Sequence[Member],
    standings: Sequence[Standing],
    new_id: Callable[[], str],
) -> Iterator[Written]:
    """So many stories, the same from the same inventor; one after the other, for they are not all held in memory."""
    for number in range(count):
        who, when = by[number % len(by)], day - timedelta(days=inventor.chance.randint(0, 1500))
        story = Story(id=new_id(), label=inventor.one().korean[:80], begun=when, begun_by=who, changed=when)
        editions = tuple(_edition(story, code, text, new_id) for code, text in _texts(inventor))
        some = inventor.chance.sample(standings, min(_RESTS, len(standings)))
        yield Written(
            story=story,
            editions=editions,
            revisions=tuple(_revision(one, who, when) for one in editions),
            rests=tuple(
                RestsOn(edition=one, sentence=sentence.id, standing=standing)
                for one in editions
                for sentence, standing in zip(one.marked(), some, strict=False)
            ),
        )


def _texts(inventor: Inventor) -> list[tuple[str, str]]:
    talks = [inventor.talk([inventor.one() for _ in range(_TOLD)]) for _ in range(_PARAGRAPHS)]
    return [
        (code, "\n\n".join(f"{_LEADS[code]}{talk[at]}" for talk in talks))
        for at, code in enumerate(("ko", "en"))
    ]


def _edition(story: Story, language: str, text: str, new_id: Callable[[], str]) -> Edition:
    marked = plain(one.sentence for one in carried("", (), text, new_id))
    return Edition(
        id=new_id(), story=story, language=language, version=2, sentences=marked, headline=text[:60], text=text,
        slug=f"story-{story.pk[:8].lower()}",
    )  # fmt: skip


def _revision(edition: Edition, by: Member, day: date) -> Revision:
    return Revision(edition=edition, number=2, sentences=edition.sentences, by=by, day=day, **edition.words())
