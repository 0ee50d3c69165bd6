"""A date is kept as told, and nothing is made of it that was not said."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date as Day  # noqa: N812

import edtf
import pytest
import undate
from hypothesis import assume, given
from hypothesis import strategies as st

from jebo.observatory.date import Date, Moment, Overlap, coarser, overlap, read
from jebo.observatory.dates_in_words import date_in_words
from jebo.observatory.unreadable import EndsBeforeItBegins, NoSuchDay, NotADate, UnreadableValue

YEARS = st.integers(1990, 2040)


@st.composite
def moments(draw: st.DrawFn) -> str:
    """A date without a slash, in any form that is kept."""
    year, month = draw(YEARS), draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(year, month)[1]))
    full = f"{year}-{month:02}-{day:02}"
    forms = [full, full[:-1] + "X", full[:8] + "XX", full[:7], full[:6] + "X", f"{year}-XX", f"{year}-XX-XX"]
    forms += [str(year), f"{str(year)[:3]}X", f"{str(year)[:2]}XX"]
    forms += [f"{year}-{code}" for code in (21, 22, 23, 24, 33, 34, 35, 36)]
    return draw(st.sampled_from(forms)) + draw(st.sampled_from(["", "", "?", "~", "%"]))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Any date that is kept."""
    one, two = draw(moments()), draw(moments())
    if read(one).earliest > read(two).latest:  # type: ignore[operator]
        one, two = two, one
    return draw(
        st.sampled_from([one, one, f"{one}/{two}", f"{one}/..", f"{one}/", f"../{two}", f"/{two}", "XXXX"])
    )


def reach(date: Date) -> tuple[Day, Day]:
    return date.earliest or Day.min, date.latest or Day.max


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2023-07-13", "2023-07-13", "2023-07-13", 1),
        ("2023-07-13?", "2023-07-13", "2023-07-13", 2),
        ("2023-07-13~", "2023-07-13", "2023-07-13", 2),
        ("2023-07-1X", "2023-07-10", "2023-07-19", 3),
        ("2023-07-3X", "2023-07-30", "2023-07-31", 2),
        ("2023-11-2X", "2023-11-20", "2023-11-29", 3),
        ("2024-02-2X", "2024-02-20", "2024-02-29", 3),
        ("2023-07-XX", "2023-07-01", "2023-07-31", 3),
        ("2023-07", "2023-07-01", "2023-07-31", 3),
        ("2023-1X", "2023-10-01", "2023-12-31", 3),
        ("2023-XX-XX", "2023-01-01", "2023-12-31", 3),
        ("2023-21", "2023-03-01", "2023-05-31", 3),
        ("2023-24", "2023-01-01", "2024-02-29", 3),
        ("2023", "2023-01-01", "2023-12-31", 3),
        ("202X", "2020-01-01", "2029-12-31", 3),
        ("2023-07-13/2023-07-15", "2023-07-13", "2023-07-15", 2),
        ("2023-07-13/2023-07-20", "2023-07-13", "2023-07-20", 3),
        ("../2023-07", "None", "2023-07-31", 3),
        ("2023-07/..", "2023-07-01", "None", 3),
        ("/2023-07-13", "None", "2023-07-13", 3),
        ("2023-07-13/", "2023-07-13", "None", 3),
        ("XXXX", "None", "None", 3),
    ],
)
def test_a_date_reaches_from_its_first_day_to_its_last(
    text: str, earliest: str, latest: str, precision: int
) -> None:
    date = read(text)
    assert (date.text, str(date.earliest), str(date.latest)) == (text, earliest, latest)
    assert date.precision == precision


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("2023-02-29", NoSuchDay),
        ("2023-02-3X", NoSuchDay),
        ("2023-04-31", NoSuchDay),
        ("0000", NoSuchDay),
        ("2023-13", NotADate),
        ("2023-7-1", NotADate),
        ("2023-07-X3", NotADate),
        ("202X-07", NotADate),
        ("2023-1X-03", NotADate),
        ("2023-21-03", NotADate),
        ("2023-07-13T10:00", NotADate),
        ("２０２３", NotADate),
        ("[2023..2024]", NotADate),
        ("2023-07-13?~", NotADate),
        ("/", NotADate),
        ("../..", NotADate),
        ("2023/2024/2025", NotADate),
        ("", NotADate),
        (" 2023", NotADate),
        ("2023-07-15/2023-07-13", EndsBeforeItBegins),
    ],
)
def test_what_is_no_date_is_refused(text: str, error: type[UnreadableValue]) -> None:
    with pytest.raises(error):
        read(text)


@given(st.text())
def test_a_refusal_quotes_nothing_of_what_somebody_wrote(text: str) -> None:
    with pytest.raises(UnreadableValue) as raised:
        read(f"the baker {text}")
    assert "baker" not in repr(raised.value) + str(raised.value)
    assert raised.value.__cause__ is None


@given(texts())
def test_a_date_is_kept_as_written_and_its_days_are_in_order(text: str) -> None:
    date = read(text)
    assert date.text == text
    assert reach(date)[0] <= reach(date)[1]


@given(texts())
def test_a_coarser_form_is_true_of_every_day_and_vaguer_than_the_one_before(text: str) -> None:
    finer = read(text)
    for vaguer in coarser(finer):
        (first, last), (low, high) = reach(finer), reach(vaguer)
        assert low <= first
        assert last <= high
        assert (low, high) != (first, last)
        assert (vaguer.uncertain, vaguer.approximate) == (finer.uncertain, finer.approximate)
        finer = vaguer


def test_a_day_goes_to_its_month_its_quarter_and_its_year() -> None:
    assert [one.text for one in coarser(read("2023-07-13"))] == ["2023-07", "2023-35", "2023"]


def test_a_time_that_crosses_new_year_is_never_put_into_one_year() -> None:
    assert [one.text for one in coarser(read("2023-12-30/2024-01-02"))] == ["202X"]


def test_an_open_end_stays_open() -> None:
    assert [one.text for one in coarser(read("2023-07-13/.."))] == ["2023-07/..", "2023/.."]


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("2023-07-13", "2023-07-13", "certain"),
        ("2023-07-13", "2023-07-14", "contradict"),
        ("2023-07-13", "2023-07", "possible"),
        ("2023-07-13", "2023-08", "contradict"),
        ("2023-07-13", "2023-07-1X", "possible"),
        ("2023-07-13", "2023-07-2X", "contradict"),
        ("2023-07-13?", "2023-07-13", "possible"),
        ("2023-07-13~", "2023-07-16", "possible"),
        ("2023-07-13~", "2023-07-17", "contradict"),
        ("2023-07~", "2023-08-20", "possible"),
        ("2023-07-13/2023-07-15", "2023-07-14", "certain"),
        ("2023-07-13/2023-07-15", "2023-07-16", "contradict"),
        ("2023-07-01/2023-07-31", "2023-07-1X", "certain"),
        ("2023-07-1X/2023-07-2X", "2023-07-19", "certain"),
        ("2023-07-1X/2023-07-2X", "2023-07-18", "possible"),
        ("2023-07-13/..", "2023-08", "possible"),
        ("2023-07-13/..", "2023-06", "contradict"),
        ("2023-07-13/", "2023-07-13", "certain"),
        ("XXXX", "2023", "possible"),
    ],
)
def test_two_dates_agree_for_certain_possibly_or_not_at_all(one: str, other: str, answer: str) -> None:
    assert overlap(read(one), read(other)) == answer


@given(texts(), texts())
def test_overlap_does_not_depend_on_who_is_asked_first(one: str, other: str) -> None:
    assert overlap(read(one), read(other)) == overlap(read(other), read(one))


@given(texts())
def test_a_date_never_contradicts_itself_or_a_coarser_form_of_it(text: str) -> None:
    date = read(text)
    assert Overlap.CONTRADICT not in {overlap(date, other) for other in (date, *coarser(date))}


@pytest.mark.parametrize(
    ("text", "english", "korean"),
    [
        ("2023-07-13", "13 July 2023", "2023년 7월 13일"),
        ("2023-07-13?", "13 July 2023 (not certain)", "2023년 7월 13일(불확실)"),
        ("2023-07-13~", "about 13 July 2023", "2023년 7월 13일쯤"),
        ("2023-07-13%", "about 13 July 2023 (not certain)", "2023년 7월 13일쯤(불확실)"),
        ("2023-07-0X", "between 1 and 9 July 2023", "2023년 7월 초순"),
        ("2023-07-1X", "between 10 and 19 July 2023", "2023년 7월 10일에서 19일 사이"),
        ("2023-07-2X", "between 20 and 29 July 2023", "2023년 7월 20일에서 29일 사이"),
        ("2023-07-3X", "30 or 31 July 2023", "2023년 7월 하순"),
        ("2023-04-3X", "30 April 2023", "2023년 4월 30일"),
        ("2023-07-XX", "some day in July 2023", "2023년 7월의 어느 날"),
        ("2023-XX", "some month in 2023", "2023년의 어느 달"),
        ("2023-1X", "between October and December 2023", "2023년 10월에서 12월 사이"),
        ("2023-07", "July 2023", "2023년 7월"),
        ("2023-35", "the third quarter of 2023", "2023년 3분기"),
        ("2023-24", "winter 2023", "2023년 겨울"),
        ("2023", "2023", "2023년"),
        ("202X", "the 2020s", "2020년대"),
        ("20XX", "between 2000 and 2099", "2000년에서 2099년 사이"),
        ("2023-07-13/2023-07-15", "13–15 July 2023", "2023년 7월 13~15일"),
        ("2023-07-30/2023-08-02", "30 July – 2 August 2023", "2023년 7월 30일~8월 2일"),
        (
            "2023-07-13~/2023-07-15",
            "from about 13 July 2023 to 15 July 2023",
            "2023년 7월 13일쯤부터 2023년 7월 15일까지",
        ),
        ("2023-07/..", "from July 2023 on", "2023년 7월부터"),
        ("2023-07/", "from July 2023, until when is not known", "2023년 7월부터(끝은 모름)"),
        ("../2023-07", "up to July 2023", "2023년 7월까지"),
        ("/2023-07", "up to July 2023, since when is not known", "2023년 7월까지(시작은 모름)"),
        ("XXXX", "date not known", "날짜 모름"),
    ],
)
def test_a_date_is_written_in_both_languages(text: str, english: str, korean: str) -> None:
    assert (date_in_words(read(text), "en"), date_in_words(read(text), "ko")) == (english, korean)


@given(texts())
def test_a_third_of_a_month_is_named_only_where_every_day_lies_in_it(text: str) -> None:
    date = read(text)
    words = date_in_words(date, "ko")
    for name, low, high in (("초순", 1, 10), ("중순", 11, 20), ("하순", 21, 31)):
        sides = [side for side in (date.start, date.end) if isinstance(side, Moment)]
        if name in words:
            assert any(low <= side.earliest.day and side.latest.day <= high for side in sides)


@given(texts())
def test_doubt_is_never_lost_in_words(text: str) -> None:
    date = read(text)
    for words, unsure, about in (
        (date_in_words(date, "en"), "not certain", "about"),
        (date_in_words(date, "ko"), "불확실", "쯤"),
    ):
        assert (unsure in words, about in words) == (date.uncertain, date.approximate)


@given(moments())
def test_the_library_edtf_reads_the_same_days(text: str) -> None:
    """It fails on the bounds of ``2026-11-2X``, moves those of ``~`` by months and knows winter as December."""
    plain = text.rstrip("?~%")
    assume(not re.search(r"-\d\dX$|-2[1-4]$|-3[3-6]$|-..-\dX|-[01]X", plain) and plain.count("X") != 4)
    theirs = edtf.parse_edtf(plain)
    mine = read(plain)
    assert Day(*theirs.lower_strict()[:3]) == mine.earliest
    assert Day(*theirs.upper_strict()[:3]) == mine.latest


@given(moments())
def test_the_library_undate_reads_the_same_days(text: str) -> None:
    """It loses ``~`` without a word, so only dates without a mark are compared; seasons it does not know."""
    plain = text.rstrip("?~%")
    assume(not re.search(r"-(?:2[1-4]|3[3-6])$", plain))
    theirs = undate.Undate.parse(plain, "EDTF")
    mine = read(plain)
    assert (str(theirs.earliest), str(theirs.latest)) == (str(mine.earliest), str(mine.latest))
