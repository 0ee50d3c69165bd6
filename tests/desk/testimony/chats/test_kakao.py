"""KakaoTalk's exports, as it writes them on each system in each language."""

from __future__ import annotations

from datetime import date

import pytest

from jebo.desk.testimony.chats import BrokenChat, EmptyChat, chats_in, kakao

WINDOWS = """푸른 항아리 님과 카카오톡 대화
저장한 날짜 : 2026-03-04 10:44:52

--------------- 2026년 3월 2일 월요일 ---------------
[항아리] [오전 1:01] 사진
[항아리] [오전 1:03] 어제 장마당에
검열조가 왔어요

한 20여 명
[나] [오전 1:05] 어디서요?
복숭아님이 들어왔습니다.
--------------- 2026년 3월 3일 화요일 ---------------
[항아리] [오후 12:11] 파일: 명단.hwp
[항아리] [오후 12:12] 삭제된 메시지입니다.
[항아리] [오후 12:13] 쌀값이 올랐소
"""
WINDOWS_ENGLISH = """KakaoTalk Chats with Blue Jar
Date Saved : 2026-03-04 10:44:52

--------------- Monday, March 2, 2026 ---------------
[Jar] [1:01 AM] Photo
[Jar] [1:03 AM] Inspectors came
to the market
[Me] [1:05 AM] Where?
"""
ANDROID = """푸른 항아리 님과 카카오톡 대화
저장한 날짜 : 2026년 3월 4일 오전 10:44


2026년 3월 2일 오전 1:01
2026년 3월 2일 오전 1:01, 항아리 : 사진
2026년 3월 2일 오전 1:03, 항아리 : 검열조가 왔어요
한 20여 명 : 더 될지도
2026년 3월 2일 오전 1:04, 항아리님이 복숭아님을 초대했습니다.
2026년 3월 2일 오전 1:05, 회원님 : 어디서요?
"""
ANDROID_ENGLISH = """KakaoTalk Chats with Blue Jar
Date Saved : March 4, 2026, 1:08 PM


March 2, 2026, 2:33 AM
March 2, 2026, 2:33 AM, Jar : Photo
March 2, 2026, 2:35 AM, Jar : Inspectors came
to the market
March 2, 2026, 2:36 AM, you : Where?
"""
IOS = """Talk_2026.3.4 10:44-1.txt
저장한 날짜 : 2026. 3. 4. 오전 10:44

2026년 3월 2일 월요일
2026. 3. 2. 오전 1:01, 항아리 : 3f2a9c0d4b7e8f1a3f2a9c0d4b7e8f1a.jpg
2026. 3. 2. 오전 1:03, 항아리 : 검열조가 왔어요
2026. 3. 2. 오전 1:04: 복숭아님이 들어왔습니다.
2026. 3. 2. 01:05, 회원님 : 어디서요?
"""
IOS_ENGLISH = """Talk_2026.3.4 10:44-1.txt
Date Saved : Mar 4, 2026 at 14:23

Monday, March 2, 2026
Mar 2, 2026 at 15:15, Jar : Photo
Mar 2, 2026 at 3:16\u202fPM, Jar : Inspectors came
Mar 2, 2026 at 15:17: Jar invited Peach.
Mar 2, 2026 at 15:18, you : Where?
"""
TIMED = """------------------------------
2026년 3월 2일 월요일
------------------------------
오전 9:23, 항아리 : 검열조가 왔어요
오전 9:25, 나 : 어디서요?
"""
MAC = """Date,User,Message
2026-03-02 01:01:00,"Jar","Photo"
2026-03-02 01:03:00,"Jar","Inspectors came
to the ""big"" market, they say"
2026-03-02 01:05:00,"Me","Where?"
"""


@pytest.mark.parametrize(
    ("export", "words"),
    [
        (WINDOWS, "어제 장마당에\n검열조가 왔어요\n\n한 20여 명"),
        (WINDOWS_ENGLISH, "Inspectors came\nto the market"),
        (ANDROID, "검열조가 왔어요\n한 20여 명 : 더 될지도"),
        (ANDROID_ENGLISH, "Inspectors came\nto the market"),
        (IOS, "검열조가 왔어요"),
        (IOS_ENGLISH, "Inspectors came"),
        (MAC, 'Inspectors came\nto the "big" market, they say'),
    ],
    ids=["Windows", "Windows English", "Android", "Android English", "iOS", "iOS English", "Mac"],
)
def test_each_system_s_export_gives_the_words_the_day_and_what_was_sent(export: str, words: str) -> None:
    (chat,) = chats_in(export)
    sent, told, *_ = chat.messages
    assert (sent.has_attachment, sent.text, told.text) == (True, "", words)
    assert {message.day for message in chat.messages[:3]} == {date(2026, 3, 2)}
    assert chat.speakers[-1].ours
    assert not chat.speakers[0].ours


def test_hours_under_a_line_with_the_day_are_read_too() -> None:
    (chat,) = chats_in(TIMED)
    assert [(m.who, m.day, m.text) for m in chat.messages] == [
        ("항아리", date(2026, 3, 2), "검열조가 왔어요"),
        ("나", date(2026, 3, 2), "어디서요?"),
    ]


def test_no_hour_is_left_anywhere() -> None:
    for export in (WINDOWS, WINDOWS_ENGLISH, ANDROID, ANDROID_ENGLISH, IOS, IOS_ENGLISH, TIMED, MAC):
        (chat,) = chats_in(export)
        kept = [f"{m.who} {m.day} {m.text}" for m in chat.messages]
        assert not any(":0" in line or ":1" in line or ":2" in line for line in kept)


def test_who_came_and_what_was_taken_back_is_counted_and_left_out() -> None:
    (chat,) = chats_in(WINDOWS)
    assert chat.left_out >= 2
    assert not any("복숭아" in m.text or "삭제" in m.text for m in chat.messages)
    assert [m.text for m in chat.messages if m.day == date(2026, 3, 3)] == ["", "쌀값이 올랐소"]


@pytest.mark.parametrize(
    "line",
    [
        "2026년 3월 1일 일요일",  # a day that somebody wrote
        "[공지] [중요] 모이시오",  # brackets that hold no hour
        "2026년 3월 1일 오전 9:00, 누가 : 인용",  # a message of another system, quoted
        "그 사람은 나갔습니다.",
        "사진첩을 봤소",
        "오전 9시, 다들 : 모였소",
    ],
)
def test_a_line_that_only_looks_like_the_program_s_stays_with_the_message(line: str) -> None:
    (chat,) = chats_in(WINDOWS.replace("검열조가 왔어요", line))
    assert line in chat.messages[1].text


def test_a_name_with_brackets_or_a_comma_is_one_name() -> None:
    (chat,) = chats_in(
        "--------------- 2026년 3월 2일 월요일 ---------------\n[[무역] 항아리, 둘째] [오후 3:15] 쌀 : 비싸오\n"
    )
    assert (chat.messages[0].who, chat.messages[0].text) == ("[무역] 항아리, 둘째", "쌀 : 비싸오")


@pytest.mark.parametrize(
    "text",
    [
        "장마당에서\n[오전] 있은 일",
        "2026년 3월 2일\n검열이 있었다",
        "Date,User\n2026-03-02,Jar",
        "[항아리] [오전 1:03] 쌀",  # one line alone may be anything
        "Minutes of March 2, 2026, 2:33 AM",
    ],
)
def test_what_only_looks_like_an_export_is_not_taken_for_one(text: str) -> None:
    assert not kakao.recognises(text)


def test_a_table_that_is_cut_off_in_its_quotes_gives_what_is_whole() -> None:
    (chat,) = chats_in(MAC + '2026-03-02 01:06:00,"Jar","They st')
    assert len(chat.messages) == 4


def test_a_table_with_a_field_beyond_all_measure_is_refused_in_one_sentence() -> None:
    with pytest.raises(BrokenChat):
        chats_in(f'Date,User,Message\n2026-03-02 01:01:00,"Jar","{"쌀" * 140_000}"\n')


def test_an_export_in_which_nobody_wrote_is_refused_in_one_sentence() -> None:
    with pytest.raises(EmptyChat):
        chats_in("Date,User,Message\n")
