"""Places in Korean."""

from __future__ import annotations

import re

from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import Phrase

_ORDER = ("ward", "city", "province", "country")
_BEFORE = re.compile(r"(?:[가-힣]{1,7}(?:도|성|주|시|군|자치구))\s$")


def _wider(frame: Frame) -> tuple[str, ...]:
    at = _ORDER.index(frame.place_level) if frame.place_level in _ORDER else 0
    return _ORDER[at + 1 :]


def attribution_phrase(frame: Frame) -> Phrase:
    """Where a source is."""
    slots: dict[str, str] = {}
    wider = _wider(frame)
    if "province" in wider and frame.names.get("province"):
        slots["province"] = frame.names["province"]
    if "country" in wider and frame.names.get("country"):
        follows = re.match(r"\s?(?:소식통|주민|취재|내부|사정|출신)", frame.after)
        slots["country"] = f"{frame.names['country']} 내부" if follows and "내부" not in follows[0] else frame.names["country"]
    start = frame.start
    if slots and (before := _BEFORE.search(frame.before)):
        start = frame.first + before.start()
    return Phrase(kind=frame.kind, phrase_class="named" if slots else "unnamed", start=start, end=frame.end, slots=slots)


def event_place_phrase(frame: Frame) -> Phrase:
    """Where something happened: a spot, or a city."""
    names, wider, slots = frame.names, _wider(frame), {}
    start = frame.start
    before = _BEFORE.search(frame.before)
    if before and before[0].strip() in (names.get("province"), names.get("city"), names.get("country")):
        start = frame.first + before.start()
    if "city" in wider and names.get("city"):
        slots["place_in_city"] = f"{names['city']}의 한 곳"
    if "province" in wider and names.get("province"):
        slots["city_in_province"] = f"{names['province']}의 한 {_kind(names.get('city', ''))}"
        slots["province"] = names["province"]
    if "country" in wider and names.get("country"):
        slots["country"] = names["country"]
    return Phrase(kind=frame.kind, phrase_class="spot", start=start, end=frame.end, slots=slots)


def _kind(city: str) -> str:
    """도시, 군, 구역, as the place's own name says; else 지역."""
    for ending, kind in (("구역", "구역"), ("시", "도시"), ("군", "군"), ("구", "구")):
        if city.endswith(ending):
            return kind
    return "지역"
