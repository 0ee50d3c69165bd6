"""Comments on passages, as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jebo.desk.people.models import Member
from jebo.desk.stories.models import Comment, Edition

_SHORT = 70  # letters of a sentence in a list; chosen by us


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A comment with its answers. ``now`` is its sentence as it reads now; empty: of the whole, or the sentence is gone."""

    comment: Comment
    now: str
    replies: tuple[Comment, ...]

    @property
    def cut(self) -> bool:
        """Whether the passage that it was about is gone."""
        return bool(self.comment.passage) and not self.now


def passages(edition: Edition) -> list[tuple[str, str]]:
    """The sentences of an edition to choose from: id and beginning."""
    return [(one.id, _short(edition.text[one.start : one.end])) for one in edition.marked()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Threads:
    """The threads beside an edition: those that are open, and those that are done with."""

    open: tuple[Thread, ...]
    done: tuple[Thread, ...]


def threads(edition: Edition) -> Threads:
    """What is said beside an edition, the first passage first; what is of no passage comes before them."""
    marked = edition.marked()
    place = {one.id: number for number, one in enumerate(marked, 1)}
    texts = {one.id: edition.text[one.start : one.end] for one in marked}
    rows = list(edition.comments.select_related("by", "resolved_by"))
    begun = [one for one in rows if one.answers_id is None]
    found = [
        Thread(
            comment=one,
            now=texts.get(one.sentence, ""),
            replies=tuple(answer for answer in rows if answer.answers_id == one.pk),
        )
        for one in sorted(begun, key=lambda one: place.get(one.sentence, 0))
    ]
    done = tuple(one for one in found if one.comment.resolved_by_id)
    return Threads(open=tuple(one for one in found if not one.comment.resolved_by_id), done=done)


def say(edition: Edition, sentence: str, text: str, day: date, by: Member) -> Comment:
    """A comment on a sentence, by its id; on the whole edition where it has none of this id."""
    passage = next((edition.text[one.start : one.end] for one in edition.marked() if one.id == sentence), "")
    return Comment.objects.create(
        edition=edition,
        sentence=sentence if passage else "",
        passage=passage[:300],
        text=text,
        by=by,
        day=day,
    )


def reply(to: Comment, text: str, day: date, by: Member) -> Comment:
    """An answer to a comment."""
    first = to.answers or to
    return Comment.objects.create(edition=first.edition, answers=first, text=text, by=by, day=day)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
