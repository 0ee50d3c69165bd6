"""A story's whole way, without a person: from statements to two editions, to what stops them, to what goes out under a receipt."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jebo.desk.demo import COLLEAGUE, CONTACT_EDITOR, EDITOR, SAFETY_EDITOR
from jebo.desk.events.models import Standing, Support
from jebo.desk.people.models import Member
from jebo.desk.publication.check import check
from jebo.desk.publication.demand import Demand
from jebo.desk.publication.models import Release, Signature
from jebo.desk.publication.release import release
from jebo.desk.publication.signing import accept, sign
from jebo.desk.stories.models import Edition, RestsOn, Story, Work
from jebo.desk.stories.saving import begin, save
from jebo.desk.translation import translating
from jebo.desk.wall import whole_desk

Row = Mapping[str, Any]
_HEADLINE: Final = "# "
_CREDITS: Final = {
    Work.REPORTING: CONTACT_EDITOR,
    Work.WRITING: CONTACT_EDITOR,
    Work.TRANSLATION: COLLEAGUE,
    Work.EDITING: EDITOR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """How a story went: what it rested on, what stopped it, what was accepted by name, and what went out.

    ``facts`` and ``statements`` are counts; ``signed`` the roles under the receipt.
    """

    story: Story
    statements: int
    stopped: tuple[Demand, ...] = field(repr=False)
    accepted: tuple[Demand, ...] = field(repr=False)
    released: tuple[Release, ...]
    kept: Mapping[str, str] = field(repr=False)
    """The headline as it goes out, by language."""


def stories() -> list[Row]:
    """What the demo walks."""
    told = (files("jebo.desk") / "demo" / "stories.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(told)["story"])


def walk(told: Row, texts: Path, day: date) -> Walked:
    """Take one of :func:`stories` the whole way.

    :param texts: the folder in which its texts lie.
    :raises jebo.desk.publication.release.NotReady: something stops it still.
    """
    staff = {one.name: one for one in Member.objects.all()}
    korean = begin(told["label"], "ko", day, staff[CONTACT_EDITOR], pack=told["pack"])
    _write(korean, told, "first", texts, day, staff)
    english = translating.begin(korean, day, staff[COLLEAGUE])
    _translate(english, _now(korean), told, "first", texts, day, staff)
    stopped = check(korean.story, day).open
    _write(_now(korean), told, "then", texts, day, staff)
    _translate(_now(english), _now(korean), told, "then", texts, day, staff)
    return Walked(
        story=korean.story,
        statements=RestsOn.objects.filter(edition=korean).values("standing").distinct().count(),
        stopped=stopped,
        accepted=tuple(_accepted(korean.story, told, day, staff[SAFETY_EDITOR])),
        released=tuple(_released(korean.story, day, staff)),
        kept={one.language: one.headline for one in korean.story.editions.all()},
    )


def _now(edition: Edition) -> Edition:
    return Edition.objects.select_related("story").get(pk=edition.pk)


def _written(told: Row, which: str, language: str, texts: Path) -> dict[str, Any]:
    headline, _, text = (texts / f"{told[which]}.{language}.md").read_text(encoding="utf-8").partition("\n")
    return {
        "headline": headline.removeprefix(_HEADLINE),
        "text": text.strip(),
        "slug": told["slug"],
        "credits": [{"role": role.value, "name": name} for role, name in _CREDITS.items()],
    }


def _write(
    korean: Edition, told: Row, which: str, texts: Path, day: date, staff: Mapping[str, Member]
) -> None:
    saved = save(
        korean.pk, _written(told, which, "ko", texts), korean.version, day, staff[CONTACT_EDITOR], which
    )
    for sentence in saved.marked():
        words = saved.text[sentence.start : sentence.end]
        wanted = [row["on"] for row in told["rests"] if words.startswith(tuple(row["begins"]))]
        for standing in _standings(wanted[0] if wanted else ()):
            RestsOn.objects.get_or_create(edition=saved, sentence=sentence.id, standing=standing)


def _standings(statements: Sequence[str]) -> Iterator[Standing]:
    with whole_desk():
        found = [Support.objects.get(statement__english__startswith=one).pk for one in statements]
    yield from Standing.objects.filter(pk__in=found)


def _translate(
    english: Edition,
    korean: Edition,
    told: Row,
    which: str,
    texts: Path,
    day: date,
    staff: Mapping[str, Member],
) -> None:
    """Write the English edition and pair it with the Korean one; each sentence rests on what the one that it stands for rests on."""
    by = staff[COLLEAGUE]
    saved = save(english.pk, _written(told, which, "en", texts), english.version, day, by, which)
    saved.pairs = []
    sent = translating.Sent(rows=translating.rows_of(saved, korean), version=saved.version)
    translating.keep(saved, korean, sent, day, by)


def _accepted(story: Story, told: Row, day: date, by: Member) -> Iterator[Demand]:
    """What is left is accepted by the safety editor, by name and with a reason, as far as it may be."""
    for demand in check(story, day).open:
        if accept(story, demand.key, told["yes"], day, by):
            yield demand


def _released(story: Story, day: date, staff: Mapping[str, Member]) -> list[Release]:
    seen = {one.digest for one in check(story, day).found.editions}
    sign(story, seen, Signature.As.EDITOR, day, staff[EDITOR])
    sign(story, seen, Signature.As.SAFETY_EDITOR, day, staff[SAFETY_EDITOR])
    return release(story, day, staff[EDITOR])
