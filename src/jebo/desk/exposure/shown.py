"""What the pages of the exposure history say of a source, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from jebo.desk import pack
from jebo.desk.exposure import course, history, lists
from jebo.desk.exposure.chart import Chart, chart
from jebo.desk.exposure.told import Told
from jebo.desk.refused import Refused
from jebo.desk.stories.models import Story
from jebo.disclosure.anonymity import Limits, Triple
from jebo.disclosure.country import Pack
from jebo.errors import N_
from jebo.packs import available, load
from jebo.told import in_words


class SeveralCountries(Refused):
    """No country pack has all places of which a source told."""

    says = N_(
        "what was published of this source is of several countries, and no country pack has all its places; add one"
    )


class Standing(StrEnum):
    """How things stand with a source's exposure."""

    NOTHING = "nothing"
    ROOM = "room"
    NEXT_CROSSES = "next crosses"
    CROSSED = "crossed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One release in words. ``story`` is its id on the desk, empty where it is there no more; ``label`` its working title."""

    number: int
    day: date
    asked: bool
    story: str
    label: str
    facts: int
    before: str
    after: str
    suspected: str
    below: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page of one source."""

    standing: Standing
    rows: tuple[Row, ...]
    chart: Chart | None
    now: str
    ever: str
    next: str
    limit: str
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """A release on which a list bears: what it left, and what it leaves to somebody who has the list."""

    story: str
    label: str
    day: date
    asked: bool
    before: str
    now: str
    below: bool


def page(source: str, limits: Limits) -> Page:
    """What the page of a source shows.

    :param source: its id; whoever calls has seen that the member may see it.
    """
    told = tuple(history.ever(source))
    if not told:
        return Page(
            standing=Standing.NOTHING, rows=(), chart=None, now="", ever="", next="", limit=in_words.people(limits.middle), left_out=0
        )  # fmt: skip
    return _page(source, told, limits)


def _page(source: str, told: tuple[Told, ...], limits: Limits) -> Page:
    points, after_next, everything = _computed(told, limits)
    first = len(told) - len(points) + 1
    names = _names(source)
    rows = [_row(point, first + at, names, limits) for at, point in enumerate(points)]
    standing = Standing.ROOM
    if not limits.met(points[-1].after):
        standing = Standing.CROSSED
    elif after_next is not None and not after_next[1]:
        standing = Standing.NEXT_CROSSES
    return Page(
        standing=standing, rows=tuple(reversed(rows)), chart=chart(points, limits.middle, first),
        now=in_words.people_range(points[-1].after.possible_speakers), ever=in_words.people_range(everything),
        next=in_words.people_range(after_next[0]) if after_next else "", limit=in_words.people(limits.middle),
        left_out=first - 1,
    )  # fmt: skip


def _row(point: course.Point, number: int, names: dict[str, tuple[str, str]], limits: Limits) -> Row:
    story, label = names.get(point.told.story, ("", ""))
    first = point.after.suspected_first
    return Row(
        number=number, day=point.told.day, asked=point.told.asked, story=story, label=label, facts=len(point.told.facts),
        before=_range(point.before), after=in_words.people_range(point.after.possible_speakers),
        suspected=in_words.chance_range(first) if first else "", below=not limits.met(point.after),
    )  # fmt: skip


def _range(found: Triple | None) -> str:
    return in_words.people_range(found) if found else ""


def _computed(
    told: tuple[Told, ...], limits: Limits
) -> tuple[tuple[course.Point, ...], tuple[Triple, bool] | None, Triple]:
    known = pack_of(told)
    return course.course(known, told), course.next_like(known, told, limits), course.ever(known, told)


def pack_of(told: Sequence[Told]) -> Pack:
    """The country pack that has all places that were told of a source: the desk's own, where it has them.

    :raises SeveralCountries: stories of one source are of several countries, and no pack has them all.
    """
    named = {place for one in told for fact in one.facts if (place := getattr(fact.tells, "place", None))}
    known = map(load, dict.fromkeys((pack.pack_id(), *available())))
    found = next((one for one in known if all(place in one.places for place in named)), None)
    if found is None:
        raise SeveralCountries
    return found


def _names(source: str) -> dict[str, tuple[str, str]]:
    """The id and the working title of each story by its opaque id."""
    labels = dict(Story.objects.order_by().values_list("pk", "label"))
    return {hidden: (story, labels[story]) for hidden, story in history.stories(source, labels).items()}


def kinds_of_lists(source: str) -> list[tuple[str, str]]:
    """The lists that would bear on what was published: name and words."""
    return [(name, list_in_words(name)) for name in lists.choices(history.ever(source))]


def list_in_words(name: str) -> str:
    """What a list is called on the page."""
    if name == lists.PHONES:
        return _("phones that were heard")
    known = pack.circle(name)
    return pack.named(known.names) if known else name


def endangered(source: str, name: str, limits: Limits) -> list[Danger]:
    """The releases on which a list bears, the most endangered first."""
    names, told = _names(source), history.ever(source)
    found = lists.with_list(pack_of(told), told, name)
    return [_danger(one, names, limits) for one in found]


def _danger(one: lists.Endangered, names: dict[str, tuple[str, str]], limits: Limits) -> Danger:
    story, label = names.get(one.told.story, ("", ""))
    return Danger(
        story=story, label=label, day=one.told.day, asked=one.told.asked,
        before=in_words.people_range(one.before.possible_speakers), now=in_words.people_range(one.now.possible_speakers),
        below=not limits.met(one.now),
    )  # fmt: skip
