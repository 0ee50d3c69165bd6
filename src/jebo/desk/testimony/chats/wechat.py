"""WeChat's messages as people get them out: sent as mail, or copied from the screen.

Seen in parsers that people wrote for them: ``—————  2026-02-26  —————`` and ``name  08:54`` on a line of its own, the
words below (mail and multiple choice); ``name 2024-01-15 10:30`` and the words below; ``name(2024-01-15 10:30:12):words``;
and ``name:`` alone on a line (copied from the screen), which has neither day nor hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from jebo.desk.testimony.chats.chat import Chat, Message, storable
from jebo.desk.testimony.chats.days import day as day_from
from jebo.desk.testimony.chats.refused import EmptyChat

_NAME: Final = r"(?P<who>\S(?:.{0,98}?\S)?)"  # bounded, so that a long line costs no more than its length
_DAY: Final = r"(?P<y>\d{4})[-/年](?P<m>\d{1,2})[-/月](?P<d>\d{1,2})日?"
_HOUR: Final = r"\d{1,2}:\d{2}(?::\d{2})?"
_RULED: Final = re.compile(rf"\s{{0,9}}[—\-─–]{{2,60}}\s{{0,9}}{_DAY}\s{{0,9}}[—\-─–]{{2,60}}\s{{0,9}}")
_MAILED: Final = re.compile(rf"{_NAME}\s{{2,9}}{_HOUR}\s{{0,9}}")
_STAMPED: Final = re.compile(rf"{_NAME}\s{{1,9}}{_DAY}\s{{1,9}}{_HOUR}\s{{0,9}}")
_BEHIND: Final = re.compile(rf"{_DAY}\s{{1,9}}{_HOUR}\s{{1,9}}{_NAME}\s{{0,9}}")
_WRITTEN: Final = re.compile(rf"{_NAME}\({_DAY} {_HOUR}\)[:：](?P<text>.*)")
_CALLED: Final = re.compile(rf"{_NAME}[:：]\s{{0,9}}")
_ANNOUNCED: Final = "微信上的聊天记录"
_KINDS: Final = "|".join(
    "图片 照片 语音 视频 动画表情 表情 文件 链接 名片 位置 小程序 聊天记录 Photo Image Voice Audio Video Sticker File Link"
    " Location Contact".split()
)
_SENT: Final = re.compile(rf"(?:\[(?:{_KINDS})(?: ?\d{{1,3}})?(?:[:：][^\]]{{0,300}})?\]\s*)+", re.I)
_FEWEST: Final = 3
"""Chosen by us: so many lines that end in a colon, one speaker among them twice, are a chat; fewer are a list."""


def recognises(text: str) -> bool:
    """Whether there are messages in one of its forms."""
    return _form(text.split("\n"), announced=_ANNOUNCED in text) is not None


def chat(text: str) -> Chat:
    """The chat in what was sent or copied.

    :raises EmptyChat: nobody wrote anything in it.
    """
    lines = text.split("\n")
    form = _form(lines, announced=_ANNOUNCED in text)
    messages = tuple(_messages(lines, form)) if form else ()
    if not messages:
        raise EmptyChat
    return Chat(messages=messages)


def _form(lines: list[str], *, announced: bool) -> re.Pattern[str] | None:
    """The form in which most of its messages begin; a line of a day, or WeChat's own first line, makes one enough."""
    ruled = announced or any(_RULED.fullmatch(line) for line in lines)
    counts = {
        form: sum(bool(form.fullmatch(line)) for line in lines)
        for form in (_STAMPED, _BEHIND, _WRITTEN, _MAILED)
    }
    form, most = max(counts.items(), key=lambda one: one[1])
    enough = 1 if ruled or form is _WRITTEN else 2
    if most >= enough:
        return form
    return _CALLED if _is_copied(lines) else None


def _is_copied(lines: list[str]) -> bool:
    """Whether lines that end in a colon are speakers: from the first line on, several, and somebody twice."""
    filled = [line for line in lines if line.strip()]
    callers = [found["who"] for line in filled if (found := _CALLED.fullmatch(line))]
    begins = bool(filled) and _CALLED.fullmatch(filled[0]) is not None
    return begins and len(callers) >= _FEWEST and 1 < len(set(callers)) < len(callers)


def _messages(lines: list[str], form: re.Pattern[str]) -> Iterator[Message]:
    day: date | None = None
    who, when = "", day
    told: list[str] = []
    for line in [*lines, None]:
        ruled = _RULED.fullmatch(line) if line is not None else None
        found = form.fullmatch(line) if line is not None and not ruled else None
        if line is not None and not ruled and not found:
            told.append(line)
            continue
        yield from _closed(who, when, told)
        who, told = "", []
        if ruled:
            day = day_from(ruled["y"], ruled["m"], ruled["d"])
        elif found:
            parts = found.groupdict()
            when = day_from(parts["y"], parts["m"], parts["d"]) if parts.get("y") else day
            who, told = found["who"].strip(), [parts.get("text") or ""]


def _closed(who: str, day: date | None, told: list[str]) -> Iterator[Message]:
    text = storable("\n".join(told))
    if who and _SENT.fullmatch(text):
        yield Message(who=who, day=day, text="", has_attachment=True)
    elif who and text:
        yield Message(who=who, day=day, text=text)
