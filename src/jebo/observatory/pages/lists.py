"""Lists of events: the timeline, and what there is of each place, organisation, kind of goods and kind of event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from jebo.observatory import render, words
from jebo.observatory.draw.columns import columns
from jebo.observatory.event import Event
from jebo.observatory.pages.frame import BELOW, TOP, Pages, Setting, parts
from jebo.observatory.pages.single import card
from jebo.observatory.role import name_at
from jebo.observatory.tables import quarter


def pages(setting: Setting) -> Pages:
    """All of them."""
    yield from _timeline(setting)
    yield from _chains(setting)
    shown, told = setting.shown, setting.told
    for id_, events in shown.by_place.items():
        yield from _list(setting, f"place/{id_}", told.place(id_), setting.say(BELOW["places"]), events)
    for place in shown.provinces:
        if place.id not in shown.by_place:
            yield from _list(
                setting, f"place/{place.id}", told.place(place.id), setting.say(BELOW["places"]), ()
            )
    for id_, events in shown.by_organisation.items():
        yield from _list(
            setting,
            f"organisation/{id_}",
            organisation(setting, id_),
            setting.say(BELOW["organisations"]),
            events,
        )
    for code, events in shown.by_goods.items():
        yield from _list(
            setting, f"goods/{code}", _capital(told.goods(code)), setting.say(BELOW["goods"]), events
        )
    for code, events in shown.by_kind.items():
        yield from _list(setting, f"kind/{code}", told.kind(code), setting.say(BELOW["kinds"]), events)
    yield from _indexes(setting)


def organisation(setting: Setting, id_: str) -> str:
    """The name by which all know an organisation today."""
    return _capital(name_at(setting.shown.world.organisations[id_], None, setting.language))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _list(setting: Setting, name: str, title: str, kicker: str, events: Sequence[Event]) -> Pages:
    pages_ = parts(name, events)
    for this, some in pages_:
        yield setting.path(this), partial(_set_list, setting, this, title, kicker, events, some, pages_)


def _set_list(
    setting: Setting,
    name: str,
    title: str,
    kicker: str,
    events: Sequence[Event],
    some: Sequence[Event],
    pages_: list[Any],
) -> bytes:
    counts = setting.shown.counts(events)
    one_source = sum(not one.several for one in events)
    lead = setting.say("Events in the record: {count}. From one source: {one_source}.").format(
        count=f"{len(events):,}", one_source=f"{one_source:,}"
    )
    return render.page(
        "rows.html", setting.page(name, title, lead), kicker=kicker, lead=lead,
        columns=columns(counts, max(counts, default=1), lead) if any(counts) and len(counts) > 1 else Markup(),
        span=span(setting), groups=_by_quarter(setting, some), parts_=_labels(setting, pages_),
    )  # fmt: skip


def span(setting: Setting) -> str:
    """Under columns: from which quarter to which."""
    quarters = setting.shown.quarters
    if not quarters:
        return ""
    first, last = (words.quarter(*one, setting.language) for one in (quarters[0], quarters[-1]))
    return setting.say("By quarter, {first} to {last}").format(first=first, last=last)


def _labels(setting: Setting, pages_: Sequence[tuple[str, Sequence[Event]]]) -> list[tuple[str, str]]:
    return [(str(at), setting.path(name)) for at, (name, _) in enumerate(pages_, 1)]


def _by_quarter(setting: Setting, events: Sequence[Event]) -> list[tuple[str, Any, Any]]:
    """Events under the quarter that they are of, the latest first; of each group one axis."""
    groups: dict[str, list[Event]] = defaultdict(list)
    for one in events:
        groups[_heading(setting, one)].append(one)
    return [(heading, *setting.rows(some)) for heading, some in groups.items()]


def _heading(setting: Setting, event: Event) -> str:
    at = quarter(event.date)
    if at is None:
        return setting.say("Over more than a year, or of no known year")
    return (
        words.quarter(*at, setting.language)
        if at[1]
        else setting.say("{year}, quarter not known").format(year=setting.year(at[0]))
    )


def _timeline(setting: Setting) -> Pages:
    """A page for each year, several where there is much; the latest is the timeline itself."""
    every: list[tuple[str, str, Sequence[Event]]] = []
    for year, events in setting.shown.by_year.items():
        for at, (_, some) in enumerate(parts("x", events)):
            name = "timeline" if not every else f"timeline/{year}" + (f"-{at + 1}" if at else "")
            every.append((name, setting.year(year) + (f" ({at + 1})" if at else ""), some))
    labels = [(label, setting.path(name)) for name, label, _ in every]
    for name, label, some in every or [("timeline", "", ())]:
        yield setting.path(name), partial(_set_timeline, setting, name, label, some, labels)


def _set_timeline(setting: Setting, name: str, label: str, some: Sequence[Event], labels: list[Any]) -> bytes:
    title = f"{setting.say(TOP['timeline'])} {label}".strip()
    lead = setting.say(
        "Each bar is the time within which it happened. A dashed bar is rough; an open end is not known."
    )
    return render.page(
        "rows.html", setting.page(name, title), kicker="", lead=lead, columns=Markup(), span="",
        groups=_by_quarter(setting, some), parts_=labels,
    )  # fmt: skip


def _chains(setting: Setting) -> Pages:
    chains = setting.shown.chains
    pages_ = [
        (f"chains-{at // 100 + 1}" if at else "chains", chains[at : at + 100])
        for at in range(0, max(len(chains), 1), 100)
    ]
    labels = [(str(at), setting.path(name)) for at, (name, _) in enumerate(pages_, 1)]
    for name, some in pages_:
        yield setting.path(name), partial(_set_chains, setting, name, some, labels)


def _set_chains(setting: Setting, name: str, some: Sequence[Any], labels: list[Any]) -> bytes:
    page = setting.page(name, setting.say(TOP["chains"]))
    return render.page("chains.html", page, chains=[card(setting, one) for one in some], parts_=labels)


def _indexes(setting: Setting) -> Pages:
    groups: dict[str, Callable[[], Any]] = {
        "places": lambda: _places(setting), "organisations": lambda: _organisations(setting),
        "goods": lambda: _goods(setting), "kinds": lambda: _kinds(setting),
    }  # fmt: skip
    for name, some in groups.items():
        yield setting.path(name), partial(_set_index, setting, name, some)


def _set_index(setting: Setting, name: str, groups: Callable[[], Any]) -> bytes:
    return render.page(
        "index_of.html", setting.page(name, setting.say(BELOW[name])), lead="", groups=groups()
    )


def _places(setting: Setting) -> list[Any]:
    """Provinces with what is finer in them."""
    by, places = setting.shown.by_place, setting.shown.world.pack.places
    return [
        (setting.told.place(one.id), [
            (setting.told.place(id_), setting.path(f"place/{id_}"), len(by.get(id_, ())))
            for id_ in [one.id, *(id_ for id_ in by if id_ != one.id and places[id_].inside == one.id)]
        ])
        for one in setting.shown.provinces
    ]  # fmt: skip


def _organisations(setting: Setting) -> list[Any]:
    by = setting.shown.by_organisation
    levels = {
        "central": setting.say("Central"),
        "province": setting.say("Of a province"),
        "city": setting.say("Of a city or county"),
    }
    groups: dict[str, list[Any]] = defaultdict(list)
    for id_ in by:
        level = setting.shown.world.organisations[id_].level
        groups[levels.get(level, setting.say("Other"))].append(
            (organisation(setting, id_), setting.path(f"organisation/{id_}"), len(by[id_]))
        )
    return [(label, sorted(some)) for label, some in groups.items()]


def _goods(setting: Setting) -> list[Any]:
    by, goods = setting.shown.by_goods, setting.shown.world.pack.goods
    found = []
    for wide in (one for one in goods if one.inside is None and one.code in by):
        inside = [one.code for one in goods if one.inside == wide.code and one.code in by]
        some = [
            (_capital(setting.told.goods(code)), setting.path(f"goods/{code}"), len(by[code]))
            for code in [wide.code, *inside]
        ]
        found.append((_capital(setting.told.goods(wide.code)), some))
    return found


def _kinds(setting: Setting) -> list[Any]:
    by, found = setting.shown.by_kind, []
    for family, label in words.FAMILIES.items():
        kinds = [
            one for one in setting.shown.world.pack.events.values() if one.group == family and not one.retired
        ]
        some = [
            (
                setting.told.kind(one.code),
                setting.path(f"kind/{one.code}") if one.code in by else "",
                _many(setting, one, by),
            )
            for one in kinds
        ]
        if some:
            found.append((setting.say(label), some))
    return found


def _many(setting: Setting, kind: Any, by: Any) -> str:
    if kind.code in by:
        return f"{len(by[kind.code]):,}"
    return setting.say("only counted") if kind.withheld else "0"
