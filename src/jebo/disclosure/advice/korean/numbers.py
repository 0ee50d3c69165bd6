"""Numbers as Korean writes them."""

from __future__ import annotations

import re
from typing import Final

_NATIVE: Final = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "석": 3, "서": 3, "네": 4, "넷": 4, "넉": 4, "너": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스무": 20, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
    "여든": 80, "아흔": 90,
}  # fmt: skip
_PERIODS: Final = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10, "보름": 15, "한나절": 1,
}  # fmt: skip
_TEN: Final = "열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔"
_ONE: Final = "하나|한|둘|두|셋|세|석|서|넷|네|넉|너|다섯|여섯|일곱|여덟|아홉"
_DIGITS: Final = dict(zip("일이삼사오육칠팔구", range(1, 10), strict=True))
_FIGURE: Final = r"\d[\d,]*(?:\.\d+)?(?:\s?(?:천|백)?(?:만|억|조)|천|백)?(?:\s?\d[\d,]*\s?(?:천|만)?)?"
NUMBER: Final = re.compile(
    rf"{_FIGURE}|(?:{_TEN})(?:{_ONE})?|(?:{_ONE})|[일이삼사오육칠팔구]?(?:십|백|천)[일이삼사오육칠팔구]?|{'|'.join(_PERIODS)}"
)
"""The first number of a phrase, in figures or in words."""
_SCALE: Final = {"백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12, "십": 10}


def value(number: str) -> float:
    """What a number is worth.

    >>> (
    ...     value("20"),
    ...     value("스물한"),
    ...     value("3만"),
    ...     value("1,400"),
    ...     value("4천"),
    ...     value("사흘"),
    ...     value("백"),
    ...     value("1만 2천"),
    ... )
    (20.0, 21.0, 30000.0, 1400.0, 4000.0, 3.0, 100.0, 12000.0)
    """
    text = number.replace(",", "").replace(" ", "")
    if text in _PERIODS:
        return float(_PERIODS[text])
    total, current = 0.0, 0.0
    for part in re.findall(rf"\d+(?:\.\d+)?|[백천만억조십]|{_TEN}|{_ONE}|[일이삼사오육칠팔구]", text):
        if part in _SCALE:
            scale = _SCALE[part]
            if scale >= 10**4:
                total, current = (total + max(current, 1.0)) * scale, 0.0
            else:
                current = max(current, 1.0) * scale
        elif part in _NATIVE or part in _DIGITS:
            current += _NATIVE.get(part) or _DIGITS[part]
        else:
            total, current = total + current, float(part)
    return total + current


_MAGNITUDES: Final = (
    ("수억", 3 * 10**8, 10**9),
    ("수천만", 3 * 10**7, 10**8),
    ("수백만", 3 * 10**6, 10**7),
    ("수십만", 3 * 10**5, 10**6),
    ("수만", 3 * 10**4, 10**5),
    ("수천", 3000, 10**4),
    ("수백", 300, 1000),
    ("수십", 30, 100),
    ("여러", 10, 10**12),
    ("몇", 3, 10),
)
"""Words for a size, the least number of which they are true, and the first of which they are not."""


def magnitude(number: float) -> str:
    """The words for a number of that size, true of it; empty for one or two.

    >>> magnitude(62), magnitude(4), magnitude(20), magnitude(1300), magnitude(400)
    ('수십', '몇', '여러', '여러', '수백')
    """
    return next((words for words, least, most in _MAGNITUDES if least <= number < most), "")


def rounded(number: float) -> str:
    """A number told roughly and truly: 62 becomes 60여, 20 becomes 20 (with 안팎 behind the counter); else
    empty.
    """
    if number < 10 or number != int(number):
        return ""
    step = 10 if number < 100 else 100 if number < 10_000 else 10_000
    floor = int(number // step * step)
    if floor == number or floor == 0:
        return ""
    return f"{floor // 10_000}만여" if floor % 10_000 == 0 and floor >= 10_000 else f"{floor}여"
