"""The translation memory: sentences that were translated before, in stories or in files that were brought in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, QuerySet

from jebo.desk.clock import today
from jebo.desk.stories.comparing import Run, compared
from jebo.desk.stories.models import Edition, Story
from jebo.desk.translation import drafted
from jebo.desk.translation.likeness import alike, keys, tokens
from jebo.desk.translation.models import Key, Pair, Rendered

CANDIDATES: Final = 30  # that are looked at closely; chosen by us
SHOWN: Final = 3  # chosen by us: more is a list to read, not a help
LANGUAGES: Final = ("ko", "en")
BATCH: Final = 500
Both = tuple[str, str]
"""A sentence in Korean and in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What was translated before: its words in both languages, how alike (1: the same), and what differs from the sentence asked for."""

    pair: int
    before: str = field(repr=False)
    translation: str = field(repr=False)
    alike: float
    runs: tuple[Run, ...] = field(repr=False)

    @property
    def percent(self) -> int:
        """How alike, in full percents; 100 for the same words alone."""
        return int(self.alike * 100)


def matches(sentence: str, language: str, but: Edition | None = None) -> tuple[Match, ...]:
    """What was translated before and is like *sentence*, the most alike first.

    :param language: of the sentence.
    :param but: an edition whose own pairs are no help.
    """
    asked, wanted = tokens(sentence), keys(sentence)
    if not asked:
        return ()
    near = Key.objects.filter(language=language, key__in=wanted).values("pair")
    ranked = near.annotate(shared=Count("key")).order_by("-shared")[: CANDIDATES * 2]
    held = _open(Pair.objects.filter(pk__in=[row["pair"] for row in ranked]))
    if but is not None:
        held = held.exclude(edition=but)
    found: dict[str, tuple[float, Pair, str]] = {}
    for pair in held[:CANDIDATES]:
        before, after = _sides(pair, language)
        if (score := alike(tokens(before), asked)) and (after not in found or found[after][0] < score):
            found[after] = (score, pair, before)
    best = sorted(
        ((score, pair.pk, before, after) for after, (score, pair, before) in found.items()), reverse=True
    )
    return tuple(
        Match(pair=pk, before=before, translation=after, alike=score, runs=compared(before, sentence))
        for score, pk, before, after in best[:SHOWN]
    )


def _open(pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    """Without those of stories of which something was withdrawn."""
    return pairs.exclude(edition__story__editions__releases__kind="withdrawal")


def _sides(pair: Pair, language: str) -> Both:
    return (pair.korean, pair.english) if language == "ko" else (pair.english, pair.korean)


def everything() -> Iterable[Both]:
    """All pairs that may be shown, for a file."""
    yield from _open(Pair.objects.all()).values_list("korean", "english").iterator()


def after_saving(sender: type[Edition], instance: Edition, **_: Any) -> None:
    """An edition was saved on whatever page: what the memory holds of its story is what the story says now."""
    follow(instance.story)


def follow(story: Story) -> None:
    """Bring the memory into line with a story: what was reworded or cut there is forgotten here."""
    editions = {one.language: one for one in Edition.objects.filter(story=story)}
    for edition in editions.values():
        other = editions.get("en" if edition.language == "ko" else "ko")
        if edition.pairs and other:
            _follow(edition, other)


def _follow(edition: Edition, other: Edition) -> None:
    wanted = {_digest(pair): pair for pair in _told(edition, other)}
    with transaction.atomic():
        Pair.objects.filter(edition=edition).exclude(digest__in=wanted).delete()
        have = set(Pair.objects.filter(edition=edition).values_list("digest", flat=True))
        _keep([pair for digest, pair in wanted.items() if digest not in have], today(), edition)


def _told(edition: Edition, other: Edition) -> Iterable[Both]:
    ours = {one.id: edition.text[one.start : one.end] for one in edition.marked()}
    theirs = {one.id: other.text[one.start : one.end] for one in other.marked()}
    stale, marks = _stale(edition, theirs), drafted.still(edition)
    for left, right in edition.pairs:
        if stale & set(left):
            continue
        original = " ".join(theirs[key] for key in left if key in theirs)
        own = " ".join(ours[key] for key in right if key in ours)
        if original and own and not drafted.among(own, marks):
            yield (own, original) if edition.language == "ko" else (original, own)


def _stale(edition: Edition, now: dict[str, str]) -> set[str]:
    """Sentences of the original that changed since they were translated, or that a machine drafted: neither is a pair yet."""
    rows = Rendered.objects.filter(edition=edition)
    return {
        row.sentence for row in rows if row.machine or row.words.split() != now.get(row.sentence, "").split()
    }


def learn(pairs: Iterable[Both], day: date) -> int:
    """Keep pairs that a file brought, each once. How many were new.

    Not all at once: others write in between, and a file that was broken off is brought in again.
    """
    wanted = {_digest(pair): pair for pair in pairs if all(side.strip() for side in pair)}
    known = set(Pair.objects.filter(edition=None).values_list("digest", flat=True))
    new = [pair for digest, pair in wanted.items() if digest not in known]
    for at in range(0, len(new), BATCH):
        with transaction.atomic():
            _keep(new[at : at + BATCH], day, None)
    return len(new)


def _keep(pairs: list[Both], day: date, edition: Edition | None) -> None:
    made = Pair.objects.bulk_create(
        (
            Pair(edition=edition, korean=pair[0], english=pair[1], digest=_digest(pair), day=day)
            for pair in pairs
        ),
        batch_size=BATCH,
    )
    Key.objects.bulk_create(
        [
            Key(pair=pair, language=code, key=key)
            for pair in made
            for code, side in zip(LANGUAGES, (pair.korean, pair.english), strict=True)
            for key in keys(side)
        ],
        batch_size=BATCH,
    )


def _digest(pair: Both) -> str:
    return hashlib.sha256("\0".join(pair).encode()).hexdigest()
