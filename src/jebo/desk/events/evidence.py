"""From the desk's rows to what :mod:`jebo.desk.events.corroboration` reasons about, and nothing more than it needs.

What is gathered here looks over the wall, so it stays in the process: :mod:`jebo.desk.events.rests` keeps verdicts only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from jebo.desk import pack
from jebo.desk.events.chains import Article, Evidence, Pair, Statement
from jebo.desk.events.corroboration import (
    Confirmation,
    Contradiction,
    Matter,
    Refusal,
    Ties,
    contradictions,
    may_be_confirmed,
)
from jebo.desk.events.models import Event, Standing, Support, Verdict
from jebo.desk.sources.models import Source
from jebo.desk.testimony import statement as rows
from jebo.desk.testimony.models import Testimony
from jebo.desk.testimony.statement import Origin, ToldOn
from jebo.observatory import date
from jebo.observatory.quantity import Quantity

NOT_FOUND = Testimony.Sort.NOT_FOUND.value
"""Somebody looked and found nothing: shown with the event, and no voice for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The rows of one event.

    ``beyond`` are statements that lie behind the others, ``people`` names each source by the first alias that the same
    person had, ``groups`` are those of each source, ``mistaken`` the matters in which a statement is held to be wrong,
    ``numbers`` the numbers of the statements under the event, by what they count.
    """

    supports: tuple[Support, ...]
    beyond: tuple[rows.Statement, ...]
    articles: tuple[Article, ...]
    people: Mapping[str, str]
    groups: Mapping[str, frozenset[str]]
    mistaken: Mapping[str, frozenset[str]]
    numbers: Mapping[str, Mapping[str, Quantity]]
    verdicts: tuple[tuple[str, str, bool], ...]

    @property
    def voices(self) -> tuple[Support, ...]:
        """The supports that speak for the event."""
        return tuple(one for one in self.supports if sort_of(one.statement) != NOT_FOUND)


def sort_of(statement: rows.Statement) -> str:
    """What the testimony was: told, looked for and not found, state media."""
    return statement.testimony.sort if statement.testimony else Testimony.Sort.TOLD.value


def supports_of(event: Event) -> tuple[Support, ...]:
    """What the event rests on, with statements, sources and testimony, but without the words, which are long."""
    known = (
        Support.objects.filter(event=event).select_related("statement__testimony", "source").order_by("pk")
    )
    return tuple(known.defer("statement__testimony__words", "statement__testimony__translation"))


def gather(event: Event, supports: tuple[Support, ...], standings: Mapping[str, Standing]) -> Gathered:
    """All that bears on the event. The caller looks through the eyes of the whole desk.

    :param standings: that of each statement, by its id.
    """
    here = {one.statement_id: one.statement for one in supports}
    beyond, articles = _behind(here)
    people = _people({one.source_id for one in (*here.values(), *beyond)})
    return Gathered(
        supports=supports,
        beyond=beyond,
        articles=articles,
        people=people,
        groups=_groups(people),
        numbers={key: row.numbers() for key, row in here.items()},
        mistaken={key: frozenset(one.mistaken) for key, one in standings.items()},
        verdicts=tuple(
            Verdict.objects.filter(event=event).values_list(
                "one__support__statement_id", "other__support__statement_id", "independent"
            )
        ),
    )


def _behind(here: Mapping[str, rows.Statement]) -> tuple[tuple[rows.Statement, ...], tuple[Article, ...]]:
    """The statements and articles that those of the event came from, step by step."""
    known, articles = dict(here), dict[str, Article]()
    asked, wanted = set(known), {one.heard_from for one in known.values() if one.heard_from} - set(known)
    while wanted:
        asked |= wanted
        found = rows.Statement.objects.filter(pk__in=wanted).select_related("testimony").order_by()
        new = {one.pk: one for one in found}
        read = _articles(wanted)
        known |= new
        articles |= read
        heard = {one.heard_from for one in new.values() if one.heard_from}
        wanted = heard.union(*(one.rests_on or () for one in read.values())) - asked
    return tuple(one for key, one in known.items() if key not in here), tuple(articles.values())


def _articles(ids: Iterable[str]) -> dict[str, Article]:
    found = dict(rows.Article.objects.filter(pk__in=ids).order_by().values_list("pk", "published"))
    rests: dict[str, set[str]] = {}
    for article, statement in ToldOn.objects.filter(article__in=found).values_list(
        "article_id", "statement_id"
    ):
        rests.setdefault(article, set()).add(statement)
    return {
        key: Article(id=key, published=day, rests_on=frozenset(rests[key]) if key in rests else None)
        for key, day in found.items()
    }


def _people(sources: set[str]) -> dict[str, str]:
    """For each source the first alias of the same person: a new alias is no new voice."""
    before: dict[str, str | None] = {}
    wanted = set(sources)
    while wanted:
        before |= dict(Source.objects.filter(pk__in=wanted).order_by().values_list("pk", "once_known_as_id"))
        wanted = {one for one in before.values() if one} - set(before)
    return {source: _first_alias(source, before) for source in before}


def _first_alias(source: str, before: Mapping[str, str | None]) -> str:
    seen = {source}
    while (earlier := before.get(source)) and earlier not in seen:
        seen.add(source := earlier)
    return source


def _groups(people: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The groups of each person: a tie is between people, so it holds for all that they say, here and elsewhere."""
    found: dict[str, set[str]] = {}
    told = rows.Statement.objects.filter(source__in=people).exclude(group="").order_by()
    for source, group in told.values_list("source_id", "group"):
        found.setdefault(people[source], set()).add(group)
    return {person: frozenset(groups) for person, groups in found.items()}


def evidence(gathered: Gathered, counted: str | None = None) -> Evidence:
    """What there is on the event; of the numbers, those of what is *counted*, and with it neither date nor place."""
    tied = _tied(gathered)
    told = tuple(_statement(gathered, one.statement, counted, tied) for one in gathered.voices)
    plain = Evidence(
        statements=told,
        articles=gathered.articles,
        beyond=tuple(_statement(gathered, one, counted, tied) for one in gathered.beyond),
    )
    return replace(plain, vouched=_vouched(gathered, plain))


def _statement(
    gathered: Gathered, row: rows.Statement, counted: str | None, tied: Mapping[str, frozenset[str]]
) -> Statement:
    person, wrong = (
        gathered.people.get(row.source_id, row.source_id),
        gathered.mistaken.get(row.pk, frozenset()),
    )
    return Statement(
        id=row.pk,
        source=person,
        own=row.origin == Origin.OWN,
        heard_from=frozenset({row.heard_from} - {""}),
        heard_from_unknown=row.origin == Origin.PERSON,
        groups=gathered.groups.get(person, frozenset()) | tied.get(row.pk, frozenset()),
        told=date.read(row.told.isoformat()) if row.told else None,
        number=_number(gathered, row.pk, counted)
        if counted is not None and Matter.NUMBER not in wrong
        else None,
        date=row.date if counted is None and Matter.DATE not in wrong else None,
        place=row.event_place if counted is None and Matter.PLACE not in wrong else None,
    )


def _number(gathered: Gathered, statement: str, counted: str) -> Quantity | None:
    return gathered.numbers.get(statement, {}).get(counted)


def _tied(gathered: Gathered) -> dict[str, frozenset[str]]:
    """A group for each pair of which somebody says that the two are not independent."""
    found: dict[str, frozenset[str]] = {}
    for number, (one, other, independent) in enumerate(gathered.verdicts):
        if not independent:
            for key in (one, other):
                found[key] = found.get(key, frozenset()) | {f"said {number}"}
    return found


def _vouched(gathered: Gathered, plain: Evidence) -> frozenset[Pair]:
    """For two statements said to be independent: each unknown origin of the one against all that is behind the other."""
    ties, here = Ties(plain), {one.id for one in plain.statements}
    pairs: set[Pair] = set()
    for one, other, independent in gathered.verdicts:
        if independent and {one, other} <= here:
            for a, b in ((one, other), (other, one)):
                pairs |= {frozenset((u, node)) for u in ties.unknown(a) for node in ties.behind(b)}
    return frozenset(pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A contradiction, and what the number counts where it is one."""

    found: Contradiction
    counted: str = ""


def clashes(gathered: Gathered) -> tuple[Clash, ...]:
    """Every contradiction: numbers are compared with numbers of the same thing."""
    found = [Clash(found=one) for one in contradictions(evidence(gathered), pack.places())]
    for counted in _counted(gathered):
        numbers = contradictions(evidence(gathered, counted), pack.places())
        found += [Clash(found=one, counted=counted) for one in numbers]
    return tuple(found)


def _counted(gathered: Gathered) -> list[str]:
    return sorted({what for one in gathered.voices for what in gathered.numbers[one.statement_id]})


def confirmations(gathered: Gathered, clashes: Iterable[Clash]) -> dict[str, Confirmation]:
    """For each statement whether it may be graded 1: by one that is independent of it and agrees in everything."""
    whole = evidence(gathered)
    against = {frozenset((one.found.one, one.found.other)) for one in clashes}
    found = {}
    for one in whole.statements:
        answer = may_be_confirmed(one.id, whole, pack.places())
        by = tuple(other for other in answer.by if frozenset((one.id, other)) not in against)
        refusal = answer.refusal if by or not answer.by else Refusal.CONTRADICTED
        found[one.id] = Confirmation(by=by, refusal=refusal)
    return found
