"""Whoever comes back gets a turn while a crowd hammers: lots are drawn, and who asked most waits longest."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from jebo.door import lanes
from jebo.door.lanes import Full, Lane

Asked = Callable[[int], int]


async def crowd(lane: Lane, circuits: int, asked: int = 0) -> list[asyncio.Task[bool]]:
    """One is served, and as many others want a turn."""
    tasks = [asyncio.create_task(served(lane, f"crowd {at}", asked)) for at in range(circuits)]
    await asyncio.sleep(0)
    return tasks


async def served(lane: Lane, circuit: str, asked: int = 0) -> bool:
    try:
        async with lane.turn(circuit, asked):
            await asyncio.sleep(0)
            return True
    except Full:
        return False


async def share(make: Callable[[], Lane], asked: int, times: int) -> float:
    """How often somebody who comes last gets a turn, before a crowd of five times what may wait."""
    got = 0
    for _ in range(times):
        lane = make()
        others = await crowd(lane, 5 * lanes.WAITING, asked)
        got += await served(lane, "the source")
        await asyncio.gather(*others)
    return got / times


class FirstCome(Lane):
    """As it was: whoever comes when all places are taken is sent away."""

    async def _come(self, circuit: str, asked: int) -> None:
        if len(self._waiting) >= lanes.WAITING:
            raise Full
        await super()._come(circuit, asked)


def test_who_comes_last_has_as_good_a_chance_as_the_crowd() -> None:
    lots = Random(1)
    found = asyncio.run(share(lambda: Lane(lots.randrange), 0, 200))
    assert found > 0.5, "the place of one drawn by lot, and no newcomer after it"


def test_before_a_crowd_that_asks_again_and_again_who_asks_once_always_gets_a_turn() -> None:
    assert asyncio.run(share(Lane, 3, 20)) == 1.0


def test_first_come_first_served_would_shut_out_whoever_comes_last() -> None:
    assert asyncio.run(share(FirstCome, 3, 20)) == 0.0


def test_lots_decide_and_not_who_came_first() -> None:
    async def first_of_three(lots: Random) -> str:
        lane, order = Lane(lots.randrange), list[str]()

        async def one(name: str) -> None:
            async with lane.turn(name):
                order.append(name)
                await asyncio.sleep(0)

        await asyncio.gather(*(one(name) for name in ("served", "a", "b", "c")))
        return order[1]

    lots = Random(2)
    found = Counter(asyncio.run(first_of_three(lots)) for _ in range(600))
    assert found.keys() == {"a", "b", "c"}
    assert all(150 < count < 250 for count in found.values())


def test_a_circuit_has_one_place() -> None:
    async def twice() -> tuple[bool, bool, bool]:
        lane = Lane()
        others = await crowd(lane, 2)
        first = asyncio.create_task(served(lane, "one"))
        await asyncio.sleep(0)
        again = await served(lane, "one")
        await asyncio.gather(*others)
        return await first, again, await served(lane, "one")

    assert asyncio.run(twice()) == (True, False, True)


def test_no_more_wait_than_may() -> None:
    async def most() -> int:
        lane = Lane()
        others = await crowd(lane, 3 * lanes.WAITING)
        waiting = len(lane._waiting)
        await asyncio.gather(*others)
        return waiting

    assert asyncio.run(most()) == lanes.WAITING


@pytest.mark.parametrize("served_already", [False, True])
def test_one_who_goes_while_waiting_stops_nobody(served_already: bool) -> None:
    async def goes() -> bool:
        lane = Lane()
        async with lane.turn("first"):
            one = asyncio.create_task(served(lane, "goes"))
            await asyncio.sleep(0)
            if not served_already:
                one.cancel()
                await asyncio.sleep(0)
        one.cancel()
        await asyncio.gather(one, return_exceptions=True)
        return await asyncio.wait_for(served(lane, "next"), 1)

    assert asyncio.run(goes())


def test_a_circuit_is_told_how_much_it_asked_for_lately() -> None:
    seconds = [0.0]
    buckets = lanes.Buckets(lambda: seconds[0])
    assert [buckets.take("a") for _ in range(3)] == [0, 1, 2]
    assert buckets.take("b") == 0
    seconds[0] += 2 * lanes.EVERY_S
    assert buckets.take("a") == 1
