"""Figures in words. They are rounded to the careful side: people down, chances up."""

from __future__ import annotations

import math

from jebo.disclosure.anonymity import Bridge, Figures, Limits, Triple, Verdict
from jebo.disclosure.anonymity.limits import WayOut
from jebo.disclosure.detail import Severity
from jebo.disclosure.judgement import Judged, Rewrite
from jebo.errors import N_
from jebo.told.answer import Answer
from jebo.told.messages import _

VERDICTS = {
    "within": N_("within your limits"),
    "reword": N_("reword"),
    "not_like_this": N_("not in this wording"),
}
SEVERITIES = {Severity.BLOCK: N_("block"), Severity.WARN: N_("warn"), Severity.NOTE: N_("note")}
WAYS_OUT = {
    WayOut.WAIT: N_("Wait: the more people hear of it by themselves, the more could have said it."),
    WayOut.SECOND_SOURCE: N_(
        "Find a second source from another circle, and write only what both could have said."
    ),
    WayOut.LEAVE_OUT: N_("Leave out what only few know, even if the story gets shorter."),
}
SIDES = {
    "authorities": N_("the authorities"),
    "families": N_("the families"),
    "trade": N_("the traders"),
    "crowd": N_("the crowd"),
    "channel": N_("the go-betweens"),
    "any": N_("others"),
}
_LEAST_CHANCE = 0.01
LANGUAGE_NAMES = {"en": N_("English"), "ko": N_("Korean")}


def verdict(answer: Answer) -> tuple[str, Verdict | None]:
    """The verdict in words, and itself where it is one on a source."""
    if not answer.voices:
        return _("no anonymous source found"), None
    if answer.verdict is None:
        return _("details only, not judged"), None
    return _(VERDICTS[answer.verdict]), answer.verdict


def about(answer: Answer) -> str:
    """In which language a text is written, and by which pack it was judged."""
    language = _(LANGUAGE_NAMES[answer.language])
    return _("{language}, country pack {pack}").format(language=language, pack=answer.pack)


def whose(answer: Answer, judged: Judged) -> str:
    """Which source a detail belongs to; empty where there is but one."""
    if len(answer.voices) < 2:
        return ""
    if len(judged.detail.sources) == len(answer.voices):
        return _("(every source)")
    numbers = ", ".join(str(source + 1) for source in judged.detail.sources)
    return _("(source {numbers})").format(numbers=numbers)


def title(rewrite: Rewrite, number: int) -> str:
    """What a rewrite is called, the *number*-th of its source."""
    return _("Rewrite {number} for source {source}").format(number=number, source=rewrite.source + 1)


def people(number: float) -> str:
    """A number of people, down to two digits: ``fewer than 1``, ``11``, ``410``, ``1,900``."""
    if number < 1:
        return _("fewer than 1")
    whole = math.floor(round(number, 6))
    unit = 10 ** max(0, len(str(whole)) - 2)
    return _("{people}").format(people=f"{whole // unit * unit:,}")


def chance(share: float) -> str:
    """A chance in per cent, up to the next: ``under 1 %``, ``15 %``."""
    if share < _LEAST_CHANCE:
        return _("under 1\u00a0%")
    return _("{number}\u00a0%").format(number=min(100, math.ceil(round(share * 100, 6))))


def people_range(triple: Triple) -> str:
    """``about 120 (11 to 410)``; ``fewer than 1`` where that is all there is to say."""
    return _range(
        *(people(value) for value in (triple.low, triple.middle, triple.high)), round=triple.middle >= 1
    )


def chance_range(triple: Triple) -> str:
    """``about 2 % (1 % to 14 %)``."""
    ends = (chance(value) for value in (triple.low, triple.middle, triple.high))
    return _range(*ends, round=triple.middle >= _LEAST_CHANCE)


def _range(low: str, middle: str, high: str, *, round: bool) -> str:
    if low == middle == high:
        return middle
    told = _("{middle} ({low} to {high})")
    return told.format(middle=_about(middle) if round else middle, low=low, high=high)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _about(figure: str) -> str:
    return _("about {figure}").format(figure=figure)


def meaning(figures: Figures) -> list[str]:
    """What both figures mean, in one sentence each."""
    speakers = figures.possible_speakers
    if figures.treat_as_unique:
        return [
            _("Treat this source as unique: at the low end nobody else could have said all this."),
            _("How likely the source is to be suspected first cannot be told then."),
        ]
    all_this = _(
        "{middle} other people could truthfully have said all this;"
        " in the worst case {low}, in the best {high}."
    )
    low, middle, high = (people(end) for end in (speakers.low, speakers.middle, speakers.high))
    said = [_capital(all_this.format(middle=_about(middle), low=low, high=high))]
    if (first := figures.suspected_first) is not None:
        lists = _(
            "For somebody with lists, the chance that the source is among the first {k} suspects"
            " is {middle}, at worst {high}."
        )
        middle = chance(first.middle) if first.middle < _LEAST_CHANCE else _about(chance(first.middle))
        said.append(lists.format(k=figures.k, middle=middle, high=chance(first.high)))
    if figures.ever_published is not None:
        said.append(
            _("Together with all that was ever published from this source: {range}.").format(
                range=people_range(figures.ever_published)
            )
        )
    return said


def limits_in_words(limits: Limits) -> str:
    """The limits that were followed."""
    return _(
        "Limits: at least {middle} other people in the middle and {low} at the low end;"
        " a chance of at most {suspected} to be among the first {k} suspected."
    ).format(
        middle=_limit(limits.middle),
        low=_limit(limits.low),
        suspected=chance(limits.suspected),
        k=limits.k,
    )


def _limit(number: float) -> str:
    """A limit is told as it was set, not rounded."""
    return _("{people}").format(people=f"{number:,.0f}" if number == int(number) else f"{number:,}")


def loss(rewrite: Rewrite) -> str:
    """What a rewrite costs, and how surely it is the cheapest."""
    cost = _("costs {share} of what the story tells").format(share=chance(rewrite.loss))
    if rewrite.gap is None:
        return cost
    if rewrite.gap <= 0:
        return _("{cost}; none costs less").format(cost=cost)
    return _("{cost}; another may cost up to {share} less").format(cost=cost, share=chance(rewrite.gap))


def specificity(value: float) -> str:
    """How specific an attribution is, from 0 to 1, as five squares and a number."""
    full = round(max(0.0, min(1.0, value)) * 5)
    return "■" * full + "□" * (5 - full) + f" {value:.1f}"


def axis() -> str:
    """What the ends of that scale mean."""
    return _("0: the outlet's own voice, 1: a job at a workplace")


def both(speakers: Triple, suspected: Triple | None, k: int) -> list[tuple[str, str]]:
    """The two figures, each with its name; the second is left out where it cannot be told."""
    rows = [(_("people who could have said this"), people_range(speakers))]
    if suspected is not None:
        rows.append((_("among the first {k} suspected").format(k=k), chance_range(suspected)))
    return rows


def reworded(before: Triple, after: Triple) -> str:
    """``from fewer than 1 to 20``: possible speakers in the middle, before and after one change.

    Empty where both read the same: no single change gets anywhere then.
    """
    here, there = people(before.middle), people(after.middle)
    if here == there:
        return ""
    return _("people who could have said this: from {before} to {after}").format(before=here, after=there)


def size(low: float, high: float) -> str:
    """``15 to 30 people``: the size of a circle."""
    if low == high:
        return _("{count} people").format(count=f"{low:,.0f}")
    return _("{low} to {high} people").format(low=f"{low:,.0f}", high=f"{high:,.0f}")


def bridge(warning: Bridge) -> str:
    """That few people stand on both sides of which a text tells."""
    one, other = (_(SIDES.get(side, side)) for side in warning.sides)
    return _("Told from two sides, {one} and {other}: few people know both.").format(one=one, other=other)
