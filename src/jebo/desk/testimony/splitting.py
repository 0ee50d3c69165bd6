"""Takes a testimony apart into proposed statements, sentence by sentence. A person keeps, changes or drops each."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from jebo.desk.testimony.models import Testimony
from jebo.desk.testimony.statement import Statement
from jebo.desk.testimony.suggest import Proposal, completed, proposals


def split_up(testimony: Testimony) -> int:
    """Propose a statement for each sentence worth one that no statement covers yet.

    :returns: how many were proposed.
    """
    covered = list(Statement.objects.filter(testimony=testimony).values_list("start", "end"))
    found = proposals(testimony.words, testimony.language, testimony.day)
    fresh = [
        one for one in found if one.tells and not any(_overlap(one, start, end) for start, end in covered)
    ]
    with transaction.atomic():
        for one in fresh:
            _proposed(testimony, one).save()
    return len(fresh)


def _overlap(one: Proposal, start: int | None, end: int | None) -> bool:
    return start is not None and end is not None and start < one.end and one.start < end


def _proposed(testimony: Testimony, found: Proposal) -> Statement:
    fields: dict[str, Any] = completed(found)
    return Statement(
        source=testimony.source,
        testimony=testimony,
        day=testimony.day,
        start=found.start,
        end=found.end,
        **{"korean" if testimony.language == "ko" else "english": found.text},
        **fields,
        proposed=True,
        suggested=sorted(name for name, value in fields.items() if value),
    )
