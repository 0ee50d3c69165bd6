"""KakaoTalk's exports: text from Windows, Android and iOS in Korean and English, and the CSV of the Mac.

Seen in parsers that people wrote for them: a line of dashes with the day, then ``[name] [오후 2:30] words`` (Windows);
``2024년 1월 3일 오전 9:05, name : words`` (Android), ``2024. 1. 3. 오전 9:05, …`` and ``Jan 3, 2024 at 9:05, …``
(iOS); ``Date,User,Message`` (Mac). What stands on lines of its own after a message belongs to it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from itertools import islice
from typing import Final

from jebo.desk.testimony.chats.chat import Chat, Message, storable
from jebo.desk.testimony.chats.days import CLOCK, DAY, day_of, iso_day
from jebo.desk.testimony.chats.refused import BrokenChat, EmptyChat

_NAME: Final = r"(?P<who>.{1,100}?)"  # bounded, so that a long line costs no more than its length
_RULED: Final = re.compile(rf"-{{5,60}} ?{DAY} ?-{{5,60}}\s*")
_BARE_DAY: Final = re.compile(rf"{DAY}(?:(?:,| at)? {CLOCK})?\s*")
_WINDOWS: Final = re.compile(rf"\[{_NAME}\] \[{CLOCK}\](?: (?P<text>.*))?")
_STAMP: Final = rf"{DAY}(?:,| at)? {CLOCK}"
_MOBILE: Final = re.compile(rf"{_STAMP}, {_NAME} :(?: (?P<text>.*))?")
_NOTICE: Final = re.compile(rf"{_STAMP}(?:,|:) .*")
_TIMED: Final = re.compile(rf"{CLOCK}, {_NAME} :(?: (?P<text>.*))?")
_CAME_AND_WENT: Final = ("님이 들어왔습니다.", "님이 나갔습니다.", "채팅방 관리자가 메시지를 가렸습니다.")
_BROUGHT: Final = ("님을 초대했습니다.", "님을 내보냈습니다.")
_TAKEN_BACK: Final = re.compile(
    r"(?:삭제된 메시지입니다|메시지가 삭제되었습니다|This message was deleted)\.?"
)
_SENT: Final = re.compile(
    r"(?:사진|동영상|이모티콘|음성메시지|지도|연락처|카카오톡 프로필)(?: ?\d{1,3}장)?|사진 ?\d{1,3}장|파일: .+|연락처: .+"
    r"|(?:Photos?|Videos?|Emoticons?|Voice (?:Note|Message)|Map|Contact)(?: \d{1,3})?|\d{1,3} photos|File: .+"
    r"|[0-9a-f]{32,128}\.(?:jpe?g|png|gif|webp|mp4|m4a)"
)
_HEADER: Final = ("Date", "User", "Message")


def recognises(text: str) -> bool:
    """Whether there are messages in one of its forms."""
    if _is_table(text):
        return True
    days = windows = timed = 0
    for line in text.split("\n"):
        if _MOBILE.fullmatch(line):
            return True
        days += bool(_RULED.fullmatch(line) or _BARE_DAY.fullmatch(line))
        windows += bool(_WINDOWS.fullmatch(line))
        timed += bool(_TIMED.fullmatch(line))
        if windows > 1 or (days and windows + timed):
            return True
    return False


def chat(text: str) -> Chat:
    """The chat in an export.

    :raises BrokenChat: a table that cannot be read.
    :raises EmptyChat: nobody wrote anything in it.
    """
    found = [_sorted_out(one) for one in (_table(text) if _is_table(text) else _lines(text))]
    messages = tuple(message for message in found if message is not None)
    if not messages:
        raise EmptyChat
    return Chat(messages=messages, left_out=len(found) - len(messages))


def _is_table(text: str) -> bool:
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    return tuple(name.strip(' "') for name in first.strip().split(",")) == _HEADER


def _table(text: str) -> Iterator[Message | None]:
    """The messages of a table; None for a row that is none."""
    rows = csv.reader(StringIO(text.replace("\0", ""), newline=""))
    broken = False
    try:
        for row in islice(rows, 1, None):
            day = iso_day(row[0]) if row else None
            if len(row) == 3 and day and row[1].strip():
                yield Message(who=row[1].strip(), day=day, text=storable(row[2]))
            elif row:
                yield None
    except csv.Error:
        broken = True
    if broken:  # raised here, where the library's sentence is gone
        raise BrokenChat


def _lines(text: str) -> Iterator[Message | None]:
    """The messages of a text; None for a notice of the program."""
    lines = text.split("\n")
    read = _layout(lines)
    day: date | None = None
    said: Message | None = None
    told: list[str] = []
    for line in lines:
        step = read(line)
        if step is None:  # a further line of the message before
            told.append(line)
            continue
        if said is not None:
            yield _closed(said, told)
        said = step if isinstance(step, Message) else None
        if isinstance(step, date):
            day = step
        elif said is not None:
            said, told = replace(said, day=said.day or day), [said.text]
        else:
            yield None
    if said is not None:
        yield _closed(said, told)


def _closed(message: Message, told: list[str]) -> Message:
    return replace(message, text=storable("\n".join(told)))


_Step = date | Message | str | None
"""What a line is: a day, a message, a notice of the program (any text), or none of them."""


def _layout(lines: list[str]) -> Callable[[str], _Step]:
    """How to read a line. In a file of one layout, a line that looks like another one was written by somebody."""
    windows, mobile, timed = (
        sum(bool(form.fullmatch(line)) for line in lines) for form in (_WINDOWS, _MOBILE, _TIMED)
    )
    if windows >= max(mobile, timed):
        return _windows_line
    return _mobile_line if mobile >= timed else _timed_line


def _windows_line(line: str) -> _Step:
    if found := _RULED.fullmatch(line):
        return day_of(found) or ""
    if found := _WINDOWS.fullmatch(line):
        return _said(found, None)
    return "" if _is_notice(line) else None


def _mobile_line(line: str) -> _Step:
    if found := _MOBILE.fullmatch(line):
        return _said(found, day_of(found))
    if found := _RULED.fullmatch(line) or _BARE_DAY.fullmatch(line):
        return day_of(found) or ""
    return "" if _NOTICE.fullmatch(line) or _is_notice(line) else None


def _timed_line(line: str) -> _Step:
    if found := _TIMED.fullmatch(line):
        return _said(found, None)
    if found := _RULED.fullmatch(line) or _BARE_DAY.fullmatch(line):
        return day_of(found) or ""
    return "" if _is_notice(line) else None


def _is_notice(line: str) -> bool:
    """Whether the program says who came or went."""
    bare = line.rstrip()
    return bare.endswith(_CAME_AND_WENT) or (bare.endswith(_BROUGHT) and "님이 " in bare)


def _said(found: re.Match[str], day: date | None) -> Message:
    return Message(who=found["who"].strip(), day=day, text=found["text"] or "")


def _sorted_out(message: Message | None) -> Message | None:
    """The message with its picture or file told apart from words; none if it was taken back or is empty."""
    if message is None or not message.text or _TAKEN_BACK.fullmatch(message.text):
        return None
    return replace(message, text="", has_attachment=True) if _SENT.fullmatch(message.text) else message
