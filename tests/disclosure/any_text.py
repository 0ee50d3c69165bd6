"""Texts for laws: any characters at all, pieces that mean something to the engine, stories whole and spoilt."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

STORIES = Path(__file__).parents[1] / "stories"
MARK = re.compile(r"⟦[A-Z]+ |⟧")
HEAD = re.compile(r"^=== .*$", re.M)
CODES = ("en", "ko")
PIECES = (
    *"“”‘’\"'「」『』《》«»()[].,?!…:;-—\n\t\r\0\x1b\u2028\u2029\ufeff\u200b\u202e\u0301İßΣς👩🏽𝐀𐍈ا한가",
    *("\ud800", "\udfff", "\n\n", "\r\n", " ", "  ", "1,000", "3.5", "11 p.m.", "Mr. Kim", "U.S.", "don't"),
    *("a source", "said", "The trader", "she", "her mother", "on May 3", "in Hyesan", "according to", "34"),
    *("소식통은", "말했다.", "함경북도", "13일", "상인", "그는", "라고", "전했다", "혜산시에서", "에 따르면"),
)
"""Marks, white space and letters that are easily got wrong; words of both languages that the engine acts on."""

CHARACTERS = st.text(st.characters(exclude_categories=()), max_size=200)
"""Any characters: control, astral, right to left, combining, lone surrogates."""

TELLING = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.lists(
    st.sampled_from(PIECES), max_size=60
).map(" ".join)
ANY = CHARACTERS | TELLING


@cache
def stories(code: str) -> tuple[str, ...]:
    """The stories of a language that the tests keep, without their labels."""
    whole = "\n".join(path.read_text(encoding="utf-8") for path in sorted(STORIES.glob("*.txt")))
    plain = [MARK.sub("", body).strip("\n") for body in HEAD.split(whole)[1:]]
    return tuple(t for t in plain if (len(re.findall("[가-힣]", t)) > len(t) / 5) == (code == "ko"))


@st.composite
def spoilt(draw: st.DrawFn, code: str) -> str:
    """A story with a few parts cut out, doubled, or replaced by pieces."""
    text = draw(st.sampled_from(stories(code)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.sampled_from((0, 1, 2, 7, 40))))
        text = text[:at] + draw(st.sampled_from(("", text[at:end] * 2, *PIECES))) + text[end:]
    return text
