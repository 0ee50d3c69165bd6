"""Who watches the door cannot tell a phrase that was used from one that was not, nor whether an answer is there: sizes are the same, and work.

The work is the time that the process itself takes, of many requests of two kinds one after the other, so that what else the machine
does falls on both; the cheap fourth of each is compared, which noise reaches last.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.door.conftest import House
from tests.door.test_journey import answered
from tests.door.visitor import Visitor

from jebo.door import keys, lanes, pages, phrase, source
from jebo.door.keys import keys_of

FORM = {"content-type": "application/x-www-form-urlencoded"}
TIMES = 60
ALIKE, TOLD = 0.2, 0.35
"""Two kinds are alike where one takes at most a fifth more; they are told apart where it is more than a third. Chosen by us."""


@dataclass
class Sources:
    """Three who have a phrase: one never sent anything, one did, and one has an answer."""

    house: House
    unused: str
    used: str
    with_answer: str

    def comes_back(self, words: str) -> Callable[[], tuple[int, int]]:
        """Type a phrase; gives the status and the size of what comes back."""
        visitor, body = self.house.visitor(), f"phrase={words.replace(' ', '+')}".encode()
        return lambda: seen(visitor, "POST", "/en/return", [body], FORM)

    def looks(self, words: str) -> Callable[[], tuple[int, int]]:
        """Look into the box."""
        visitor = self.house.visitor()
        visitor.post("return", phrase=words)
        return lambda: seen(visitor, "GET", "/en/box")


def seen(visitor: Visitor, *asked: object) -> tuple[int, int]:
    found = visitor.ask(*asked)  # type: ignore[arg-type]
    assert found is not None
    return found.status, len(found.body)


@pytest.fixture
def sources(house: House, monkeypatch: pytest.MonkeyPatch) -> Sources:
    """Slow work is made short, so that what is beside it shows."""
    monkeypatch.setattr(keys, "MEMORY_KIB", 1_024)
    monkeypatch.setattr(keys, "PASSES", 1)
    monkeypatch.setattr(lanes.Buckets, "take", lambda *_: None)
    phrases = []
    for text in ("", "one", "two"):
        visitor = house.visitor()
        words, box = visitor.begin()
        phrases.append(words)
        if text:
            visitor.send(box.token, text)
    about = next(about for about, content in house.tips() if content == b"two")
    answered(house, about, "Thank you. When did you see it? " * 5)
    return Sources(house, *phrases)


def more_work(one: Callable[[], object], other: Callable[[], object]) -> float:
    """How much more work the dearer of two is, as a share of the cheaper."""
    spent: tuple[list[float], list[float]] = ([], [])
    for at in range(TIMES + 5):
        for which in (0, 1) if at % 2 else (1, 0):
            before = time.process_time()
            (one, other)[which]()
            if at >= 5:
                spent[which].append(time.process_time() - before)
    low = [statistics.quantiles(some, n=4)[0] for some in spent]
    return max(low) / min(low) - 1


def test_to_come_back_with_a_phrase_that_was_used_and_one_that_was_not_is_the_same(sources: Sources) -> None:
    one, other, third = (
        sources.comes_back(words) for words in (sources.unused, sources.used, sources.with_answer)
    )
    assert one() == other() == third()
    assert more_work(one, other) < ALIKE
    assert more_work(one, third) < ALIKE


def test_a_box_with_an_answer_and_one_without_are_the_same(sources: Sources) -> None:
    one, other, third = (
        sources.looks(words) for words in (sources.unused, sources.used, sources.with_answer)
    )
    assert one() == other() == third() == (200, pages.STEP_BYTES)
    assert more_work(one, other) < ALIKE
    assert more_work(one, third) < ALIKE


def test_a_slip_is_known_by_its_check_alone_so_it_costs_no_work_and_has_the_size_of_any_page(
    sources: Sources,
) -> None:
    """That tells only what everybody can work out without the door: that the words are no phrase."""
    wrong = sources.comes_back("abandon " * 8)
    assert wrong() == (200, pages.STEP_BYTES)


def test_a_door_that_does_the_work_only_for_those_it_knows_is_told_apart(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: Argon2 is left out where nothing was sent with the phrase."""
    real, salt = keys_of, sources.house.door.settings.salt
    unused = phrase.read(sources.unused)
    assert unused is not None
    kept = real(unused, salt)
    leaks = lambda typed, salt: kept if typed == unused else real(typed, salt)  # noqa: E731 - one line of leak
    one, other = sources.comes_back(sources.unused), sources.comes_back(sources.used)
    monkeypatch.setattr(source, "keys_of", leaks)
    assert more_work(one, other) > TOLD


def test_a_door_that_opens_only_what_is_there_is_told_apart(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a page without answers opens nothing."""
    monkeypatch.setattr(source, "ALIKE", 0)
    assert more_work(sources.looks(sources.unused), sources.looks(sources.with_answer)) > TOLD


def test_a_door_that_says_so_in_the_size_of_a_page_is_told_apart(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: pages that are not filled up."""
    monkeypatch.setattr(pages, "filled", lambda page: page)
    assert sources.looks(sources.unused)() != sources.looks(sources.with_answer)()
