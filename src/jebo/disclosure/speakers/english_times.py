"""Days: when a source was in touch, and when things happened."""

from __future__ import annotations

from collections.abc import Iterator

from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_scene import Detail, Scene
from jebo.disclosure.words import DIGIT

_LEAD = frozenset(
    "on since until till by from before after in during at through between around about late early".split()
)
_PART = frozenset("morning afternoon evening night noon dawn dusk midday midnight".split())
_ORDINAL = frozenset("st nd rd th".split())
_BETWEEN = frozenset(
    "that to us me by with in on a an the from over at via through , ( ) reporters journalists it and".split()
)
_REACHED = frozenset(
    "reached contacted interviewed spoke spoken touch sent dated call phone message recorded telephoned "
    "rang wrote".split()
)


def times(scene: Scene) -> Iterator[Detail]:
    """Days of contact and days of events."""
    for first, last, vague in _days(scene):
        if _is_contact(scene, first, last):
            yield "contact.time", "R01", first, last
        elif not vague and not scene.is_on_record(first):
            yield "event.time", "R04", first, last


def _days(scene: Scene) -> Iterator[tuple[int, int, bool]]:
    """First and last word of each expression for a day, and whether it is too wide for an event."""
    text, done = scene.text, -1
    for i in sorted({*text.where("weekday", "month", "relative_day"), *_ordinals(scene)}):
        if i < done or (text.has(i, "month") and not text.capital[i]):
            continue
        if text.has(i, "month"):
            found = _of_month(scene, i)
        elif text.has(i, "relative_day"):
            end = i + 1
            while end < text.n and text.mask[end] == text.mask[i] and not text.newline[end]:
                end += 1
            found = i, end, text.forms[i] in ("now", "recently")
        elif text.sort[i] == DIGIT:
            found = i - (text.form(i - 1) == "the"), i + 2, False
        else:
            found = i, i + 1, False
        if found is None:
            continue
        if text.form(found[0] - 1) in ("every", "each") or (
            text.form(found[1]) == "(" and text.has(found[1] + 1, "media")
        ):
            continue
        first, last, vague = _wider(scene, *found)
        done = last
        yield first, last, vague


def _ordinals(scene: Scene) -> Iterator[int]:
    """Days of the month without the month: "on the 14th"."""
    text = scene.text
    for i in text.digits:
        if text.form(i + 1) in _ORDINAL and not text.words.spaced[i + 1] and text.form(i - 1) == "the":
            noun = text.form(i + 2)
            if len(text.forms[i]) <= 2 and (
                noun in e.FUNCTION or not noun.isalpha() or text.has(i + 2, "say")
            ):
                yield i


def _of_month(scene: Scene, i: int) -> tuple[int, int, bool] | None:
    """ "Nov. 5", "5 November", "November 7th", or a month alone, which is too wide for an event."""
    text, after = scene.text, i + 1
    if text.form(after) == ".":
        after += 1
    if after < text.n and text.sort[after] == DIGIT and len(text.forms[after]) <= 2:
        end = after + 1
        if text.form(end) in _ORDINAL and not text.words.spaced[end]:
            end += 1
        return (i, end, _has_year(scene, end)) if not _has_year(scene, end) else (i, end, True)
    before = i - 2 if text.form(i - 1) in _ORDINAL else i - 1
    if text.form(i - 1) == "of" and text.form(i - 2) in _ORDINAL:
        before = i - 3
    if before >= 0 and text.sort[before] == DIGIT and len(text.forms[before]) <= 2:
        return before, i + 1, _has_year(scene, i + 1)
    return i, i + 1, True


def _has_year(scene: Scene, end: int) -> bool:
    """Whether a year follows: days with their year are background."""
    text = scene.text
    k = end + 1 if text.form(end) == "," else end
    return (
        k < text.n and text.sort[k] == DIGIT and len(text.forms[k]) == 4 and text.forms[k][:2] in ("19", "20")
    )


def _wider(scene: Scene, first: int, last: int, vague: bool) -> tuple[int, int, bool]:
    """With its part of the day, "last", "the night of" and preposition."""
    text = scene.text
    if text.form(last) in _PART:
        last += 1
    if text.form(last) == "of" and text.has(last + 1, "month"):
        last += 2
    before = text.form(first - 1)
    if before in ("last", "next", "early", "late", "mid", "this", "following", "previous", "the", "-"):
        first -= 2 if before == "-" else 1
    if text.form(first - 1) == "of" and text.form(first - 2) in (
        *_PART,
        "end",
        "beginning",
        "middle",
        "eve",
        "week",
        "day",
    ):
        first -= 2
        if text.form(first - 1) == "the":
            first -= 1
    if text.form(first - 1) in _LEAD and text.form(first - 1) not in ("about", "around"):
        first -= 1
    return max(first, 0), last, vague


def _is_contact(scene: Scene, first: int, last: int) -> bool:
    """Whether the day belongs to the telling."""
    text = scene.text
    if text.inside[first]:
        return False
    s = text.sentence[first]
    for f in scene.frames:
        if f.sentence != s or f.nested or not scene.is_anonymous(scene.cast.of_frame.get(f.verb)):
            continue
        if f.verb < first <= f.verb + 9 and _is_clear(scene, f.verb + 1, first):
            return True
        if last <= f.at and _opens(scene, first, last, f.at):
            return True
        if f.at < first and last <= f.verb and _is_clear(scene, last, f.verb):
            return True
    near = text.forms[max(0, first - 5) : first]
    return (
        any(w in _REACHED for w in near) and scene.is_heard(first) and not any(w in (".", ";") for w in near)
    )


def _is_clear(scene: Scene, a: int, b: int) -> bool:
    """Whether only the hearer and the channel stand between verb and day."""
    text = scene.text
    known = text.bit["media"] | text.bit["channel"] | text.bit["outlet_noun"]
    strange = [
        text.forms[k] for k in range(a, b)
        if not (text.forms[k] in _BETWEEN or text.capital[k] or text.mask[k] & known)
    ]  # fmt: skip
    return not strange or (
        len(strange) < 4 and text.form(a) in ("in", "by", "over", "during", "from", "anonymously")
    )


def _opens(scene: Scene, first: int, last: int, at: int) -> bool:
    """Whether the day opens the sentence and the speaker follows at once."""
    text = scene.text
    starts = first == 0 or text.sentence[first - 1] != text.sentence[first] or text.form(first - 1) == ":"
    return starts and at - last < 7 and text.form(last) in (",", "a", "an", "another", "the")
