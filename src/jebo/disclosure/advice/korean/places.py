"""Places in Korean."""

from __future__ import annotations

import re

from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import Edit, Phrase

_ORDER = ("ward", "city", "province", "country")


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
        slots["country"] = (
            f"{frame.names['country']} 내부"
            if follows and "내부" not in follows[0]
            else frame.names["country"]
        )
    start = frame.start - len(frame.names.get("lead", "")) if slots else frame.start
    return Phrase(
        kind=frame.kind, phrase_class="named", start=start, end=frame.end, slots=slots, cuts=_cut(frame)
    )


def _cut(frame: Frame) -> tuple[Edit, ...] | None:
    """Leave the place of a source out: before its noun, or with the clause that says that it lives there."""
    after = re.match(
        r"(?:에서?|에)\s(?:사는|거주하는|있는|머무는|머물고 있는|체류 중인)\s|의\s(?=한\s|다른\s|또 다른\s)|\s(?=소식통|취재|주민|상인|간부)",
        frame.after,
    )
    if after is None:
        return None
    return (Edit(frame.start - len(frame.names.get("lead", "")), frame.end + after.end(), ""),)


def event_place_phrase(frame: Frame) -> Phrase:
    """Where something happened: a spot, or a city."""
    names, wider, slots = frame.names, _wider(frame), {"somewhere": "한 곳"}
    start = frame.start
    if lead := names.get("lead"):
        start = frame.start - len(lead)
    end = frame.end
    if beside := re.match(
        r"\s(?:앞|옆|뒤|근처|인근|부근|주변|안|밖|쪽|일대)(?![가-힣]{2,}\s?씨)(?=[에의으로과와이은을도까부]|[^가-힣]|$)",
        frame.after,
    ):
        end += beside.end()
    if "city" in wider and names.get("city"):
        slots["place_in_city"] = f"{names['city']}의 한 곳"
    if "province" in wider and names.get("province"):
        slots["city_in_province"] = f"{names['province']}의 한 {_kind(names.get('city_kind', ''))}"
        slots["province"] = names["province"]
    if "country" in wider and names.get("country"):
        slots["country"] = names["country"]
    if (
        (spelt := names.get("spelt"))
        and names.get("province")
        and spelt != frame.phrase
        and frame.phrase.startswith(spelt)
    ):
        rest = frame.phrase.removeprefix(spelt)
        if re.match(r"\s|의\s", rest):
            slots["inside"] = f"{names['province']}{rest}"
    if re.match(r"\s(?:대부분|절반|전체|곳곳|일부|중|가운데)", frame.after):
        slots = {key: value for key, value in slots.items() if key == "inside"}
    cuts: tuple[Edit, ...] | None = None
    if adverb := re.match(r"(?:에서는|에서도|에서|에는)(?:\s+|(?=,))", frame.text[end : frame.last]):
        cuts = (Edit(start, end + adverb.end(), ""),)
    return Phrase(kind=frame.kind, phrase_class="spot", start=start, end=end, slots=slots, cuts=cuts)


def _kind(city: str) -> str:
    """도시, 군, 구역, as the place's own name says; else 지역."""
    for ending, kind in (("구역", "구역"), ("시", "도시"), ("군", "군"), ("구", "구")):
        if city.endswith(ending):
            return kind
    return "지역"
