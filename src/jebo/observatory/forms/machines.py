"""GeoJSON (RFC 7946), FollowTheMoney and JSON-LD: what other programs read. One line for each event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from jebo.observatory.dates_in_words import date_in_words
from jebo.observatory.event import Event
from jebo.observatory.record import Record
from jebo.observatory.role import Body
from jebo.observatory.tables import Row, World, schema

_OF_EVENTS: Final = tuple(column.name for column in schema()["events"].columns)
_PLAIN: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
"""What ISO 8601 and schema.org call a date."""
_PLACED: Final = frozenset({"latitude", "longitude"})


def feature(row: Row) -> Mapping[str, Any]:
    """An event as GeoJSON: its point is the middle of the place that is named, which ``geo_precision`` tells."""
    told = dict(zip(_OF_EVENTS, row, strict=True))
    at = [told["longitude"], told["latitude"]] if told["longitude"] is not None else None
    properties = {name: value for name, value in told.items() if name not in _PLACED and value is not None}
    return {
        "type": "Feature",
        "id": told["id"],
        "geometry": {"type": "Point", "coordinates": at} if at else None,
        "properties": properties | {"several": bool(told["several"])},
    }


def organisations(world: World) -> Iterator[Mapping[str, Any]]:
    """Organisations as entities of FollowTheMoney."""
    for one in world.pack.organisations:
        names = [one.names[code] for code in ("en", "ko") if one.names.get(code)]
        yield {
            "id": f"org-{one.id}",
            "schema": "PublicBody",
            "properties": {"name": names, "country": _country(world)},
        }


def entity(event: Event, world: World, address: str) -> Mapping[str, Any]:
    """An event as an entity of FollowTheMoney. Its dates are the bounds; EDTF stands beside, for FollowTheMoney drops ``~``."""
    kind, there, when = world.pack.events[event.type], world.pack.places[event.place.id], event.date
    stories = [address + story.address for story in event.stories] if address else []
    properties = {
        "name": [*kind.names.values()],
        "recordId": [event.id],
        "startDate": [when.earliest.isoformat()] if when.earliest else [],
        "endDate": [when.latest.isoformat()] if when.latest else [],
        "location": [*there.names.values()],
        "country": _country(world),
        "sourceUrl": stories,
        "involved": sorted(
            {f"org-{one.who.organisation}" for one in event.roles if isinstance(one.who, Body)}
        ),
    }
    return {
        "id": f"event-{event.id}",
        "schema": "Event",
        "properties": {name: values for name, values in properties.items() if values},
        "edtf": when.text,
    }


def _country(world: World) -> list[str]:
    iso = world.pack.places[world.pack.root].iso if world.pack.root else None
    return [iso.lower()] if iso else []


def linked(event: Event, world: World, url: str) -> Mapping[str, Any]:
    """An event in the words of schema.org. A time that is no day, month or year is told in the description alone, with EDTF."""
    kind, there, when = world.pack.events[event.type], world.pack.places[event.place.id], event.date
    told: dict[str, Any] = {
        "@type": "Event",
        "identifier": event.id,
        "name": kind.names["en"],
        "alternateName": kind.names.get("ko"),
        "startDate": when.text if _PLAIN.fullmatch(when.text) else None,
        "description": f"{date_in_words(when, 'en')} (EDTF {when.text})",
        "location": {"@type": "Place", "name": there.names["en"], "alternateName": there.names.get("ko")},
        "subjectOf": [
            {"@type": "NewsArticle", "headline": one.title, "url": url + one.address} for one in event.stories
        ]
        if url
        else None,
    }
    return {name: value for name, value in told.items() if value}


def dataset(record: Record, files: Iterable[str]) -> Mapping[str, Any]:
    """The record itself, for those who look for data: schema.org ``Dataset``."""
    told: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": f"{record.names['en']}: record of events",
        "alternateName": f"{record.names['ko']}: 사건 기록",
        "description": "Events that the newsroom reported, by province and quarter or as finely as its stories told of them.",
        "version": str(record.number),
        "datePublished": record.day.isoformat(),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "creator": {"@type": "NewsMediaOrganization", "name": record.names["en"]},
        "distribution": [
            {"@type": "DataDownload", "name": name, "contentUrl": name} for name in sorted(files)
        ],
    }
    return told
