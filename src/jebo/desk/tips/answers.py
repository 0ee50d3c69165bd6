"""What is said back to a source through the door: sealed at once for the source's own key, and brought there with the next visit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from django.db import transaction

from jebo.desk.refused import Refused
from jebo.desk.sources.models import Source
from jebo.desk.tips.models import Answer, SourceThread
from jebo.desk.wall import whole_desk
from jebo.errors import N_
from jebo.sealing import Part, Recipient, seal
from jebo.sealing.tip import ABOUT, CONTENT, About, Kind, about_bytes

LONGEST: Final = 8_000
"""Letters of an answer. Chosen by us: some four pages, which is a lot to read on an old telephone."""
State = Answer.State


class NoWayBack(Refused):
    """The source has no thread at the door."""

    says = N_("this source did not write through the door, so nothing can be answered there")


def write(source: Source, words: str, day: date) -> list[Answer]:
    """Answer a source, under each phrase by which the door knows them.

    :raises NoWayBack: the door knows none.
    """
    threads = list(SourceThread.objects.filter(source=source))
    if not threads:
        raise NoWayBack
    with transaction.atomic():
        return [_written(one, words, day) for one in threads]


def _written(thread: SourceThread, words: str, day: date) -> Answer:
    about = About(kind=Kind.REPLY, day=day, number=thread.answers.count())
    parts = [Part(name=ABOUT, content=about_bytes(about)), Part(name=CONTENT, content=words.encode())]
    sealed = seal(parts, [Recipient(text=thread.key)])
    made = Answer(source=thread.source, thread=thread, day=day, words=words, sealed=sealed)
    made.save(force_insert=True)
    return made


def waiting() -> list[Answer]:
    """What is to be brought to the door, the oldest first."""
    with whole_desk():
        return list(Answer.objects.filter(state=State.WAITING).order_by("day", "id"))


def brought(some: Sequence[Answer], lost: Collection[int]) -> None:
    """These are at the door; those at the places in *lost* nobody asks for any more."""
    with whole_desk(), transaction.atomic():
        for at, answer in enumerate(some):
            state = State.LOST if at in lost else State.AT_THE_DOOR
            Answer.objects.filter(pk=answer.pk).update(
                state=state, sealed=b""
            )  # one that was deleted meanwhile stays so
