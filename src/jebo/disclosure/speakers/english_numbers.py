"""Exact numbers: counts, clock times, sums and lengths that only somebody close knows."""

from __future__ import annotations

from collections.abc import Iterator

from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_public import is_label, is_public, open_paragraphs
from jebo.disclosure.speakers.english_scene import Detail, Scene
from jebo.disclosure.words import DIGIT, LETTER

_BEFORE = frozenset(
    "about around some roughly nearly almost over exactly only just least most than to approximately".split()
)
_NOT_BEFORE = frozenset(
    "no sector block bay pond route highway camp kilo detachment number section item lot gate pier "
    "platform pit shaft kilometre kilometer brigade unit envelope bag cell barrack building floor zone "
    "group class year article room line paragraph page section order law "
    "resolution chapter form grade".split()
)
_PART = frozenset("morning afternoon evening night noon midnight clock o’clock o'clock a p am pm gmt".split())
_STOCK = frozenset("$ € £ ¥ ₩ ₽ us".split())


def numbers(scene: Scene) -> Iterator[Detail]:
    """Counts, sums, lengths and hours."""
    text = scene.text
    taken = {k for _, first, last, _ in scene.mentions() for k in range(first, last)} | {
        f.at for f in scene.frames
    }
    at = sorted({*text.digits, *text.where("number")})
    open_to_all = open_paragraphs(scene)
    done = -1
    for i in at:
        if i < done or i in taken or scene.is_on_record(i) or scene.is_background(i):
            continue
        if text.paragraph[i] in open_to_all or _is_in_title(scene, i):
            continue
        span = _span(scene, i)
        if span:
            done = span[1]
            taken.update(range(*span))
            yield "access.exact", _check(scene, *span), *span
    for i in text.where("clock"):
        if i in taken or text.paragraph[i] in open_to_all or _is_in_title(scene, i):
            continue
        if text.forms[i] in ("noon", "midnight") and not scene.is_on_record(i):
            yield "access.exact", "R03", i, i + 1


def _is_in_title(scene: Scene, i: int) -> bool:
    """A small number in the title of a text: a way of telling, and no count."""
    text = scene.text
    titled = not text.paragraph[i] and 0 in scene.cast.headings
    return titled and (text.sort[i] != DIGIT or len(text.forms[i]) < 2)


def _span(scene: Scene, i: int) -> tuple[int, int] | None:
    text = scene.text
    if text.forms[i] == "both" or _is_name_or_date(scene, i) or is_label(scene, i):
        return None
    end = i + 1
    while end < text.n and (
        text.sort[end] == DIGIT
        or text.has(end, "number")
        or (text.forms[end] in (":", "-", "–", ".") and not text.words.spaced[end])
    ):
        if text.forms[end] == "." and text.sort[min(end + 1, text.n - 1)] != DIGIT:
            break
        end += 1
    first = i - 1 if text.form(i - 1) in _STOCK else i
    if text.form(first - 1) == "us":
        first -= 1
    last = _noun(scene, end)
    if is_public(scene, first, end, last):
        return None
    while text.form(first - 1) in _BEFORE and text.form(first - 1) != "to":
        first -= 1
    return (
        (first, last)
        if last > end or first < i or end > i + 1 or _is_hour(scene, i)
        else _bare(scene, i, end)
    )


def _bare(scene: Scene, i: int, end: int) -> tuple[int, int] | None:
    """A number without its noun: "26 were held", "two of them"."""
    text = scene.text
    after = text.form(end)
    if after == "of" and text.form(end + 1) in ("them", "the", "these", "those", "its", "their", "his"):
        return i, end + 2
    counts = after in ("were", "died", "had", "was", "are", "have", "more") or text.form(i - 1) in (
        "kept",
        "of",
        "were",
        "counted",
    )
    return (i, end) if counts or text.sort[i] == DIGIT else None


def _is_name_or_date(scene: Scene, i: int) -> bool:
    text = scene.text
    form, before, after = text.forms[i], text.form(i - 1), text.form(i + 1)
    if (
        text.has(i - 1, "month")
        or (before == "." and text.has(i - 2, "month"))
        or (text.has(i + 1, "month") and text.capital[min(i + 1, text.n - 1)])
    ):
        return True
    if text.sort[i] == DIGIT:
        if len(form) == 4 and form[:2] in ("19", "20") and after not in ("people", "won", "yuan"):
            return True
        if i + 1 < text.n and not text.words.spaced[i + 1] and after in ("th", "st", "nd", "rd", "s"):
            return True
        if before == "," and after in (",", ".", ";") and text.is_name(i - 2):
            return True
    if (
        before == "of"
        and (text.mask[i - 2] & text.persons or text.is_name(i - 2))
        and (text.sort[i] == DIGIT or after != "the")
    ):
        return _noun(scene, i + 1) == i + 1
    if (
        after == "-"
        and i + 1 < text.n
        and not text.words.spaced[i + 1]
        and text.form(i + 2) not in e.NUMBERS
        and not text.has(i + 2, "number")
    ):
        return text.sort[min(i + 2, text.n - 1)] != DIGIT
    if before in _NOT_BEFORE or (before == "." and text.form(i - 2) in _NOT_BEFORE):
        return True
    if text.forms[i] in ("first", "second", "one", "zero", "half") or (
        before in ("the", "these", "all") and after != "of"
    ):
        return (before in ("the", "these", "all") and _noun(scene, i + 1) == i + 1) or text.forms[i] in (
            "one",
            "first",
            "second",
            "half",
            "zero",
        )
    return False


def _noun(scene: Scene, end: int) -> int:
    """One past the noun that is counted, or *end* when there is none."""
    text = scene.text
    if (text.form(end) in e.FUNCTION and text.form(end) not in ("more", "other")) or text.form(end) == "":
        return end
    if text.sort[end] != LETTER or text.newline[end] or text.has(end, "say"):
        return end
    last = scene.noun_end(end, 3)
    for k in range(end, last - 1):
        if e.is_plural(text.forms[k]) and not e.is_plural(text.forms[k + 1]):
            return k + 1
    return last


def _is_hour(scene: Scene, i: int) -> bool:
    text = scene.text
    return text.form(i - 1) in ("at", "past", "until", "by") and text.form(i + 1) in (
        ".",
        ",",
        "in",
        "on",
        "and",
        "”",
        "the",
    )


def _check(scene: Scene, first: int, last: int) -> str:
    words = scene.text.forms[first:last]
    if any(w in _PART or w == ":" for w in words) or scene.text.form(last) in _PART:
        return "R03"
    return "R05" if words[-1] in ("days", "nights", "hours", "minutes", "weeks", "months") else "R14"
