"""What the desk told others while it checked what a source said. It is exposure as much as what is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Final

from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Outgoing, Testimony

OFFERED: Final = 60  # chosen by us: what is checked was told lately


def facts_of(source: Source, ids: Collection[str] | None = None) -> dict[str, str]:
    """What may have been given away, by id: the source's statements, in either language, and testimony without any.

    :param ids: only these; without it the newest :data:`OFFERED` of each.
    """
    stated = source.statements.only("id", "source", "korean", "english", "day")
    whole = source.testimonies.filter(statements__isnull=True).only("id", "source", "day", "sort")
    if ids is not None:
        stated, whole = stated.filter(pk__in=ids), whole.filter(pk__in=ids)
    most = OFFERED if ids is None else None
    return {row.pk: row.korean or row.english for row in stated[:most]} | {
        row.pk: _in_short(row) for row in whole[:most]
    }


def _in_short(fact: Testimony) -> str:
    return f"{fact.day.isoformat()} · {fact.get_sort_display()}"


def tell(source: Source, day: date, to_whom: str, told: str, gave_away: Collection[str] = ()) -> Outgoing:
    """Write down what was told to whom: a kind of person, never a name.

    :param gave_away: ids of :func:`facts_of`; others are left out.
    """
    known = facts_of(source, gave_away)
    outgoing = Outgoing(
        source=source,
        day=day,
        to_whom=to_whom,
        told=told,
        gave_away=sorted(fact for fact in gave_away if fact in known),
    )
    outgoing.save(force_insert=True)
    return outgoing


def times_told(source: Source) -> dict[str, int]:
    """How often each fact of a source was given away while checking: the exposure history reads it."""
    given = source.outgoing.values_list("gave_away", flat=True)
    return dict(Counter(fact for facts in given for fact in facts))
