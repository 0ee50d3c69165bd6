"""Days in a Korean text, and which of them tell when a source spoke."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from jebo.disclosure.speakers.korean_text import Text
from jebo.disclosure.words import DIGIT

_LEAD = frozenset("지난 이달 지난달 올해 작년 지난해 오는 이번 같은".split())
_MONTHS = frozenset("지난달 이달 올해".split())
_REACH = 5  # words between a day and the one who spoke on it; chosen by us


def signs(t: Text) -> list[int]:
    """Words outside quotations with which a day may begin."""
    begins = (t.words.sort == DIGIT) | t.holds("relative_day", "weekday")
    begins &= t.structure.inside == 0
    months = [i for i, form in enumerate(t.forms) if form in _MONTHS and not t.inside[i]]
    begins[np.array(months, np.int64)] = True
    return np.flatnonzero(begins).tolist()


def days(t: Text, at: list[int], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Days between two words, of those that begin *at* (:func:`signs`): first and one past the last word."""
    done = first
    for i in at[bisect_left(at, first) : bisect_left(at, last)]:
        end = _end(t, i, last) if i >= done else i
        if end == i:
            continue
        start = i
        while start > first and (t.forms[start - 1] in _LEAD or _month(t, start)):
            start -= 1
        while end < last and t.mask[end] & t.bit["clock"] and not t.tail[end - 1]:
            end += 1
        yield start, end
        done = end


def _end(t: Text, i: int, last: int) -> int:
    """One past the day that begins at *i*, or *i* when none does."""
    named, part = t.bit["relative_day", "weekday"], t.bit["month_part"]
    if t.sort[i] == DIGIT and i + 1 < last and t.glued(i + 1):
        if t.forms[i + 1].startswith("일") and t.stem(i + 1) in ("일", "일께", "일쯤", "일경"):
            return i + 2
        month = t.forms[i + 1].startswith("월") and i + 2 < last and t.mask[i + 2] & part
        return i + 3 if month else i
    if t.mask[i] & named:
        end = i + 1
        while end < last and t.mask[end] & named and not t.tail[end - 1]:
            end += 1
        return end
    return i + 2 if t.forms[i] in _MONTHS and i + 1 < last and t.mask[i + 1] & part else i


def _month(t: Text, i: int) -> bool:
    before = t.forms[i - 1]
    return (before == "월" and t.glued(i - 1)) or (t.sort[i - 1] == DIGIT and t.forms[i][0] == "월")


def told(t: Text, first: int, last: int, start: int, end: int, heads: list[tuple[int, int]]) -> bool:
    """Whether the day at *start* is when a source spoke, not when something happened."""
    for a, b in heads:
        if 0 <= start - b <= 1 and _leads_to_speech(t, end, last):
            return True
        if 0 <= a - end <= 2 and not _clause_between(t, end, a):
            return True
    return _speaks(t, end, last) or _meets(t, end, last)


def _leads_to_speech(t: Text, i: int, last: int) -> bool:
    """Whether a quotation or the outlet comes before the next clause."""
    us = t.bit["us", "meet", "channel", "report"]
    return any(j < t.n and (t.inside[j] == 1 or t.mask[j] & us) for j in range(i, min(last, i + _REACH)))


def _clause_between(t: Text, i: int, j: int) -> bool:
    return any(t.tail[k] in ("이", "가", "을", "를") or t.forms[k] == "." for k in range(i, j))


def _speaks(t: Text, i: int, last: int) -> bool:
    """Whether a verb of telling follows at once: 13일 전했다."""
    if i < last and t.inside[i] == 0 and t.mask[i] & t.bit["report"]:
        return not t.forms[i].startswith("고")
    return False


def _meets(t: Text, i: int, last: int) -> bool:
    """Whether the outlet or a channel follows within two words."""
    us = t.bit["us", "meet", "channel"]
    return any(t.inside[j] == 0 and t.mask[j] & us for j in range(i, min(last, i + 3)))
