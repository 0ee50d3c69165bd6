"""What is done with a letter: keep, assign, answer, link, make a correction or a lead of it, set it aside, delete it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from jebo.desk.people.models import Member
from jebo.desk.readers.mail import Found
from jebo.desk.readers.models import ADDRESS_DAYS, Letter
from jebo.desk.refused import Refused
from jebo.desk.stories.models import Comment, Edition, Story
from jebo.errors import N_

State = Letter.State
OPEN = (State.NEW, State.ASSIGNED)


class NoStory(Refused):
    """A correction was asked for, and the letter is about no story."""

    says = N_("a correction needs a story; link the letter to one first")


def keep(found: Iterable[Found], day: date, *, with_addresses: bool) -> list[Letter]:
    """Keep letters as new ones.

    :param with_addresses: keep each address until the letter is answered; else nobody can be answered.
    """
    return Letter.objects.bulk_create(
        Letter(day=day, words=one.words, address=one.address if with_addresses else "") for one in found
    )


def forget_addresses(today: date) -> int:
    """Forget the addresses of letters that came more than :data:`ADDRESS_DAYS` days ago. How many there were."""
    old = Letter.objects.exclude(address="").filter(day__lt=today - timedelta(days=ADDRESS_DAYS))
    return old.update(address="")


def assign(letter: Letter, to: Member | None) -> None:
    """Give it to a member, or back to nobody."""
    letter.assigned_to = to
    if letter.state in OPEN:
        letter.state = State.ASSIGNED if to else State.NEW
    letter.save(update_fields=["assigned_to", "state"])


def link(letter: Letter, story: Story | None) -> None:
    """Say which story it is about, or that it is about none."""
    letter.story = story
    letter.save(update_fields=["story"])


def draft_answer(letter: Letter, answer: str) -> None:
    """Keep what is to be answered; it is sent by a person, with a program of theirs."""
    letter.answer = answer
    letter.save(update_fields=["answer"])


def answered(letter: Letter) -> None:
    """It was answered: the address is forgotten."""
    letter.state, letter.address = State.ANSWERED, ""
    letter.save(update_fields=["state", "address"])


def correct(letter: Letter, day: date, by: Member) -> Comment:
    """Make a remark to the first edition of its story, for whoever corrects it.

    :raises NoStory: the letter is about none; nothing was changed.
    """
    edition = Edition.objects.filter(story=letter.story).first() if letter.story else None
    if edition is None:
        raise NoStory
    with transaction.atomic():
        letter.state = State.CORRECTION
        letter.save(update_fields=["state"])
        return Comment.objects.create(edition=edition, text=letter.words, passage="", by=by, day=day)


def lead(letter: Letter) -> None:
    """Something to look into; whoever it is assigned to does."""
    letter.state = State.LEAD
    letter.save(update_fields=["state"])


def set_aside(letter: Letter) -> None:
    """Not for us: it waits to be deleted, and its address is forgotten."""
    letter.state, letter.address = State.ASIDE, ""
    letter.save(update_fields=["state", "address"])


def take_up(letter: Letter) -> None:
    """Back among those that wait."""
    letter.state = State.ASSIGNED if letter.assigned_to_id else State.NEW
    letter.save(update_fields=["state"])


def delete_aside() -> int:
    """Delete all that was set aside; how many there were."""
    return Letter.objects.filter(state=State.ASIDE).delete()[0]
