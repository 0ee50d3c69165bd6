"""The first page, the map, the small multiples, coverage, and what the record cannot say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from jebo.disclosure.country import Place
from jebo.errors import N_
from jebo.observatory import render
from jebo.observatory.draw.columns import columns
from jebo.observatory.draw.map import Dot, Shade, breaks, country, outline, shade
from jebo.observatory.event import Event
from jebo.observatory.may import DELAY
from jebo.observatory.pages.frame import BELOW, TOP, Pages, Setting
from jebo.observatory.pages.lists import span
from jebo.observatory.pages.single import card
from jebo.observatory.tables import Coverage
from jebo.press import words as press_words

_LATEST: Final = 12
_CARDS: Final = 4
_FINE: Final = frozenset({"city", "ward"})
LIMITS: Final = (
    (
        N_("Who told"),
        N_(
            "Nothing here says who told the newsroom, when, or how. Times are those of events, by quarter unless a story told of "
            "them more exactly, or many people could have told as much."
        ),
    ),
    (
        N_("What is left out"),
        N_(
            "Some kinds of events are only counted, by year and for the whole country, because a list of them would show where people "
            "cross, trade or talk: at least so many as stories told of. An event enters only some months after its quarter is over."
        ),
    ),
    (
        N_("What a number means"),
        N_(
            "A count is a lower bound: at least so many there were. It is no rate of crime or of punishment, and no ranking "
            "of places: it also tells where somebody dared to speak."
        ),
    ),
    (
        N_("What an order means"),
        N_(
            "That one event is said to come before another is the newsroom's finding. Where the order would tell a day more "
            "exactly than the record may, it is left out, and the two stand side by side."
        ),
    ),
    (
        N_("What is missing"),
        N_(
            "An empty field on the page on coverage is silence, not peace. Much that happens is seen by too few to be told."
        ),
    ),
    (
        N_("What changes"),
        N_(
            "Each release has a number. Events are corrected, and then their version rises; they are withdrawn without a "
            "reason, and then their id is all that is left."
        ),
    ),
)


def pages(setting: Setting) -> Pages:
    """All of them."""
    yield setting.path("index"), partial(_index, setting)
    yield setting.path("map"), partial(_map, setting)
    yield setting.path("years"), partial(_years, setting)
    yield setting.path("coverage"), partial(_coverage, setting)
    yield setting.path("limits"), partial(_limits, setting)


def _index(setting: Setting) -> bytes:
    shown, record = setting.shown, setting.shown.record
    provinces = {one.id for one in shown.provinces} & shown.by_place.keys()
    one_source = sum(not one.several for one in shown.events)
    figures = [
        (f"{len(shown.events):,}", setting.say("events")),
        (f"{len(provinces)}/{len(shown.provinces)}", setting.say("provinces")),
        (f"{len(shown.chains):,}", setting.say("chains")),
        (
            f"{round(100 * one_source / len(shown.events))}%" if shown.events else "–",
            setting.say("from one source"),
        ),
    ]
    lead = setting.say(
        "What {name} knows to have happened, as data: by province and quarter, and more exactly where its stories told so or many people "
        "could have. Release {number}, {day}."
    ).format(
        name=setting.house.called(setting.language),
        number=record.number,
        day=press_words.day(record.day, setting.language),
    )
    rows, ticks = setting.rows(shown.events[:_LATEST])
    drawn, shades = _drawn(setting)
    return render.page(
        "index.html", setting.page("index", setting.say("A record of events"), lead), lead=lead, figures=figures,
        chains=[card(setting, one) for one in shown.chains[:_CARDS]], map=drawn, shades=shades, rows=rows, ticks=ticks,
        to={name: setting.path(name) for name in ("chains", "map", "timeline")},
    )  # fmt: skip


def _drawn(setting: Setting, *, named: bool = False) -> tuple[Markup, list[tuple[int, str]]]:
    """The country, shaded, and what its shades mean."""
    shown, lines = setting.shown, outline(setting.shown.record.pack)
    if lines is None:
        return Markup(), []
    rates = {one.id: shown.rate(one, shown.by_place.get(one.id, ())) for one in shown.provinces}
    ends = breaks(list(rates.values()))
    shades = {
        id_: Shade(
            shade=shade(rate, ends), to=f"../{setting.path(f'place/{id_}')}", says=_says(setting, id_, rate)
        )
        for id_, rate in rates.items()
    }
    drawn = country(lines, shades, _dots(setting), setting.say(TOP["map"]), _labels(setting) if named else ())
    starts = (0, *ends)
    return drawn, [(at, _range(setting, starts[at - 1], end)) for at, end in enumerate(ends, 1)]


def _labels(setting: Setting) -> list[tuple[Place, str]]:
    """Provinces by their names without what all of them share."""
    every = [(one, setting.told.place(one.id)) for one in setting.shown.provinces]
    return [(one, re.sub(r" Province$|(?<=[가-힣]{2})(?:특별시|직할시)$", "", name)) for one, name in every]


def _range(setting: Setting, low: float, high: float) -> str:
    return setting.say("over {low} to {high}").format(low=f"{low:g}", high=f"{high:g}")


def _says(setting: Setting, id_: str, rate: float) -> str:
    if not rate:
        return setting.say("{place}: nothing in the record").format(place=setting.told.place(id_))
    return setting.say("{place}: {count} events, {rate} for a million adults").format(
        place=setting.told.place(id_), count=len(setting.shown.by_place.get(id_, ())), rate=_one_digit(rate)
    )


def _one_digit(rate: float) -> str:
    if not rate:
        return "–"
    return f"{rate:,.1f}" if rate < 10 else f"{rate:,.0f}"


def _dots(setting: Setting) -> list[Dot]:
    """Towns of which something is in the record."""
    places, found = setting.shown.world.pack.places, []
    for id_, events in setting.shown.by_place.items():
        if places[id_].level in _FINE:
            near = all(one.place.near for one in events)
            says = setting.say("{place}: {count} events").format(
                place=setting.told.place(id_), count=len(events)
            )
            found.append(
                Dot(
                    place=places[id_],
                    events=len(events),
                    near=near,
                    to=f"../{setting.path(f'place/{id_}')}",
                    says=says,
                )
            )
    return found


def _map(setting: Setting) -> bytes:
    shown = setting.shown
    drawn, shades = _drawn(setting, named=True)
    lines = outline(shown.record.pack)
    rows = []
    for one in sorted(shown.provinces, key=lambda one: -shown.rate(one, shown.by_place.get(one.id, ()))):
        events = shown.by_place.get(one.id, ())
        alone = sum(not event.several for event in events)
        share = f"{round(100 * alone / len(events))}%" if events else "–"
        rows.append(
            (
                setting.told.place(one.id),
                setting.path(f"place/{one.id}"),
                f"{len(events):,}",
                _one_digit(shown.rate(one, events)),
                share,
            )
        )
    source = (
        setting.say(
            "Outlines: Natural Earth (public domain), simplified. Those of Nampo and Kaesong are ours and rough."
        )
        if lines
        else ""
    )
    return render.page(
        "map.html", setting.page("map", setting.say(TOP["map"])), map=drawn, shades=shades, rows=rows, dots=bool(_dots(setting)), source=source,
    )  # fmt: skip


def _years(setting: Setting) -> bytes:
    """The same columns for each family of kinds, and for each province."""
    shown, found = setting.shown, []
    by_kind = [(setting.told.kind(code), f"kind/{code}", events) for code, events in shown.by_kind.items()]
    by_kind.sort(key=lambda one: -len(one[2]))
    by_province = [
        (setting.told.place(one.id), f"place/{one.id}", shown.by_place.get(one.id, ()))
        for one in shown.provinces
    ]
    for heading, some in ((setting.say("By province"), by_province), (setting.say("By kind"), by_kind)):
        there = [one for one in some if one[2]]
        if there:
            nothing = ", ".join(name for name, _, events in some if not events)
            found.append((heading, _multiples(setting, there), _scale(setting, there), nothing))
    quarters = [setting.short(one) for one in shown.quarters]
    lead = setting.say(
        "One column for each quarter; within each group all have the same height for the same number."
    )
    return render.page(
        "years.html", setting.page("years", setting.say(TOP["years"])), groups=found, lead=lead,
        first=quarters[0] if quarters else "", last=quarters[-1] if quarters else "",
    )  # fmt: skip


def _scale(setting: Setting, some: Sequence[tuple[str, str, Sequence[Event]]]) -> str:
    most = max(max(setting.shown.counts(events), default=0) for _, _, events in some)
    return setting.say("The highest column of this group: {most}").format(most=most)


def _multiples(setting: Setting, some: Sequence[tuple[str, str, Sequence[Event]]]) -> list[Any]:
    counts = [setting.shown.counts(events) for _, _, events in some]
    most = max((max(one, default=0) for one in counts), default=1)
    return [
        (
            name,
            setting.path(to),
            columns(count, most, f"{name}: {len(events):,}. {span(setting)}"),
            f"{len(events):,}",
        )
        for (name, to, events), count in zip(some, counts, strict=True)
    ]


def _coverage(setting: Setting) -> bytes:
    shown, counts = setting.shown, Coverage(setting.shown.world)
    counts.add(shown.events)
    known = {(str(row[0]), row[1], row[2]): (row[3], row[4]) for row in counts.rows()}
    years = sorted({int(year or 0) for _, year, _ in known}, reverse=True)
    most = max((int(count or 0) for count, _ in known.values()), default=1)
    tables = [(setting.year(year), *_year(setting, year, known, most)) for year in years]
    totals = [
        (
            one.year,
            setting.told.kind(one.type),
            setting.say("fewer than 5") if one.low == 1 else f"{one.low}–{one.high}",
        )
        for one in shown.record.totals
    ]
    return render.page(
        "coverage.html", setting.page("coverage", setting.say(TOP["coverage"])), tables=tables, totals=totals
    )


def _year(setting: Setting, year: int, known: Mapping[Any, Any], most: int) -> tuple[list[str], list[Any]]:
    """The heads of a year's table, and its rows: of each cell how many, how many of one source, the shade, and whether it is due."""
    quarters = (1, 2, 3, 4, None)
    head = [f"{one}분기" if setting.language == "ko" else f"Q{one}" for one in (1, 2, 3, 4)]
    rows = []
    for id_ in [*(one.id for one in setting.shown.provinces), setting.shown.world.pack.root]:
        cells = [
            (*known.get((id_, year, number), (0, 0)), _due(setting, year, number)) for number in quarters
        ]
        shaded = [
            (count, one, min(5, -(-5 * count // most)) if count else 0, due) for count, one, due in cells
        ]
        rows.append((setting.told.place(id_), shaded))
    return [*head, setting.say("not known")], rows


def _due(setting: Setting, year: int, number: int | None) -> bool:
    """Whether events of a quarter could stand in the record by now."""
    month = 3 * (number or 4)
    over = date(year + month // 12, month % 12 + 1, 1)
    return over + DELAY <= setting.shown.record.day


def _limits(setting: Setting) -> bytes:
    blocks = [(setting.say(title), setting.say(text)) for title, text in LIMITS]
    return render.page("limits.html", setting.page("limits", setting.say(BELOW["limits"])), blocks=blocks)
