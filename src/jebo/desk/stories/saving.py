"""Saves an edition: a revision each time, links that follow their sentences, and never over what a colleague saved meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from jebo.desk.ids import new_id
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.desk.stories.models import WRITTEN, Comment, Draft, Edition, RestsOn, Revision, Story
from jebo.desk.stories.sentences import Carried, carried, plain
from jebo.errors import N_

Fill = Callable[[Edition, str], str]
FILLS: list[Fill] = []
"""What other apps put for marks of theirs when a text is saved (a number from the public record); each may refuse a mark."""


class SavedMeanwhile(Refused):
    """Another version is there than the one that the writer began from."""

    says = N_(
        "a colleague saved this edition while you wrote: nothing of theirs or yours is lost; see both below and save again"
    )


def begin(label: str, language: str, day: date, by: Member, *, pack: str = "kp") -> Edition:
    """A new story with its first edition, empty."""
    with transaction.atomic():
        story = Story.objects.create(label=label, pack=pack, begun=day, begun_by=by, changed=day)
        return add(story, language, day, by)


def add(story: Story, language: str, day: date, by: Member) -> Edition:
    """An empty edition of a story in a language that it has none in yet."""
    with transaction.atomic():
        edition = Edition.objects.create(story=story, language=language)
        _keep(edition, day, by, "")
        return edition


def save(
    edition_id: str, written: Mapping[str, Any], version: int, day: date, by: Member, remark: str = ""
) -> Edition:
    """Save an edition: what *written* has of :data:`~jebo.desk.stories.models.WRITTEN`; the rest stays as it was.

    :param version: what was on the page when the writer began.
    :raises SavedMeanwhile: another version is there now; nothing was changed, and what was typed is kept as a draft.
    :raises Refused: a mark in the text stands for nothing; the same.
    """
    with transaction.atomic():
        edition = Edition.objects.select_for_update().select_related("story").get(pk=edition_id)
        if edition.version == version:
            try:
                with transaction.atomic():
                    return _save(edition, _filled(edition, written), day, by, remark)
            except Refused as refused:
                wrong = refused
        else:
            wrong = SavedMeanwhile()
    keep_draft(edition, written, version, day, by)
    raise wrong


def _filled(edition: Edition, written: Mapping[str, Any]) -> Mapping[str, Any]:
    """With what marks in the text stand for in their places."""
    if "text" not in written:
        return written
    text = written["text"]
    for fill in FILLS:
        text = fill(edition, text)
    return {**written, "text": text}


def _save(edition: Edition, written: Mapping[str, Any], day: date, by: Member, remark: str) -> Edition:
    before = edition.words()
    for name in WRITTEN:
        setattr(edition, name, written.get(name, before[name]))
    Draft.objects.filter(edition=edition, by=by).delete()
    if edition.words() == before:
        return edition
    follow(edition, carried(before["text"], edition.marked(), edition.text, new_id))
    edition.version += 1
    edition.story.changed = day
    edition.story.save(update_fields=["changed"])
    edition.save()
    _keep(edition, day, by, remark)
    return edition


def follow(edition: Edition, sentences: Sequence[Carried]) -> None:
    """Let links and comments go with their sentences. The caller keeps the edition."""
    now = {one.sentence.id: one.origins for one in sentences}
    rows = list(RestsOn.objects.filter(edition=edition))
    wanted = {
        (key, row.standing_id) for key, origins in now.items() for row in rows if row.sentence in origins
    }
    RestsOn.objects.filter(edition=edition).exclude(sentence__in=now).delete()
    have = {(row.sentence, row.standing_id) for row in rows if row.sentence in now}
    RestsOn.objects.bulk_create(
        RestsOn(edition=edition, sentence=key, standing_id=standing)
        for key, standing in sorted(wanted - have)
    )
    into = {origin: key for key, origins in reversed(now.items()) for origin in origins}
    for comment in Comment.objects.filter(edition=edition).exclude(sentence="").exclude(sentence__in=now):
        comment.sentence = into.get(comment.sentence, "")
        comment.save(update_fields=["sentence"])
    edition.sentences = plain(one.sentence for one in sentences)


def _keep(edition: Edition, day: date, by: Member, remark: str) -> Revision:
    return Revision.objects.create(
        edition=edition,
        number=edition.version,
        sentences=edition.sentences,
        by=by,
        day=day,
        remark=remark,
        **edition.words(),
    )


def keep_draft(edition: Edition, written: Mapping[str, Any], version: int, day: date, by: Member) -> Draft:
    """Keep what a member types; the one draft of theirs, over the one before."""
    words = {**edition.words(), **{name: written[name] for name in WRITTEN if name in written}}
    draft, _ = Draft.objects.update_or_create(
        edition=edition, by=by, defaults={**words, "version": version, "day": day}
    )
    return draft
