"""Whether work that rests on sources must wait, and what it must keep to: for colleagues who may not see the sources.

It looks over the wall and answers for all sources of a piece of work together, so that no colleague learns which of them it
is or why: a source who is lost, one at risk and a day that was agreed on look alike. ``docs/howto/protect-a-source.md`` says
what to do meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from jebo.desk.sources.models import STOPS, NeverPrint, Source
from jebo.desk.sources.terms import Agreed, not_before, read
from jebo.desk.wall import whole_desk


def waits(sources: Iterable[str], day: date) -> bool:
    """Whether something unpublished that rests on the sources with these ids may not move on today."""
    first = not_before(agreed(sources := list(sources)))
    return stopped(sources) or (first is not None and day < first)


def stopped(sources: Iterable[str]) -> bool:
    """Whether contact with one of these people, under whatever alias, is lost, or one is at risk."""
    with whole_desk():
        return Source.objects.filter(pk__in=same_person(sources), status__in=STOPS).exists()


def agreed(sources: Iterable[str]) -> tuple[Agreed, ...]:
    """All that was agreed with these people, whose ever it is."""
    with whole_desk():
        kept = Source.objects.filter(pk__in=same_person(sources)).order_by("pk")
        return tuple(one for rows in kept.values_list("terms", flat=True) for one in read(rows))


def never_printed(sources: Iterable[str]) -> tuple[str, ...]:
    """The terms that may not appear beside what these people told. Why stays with their contact editors."""
    with whole_desk():
        found = NeverPrint.objects.filter(source__in=same_person(sources))
        return tuple(sorted(set(found.values_list("term", flat=True))))


def same_person(sources: Iterable[str]) -> frozenset[str]:
    """The ids given and those of the same people under their other aliases, earlier and later."""
    found, new = frozenset[str](), frozenset(sources)
    with whole_desk():
        while new:
            found |= new
            rows = Source.objects.filter(Q(pk__in=new) | Q(once_known_as__in=new)).order_by()
            near = rows.values_list("pk", "once_known_as")
            new = frozenset(key for pair in near for key in pair if key) - found
    return found
