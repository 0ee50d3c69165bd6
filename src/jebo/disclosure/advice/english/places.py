"""Places in English."""

from __future__ import annotations

from dataclasses import replace

from jebo.disclosure.advice.english.tidy import article
from jebo.disclosure.advice.english.times import cut
from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import Edit, Phrase

_AT = frozenset(
    "at on inside outside near behind under beside by around within beyond above below opposite".split()
)
_LOOSE = frozenset("at on inside outside near behind beside by in from".split())
_FROM = frozenset(
    "in from to into of across through throughout for toward towards leaving reached reaching left and".split()
)


def with_article(frame: Frame, name: str) -> str:
    """A name of a country with the article that it has."""
    return f"the {name}" if name and frame.among(name, "with_the") else name


def attribution_phrase(frame: Frame) -> Phrase:
    """Where a source is."""
    lead = ""
    first = frame.phrase.split(" ", 1)[0].lower()
    if first in ("in", "inside", "from", "at", "near", "outside"):
        lead = "in " if first != "from" else "from "
    before = frame.word_before.lower()
    start = frame.start
    if not lead and before in _AT:
        start, lead = frame.back(frame.word_before), "in "
    modifies = not lead and before not in _FROM and frame.word_after[:1].islower()
    slots = {
        level: f"{lead}{with_article(frame, frame.names[level])}"
        for level in _wider(frame)
        if frame.names.get(level)
    }
    if modifies:
        slots = {k: v for k, v in slots.items() if k == "province"}
    return Phrase(
        kind=frame.kind, phrase_class="named", start=start, end=frame.end, slots=slots, cuts=_cut(frame, lead)
    )


def _wider(frame: Frame) -> tuple[str, ...]:
    order = ("ward", "city", "province", "country")
    at = order.index(frame.place_level) if frame.place_level in order else 0
    return order[at + 1 :]


def event_place_phrase(frame: Frame) -> Phrase:
    """Where something happened: a spot, or a city."""
    before, after = frame.word_before.lower(), frame.word_after
    owns = frame.after.startswith(("’s", "'s", "’ ", "-"))
    modifies = bool(after) and (
        frame.among(after, "heads") or owns or (after[:1].isupper() and frame.after.startswith(" "))
    )
    if frame.after.startswith("-"):
        return Phrase(kind=frame.kind, phrase_class="other", start=frame.start, end=frame.end)
    names, wider = frame.names, _wider(frame)
    cuts = _cut(frame)
    inside = _inside(frame)
    if frame.among(before, "determiners", "quantifiers"):
        return Phrase(kind=frame.kind, phrase_class="spot", start=frame.start, end=frame.end, slots=inside)
    if modifies:
        slots = {level: names[level] for level in ("province",) if names.get(level) and level in wider}
        return Phrase(
            kind=frame.kind,
            phrase_class="spot" if slots else "other",
            start=frame.start,
            end=frame.end,
            slots=slots,
        )
    slots = {"somewhere": "a place"} if before in _AT or before in _FROM else {}
    if "city" in wider and names.get("city"):
        slots["place_in_city"] = f"a place in {names['city']}"
    if "province" in wider and names.get("province"):
        slots["city_in_province"] = f"{_kind(frame)} in {names['province']}"
    start, lead = frame.start, ""
    if before in _AT:
        start, lead = frame.back(frame.word_before), "in "
    if lead or before in _FROM:
        slots |= {
            level: f"{lead}{with_article(frame, names[level])}"
            for level in ("province", "country")
            if level in wider and names.get(level)
        }
        if lead:
            slots |= {key: f"in {slots[key]}" for key in ("city_in_province",) if key in slots}
            slots |= {key: f"at {slots[key]}" for key in ("place_in_city", "somewhere") if key in slots}
    else:
        slots |= {
            f"place_in_{level}": f"a place in {with_article(frame, names[level])}"
            for level in ("province", "country")
            if level in wider and names.get(level)
        }
    if start == frame.start:
        slots |= inside
    elif inside:
        slots["inside"] = frame.text[start : frame.start] + inside["inside"]
    return Phrase(kind=frame.kind, phrase_class="spot", start=start, end=frame.end, slots=slots, cuts=cuts)


def _inside(frame: Frame) -> dict[str, str]:
    """The spot with the name of its city widened to the province: ``a levee in North Hamgyong Province``."""
    spelt, province = frame.names.get("spelt", ""), frame.names.get("province", "")
    if (
        not spelt
        or not province
        or spelt == frame.phrase
        or spelt not in frame.phrase
        or province in frame.phrase
    ):
        return {}
    return {"inside": frame.phrase.replace(spelt, province, 1)}


def _cut(frame: Frame, lead: str = "") -> tuple[Edit, ...] | None:
    """Leave a place out with its preposition, where what stands before can do without it."""
    if lead and frame.phrase.lower().startswith(("in ", "inside ", "from ", "at ", "near ", "outside ")):
        return None if frame.among(frame.word_before, "needs_place") else cut(frame)
    if frame.word_before.lower() not in _LOOSE:
        return None
    start = frame.back(frame.word_before)
    wide = replace(frame, start=start)
    return None if frame.among(wide.word_before, "needs_place") or not wide.word_before else cut(wide)


def _kind(frame: Frame) -> str:
    """``a city``, ``a county``, as the place's own name says; else ``a place``."""
    last = frame.names.get("city", "").rsplit(" ", 1)[-1].lower()
    if last in ("county", "district", "township", "prefecture"):
        return f"{article(last)} {last}"
    return f"a {frame.names.get('city_kind', 'place')}"
