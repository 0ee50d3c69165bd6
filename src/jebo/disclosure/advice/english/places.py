"""Places in English."""

from __future__ import annotations

from jebo.disclosure.advice.english.tidy import article
from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import Phrase

_AT = frozenset("at on inside outside near behind under beside by around within beyond above below opposite".split())
_FROM = frozenset("in from to into of across through throughout for toward towards leaving reached reaching left and".split())


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
    slots = {level: f"{lead}{with_article(frame, frame.names[level])}" for level in _wider(frame) if frame.names.get(level)}
    if modifies:
        slots = {k: v for k, v in slots.items() if k == "province"}
    named = "named" if slots else "unnamed"
    return Phrase(kind=frame.kind, phrase_class=named, start=start, end=frame.end, slots=slots)


def _wider(frame: Frame) -> tuple[str, ...]:
    order = ("ward", "city", "province", "country")
    at = order.index(frame.place_level) if frame.place_level in order else 0
    return order[at + 1 :]


def event_place_phrase(frame: Frame) -> Phrase:
    """Where something happened: a spot, or a city."""
    before, after = frame.word_before.lower(), frame.word_after
    owns = frame.after.startswith(("’s", "'s", "’ ", "-"))
    modifies = bool(after) and (frame.among(after, "heads") or owns)
    if frame.after.startswith("-"):
        return Phrase(kind=frame.kind, phrase_class="other", start=frame.start, end=frame.end)
    names, wider = frame.names, _wider(frame)
    if modifies:
        slots = {level: names[level] for level in ("province",) if names.get(level) and level in wider}
        return Phrase(kind=frame.kind, phrase_class="spot" if slots else "other", start=frame.start, end=frame.end, slots=slots)
    slots = {}
    if "city" in wider and names.get("city"):
        slots["place_in_city"] = f"a place in {names['city']}"
    if "province" in wider and names.get("province"):
        slots["city_in_province"] = f"{_kind(frame)} in {names['province']}"
    start, lead = frame.start, ""
    if before in _AT:
        start, lead = frame.back(frame.word_before), "in "
    if lead or before in _FROM:
        slots |= {level: f"{lead}{with_article(frame, names[level])}" for level in ("province", "country") if level in wider and names.get(level)}
        if lead:
            slots |= {key: f"in {slots[key]}" for key in ("city_in_province",) if key in slots}
            slots |= {key: f"at {slots[key]}" for key in ("place_in_city",) if key in slots}
    else:
        slots |= {f"place_in_{level}": f"a place in {with_article(frame, names[level])}" for level in ("province", "country") if level in wider and names.get(level)}
    return Phrase(kind=frame.kind, phrase_class="spot", start=start, end=frame.end, slots=slots)


def _kind(frame: Frame) -> str:
    """``a city``, ``a county``, as the place's own name says; else ``a place``."""
    last = frame.names.get("city", "").rsplit(" ", 1)[-1].lower()
    if last in ("county", "district", "township", "prefecture"):
        return f"{article(last)} {last}"
    return f"a {frame.names.get('city_kind', 'place')}"
