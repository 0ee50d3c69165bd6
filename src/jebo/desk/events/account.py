"""What a member is shown of an event: who says it, what counts and why, what contradicts what.

It asks for rows as the member may see them. Of the statements of others there is a :class:`Standing`, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jebo.desk.events import rests
from jebo.desk.events.corroboration import Matter, Refusal, Tie
from jebo.desk.events.models import Contradiction, Event, Standing, Support, Verdict
from jebo.desk.testimony.facts import in_words, what_is_counted
from jebo.desk.testimony.models import Testimony
from jebo.desk.testimony.statement import Article, Origin, Statement

TIES = {
    Tie.SAME_STATEMENT: _("the same statement"),
    Tie.SAME_SOURCE: _("the same source as"),
    Tie.CHAIN: _("one has it from the other:"),
    Tie.SHARED_ORIGIN: _("from the same origin as"),
    Tie.SHARED_GROUP: _("tied to"),
    Tie.ORIGIN_UNKNOWN: _("its origin is not known, so it may be the same as"),
}
"""Why a statement does not count; the counted one is named behind it."""
MATTERS = {Matter.NUMBER: _("the number"), Matter.DATE: _("the date"), Matter.PLACE: _("the place")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step back in a chain: who or what it came from."""

    label: str
    statement: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A statement under the event, as the member may know it. ``support`` is there for one's own only."""

    standing: Standing
    label: str
    support: Support | None
    why_not: str
    chain: tuple[Step, ...] = ()

    @property
    def statement(self) -> Statement | None:
        """The statement, if it is one's own."""
        return self.support.statement if self.support else None

    @property
    def refusal(self) -> str:
        """Why it may not be graded 1; empty where it may."""
        return gettext(Refusal(self.standing.refusal).says) if self.standing.refusal else ""

    @property
    def sort(self) -> str:
        """What the testimony was, where it was not simply told."""
        return (
            "" if self.standing.sort == Testimony.Sort.TOLD else str(Testimony.Sort(self.standing.sort).label)
        )

    @property
    def mistaken(self) -> list[str]:
        """The matters in which the desk holds it to be mistaken."""
        return [str(MATTERS[Matter(one)]) for one in self.standing.mistaken]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a contradiction; ``value`` is empty where it is a colleague's and not shown."""

    voice: Voice
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """What statements contradict one another in, all sides beside each other."""

    matter: Matter
    says: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that a member is shown of what an event rests on."""

    counted: tuple[Voice, ...]
    others: tuple[Voice, ...]
    not_found: tuple[Voice, ...]
    clashes: tuple[Clash, ...]
    circles: tuple[tuple[Step, ...], ...]
    verdicts: tuple[tuple[Verdict, str, str], ...]

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Every statement."""
        return (*self.counted, *self.others, *self.not_found)

    @property
    def mine(self) -> tuple[Voice, ...]:
        """Those that the member may see."""
        return tuple(voice for voice in self.voices if voice.support)


def account(event: Event) -> Account:
    """The account of *event* for whoever looks."""
    mine = {
        one.pk: one
        for one in Support.objects.filter(event=event).select_related("statement__testimony", "source")
    }
    standings = list(Standing.objects.filter(event=event))
    labels = {one.pk: _label(one, mine.get(one.pk)) for one in standings}
    chains = _chains(mine, {one.pk: one for one in standings}, labels)
    voices = {
        one.pk: Voice(
            standing=one,
            label=labels[one.pk],
            support=mine.get(one.pk),
            why_not=_why_not(one, labels),
            chain=chains.get(one.pk, ()),
        )
        for one in standings
    }
    told = [one for one in voices.values() if one.standing.sort != Testimony.Sort.NOT_FOUND]
    return Account(
        counted=tuple(one for one in told if one.standing.counts),
        others=tuple(one for one in told if not one.standing.counts),
        not_found=tuple(one for one in voices.values() if one.standing.sort == Testimony.Sort.NOT_FOUND),
        clashes=_clashes(Contradiction.objects.filter(event=event), voices),
        circles=_circles(event, voices),
        verdicts=tuple(
            (one, labels[one.one_id], labels[one.other_id])
            for one in Verdict.objects.filter(event=event).select_related("by")
        ),
    )


def _label(standing: Standing, support: Support | None) -> str:
    """The alias to those who see the source; to others where a story needs it, otherwise a number of this event."""
    alias = support.source.alias if support else standing.alias
    return alias or gettext("a source (%(number)d)") % {"number": standing.voice}


def _why_not(standing: Standing, labels: Mapping[int, str]) -> str:
    if not standing.tie:
        return ""
    return f"{TIES[Tie(standing.tie)]} {labels.get(standing.hangs_on_id or 0, '')}".strip()


# Chains: how a statement of one's own came here.


def _chains(
    mine: Mapping[int, Support], standings: Mapping[int, Standing], labels: Mapping[int, str]
) -> dict[int, tuple[Step, ...]]:
    """For each support of one's own the steps behind its statement.

    A colleague's statement, which cannot be followed, is called by what it is under this event, if it hangs there.
    """
    rows = {one.statement_id: one.statement for one in mine.values()}
    known, articles = _behind(rows)
    names = {one.statement_id: labels[pk] for pk, one in mine.items()}
    for pk, one in mine.items():
        standing = standings.get(pk)
        if standing is not None and standing.tie == Tie.CHAIN and one.statement.heard_from not in known:
            names[one.statement.heard_from] = labels.get(standing.hangs_on_id or 0, "")
    return {pk: tuple(_steps(one.statement, known, articles, names)) for pk, one in mine.items()}


def _behind(rows: Mapping[str, Statement]) -> tuple[dict[str, Statement], dict[str, Article]]:
    """What the statements came from, as far as the member may see it."""
    known, articles, asked = dict(rows), dict[str, Article](), set(rows)
    wanted = {one.heard_from for one in rows.values()} - asked - {""}
    while wanted:
        asked |= wanted
        articles |= {one.pk: one for one in Article.objects.filter(pk__in=wanted)}
        new = {
            one.pk: one for one in Statement.objects.filter(pk__in=wanted).select_related("source").order_by()
        }
        known |= new
        wanted = {one.heard_from for one in new.values()} - asked - {""}
    return known, articles


def _steps(
    row: Statement, known: Mapping[str, Statement], articles: Mapping[str, Article], names: Mapping[str, str]
) -> list[Step]:
    steps: list[Step] = []
    seen = {row.pk}
    while True:
        match row.origin:
            case Origin.OWN:
                return [*steps, Step(label=gettext("own eyes"))]
            case Origin.PERSON:
                return [*steps, Step(label=gettext("somebody whom nobody here knows"), broken=True)]
            case Origin.ARTICLE:
                article = articles.get(row.heard_from)
                return [*steps, Step(label=str(article) if article else gettext("an article"), broken=True)]
            case Origin.STATEMENT if row.heard_from in known and row.heard_from not in seen:
                row = known[row.heard_from]
                seen.add(row.pk)
                steps.append(Step(label=names.get(row.pk) or row.source.alias, statement=row.pk))
            case Origin.STATEMENT:
                again = row.heard_from in seen
                hidden = names.get(row.heard_from) or gettext("a colleague's source, or one that is gone")
                label = gettext("back to where it began") if again else hidden
                return [*steps, Step(label=label, broken=True)]
            case _unknown:
                return [*steps, Step(label=gettext("origin not known"), broken=True)]


# Contradictions and circles.


def _clashes(rows: Iterable[Contradiction], voices: Mapping[int, Voice]) -> tuple[Clash, ...]:
    """By matter, all that contradict one another in it, each once."""
    sides: dict[tuple[Matter, str], dict[int, Voice]] = {}
    for row in rows:
        held = sides.setdefault((Matter(row.matter), row.what), {})
        held |= {pk: voices[pk] for pk in (row.one_id, row.other_id)}
    facts = {pk: _known_facts(voice) for held in sides.values() for pk, voice in held.items()}
    return tuple(
        Clash(
            matter=matter,
            says=_in_what(matter, what),
            sides=tuple(Side(voice=v, value=_value(facts[pk], matter, what)) for pk, v in held.items()),
        )
        for (matter, what), held in sides.items()
    )


def _in_what(matter: Matter, what: str) -> str:
    return (
        f"{MATTERS[matter]}: {what_is_counted(what)}"
        if matter is Matter.NUMBER and what
        else str(MATTERS[matter])
    )


def _known_facts(voice: Voice) -> dict[str, Any]:
    """The number, the date and the place of one's own statement, or of one that a colleague shows."""
    return rests.shown_facts(voice.statement) if voice.statement is not None else voice.standing.facts


def _value(facts: Mapping[str, Any], matter: Matter, what: str) -> str:
    """What is said in that matter; empty where it is not shown."""
    if not facts:
        return ""
    if matter is Matter.NUMBER:
        return in_words(dict(facts["numbers"]).get(what, ""))
    told = Event(when=facts["when"], place=facts["place"], place_how=facts["place_how"])
    return told.when_in_words if matter is Matter.DATE else told.place_in_words


def _circles(event: Event, voices: Mapping[int, Voice]) -> tuple[tuple[Step, ...], ...]:
    """The circles of which the member sees a statement; of others it is only known that the count leaves them out."""
    ids = [step[1] for circle in event.circles for step in circle if step[0] == rests.ARTICLE]
    titles = {one.pk: str(one) for one in Article.objects.filter(pk__in=ids)} if ids else {}
    seen = (c for c in event.circles if any(_is_mine(step, voices) for step in c))
    return tuple(tuple(_circle_step(step, voices, titles) for step in circle) for circle in seen)


def _is_mine(step: Sequence[Any], voices: Mapping[int, Voice]) -> bool:
    return step[0] == rests.STANDING and step[1] in voices and voices[step[1]].support is not None


def _circle_step(step: Sequence[Any], voices: Mapping[int, Voice], titles: Mapping[str, str]) -> Step:
    if step[0] == rests.STANDING and step[1] in voices:
        voice = voices[step[1]]
        return Step(label=voice.label, statement=voice.support.statement_id if voice.support else "")
    if step[0] == rests.ARTICLE:
        return Step(label=titles.get(step[1]) or gettext("an article"))
    return Step(label=gettext("a statement that is not under this event"))
