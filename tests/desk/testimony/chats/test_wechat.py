"""WeChat's messages, sent as mail or copied from the screen."""

from __future__ import annotations

from datetime import date

import pytest

from jebo.desk.testimony.chats import chats_in, wechat

MAILED = """小明 和 항아리 在微信上的聊天记录如下，请查收。

—————  2026-03-02  —————


항아리  16:21

어제 장마당에
검열조가 왔어요

小明  16:21

[图片: 8b0abeb1ccf4.png(请在附件中查看)]

—————  2026/03/03  —————

항아리  9:05
쌀값이 올랐소
"""
STAMPED = """小明 2026-03-02 16:20:01
哪里?

항아리 2026/3/2 16:21
어제 장마당에
검열조가 왔어요
"""
BEHIND = """2026-03-02 16:20:01 小明
哪里?

2026-03-02 16:21:40 항아리
어제 장마당에
검열조가 왔어요
"""
WRITTEN = """小明(2026-03-02 16:20:01):哪里?
항아리(2026-03-02 16:21:40):어제 장마당에
검열조가 왔어요
"""
COPIED = """小明:
哪里?

항아리：
어제 장마당에
검열조가 왔어요

小明:
几个人?
"""


@pytest.mark.parametrize(
    "text", [MAILED, STAMPED, BEHIND, WRITTEN], ids=["mailed", "stamped", "behind", "written"]
)
def test_each_form_gives_the_words_and_the_day(text: str) -> None:
    (chat,) = chats_in(text)
    told = next(m for m in chat.messages if m.who == "항아리")
    assert (told.text, told.day) == ("어제 장마당에\n검열조가 왔어요", date(2026, 3, 2))


def test_what_is_copied_from_the_screen_has_no_day() -> None:
    (chat,) = chats_in(COPIED)
    assert [(m.who, m.day) for m in chat.messages] == [("小明", None), ("항아리", None), ("小明", None)]
    assert chat.days is None


def test_a_picture_is_told_and_the_day_goes_on_to_the_next() -> None:
    (chat,) = chats_in(MAILED)
    assert [m.has_attachment for m in chat.messages] == [False, True, False]
    assert chat.messages[2].day == date(2026, 3, 3)
    assert chat.days == (date(2026, 3, 2), date(2026, 3, 3))


@pytest.mark.parametrize(
    "text",
    [
        "장소:\n혜산\n시간:\n저녁\n",  # a form, each heading once
        "어제 장마당에 검열조가 왔다.\n몇 명:\n한 20여 명\n몇 명:\n누가:\n",  # does not begin with a speaker
        "회의는 2026-03-02 16:20에 있었다.",
        "버스  16:21",  # one line of a timetable
        "제목 [图片]",
    ],
)
def test_what_only_looks_like_a_chat_is_not_taken_for_one(text: str) -> None:
    assert not wechat.recognises(text)
