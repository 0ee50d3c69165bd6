"""Translates an edition: begins it, shows it in rows beside the original, and saves the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction

from jebo.desk.people.models import Member
from jebo.desk.stories.comparing import Run, changed, compared
from jebo.desk.stories.models import Edition, RestsOn, Story
from jebo.desk.stories.saving import add, save
from jebo.desk.translation import beside, drafted
from jebo.desk.translation.beside import Row, Text
from jebo.desk.translation.models import Rendered
from jebo.packs import load
from jebo.packs.drift import tongues


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A row as a page shows it.

    ``before`` are the words of the original, ``changes`` what became of them since they were translated, ``gone`` whether
    one of its sentences was cut there, ``left_out`` whether somebody said that the translation does without.
    """

    row: Row
    before: str = field(repr=False)
    changes: tuple[Run, ...] = field(default=(), repr=False)
    gone: bool = False
    left_out: bool = False
    machine: bool = False


def begin(original: Edition, day: date, by: Member) -> Edition:
    """The other edition of a story, empty; or the one that is there already."""
    language = "en" if original.language == "ko" else "ko"
    there = Edition.objects.filter(story=original.story, language=language).first()
    return there or add(original.story, language, day, by)


def original_of(edition: Edition) -> Edition | None:
    """What an edition is a translation of: the story's other edition; None where there is none."""
    return (
        Edition.objects.filter(story=edition.story_id).exclude(pk=edition.pk).select_related("story").first()
    )


def translation_of(story: Story) -> Edition | None:
    """Which of two editions is the translation: the one that is paired, else the one that was begun later."""
    editions = list(Edition.objects.filter(story=story))
    if len(editions) < 2:
        return None
    first = min(editions, key=lambda one: min(one.revisions.values_list("pk", flat=True), default=0))
    return next((one for one in editions if one.pairs), None) or next(one for one in editions if one != first)


def text_of(edition: Edition) -> Text:
    """The text of an edition and its sentences."""
    return Text(text=edition.text, sentences=edition.marked())


def rows_of(edition: Edition, original: Edition) -> tuple[Row, ...]:
    """The rows; where nobody has paired anything yet, as the comparison of editions would pair them."""
    pairs = beside.pairs_of(edition.pairs) or aligned(edition, original)
    return beside.rows(text_of(original), text_of(edition), pairs)


def aligned(edition: Edition, original: Edition) -> beside.Pairs:
    """Pairs of sentences that tell the same, as ``jebo compare`` finds them."""
    from jebo.disclosure.drift.align import align  # numpy, which the first page does without
    from jebo.disclosure.drift.edition import read
    from jebo.disclosure.drift.wisdom import wisdom

    if not edition.text.strip() or not original.text.strip():
        return []
    both = {edition.language: edition, original.language: original}
    known = wisdom(tongues(edition.story.pack), load(edition.story.pack))
    beats = align(*(read(both[code].text, code, known) for code in ("ko", "en")))
    found = [(_ids(both["ko"], b.korean), _ids(both["en"], b.english)) for b in beats]
    sides = found if edition.language == "en" else [(english, korean) for korean, english in found]
    return _once(sides)


def _ids(edition: Edition, sentences: Sequence[object]) -> tuple[str, ...]:
    """The edition's own sentences that begin in these."""
    spans = [one.span for one in sentences]  # type: ignore[attr-defined]  # of jebo.disclosure.drift.edition
    return tuple(
        one.id
        for one in edition.marked()
        if any(
            s.start < one.end and one.start < s.end and s.start <= (one.start + one.end) // 2 < s.end
            for s in spans
        )
    )


def _once(pairs: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> beside.Pairs:
    return [(left, right) for left, right in pairs if left or right]


def shown(edition: Edition, original: Edition, rows: Sequence[Row]) -> tuple[Beside, ...]:
    """Rows with the words of the original, and what changed there since."""
    kept = {row.sentence: row for row in Rendered.objects.filter(edition=edition)}
    source, marks = text_of(original), drafted.still(edition)
    return tuple(_shown(row, source, kept, marks) for row in rows)


def _shown(row: Row, source: Text, kept: dict[str, Rendered], marks: frozenset[str]) -> Beside:
    now = " ".join(filter(None, map(source.words, row.original)))
    held = [kept[key] for key in row.original if key in kept]
    then = " ".join(kept[key].words if key in kept else source.words(key) for key in row.original)
    new = bool(held) and changed(then, now)
    return Beside(
        row=row,
        before=now,
        changes=compared(then, now) if new else (),
        gone=any(not source.words(key) for key in row.original),
        left_out=bool(held) and not row.words and not new,
        machine=any(one.machine for one in held) or drafted.among(row.words, marks),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a translator sends: the rows, and the numbers of those that are ``settled``: gone over, dealt with, left out."""

    rows: tuple[Row, ...]
    version: int
    settled: frozenset[int] = frozenset()


def keep(
    edition: Edition,
    original: Edition,
    sent: Sent,
    day: date,
    by: Member,
    *,
    remark: str = "",
    machine: frozenset[int] = frozenset(),
) -> Edition:
    """Save rows as the edition's text, and which sentences stand for which.

    :raises SavedMeanwhile: as :func:`jebo.desk.stories.saving.save`.
    """
    text, places = beside.assembled(sent.rows)
    before = drafted.sentences(edition.text)
    saved = save(edition.pk, {"text": text}, sent.version, day, by, remark)  # keeps a draft where it refuses
    with transaction.atomic():
        rows = tuple(_without_gone(row, original, n in sent.settled) for n, row in enumerate(sent.rows))
        drafted.note(saved, (sent.rows[n].words for n in machine))
        drafted.gone_over(saved, (sent.rows[n].words for n in sent.settled if n < len(sent.rows)))
        saved.pairs = beside.paired(rows, places, saved.marked())
        _rendered(saved, original, sent, before, machine)
        saved.save(update_fields=["pairs"])  # and the memory follows
        _take_over(saved, original)
    return saved


def _without_gone(row: Row, original: Edition, settled: bool) -> Row:
    there = {one.id for one in original.marked()}
    return replace(row, original=tuple(key for key in row.original if key in there)) if settled else row


def _rendered(
    edition: Edition, original: Edition, sent: Sent, before: frozenset[str], machine: frozenset[int]
) -> None:
    """From which words each sentence was translated: kept at first, and anew when somebody says that a change is dealt with.

    What a machine drafted is a person's once none of its sentences reads as *before*, or somebody says that it is dealt with.
    To merge, split or move it is neither. A draft that was emptied is as if it had not been.
    """
    kept = {row.sentence: row for row in Rendered.objects.filter(edition=edition)}
    source = text_of(original)
    for n, row in enumerate(sent.rows):
        settled, words = n in sent.settled, row.words.strip()
        edited = drafted.sentences(words).isdisjoint(before)
        for key in row.original:
            one = kept.get(key)
            if not source.words(key) or not (words or settled):
                if one and one.machine and not words:
                    one.delete()
                continue
            one = one or Rendered(edition=edition, sentence=key, words=source.words(key))
            one.words = source.words(key) if settled else one.words
            one.machine = n in machine or (one.machine and not (settled or edited))
            one.save()
    there = {key for left, _ in edition.pairs for key in left} | {one.id for one in source.sentences}
    Rendered.objects.filter(edition=edition).exclude(sentence__in=there).delete()


def _take_over(edition: Edition, original: Edition) -> None:
    """A sentence that rests on nothing yet rests on what those that it stands for rest on. What somebody took away elsewhere stays."""
    under: dict[str, list[int]] = {}
    for link in RestsOn.objects.filter(edition=original):
        under.setdefault(link.sentence, []).append(link.standing_id)
    have = set(RestsOn.objects.filter(edition=edition).values_list("sentence", flat=True))
    RestsOn.objects.bulk_create(
        RestsOn(edition=edition, sentence=own, standing_id=standing)
        for left, right in edition.pairs
        for own in right
        if own not in have
        for standing in sorted({one for key in left for one in under.get(key, [])})
    )
