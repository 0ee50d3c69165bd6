"""Machine drafts in a translation: what is sent, where they are put, and that only one is asked for at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import Final

from django.conf import settings
from django.db import transaction

from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.desk.stories.models import Edition
from jebo.desk.translation import translating
from jebo.desk.translation.beside import Row
from jebo.desk.translation.drafter import Drafter
from jebo.desk.translation.glossary import pack_with_ours, valid_terms
from jebo.desk.translation.translating import Beside, Sent
from jebo.errors import N_

AT_ONCE: Final = 10
"""Sentences of one request. Chosen by us: what a small machine drafts within the limit, and a person goes over at once."""
_ONE: Final = Lock()  # a request takes one of the few that the desk answers at the same time


class AnotherDraft(Refused):
    """Somebody else's is being made."""

    says = N_("the machine is drafting for a colleague just now; try again in a minute")


class NothingToDraft(Refused):
    """No machine, or no sentence that waits."""

    says = N_("no sentence waits for a draft")


def drafter() -> Drafter | None:
    """The machine that this desk may ask; none is how a desk comes."""
    found: Drafter | None = settings.DRAFTER
    return found


def waits(one: Beside) -> bool:
    """Whether a row has words to translate and no translation, and nobody has left it out."""
    return bool(one.before) and not one.row.words and not one.left_out


def draft(edition: Edition, original: Edition, day: date, by: Member) -> int:
    """Have the next sentences that wait drafted, and save the drafts, marked as a machine's. How many.

    Nothing is locked while the machine works; what colleagues wrote meanwhile stays, and gets no draft.

    :raises NothingToDraft, AnotherDraft: nothing was asked.
    :raises jebo.desk.refused.Refused: as the machine's adapter; nothing was saved.
    """
    asked = tuple(one.before for one in _shown(edition, original) if waits(one))[:AT_ONCE]
    machine = drafter()
    if machine is None or not asked:
        raise NothingToDraft
    pack, year = pack_with_ours(edition.story.pack), edition.story.changed.year
    terms = valid_terms(" ".join(asked), original.language, pack, year)
    with _alone():
        if machine.outside:
            trail.write(day, by.pk, "draft.outside")
        made = machine.drafts(asked, original.language, edition.language, terms)
    return _put(edition.pk, original.pk, dict(zip(asked, made, strict=True)), day, by)


def _shown(edition: Edition, original: Edition) -> tuple[Beside, ...]:
    return translating.shown(edition, original, translating.rows_of(edition, original))


@contextmanager
def _alone() -> Iterator[None]:
    if not _ONE.acquire(blocking=False):
        raise AnotherDraft
    try:
        yield
    finally:
        _ONE.release()


def _put(edition_id: str, original_id: str, made: dict[str, str], day: date, by: Member) -> int:
    """Into the rows that still wait with the same words of the original."""
    with transaction.atomic():
        edition = Edition.objects.select_for_update().select_related("story").get(pk=edition_id)
        original = Edition.objects.get(pk=original_id)
        rows: list[Row] = []
        drafted = set[int]()
        for n, one in enumerate(_shown(edition, original)):
            words = made.get(one.before, "") if waits(one) else ""
            rows.append(replace(one.row, words=words) if words else one.row)
            drafted |= {n} if words else set()
        sent = Sent(rows=tuple(rows), version=edition.version)
        translating.keep(edition, original, sent, day, by, machine=frozenset(drafted))
    return len(drafted)
