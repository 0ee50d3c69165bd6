"""What a desk and a door say to each other is of one form; what differs from it in anything is refused, and drops nothing."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.door.conftest import House
from tests.door.desk import NAME, Desk, sent

from jebo.sealing.polling import (
    ASK_BYTES,
    GIVE_BYTES,
    SEALED_LIMIT_BYTES,
    Ask,
    Give,
    Piece,
    ask_bytes,
    give_bytes,
    read_ask,
    read_give,
)  # fmt: skip
from jebo.sealing.refusals import NotAPoll


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house)


def head(**changed: Any) -> bytes:
    told = {"have": [], "name": "", "at": 0, "answers": [], "decoys": []} | changed
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def filled(start: bytes) -> bytes:
    return start + b"\n" + bytes(max(ASK_BYTES - len(start) - 1, 0))


WRONG: list[Callable[[], bytes]] = [
    lambda: b"",
    lambda: bytes(ASK_BYTES),
    lambda: b"\n" * ASK_BYTES,
    lambda: ask_bytes(Ask())[:-1],
    lambda: ask_bytes(Ask()) + b"x",
    lambda: filled(b"[" * 200_000),
    lambda: filled(b'{"have":' + b"[" * 100_000),
    lambda: filled(b"9" * 100_000),
    lambda: filled(b"null"),
    lambda: filled(b"[]"),
    lambda: filled(b"{}"),
    lambda: filled(head()[:-1]),
    lambda: filled(head(have="x" * 32)),
    lambda: filled(head(have={NAME: 1})),
    lambda: filled(head(have=[1])),
    lambda: filled(head(have=[None])),
    lambda: filled(head(have=[NAME.replace("0", "/")])),
    lambda: filled(head(have=["../" + NAME])),
    lambda: filled(head(have=[NAME + "\n"])),
    lambda: filled(head(have=[NAME] * 2_001)),
    lambda: filled(head(name=None)),
    lambda: filled(head(name=0)),
    lambda: filled(head(name="../../door.toml")),
    lambda: filled(head(name=["x"])),
    lambda: filled(head(at=-1)),
    lambda: filled(head(at=1.0)),
    lambda: filled(head(at=True)),
    lambda: filled(head(at="0")),
    lambda: filled(head().replace(b'"at":0', b'"at":' + b"9" * 4_000)),
    lambda: filled(head().replace(b'"at":0', b'"at":' + b"9" * 100_000)),
    lambda: filled(head().replace(b'"at":0', b'"at":Infinity')),
    lambda: filled(head(at=2**64)),
    lambda: filled(head(answers=[[NAME]])),
    lambda: filled(head(answers=[[NAME, "é"]])),
    lambda: filled(head(answers=[[NAME, "AAAA", 1]])),
    lambda: filled(head(answers=[["../x", "AAAA"]])),
    lambda: filled(head(answers=[[NAME, 1]])),
    lambda: filled(head(answers={"ab": 1})),
    lambda: filled(head(decoys=[1])),
    lambda: filled(head(decoys=["A"])),
    lambda: filled(head(decoys={"": 1})),
    lambda: filled(head(decoys=[base64.b64encode(bytes(SEALED_LIMIT_BYTES + 1)).decode()])),
    lambda: filled(head(more=1)),
    lambda: filled(head().decode().encode("utf-16")),
]
"""Each beside the one that is right."""


@pytest.mark.parametrize("at", range(len(WRONG)))
def test_what_is_no_question_is_refused_and_drops_nothing(house: House, desk: Desk, at: int) -> None:
    sent(house, "word")
    assert desk.say(filled(head())).status == 200, "the control"
    seen = desk.say(WRONG[at]())
    assert (seen.status, seen.body) == (400, b"")
    assert house.content() == [b"word"]


@pytest.fixture
def quiet(house: House) -> Desk:
    sent(house, "word")
    return Desk(house)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from([ASK_BYTES, ASK_BYTES - 1, 400]), st.integers(0, 200))
def test_no_bytes_break_the_desks_port(house: House, quiet: Desk, junk: bytes, size: int, at: int) -> None:
    (name,) = house.door.spool.tip_names()
    whole = ask_bytes(Ask(have=(name,)))
    for told in ((junk + bytes(ASK_BYTES))[:size], (whole[:at] + junk + whole[at:])[:size]):
        if told[: len(whole)].startswith(whole.partition(b"\n")[0] + b"\n") and len(told) == ASK_BYTES:
            continue  # only what fills it up was touched
        assert quiet.say(told).status == 400
    assert house.content() == [b"word"]


names = st.text("0123456789abcdef", min_size=32, max_size=32)
asks = st.builds(
    Ask, have=st.lists(names, max_size=50).map(tuple), name=names | st.just(""), at=st.integers(0, 2**53 - 1),
    answers=st.lists(st.tuples(names, st.binary(max_size=500)), max_size=5).map(tuple),
    decoys=st.lists(st.binary(max_size=500), max_size=5).map(tuple),
)  # fmt: skip


@given(asks)
def test_a_question_comes_back_as_it_was_asked(ask: Ask) -> None:
    assert read_ask(ask_bytes(ask)) == ask


@given(
    st.lists(
        st.tuples(names, st.integers(0, 1_000), st.integers(0, 10**9), st.binary(max_size=500)), max_size=10
    ),
    st.booleans(),
)
def test_an_answer_comes_back_as_it_was_given(some: list[tuple[str, int, int, bytes]], more: bool) -> None:
    pieces = tuple(
        Piece(name=name, at=at, size=at + len(content) + left, content=content)
        for name, at, left, content in some
    )
    give = Give(pieces=pieces, lost=tuple(range(len(some))), more=more)
    assert read_give(give_bytes(give)) == give


@pytest.mark.parametrize(
    "start",
    [
        b'{"lost":[1e999],"more":false,"pieces":[]}',
        b'{"lost":[Infinity],"more":false,"pieces":[]}',
        b'{"lost":[NaN],"more":false,"pieces":[]}',
        b'{"lost":["1"],"more":false,"pieces":[]}',
        b'{"lost":[],"more":1,"pieces":[]}',
        b'{"lost":{},"more":false,"pieces":[]}',
        b'{"lost":[],"more":false,"pieces":[["' + NAME.encode() + b'",0,9999999,9999999]]}',
        b'{"lost":[],"more":false,"pieces":[["' + NAME.encode() + b'",5,6,2]]}',
        b'{"lost":[],"more":false,"pieces":[["../../../etc/passwd",0,1,1]]}',
        b'{"lost":[],"more":false,"pieces":[["' + NAME.encode() + b'",-1,1,1]]}',
        b'{"lost":[],"more":false,"pieces":[[1,0,1,1]]}',
        b'{"lost":[],"more":false,"pieces":"x"}',
        b'{"lost":[],"more":false}',
        b"[" * 500_000,
    ],
)
def test_a_door_that_somebody_took_over_cannot_break_the_desk_by_what_it_gives(start: bytes) -> None:
    with pytest.raises(NotAPoll):
        read_give(start + b"\n" + bytes(GIVE_BYTES - len(start) - 1))
