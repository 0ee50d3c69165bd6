"""A story's whole way, without a person: from statements to two editions, to what stops them, to what goes out under a receipt."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from django.utils import translation

from jebo.desk.demo import COLLEAGUE, CONTACT_EDITOR, EDITOR, SAFETY_EDITOR
from jebo.desk.events.models import Standing, Support
from jebo.desk.exposure.shown import page
from jebo.desk.people.models import Member
from jebo.desk.publication.assent import accept, sign
from jebo.desk.publication.candidate import sources_of
from jebo.desk.publication.check import check
from jebo.desk.publication.demand import Demand
from jebo.desk.publication.models import Release, Signature
from jebo.desk.publication.release import release
from jebo.desk.stories.models import Edition, RestsOn, Story, Work
from jebo.desk.stories.saving import begin, save
from jebo.desk.translation import translating
from jebo.desk.wall import whole_desk
from jebo.disclosure.anonymity import Limits
from jebo.sealing.digest import edition_digest
from jebo.told.messages import tongue

Row = Mapping[str, Any]
_HEADLINE: Final = "# "
_FIRST: Final = ("blocks", "terms.no numbers", "limits", "terms.place", "drift", "third-party")
"""Codes of what stops a story, in the order in which the demo tells of them."""
_CREDITS: Final = {
    Work.REPORTING: CONTACT_EDITOR,
    Work.WRITING: CONTACT_EDITOR,
    Work.TRANSLATION: COLLEAGUE,
    Work.EDITING: EDITOR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the release check stops a story, in the reader's language: a phrase of an edition, and what is wrong with it.

    ``accepted`` is what the safety editor says who lets it stand.
    """

    language: str
    phrase: str = field(repr=False)
    says: str
    accepted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """How a story went.

    ``statements`` and ``sources`` are counts of what it rests on; ``left`` tells for each source how many other people could
    have said all that was published of it, as a range in words.
    """

    story: str
    headlines: Mapping[str, str] = field(repr=False)
    statements: int
    sources: int
    stopped: tuple[Reason, ...]
    accepted: tuple[Reason, ...]
    day: date
    receipts: Mapping[str, str]
    left: tuple[str, ...]


def stories() -> list[Row]:
    """What the demo walks."""
    return list(_read()["story"])


def _read() -> dict[str, Any]:
    return tomllib.loads((files("jebo.desk") / "demo" / "stories.toml").read_text(encoding="utf-8"))


def leave_one(day: date) -> Story:
    """A story that is only begun, for whoever looks around."""
    told, by = _read()["waits"], Member.objects.get(name=CONTACT_EDITOR)
    edition = begin(told["label"], "ko", day, by)
    written = {"headline": told["headline"], "text": told["text"]}
    return save(edition.pk, written, edition.version, day, by).story


def walk(told: Row, texts: Path, day: date) -> Walked:
    """Take one of :func:`stories` the whole way, by the hands of the demo's people.

    :param texts: the folder in which its texts lie.
    :raises jebo.desk.publication.release.NotReady: something stops it still.
    """
    staff = {one.name: one for one in Member.objects.all()}
    hands = Hands(told=told, texts=texts, day=day, staff=staff)
    with translation.override(tongue()):
        story = hands.write("first")
        stopped = tuple(_by_phrase(check(story, day).open))
        hands.write("then", story)
        return _told(hands, story, stopped, tuple(hands.accepted(story)), hands.released(story))


def _told(
    hands: Hands, story: Story, stopped: tuple[Reason, ...], accepted: tuple[Reason, ...], out: list[Release]
) -> Walked:
    sources = sources_of(story)
    return Walked(
        story=story.pk,
        headlines={one.language: one.headline for one in story.editions.all()},
        statements=RestsOn.objects.filter(edition__story=story).values("standing").distinct().count(),
        sources=len(sources),
        stopped=stopped,
        accepted=accepted,
        day=out[0].day,
        receipts={row.edition.language: edition_digest(row.content) for row in out},
        left=tuple(sorted(page(source, Limits()).now for source in sources)),
    )


def _by_phrase(demands: Iterable[Demand]) -> Iterator[Reason]:
    """Each phrase once, what must be reworded first."""
    found: dict[tuple[str, str], Demand] = {}
    for one in sorted(demands, key=lambda one: _FIRST.index(one.code) if one.code in _FIRST else len(_FIRST)):
        found.setdefault((one.language, one.phrase or one.key), one)
    yield from map(_reason, found.values())


def _reason(one: Demand, accepted: str = "") -> Reason:
    return Reason(language=one.language, phrase=one.phrase, says=str(one.says), accepted=accepted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """The demo's people at work on one story."""

    told: Row
    texts: Path
    day: date
    staff: Mapping[str, Member]

    def write(self, which: str, story: Story | None = None) -> Story:
        """Write both editions: the Korean one with what its sentences rest on, the English one beside it."""
        reporter, translator = self.staff[CONTACT_EDITOR], self.staff[COLLEAGUE]
        if story is None:
            story = begin(self.told["label"], "ko", self.day, reporter, pack=self.told["pack"]).story
        korean = self._save(story.editions.get(language="ko"), which, reporter)
        self._rest(korean)
        english = self._save(translating.begin(korean, self.day, translator), which, translator)
        english.pairs = []
        sent = translating.Sent(rows=translating.rows_of(english, korean), version=english.version)
        translating.keep(english, korean, sent, self.day, translator)
        return story

    def _save(self, edition: Edition, which: str, by: Member) -> Edition:
        path = self.texts / f"{self.told[which]}.{edition.language}.md"
        headline, _, text = path.read_text(encoding="utf-8").partition("\n")
        written = {
            "headline": headline.removeprefix(_HEADLINE),
            "text": text.strip(),
            "slug": self.told["slug"],
            "tags": self.told["tags"][edition.language],
            "credits": [{"role": role.value, "name": name} for role, name in _CREDITS.items()],
        }
        return save(edition.pk, written, edition.version, self.day, by)

    def _rest(self, korean: Edition) -> None:
        for sentence in korean.marked():
            words = korean.text[sentence.start : sentence.end]
            for row in self.told["rests"]:
                for standing in _standings(row["on"] if words.startswith(tuple(row["begins"])) else ()):
                    RestsOn.objects.get_or_create(edition=korean, sentence=sentence.id, standing=standing)

    def accepted(self, story: Story) -> Iterator[Reason]:
        """What is left is accepted by the safety editor, by name and with a reason, as far as it may be."""
        for one in check(story, self.day).open:
            why = self.told["yes"].get(one.code, "")
            if why and accept(story, one.key, why, self.day, self.staff[SAFETY_EDITOR]):
                yield _reason(one, why)

    def released(self, story: Story) -> list[Release]:
        """Signed by an editor who did not write it and by the safety editor, and released."""
        seen = {one.digest for one in check(story, self.day).found.editions}
        sign(story, seen, Signature.As.EDITOR, self.day, self.staff[EDITOR])
        sign(story, seen, Signature.As.SAFETY_EDITOR, self.day, self.staff[SAFETY_EDITOR])
        return release(story, self.day, self.staff[EDITOR])


def _standings(statements: Sequence[str]) -> Iterator[Standing]:
    with whole_desk():
        found = [Support.objects.get(statement__english__startswith=one).pk for one in statements]
    yield from Standing.objects.filter(pk__in=found)
