"""A small record of the pack's country, written by us, for tests: what happened to goods in an invented summer."""

from __future__ import annotations

from datetime import date

from jebo.observatory.date import read
from jebo.observatory.event import Event, Goods, Link, Status, Story, Tie
from jebo.observatory.place import event_place
from jebo.observatory.quantity import Approximator, Quantity
from jebo.observatory.record import Record, Total, Withdrawn
from jebo.observatory.role import Body, Class, Official, Part, Role
from jebo.observatory.tables import World
from jebo.packs import load

PACK = load("kp")
WORLD = World(PACK)
NAMES = {"en": "Mulmaru Wire", "ko": "물마루통신"}
KO = Story(address="ko/2026/11/goods.html", language="ko", title="남한 상품 퍼지자", day=date(2026, 11, 27))
EN = Story(
    address="en/2026/11/goods.html", language="en", title="Goods from the South", day=date(2026, 11, 27)
)
OTHER = Story(address="en/2026/12/burned.html", language="en", title="=Burned", day=date(2026, 12, 3))
TRADERS = Class(names={"en": "traders", "ko": "상인"})


def event(
    id: str, type: str, when: str = "2026-35", where: str = "KP-09", *, near: bool = False, **more: object
) -> Event:
    """An event of the record."""
    return Event(id=id, type=type, date=read(when), place=event_place(where, PACK.places, near=near), **more)  # type: ignore[arg-type]


SURGE = event(
    "aaaaaaa2", "MARKET_SURGE", "2026-34", stories=(EN, KO), goods=(Goods(code="G1"), Goods(code="G2.1"))
)
INSPECT = event(
    "bbbbbbb2", "INSPECT", "2026-07", stories=(EN, KO), several=True, status=Status.CORROBORATED,
    roles=(Role(part=Part.AGENT, who=Body(organisation="UC")), Role(part=Part.PATIENT, who=TRADERS)),
)  # fmt: skip
ARREST = event(
    "ccccccc2", "ARREST", stories=(EN, KO), counted="people",
    quantity=Quantity(low=21, high=29, value=20, approximator=Approximator.ODD, text="20여 명"),
    roles=(
        Role(part=Part.PATIENT, who=TRADERS, quantity=Quantity(low=4, high=4, value=4, approximator=Approximator.EXACT)),
        Role(part=Part.AGENT, who=Official(names={"en": "An Invented", "ko": "안지어"}, office={"en": "head of the office", "ko": "책임자"})),
    ),
)  # fmt: skip
SESSION = event("ddddddd2", "STRUGGLE", "2026-08~", "KP0205", near=True, stories=(OTHER,))
BANISH = event("eeeeeee2", "BANISH", "2026/2027", "KP", status=Status.DISPUTED)
LINKS = (
    Link(one=SURGE.id, tie=Tie.CAUSES, other=INSPECT.id),
    Link(one=INSPECT.id, tie=Tie.CAUSES, other=ARREST.id),
    Link(one=ARREST.id, tie=Tie.PRECEDES, other=SESSION.id),
    Link(one=ARREST.id, tie=Tie.CAUSES, other=BANISH.id),
)
RECORD = Record(
    number=3, day=date(2027, 3, 1), pack="kp", names=NAMES, events=(SURGE, INSPECT, ARREST, SESSION, BANISH), links=LINKS,
    totals=(Total(year=2025, type="REMIT", low=5, high=9), Total(year=2025, type="BRIBE", low=1, high=4)),
    withdrawn=(Withdrawn(id="zzzzzzz2", since=2),),
)  # fmt: skip
