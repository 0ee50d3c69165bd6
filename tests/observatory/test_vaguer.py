"""What changed, and what was only told less exactly, of which nobody is shown that it was; and what is kept comes back whole."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.observatory.country import ARREST, BANISH, EN, INSPECT, OTHER, PACK, SESSION, SURGE, TRADERS, event

from jebo.observatory import keeping
from jebo.observatory.date import read
from jebo.observatory.event import Event, Goods, Status
from jebo.observatory.may import SOMEBODY
from jebo.observatory.place import event_place
from jebo.observatory.quantity import exactly
from jebo.observatory.role import Class, Role
from jebo.observatory.vaguer import only_vaguer

PLACES, GOODS = PACK.places, {one.code: one for one in PACK.goods}
NEAR = event_place("KP0205", PLACES, near=True)
TOWN = event_place("KP0205", PLACES)
PROVINCE = event_place("KP-09", PLACES)


@pytest.mark.parametrize(
    ("before", "now", "vaguer"),
    [
        (INSPECT, INSPECT, True),
        (INSPECT, replace(INSPECT, date=read("2026-35")), True),
        (INSPECT, replace(INSPECT, date=read("2026-35"), stories=(EN,)), True),
        (replace(INSPECT, date=read("2026-35")), INSPECT, False),
        (INSPECT, replace(INSPECT, date=read("2026-08")), False),
        (replace(INSPECT, place=TOWN), replace(INSPECT, place=PROVINCE), True),
        (replace(INSPECT, place=PROVINCE), replace(INSPECT, place=TOWN), False),
        (replace(INSPECT, place=NEAR), replace(INSPECT, place=TOWN), False),
        (replace(INSPECT, place=NEAR), replace(INSPECT, place=PROVINCE), True),
        (INSPECT, replace(INSPECT, roles=INSPECT.roles[:1]), True),
        (replace(INSPECT, roles=INSPECT.roles[:1]), INSPECT, False),
        (ARREST, replace(ARREST, roles=(replace(ARREST.roles[0], quantity=None), ARREST.roles[1])), True),
        (ARREST, replace(ARREST, quantity=None, counted=""), True),
        (replace(ARREST, quantity=None, counted=""), ARREST, False),
        (SURGE, replace(SURGE, goods=(SURGE.goods[0], Goods(code="G2"))), True),
        (replace(SURGE, goods=(Goods(code="G2"),)), replace(SURGE, goods=(Goods(code="G2.1"),)), False),
        (INSPECT, replace(INSPECT, stories=(*INSPECT.stories, OTHER)), False),
        (INSPECT, replace(INSPECT, type="SEARCH"), False),
        (INSPECT, replace(INSPECT, status=Status.DISPUTED), False),
        (INSPECT, replace(INSPECT, several=False), True),
    ],
)
def test_what_is_told_less_exactly_is_told_from_what_changed(before: Event, now: Event, vaguer: bool) -> None:
    assert only_vaguer(before, now, PLACES, GOODS) is vaguer


PERSON = Role(part=ARREST.roles[0].part, who=Class(names=SOMEBODY))
ROUGH = replace(exactly(23), low=20, high=29)


@pytest.mark.parametrize(
    ("before", "now", "vaguer"),
    [
        ((PERSON,), (PERSON, PERSON, PERSON), False),
        ((PERSON, PERSON), (PERSON,), True),
        ((ARREST.roles[0],), (replace(ARREST.roles[0], who=Class(names=SOMEBODY), quantity=None),), True),
        ((PERSON,), (replace(PERSON, who=TRADERS),), False),
        (
            (replace(PERSON, who=TRADERS),),
            (replace(PERSON, who=Class(names={"ko": TRADERS.names["ko"]})),),
            True,
        ),
        (
            (replace(PERSON, who=Class(names={"ko": TRADERS.names["ko"]})),),
            (replace(PERSON, who=TRADERS),),
            False,
        ),
        ((replace(PERSON, quantity=exactly(23)),), (replace(PERSON, quantity=ROUGH),), True),
        ((replace(PERSON, quantity=ROUGH),), (replace(PERSON, quantity=exactly(23)),), False),
    ],
)
def test_each_part_tells_no_more_than_one_of_before(
    before: tuple[Role, ...], now: tuple[Role, ...], vaguer: bool
) -> None:
    assert only_vaguer(replace(ARREST, roles=before), replace(ARREST, roles=now), PLACES, GOODS) is vaguer


def test_a_number_of_something_else_is_another_number() -> None:
    four = replace(ARREST, quantity=exactly(4), counted="homes")
    assert not only_vaguer(four, replace(four, counted="people"), PLACES, GOODS)
    assert only_vaguer(four, replace(four, quantity=None, counted=""), PLACES, GOODS)


def test_what_an_earlier_release_kept_can_still_be_read() -> None:
    """If this fails, what newsrooms have kept needs a migration of its own."""
    kept = {
        "type": "ARREST", "date": "2026-07", "place": ["KP-09", "province", False, False],
        "roles": [["patient", ["class", {"ko": "상인"}], [4, 4, "exact", 4, None, "people", "4명"]], ["agent", ["body", "UC"], None]],
        "goods": [["G1", [20, None, "at_least", 20, None, None, ""]]], "quantity": None, "counted": "", "status": "reported",
        "several": False, "stories": [["ko/2026/11/goods.html", "ko", "제목", "2026-11-27"]],
    }  # fmt: skip
    assert keeping.plain(keeping.event("aaaaaaa2", kept)) == kept


@pytest.mark.parametrize(
    "told", [SURGE, INSPECT, ARREST, SESSION, BANISH, event("aaaaaaa3", "ARREST", "../2026")]
)
def test_what_is_kept_of_an_event_comes_back_whole(told: Event) -> None:
    kept = json.loads(json.dumps(keeping.plain(told)))
    assert keeping.event(told.id, kept) == replace(told, since=1, version=1)
    assert keeping.digest(kept) == keeping.digest(keeping.plain(told))


def test_anything_that_is_told_changes_what_is_kept() -> None:
    changed = [
        replace(INSPECT, date=read("2026-08")), replace(INSPECT, place=NEAR), replace(INSPECT, several=False), replace(INSPECT, roles=()),
        replace(INSPECT, stories=(replace(EN, title="Another headline"),)), replace(INSPECT, status=Status.DISPUTED),
    ]  # fmt: skip
    assert len({keeping.digest(keeping.plain(one)) for one in (INSPECT, *changed)}) == len(changed) + 1
