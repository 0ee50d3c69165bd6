"""Gives a statement its number under an event; 1, confirmed, has a condition."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from typing import ClassVar

from jebo.desk.events import rests
from jebo.desk.events.corroboration import Refusal
from jebo.desk.events.models import Standing, Support
from jebo.desk.refused import Refused
from jebo.desk.testimony.statement import CONFIRMED, grade
from jebo.errors import N_


class NotConfirmed(Refused):
    """Nothing independent says the same. ``why`` is one of the seven reasons."""

    says: ClassVar[str] = N_("this statement cannot be graded 1, confirmed:")

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.why = refusal.says


def give(support: Support, credibility: int | None, day: Day) -> None:
    """Grade the statement; None takes the grade off.

    :raises NotConfirmed: 1 was asked for, and the event does not carry it.
    """
    if credibility == CONFIRMED:
        rests.recompute([support.event_id])
        if refusal := Standing.objects.get(pk=support.pk).refusal:
            raise NotConfirmed(Refusal(refusal))
    grade(support.statement, credibility, day)
    support.statement.save()
