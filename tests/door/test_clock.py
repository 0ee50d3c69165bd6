"""The day may jump, for a server's clock is set or wrong; nothing that somebody sent or waits for is lost by that."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.door.conftest import DAY, SETTINGS, House, Make
from tests.door.live import made
from tests.door.test_journey import answered
from tests.door.visitor import MULTIPART, form

from jebo.door import public, sessions, source
from jebo.door.app import application
from jebo.door.keys import Keys
from jebo.door.lanes import BURST, CIRCUITS, EVERY_S, Buckets, Full
from jebo.door.phrase import make as made_up
from jebo.door.serve import door_in
from jebo.door.sessions import LIFE_S, Sessions
from jebo.sealing.tip import Kind

KEYS = Keys.__new__(Keys)
ODD_DAYS = [
    date.min,
    date(1970, 1, 1),
    DAY - timedelta(days=400),
    DAY + timedelta(days=1),
    SETTINGS.until,
    date(2038, 1, 20),
    date.max,
]


@dataclass
class Calendar:
    """The day that the machine says."""

    day: date = DAY

    def today(self) -> date:
        return self.day


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


def led_by(house: House, calendar: Calendar) -> House:
    """The same door, whose day a test sets while it is open."""
    house.door = replace(house.door, today=calendar.today)
    house.app = application(house.door, public.PAGES | source.PAGES)
    return house


@pytest.fixture
def jumping(make: Make, calendar: Calendar) -> House:
    """A door whose keys are never over."""
    return led_by(make(until=date.max), calendar)


@pytest.mark.parametrize("day", ODD_DAYS)
def test_a_visit_goes_on_whatever_day_the_machine_says(jumping: House, calendar: Calendar, day: date) -> None:
    visitor = jumping.visitor()
    words, box = visitor.begin()
    calendar.day = day
    assert "It is here" in visitor.send(box.token, "a word").plain
    assert jumping.tips()[0][0].day == day
    assert "Write and read" in jumping.visitor().post("return", phrase=words).plain


def test_a_day_that_jumps_gives_nobody_more_or_less_to_ask_for(jumping: House, calendar: Calendar) -> None:
    flood = jumping.visitor(circuit="fc00::bad")
    for day in (*ODD_DAYS, DAY) * 3:
        calendar.day = day
        flood.post("new")
    assert flood.post("new").status == 503
    jumping.seconds += EVERY_S
    assert flood.post("new").status == 200, "only time that ran gives more"


def test_answers_of_odd_days_stand_in_order_and_none_is_left_out(jumping: House, calendar: Calendar) -> None:
    visitor = jumping.visitor()
    visitor.send(visitor.begin()[1].token, "a word")
    about = jumping.tips()[0][0]
    for number in range(3):
        answered(jumping, about, f"answer {number}", number)
    plain = visitor.get("box").plain
    assert plain.index("answer 2") < plain.index("answer 1") < plain.index("answer 0")


# The keys' last day.


@pytest.mark.parametrize(("after", "shut"), [(-400, False), (-1, False), (0, False), (1, True), (400, True)])
def test_the_keys_are_good_to_the_end_of_their_last_day(make: Make, after: int, shut: bool) -> None:
    house = make(SETTINGS.until + timedelta(days=after))
    assert (house.visitor().get().status == 503) == shut


def test_what_comes_after_the_last_day_is_not_taken_and_a_visit_goes_on_when_the_clock_is_set_right(
    make: Make, calendar: Calendar
) -> None:
    house = led_by(make(), calendar)
    visitor = house.visitor("ko")
    words, box = visitor.begin()
    calendar.day = SETTINGS.until + timedelta(days=1)
    for seen in (
        visitor.send(box.token, "한마디"), visitor.post("comment", text="한마디"), visitor.post("new"), visitor.post("return", phrase=words),
        visitor.post("erase", token=box.token, sure="yes"), visitor.get("box"),
    ):  # fmt: skip
        assert seen.status == 503
        assert "지금은 닫혀 있습니다" in seen.plain
    assert house.tips() == []
    away = visitor.ask("GET", "/ko/leave")
    assert away is not None
    assert away.status == 303, "but whoever wants to leave can"
    calendar.day = DAY
    again = house.visitor("ko")
    assert "봉인되어 들어왔습니다" in again.send(again.post("return", phrase=words).token, "한마디").plain


def test_midnight_in_the_middle_of_a_form_loses_nothing(jumping: House, calendar: Calendar) -> None:
    visitor = jumping.visitor()
    _, box = visitor.begin()

    def chunks() -> Iterator[bytes]:
        for part in form(box.token, "before", [("a.jpg", bytes(10)), ("b.jpg", bytes(10))]):
            yield part
            calendar.day += timedelta(days=1)

    assert visitor.follow(visitor.ask("POST", "/en/box", chunks(), MULTIPART)).plain.count("It is here") == 3
    days = [about.day for about, _ in jumping.tips() if about.kind in (Kind.MESSAGE, Kind.FILE)]
    assert days == sorted(days)
    assert len(days) == 3


# The clock that only runs forward.


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_visit_lasts_its_time_to_the_second_and_no_longer() -> None:
    clock = Clock()
    known = Sessions(clock)
    cookie, _ = known.begin()
    clock.now = LIFE_S
    assert known.find(cookie) is not None
    clock.now = 2 * LIFE_S
    assert known.find(cookie) is not None, "each page makes it last on"
    clock.now += LIFE_S + 1
    assert known.find(cookie) is None
    assert known.find(cookie) is None


def test_a_machine_that_slept_forgets_who_was_there() -> None:
    clock = Clock()
    known = Sessions(clock)
    cookies = [known.begin()[0] for _ in range(5)]
    clock.now = 1e9
    assert [known.find(cookie) for cookie in cookies] == [None] * 5
    assert len(known._known) == 0


def test_a_machine_where_nobody_comes_any_more_forgets_the_keys_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sessions, "FORGET_EVERY_S", 0.01)
    clock = Clock()
    known = Sessions(clock)

    async def quiet() -> list[int]:
        known.begin(keys=KEYS)
        await asyncio.sleep(0.05)
        before = len(known._known)
        clock.now = LIFE_S + 1
        await asyncio.sleep(0.05)
        return [before, len(known._known)]

    assert asyncio.run(quiet()) == [1, 0], "it is there while it lasts, and then nobody has to come"
    assert known._timer is None, "and nothing looks any more where there is nothing"


def test_of_too_many_visits_none_that_only_looks_drives_out_one_with_keys_nor_the_other_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sessions, "MOST", 10)
    known = Sessions(Clock())
    person, looks = known.begin(keys=KEYS)[0], known.begin()[0]
    for _ in range(9):
        known.begin()
        known.begin(keys=KEYS)
    assert known.find(person) is not None
    assert known.find(looks) is not None
    for _ in range(9):
        known.begin()
        known.begin(keys=KEYS)
    assert known.find(person) is not None, "of each the one goes that was quiet for longest"
    assert known.find(looks) is not None
    for _ in range(10):
        known.begin()
    assert known.find(looks) is None, "and it does go"
    assert known.find(person) is not None


def test_a_visit_whose_phrase_was_typed_back_is_driven_out_by_none_that_has_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sessions, "MOST", 10)
    known = Sessions(Clock())
    cookie, visit = known.begin(made_up())
    known.know(visit, KEYS)
    for _ in range(20):
        known.begin(made_up())
    assert known.find(cookie) is visit
    known.end(cookie)
    known.know(visit, KEYS)
    assert known.find(cookie) is None, "one that left stays away"


def test_a_circuit_that_was_quiet_may_ask_again_and_never_more_than_at_once() -> None:
    clock = Clock()
    buckets = Buckets(clock)
    for seconds in (0.0, 1e9):
        clock.now += seconds
        assert [taken(buckets) for _ in range(BURST + 1)] == [True] * BURST + [False]
    clock.now += EVERY_S - 0.1
    assert not taken(buckets)
    clock.now += 0.2
    assert taken(buckets)
    assert not taken(buckets)


def test_no_number_of_circuits_fills_the_memory() -> None:
    buckets = Buckets(Clock())
    for number in range(CIRCUITS + 1_000):
        buckets.take(str(number))
    assert len(buckets._left) == CIRCUITS


def taken(buckets: Buckets) -> bool:
    try:
        buckets.take("fc00::1")
    except Full:
        return False
    return True


def test_the_door_itself_takes_visits_and_buckets_from_a_clock_that_never_jumps(tmp_path: Path) -> None:
    made(tmp_path / "door")
    door = door_in(tmp_path / "door", lambda: DAY)
    assert door.sessions._clock is door.buckets._clock is time.monotonic
