"""The page of an event and the page of a chain."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from jebo.errors import N_
from jebo.observatory import render, words
from jebo.observatory.chain import Chain, far, gaps, tied, unordered
from jebo.observatory.draw.bar import axis, bar
from jebo.observatory.draw.map import Dot, Shade, country, outline
from jebo.observatory.event import Event, Link, Tie
from jebo.observatory.forms.machines import linked
from jebo.observatory.pages.frame import Pages, Setting
from jebo.observatory.place import PlaceKind

_PRECISION: Final = {
    1: N_("The day is known."),
    2: N_("Known to about a week."),
    3: N_("Known to the month, or less exactly."),
}
_FINE: Final = (PlaceKind.POINT, PlaceKind.DISTRICT, PlaceKind.CITY)


def pages(setting: Setting) -> Pages:
    """Every event, every chain."""
    for event in setting.shown.events:
        yield setting.event(event.id), partial(_event, setting, event)
    for chain in setting.shown.chains:
        yield setting.chain(chain.id), partial(_chain, setting, chain)


def _event(setting: Setting, event: Event) -> bytes:
    told, shown = setting.told, setting.shown
    kind = shown.world.pack.events[event.type]
    page = setting.page(
        f"event/{event.id}", told.kind(event.type), f"{told.where(event)}, {told.when(event)}"
    )
    chain = shown.chain_of.get(event.id)
    along = axis([event.date])
    return render.page(
        "event.html", page, id=event.id, version=event.version, since=event.since,
        family=setting.say(words.FAMILIES[kind.group]), when=told.when(event), where=told.where(event),
        bar=bar(event.date, along) if along else Markup(), precision=setting.say(_PRECISION[event.date.precision]),
        places=[(told.place(id_), setting.path(f"place/{id_}")) for id_ in shown.around(event.place.id)],
        how=told.where(event) if event.place.near or event.place.point else "",
        roles=[(part, who, setting.path(f"organisation/{id_}") if id_ else "", many) for part, who, id_, many in told.parts(event)],
        goods=[(told.goods(one.code), setting.path(f"goods/{one.code}"), told.number(one.quantity)) for one in event.goods],
        many=told.many(event), held=told.held(event), stories=setting.stories(event.stories),
        map=_where(setting, event), same=_same(setting, event), steps=_steps(setting, chain, event) if chain else [],
        chain=setting.chain(chain.id) if chain else "", linked=_linked(setting, event),
    )  # fmt: skip


def _linked(setting: Setting, event: Event) -> Markup:
    told = {"@context": "https://schema.org/", **linked(event, setting.shown.world, setting.house.url)}
    return Markup(json.dumps(told, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 - no tag can begin in it


def _where(setting: Setting, event: Event) -> Markup:
    """The province on a small map, and the town where one may be known."""
    world, lines = setting.shown.world, outline(setting.shown.record.pack)
    if lines is None:
        return Markup()
    here = world.province(event.place.id)
    shades = {
        one.id: Shade(shade=0, to=setting_to(setting, one.id), says=setting.told.place(one.id))
        for one in setting.shown.provinces
    }
    there = world.pack.places[event.place.id]
    dots = [
        Dot(
            place=there,
            events=1,
            near=event.place.near,
            to=setting_to(setting, there.id),
            says=setting.told.place(there.id),
        )
    ]
    drawn = country(lines, shades, dots if event.place.kind in _FINE else (), setting.told.where(event))
    marked = str(drawn).replace('class="q0"', 'class="away"')
    if here:
        shape = lines.shapes.get(here.id, "")
        marked = marked.replace(f'class="away" d="{shape}"', f'class="here" d="{shape}"')
    return Markup(marked)  # noqa: S704 - drawn by us


def setting_to(setting: Setting, place: str) -> str:
    """How a page one folder down links to the page of a place."""
    return f"../../{setting.path(f'place/{place}')}"


def _steps(setting: Setting, chain: Chain, here: Event) -> list[tuple[str, str, bool, bool]]:
    """Each step with its page, whether it is this one, and whether it is tied to the one before."""
    known = tied(chain)
    return [
        (setting.told.kind(one.type), setting.event(one.id), one is here, one.id in known)
        for one in chain.events
    ]


def title(setting: Setting, chain: Chain) -> str:
    """From what to what a chain leads."""
    first, last = setting.told.kind(chain.events[0].type), setting.told.kind(far(chain).type)
    return f"{first} → {last}"


def wide(setting: Setting, chain: Chain) -> str:
    """Where a chain ran: its provinces, each once."""
    world = setting.shown.world
    found = [world.province(one.place.id) for one in chain.events]
    ids = dict.fromkeys(one.id if one else world.pack.root for one in found)
    return ", ".join(setting.told.place(id_) for id_ in ids)


def card(setting: Setting, chain: Chain) -> Mapping[str, Any]:
    """A chain as a card of a list."""
    return {
        "to": setting.chain(chain.id), "title": title(setting, chain), "where": wide(setting, chain),
        "when": setting.span(chain.events), "steps": [(name, led) for name, _, _, led in _steps(setting, chain, chain.events[0])],
    }  # fmt: skip


def _chain(setting: Setting, chain: Chain) -> bytes:
    along = axis([one.date for one in chain.events])
    lead = setting.say("{where}, {when}. Steps in the record: {count}.").format(
        where=wide(setting, chain), when=setting.span(chain.events), count=len(chain.events)
    )
    page = setting.page(f"chain/{chain.id}", title(setting, chain), lead)
    return render.page(
        "chain.html", page, lead=lead, ticks=setting.ticks(along), steps=list(_told_steps(setting, chain))
    )  # fmt: skip


def _told_steps(setting: Setting, chain: Chain) -> Iterator[Mapping[str, Any]]:
    told, along = setting.told, axis([one.date for one in chain.events])
    missing, loose = gaps(chain, setting.shown.world.pack.events), unordered(chain)
    into: dict[str, list[Link]] = defaultdict(list)
    for link in chain.links:
        into[link.other].append(link)
    for number, event in enumerate(chain.events):
        gap = ", ".join(told.kind(code).lower() for code in missing.get(event.id, ()))
        yield {
            **setting.row(event, along),
            "loose": setting.say("Whether this came before or after step {number} is not known.").format(number=number)
            if event.id in loose
            else "",
            "ties": [_tie(setting, link) for link in into[event.id]],
            "lines": list(_lines(setting, event)),
            "held": told.held(event),
            "stories": [one for one in setting.stories(event.stories) if one[1] == setting.language],
            "gap": setting.say("Not in the record, though usual here: {kinds}").format(kinds=gap) if gap else "",
        }  # fmt: skip


_SAYS: Final = {
    Tie.CAUSES: N_("Brought about by: {first}"),
    Tie.PRECEDES: N_("After: {first}"),
    Tie.PART_OF: N_("Within it: {first}"),
    Tie.SAME_AS: N_("The same as: {first}"),
}


def _tie(setting: Setting, link: Link) -> str:
    first = setting.told.kind(setting.shown.by_id[link.one].type)
    return setting.say(_SAYS[link.tie]).format(first=first.lower())


def _same(setting: Setting, event: Event) -> list[tuple[str, str]]:
    """Events that are held to be the same, and where each stands."""
    ties = [link for link in setting.shown.ties_of.get(event.id, ()) if link.tie is Tie.SAME_AS]
    others = [link.other if link.one == event.id else link.one for link in ties]
    return [(f"{setting.told.kind(event.type)} {id_}", setting.event(id_)) for id_ in others]


def _lines(setting: Setting, event: Event) -> Iterable[str]:
    for part, who, _id, many in setting.told.parts(event):
        yield f"{part}: {who}{f', {many}' if many else ''}"
    if event.goods:
        yield f"{setting.say('Goods')}: {', '.join(setting.told.goods(one.code) for one in event.goods)}"
    if many := setting.told.many(event):
        yield f"{setting.say('How many')}: {many}"
