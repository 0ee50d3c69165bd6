"""What a question put to others gave away: the statements that it told of, as facts of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jebo.desk import pack
from jebo.desk.events.models import Support
from jebo.desk.exposure.facts import Keyed, asked_about, numbers_of
from jebo.desk.exposure.history import keyed_for, record
from jebo.desk.exposure.told import Told
from jebo.desk.testimony.models import Outgoing
from jebo.desk.testimony.statement import Statement
from jebo.disclosure.anonymity.scene import Known, Published
from jebo.disclosure.country import Pack, Range
from jebo.disclosure.detail import Kind
from jebo.disclosure.modelling.events import chains
from jebo.disclosure.modelling.knowing import knowers

_STORY = "asked"
"""What stands for the story of questions: they are told to people, and all of them together are one telling."""


def record_outgoing(outgoing: Outgoing) -> None:
    """Keep what an outgoing question gave away of its source; nothing where it gave away nothing."""
    stated = list(Statement.objects.filter(source=outgoing.source_id, pk__in=outgoing.gave_away))
    if not stated:
        return
    keyed = keyed_for(outgoing.source_id, _STORY)
    known = pack.pack()
    told = Told(
        story=_STORY, release=outgoing.pk, day=outgoing.day, asked=True,
        facts=tuple(dict.fromkeys(fact for one in stated for fact in facts_of(keyed, one, known))),
        signs=tuple(sorted(set(_signs(keyed, stated, known)))),
    )  # fmt: skip
    record(outgoing.source_id, told)


def facts_of(keyed: Keyed, stated: Statement, known: Pack) -> Iterator[Published]:
    """That something of its kind happened there, and each number that was said of it.

    Who could know is what the statement says, otherwise what the pack says of such events.
    """
    who = knowers(Kind.EXACT, stated.event_type or None, known, {})
    place = stated.place if stated.place in known.places else known.root
    core = (stated.circle,) if stated.circle in known.circles else who.core if who else ()
    if place not in known.places:
        return  # a pack of all countries, and nobody said where
    people = _sized(stated) or (who.people if who else None)
    if people is None:
        people = known.circles[core[0]].size if core else known.places[place].adults
    tells = Known(core=core, knowers=people, place=place)
    chain = chains(known.events).get(stated.event_type, "story")
    told = [("stated", stated.event_type, stated.when, place), *_numbers(stated, place)]
    for mark in told:
        yield Published(
            id=keyed.id(*mark), tells=tells, story=keyed.id("story", _STORY), linked=True,
            bundle=keyed.id("bundle", chain, stated.when, place),
        )  # fmt: skip


def _sized(stated: Statement) -> Range | None:
    """How many could know it, where somebody wrote that down."""
    low, high = stated.circle_low, stated.circle_high
    return Range(low=low, high=high) if low is not None and high is not None and low <= high else None


def _numbers(stated: Statement, place: str) -> Iterator[tuple[str, ...]]:
    numbers = numbers_of(stated.quantity)
    if numbers:
        yield ("stated", stated.event_type, stated.when, place, *numbers)


def _signs(keyed: Keyed, stated: Iterable[Statement], known: Pack) -> Iterator[str]:
    """Those of the events that rest on the statements, and of any event of the kind in the city."""
    events = Support.objects.filter(statement__in=list(stated)).values_list("event", flat=True)
    yield from (keyed.id("event", event) for event in events)
    for one in stated:
        place = one.place if one.place in known.places else known.root
        while known.places[place].level == "ward" and (wider := known.places[place].inside):
            place = wider
        if one.event_type:
            yield asked_about(keyed, chains(known.events).get(one.event_type, one.event_type), place)
