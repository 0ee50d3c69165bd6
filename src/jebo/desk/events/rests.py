"""Works out what an event rests on, and keeps the verdicts: who counts, who hangs on whom, what contradicts what.

It looks at the statements of all contact editors, over the wall, and writes down nothing that any of them told:
``docs/explanation/corroboration.md`` says what colleagues learn. It runs whenever something changes that a verdict may
hang on (:mod:`jebo.desk.events.apps`), and others may ask for it: ``recompute(event_ids)``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q

from jebo.desk.events.chains import circles
from jebo.desk.events.corroboration import Independent, Matter, Refusal
from jebo.desk.events.corroboration import independent as independently
from jebo.desk.events.evidence import (
    Clash,
    Gathered,
    clashes,
    confirmations,
    evidence,
    gather,
    sort_of,
    supports_of,
)
from jebo.desk.events.models import Contradiction, Event, Standing, Support, Verdict
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.sources.waiting import waits
from jebo.desk.testimony.facts import Facts
from jebo.desk.testimony.statement import CANNOT_BE_JUDGED, CONFIRMED, Statement, ToldOn, stage_of
from jebo.desk.wall import whole_desk

ELSEWHERE, STANDING, ARTICLE = "elsewhere", "standing", "article"
"""The steps of a circle: a statement under another event or none, one of this event, an article."""


_JUDGED = (
    "voice", "alias", "sort", "access", "reliability", "credibility", "graded", "counts", "tie", "hangs_on", "refusal",
    "mistaken", "facts",
)  # fmt: skip


def recompute(events: Iterable[str]) -> None:
    """Work out the status and the verdicts of the events with these ids; ids that are gone are passed over."""
    with whole_desk(), transaction.atomic():
        judged = [_judged(event) for event in Event.objects.filter(pk__in=set(events)).order_by()]
        board(statement for statements in judged for statement in statements)


def _judged(event: Event) -> list[str]:
    """The verdicts of one event, kept; gives the ids of its statements."""
    supports = supports_of(event)
    standings = _standings(event, supports)
    gathered = gather(event, supports, standings)
    found, answer = clashes(gathered), independently(evidence(gathered))
    _keep_standings(gathered, standings, answer, found)
    _keep_contradictions(event, standings, found)
    _keep_event(event, gathered, answer, found)
    return list(standings)


def _standings(event: Event, supports: Iterable[Support]) -> dict[str, Standing]:
    """The standing of each statement, not kept yet where it is new, without verdicts that no longer fit what is told."""
    known = {one.support_id: one for one in Standing.objects.filter(event=event)}
    found: dict[str, Standing] = {}
    told_anew = []
    for support in supports:
        standing = known.get(support.pk) or Standing(
            support=support, event=event, credibility=CANNOT_BE_JUDGED
        )
        found[support.statement_id] = standing
        before, told = support.known_as, _as_told(support.statement)
        if before != told:
            if support.pk in known:
                _forget(standing, {what for what, value in told.items() if before.get(what) != value})
            support.known_as = told
            told_anew.append(support)
    Support.objects.bulk_update(told_anew, ["known_as"])
    return found


def _as_told(statement: Statement) -> dict[str, Any]:
    """What verdicts of people were about."""
    return {
        "number": [statement.quantity, statement.counted, statement.roles, statement.goods],
        "date": statement.when,
        "place": [statement.place, statement.place_how],
        "origin": [statement.origin, statement.heard_from],
    }


def _forget(standing: Standing, changed: set[str]) -> None:
    """What a person said of a value that has changed since does not hold for the new one."""
    standing.mistaken = [matter for matter in standing.mistaken if matter not in changed]
    Standing.objects.filter(pk=standing.pk).update(mistaken=standing.mistaken)
    if "origin" in changed:
        Verdict.objects.filter(Q(one=standing) | Q(other=standing), independent=True).delete()


def _keep_standings(
    gathered: Gathered, standings: dict[str, Standing], answer: Independent, found: Sequence[Clash]
) -> None:
    left_out = {one.statement: one for one in answer.left_out}
    refusals = confirmations(gathered, found)
    _number_voices(gathered, standings)
    for support in gathered.supports:
        key, standing = support.statement_id, standings[support.statement_id]
        out = left_out.get(key)
        refusal = (
            refusals[key].refusal if key in refusals else Refusal.ALONE
        )  # who found nothing confirms nothing
        standing.counts = key in answer.statements
        standing.tie = out.tie.value if out else ""
        standing.hangs_on = standings[out.because_of] if out else None
        standing.refusal = refusal.value if refusal else ""
        _show(standing, support)
    Standing.objects.bulk_create(
        standings.values(), update_conflicts=True, unique_fields=["support"], update_fields=_JUDGED
    )


def _number_voices(gathered: Gathered, standings: dict[str, Standing]) -> None:
    """Source 1, 2, 3 of this event, in the order in which they came; a number once given stays."""
    given = {
        gathered.people[one.source_id]: standings[one.statement_id].voice
        for one in gathered.supports
        if standings[one.statement_id].voice
    }
    for support in gathered.supports:
        person = gathered.people[support.source_id]
        given.setdefault(person, max(given.values(), default=0) + 1)
        standings[support.statement_id].voice = given[person]


def _show(standing: Standing, support: Support) -> None:
    """What all of the desk may know of the statement."""
    statement, source = support.statement, support.source
    standing.alias = source.alias if support.named else ""
    standing.sort = sort_of(statement)
    standing.access = statement.access
    standing.reliability = source.reliability
    standing.credibility = statement.credibility
    standing.graded = statement.graded is not None
    standing.facts = shown_facts(statement) if support.shown else {}


def shown_facts(facts: Facts) -> dict[str, Any]:
    """The number, the date and the place, as a contact editor shows them to the desk."""
    said = [[what, number.text] for what, number in facts.numbers().items()]
    return {"when": facts.when, "place": facts.place, "place_how": facts.place_how, "numbers": said}


def _keep_contradictions(event: Event, standings: dict[str, Standing], found: Sequence[Clash]) -> None:
    wanted = {
        (standings[c.found.one].pk, standings[c.found.other].pk, c.found.matter.value, c.counted[:30])
        for c in found
    }
    kept = {(c.one_id, c.other_id, c.matter, c.what): c.pk for c in Contradiction.objects.filter(event=event)}
    Contradiction.objects.filter(pk__in=[pk for key, pk in kept.items() if key not in wanted]).delete()
    Contradiction.objects.bulk_create(
        Contradiction(event=event, one_id=one, other_id=other, matter=matter, what=what)
        for one, other, matter, what in sorted(wanted - set(kept))
    )


def _keep_event(event: Event, gathered: Gathered, answer: Independent, found: Sequence[Clash]) -> None:
    if event.status != Event.Status.WITHDRAWN:
        event.status = _status(answer, found)
    event.independent, event.exact, event.resting_on = answer.count, answer.exact, len(gathered.voices)
    here = {one.statement_id: one.pk for one in gathered.supports}
    event.circles = [
        [_step(node, here, gathered) for node in circle] for circle in circles(evidence(gathered))
    ]
    event.save(update_fields=["status", "independent", "exact", "resting_on", "circles"])


def _status(answer: Independent, found: Sequence[Clash]) -> Event.Status:
    if found:
        return Event.Status.DISPUTED
    return Event.Status.CORROBORATED if answer.count > 1 else Event.Status.REPORTED


def _step(node: str, here: dict[str, int], gathered: Gathered) -> list[Any]:
    if node in here:
        return [STANDING, here[node]]
    return [ARTICLE, node] if any(node == article.id for article in gathered.articles) else [ELSEWHERE]


def board(statements: Iterable[str]) -> None:
    """Put statements into their columns: whether an event rests on them, whether something contradicts them.

    A grade of 1 that nothing carries any more is taken back, for a person to judge again; the desk itself gives none.
    """
    with whole_desk():
        supports = Prefetch("supports", Support.objects.select_related("standing"))
        rows = list(Statement.objects.filter(pk__in=set(statements)).prefetch_related(supports).order_by())
        clashing = _clashing([one.pk for row in rows for one in row.supports.all()])
        for row in rows:
            _place(row, list(row.supports.all()), clashing)


def _clashing(supports: Sequence[int]) -> set[int]:
    pairs = Contradiction.objects.filter(Q(one__in=supports) | Q(other__in=supports)).order_by()
    return {pk for pair in pairs.values_list("one_id", "other_id") for pk in pair}


def _place(row: Statement, supports: Sequence[Support], clashing: set[int]) -> None:
    standings = [one.standing for one in supports if hasattr(one, "standing")]
    row.rested_on, row.contested = bool(supports), any(one.pk in clashing for one in supports)
    if row.credibility == CONFIRMED and all(one.refusal for one in standings):
        row.credibility, row.graded = CANNOT_BE_JUDGED, None
        Standing.objects.filter(support__statement=row).update(credibility=CANNOT_BE_JUDGED, graded=False)
    Statement.objects.filter(pk=row.pk).update(
        rested_on=row.rested_on,
        contested=row.contested,
        credibility=row.credibility,
        graded=row.graded,
        stage=stage_of(row),
    )


# Which events hang on what has changed.


def follow(source: Source) -> None:
    """Take over what the desk may know of a source after it changed: the letter, the alias where a story needs it."""
    with whole_desk():
        mine = Standing.objects.filter(support__source=source).order_by()
        mine.exclude(reliability=source.reliability).update(reliability=source.reliability)
        mine.filter(support__named=True).exclude(alias=source.alias).update(alias=source.alias)
    if source.once_known_as_id:
        recompute(of_source(source.pk))


def resting_on(told: Iterable[str]) -> set[str]:
    """The events that rest on these statements, or on what came from these statements or articles."""
    with whole_desk():
        reached, new = set[str](), set(told)
        while new:
            reached |= new
            articles = ToldOn.objects.filter(statement__in=new).values_list("article_id", flat=True)
            heard = Statement.objects.filter(heard_from__in=[*new, *articles]).order_by()
            new = set(heard.values_list("pk", flat=True)) - reached
        return set(Support.objects.filter(statement__in=reached).values_list("event_id", flat=True))


def of_source(source: str) -> set[str]:
    """The events of which a source speaks."""
    with whole_desk():
        return set(Support.objects.filter(source=source).values_list("event_id", flat=True))


def must_wait(event: Event, day: Day) -> bool:
    """Whether something unpublished that rests on the event may not move on today; not because of whom, nor why."""
    with whole_desk():
        sources = list(Support.objects.filter(event=event).values_list("source_id", flat=True))
    return bool(sources) and waits(sources, day)


# What people say of statements: kept for all of the desk, without a reason.


def hold_mistaken(event: Event, standing: int, matter: str, *, wrong: bool) -> bool:
    """Hold a statement to be mistaken in a matter, or no longer so. False if there is nothing to hold."""
    found = Standing.objects.filter(event=event, pk=standing).first()
    if found is None or matter not in set(Matter):
        return False
    found.mistaken = sorted({*found.mistaken} - {matter} | ({matter} if wrong else set()))
    found.save(update_fields=["mistaken"])
    recompute([event.pk])
    return True


def say(
    event: Event, one: int, other: int, mine: Collection[int], *, independent: bool, by: Member, day: Day
) -> bool:
    """Keep a verdict on two statements; False if the member sees neither of them."""
    first, second = sorted((one, other))
    if {one, other}.isdisjoint(mine):
        return False
    Verdict.objects.filter(one=first, other=second).delete()
    Verdict(event=event, one_id=first, other_id=second, independent=independent, by=by, day=day).save()
    recompute([event.pk])
    return True


def take_back(event: Event, verdict: int, mine: Collection[int]) -> bool:
    """Take a verdict back; False if the member sees neither of the statements."""
    found = Verdict.objects.filter(Q(one__in=mine) | Q(other__in=mine), event=event, pk=verdict)
    if not found.exists():
        return False
    found.delete()
    recompute([event.pk])
    return True
