"""Numbers as English writes them."""

from __future__ import annotations

import re

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {
    word: 10 * i
    for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_ONES = {word: i for i, word in enumerate(_SMALL)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
_UNIT = "|".join([*sorted([*_ONES, *_TENS], key=len, reverse=True)])
NUMBER = re.compile(
    rf"(?i)(?:(?:half a|a half-?|a|one) dozen|half-dozen"
    rf"|\d[\d,]*(?:\.\d+)?(?:\s(?:million|billion|thousand|hundred))?\b"
    rf"|\b(?:(?:{_UNIT})(?:[- ](?:{_UNIT}))?)(?:\s(?:hundred|thousand|million|billion|dozen)"
    rf"(?:(?:\sand)?\s(?:{_UNIT})(?:-(?:{_UNIT}))?)?)*\b"
    rf"|\ba (?:hundred|thousand|million|dozen)\b)"
)
"""The first number of a phrase, in figures or in words."""


def value(number: str) -> float:
    """What a number is worth.

    >>> (
    ...     value("twenty-one"),
    ...     value("1,400"),
    ...     value("a dozen"),
    ...     value("3.5 million"),
    ...     value("two hundred and six"),
    ... )
    (21.0, 1400.0, 12.0, 3500000.0, 206.0)
    """
    text = number.lower().replace(",", "")
    if "half" in text:
        return 6.0
    total, current = 0.0, 0.0
    for part in re.split(r"[\s-]+", text):
        if part in _ONES:
            current += _ONES[part]
        elif part in _TENS:
            current += _TENS[part]
        elif part in _SCALES:
            scale = _SCALES[part]
            current = max(current, 1.0) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif part and part[0].isdigit():
            current += float(part)
    return total + current


_MAGNITUDES = (
    (2_000_000.0, "millions of"),
    (200_000.0, "hundreds of thousands of"),
    (20_000.0, "tens of thousands of"),
    (2_000.0, "thousands of"),
    (200.0, "hundreds of"),
    (24.0, "dozens of"),
    (10.0, "a number of"),
    (3.0, "several"),
    (2.0, "some"),
)


def magnitude(number: float) -> str:
    """The words for a number of that size, true of it; empty for one.

    >>> magnitude(20), magnitude(4), magnitude(2), magnitude(650)
    ('a number of', 'several', 'some', 'hundreds of')
    """
    return next((words for least, words in _MAGNITUDES if number >= least), "")


def rounded(number: float) -> str:
    """A number told roughly and truly; empty where a rough one would say as much.

    >>> rounded(20), rounded(21), rounded(1400), rounded(4)
    ('about 20', 'more than 20', 'about 1,400', '')
    """
    if number < 10 or number != int(number):
        return ""
    step = 10 if number < 100 else 10 ** (len(str(int(number))) - 2) if number % 100 == 0 else 100
    floor = int(number // step * step)
    return f"about {floor:,}" if floor == number else f"more than {floor:,}"
