"""The desk fetches what came; whoever watches its line, or stands at the door, learns that a desk asked and nothing else."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pytest
from tests.door.conftest import DESK, House, opened
from tests.door.desk import KEY, NAME, OTHER_NAME, Desk, decoy, reply, sent

from jebo.door.making import key_in
from jebo.door.spool import AT
from jebo.sealing import unseal
from jebo.sealing.polling import ASK_BYTES, GIVE_BYTES, ROOM_BYTES, Ask, Give, ask_bytes
from jebo.sealing.refusals import NotAPoll
from jebo.sealing.tip import Kind


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house)


# The same size, always.


@pytest.mark.parametrize("sends", [0, 1, 5])
def test_a_question_and_an_answer_have_one_size_however_much_they_carry(
    house: House, desk: Desk, sends: int
) -> None:
    sent(house, *["word"] * sends, **{f"{n}.jpg": bytes(400_000) for n in range(sends)})
    names = house.door.spool.tip_names()
    for ask in (
        Ask(),
        Ask(have=tuple(names)),
        Ask(answers=((NAME, os.urandom(50_000)),), decoys=(decoy(),) * 5),
    ):
        whole = ask_bytes(ask)
        assert len(whole) == ASK_BYTES
        seen = desk.say(whole)
        assert (seen.status, len(seen.body)) == (200, GIVE_BYTES)
        assert seen.headers["content-length"] == str(GIVE_BYTES)


def test_what_fills_a_question_up_looks_random() -> None:
    one, other = ask_bytes(Ask()), ask_bytes(Ask())
    assert one != other
    assert len(set(one[200:])) == 256
    with pytest.raises(NotAPoll):
        ask_bytes(Ask(decoys=(bytes(100_000),) * 2))


# Only the desk.


@pytest.mark.parametrize(
    ("key", "method", "path"),
    [
        ("", "POST", "/poll"),
        ("x", "POST", "/poll"),
        (KEY[:-1], "POST", "/poll"),
        (KEY + "k", "POST", "/poll"),
        (KEY.upper(), "POST", "/poll"),
        ("é" * 64, "POST", "/poll"),
        (KEY, "GET", "/poll"),
        (KEY, "POST", "/"),
        (KEY, "POST", "/poll/"),
        (KEY, "POST", "/en/box"),
        ("x", "GET", "/nothing"),
    ],
)
def test_without_the_key_the_desks_port_is_a_place_where_nothing_is(
    house: House, desk: Desk, key: str, method: str, path: str
) -> None:
    sent(house, "word")
    seen = desk.say(
        ask_bytes(Ask(have=tuple(house.door.spool.tip_names()))), key=key, method=method, path=path
    )
    nothing = desk.say(b"", key="x", method="GET", path="/anything")
    assert (seen.status, seen.headers, seen.body) == (404, nothing.headers, b"")
    assert house.content() == [b"word"], "and nothing is dropped"


def test_a_door_whose_key_file_is_missing_or_empty_lets_no_desk_in(house: House, tmp_path: Path) -> None:
    assert key_in(tmp_path) == ""
    (tmp_path / "desk.key").write_text("\n")
    assert key_in(tmp_path) == ""
    closed = Desk(house, "")
    for key in ("", " ", "x"):
        closed.key = key
        assert closed.say(ask_bytes(Ask()), key=key).status == 404
    (tmp_path / "desk.key").write_text(f"{KEY}\n")
    assert key_in(tmp_path) == KEY, "the control"


def test_a_page_for_sources_does_not_lead_to_the_desk(house: House) -> None:
    seen = house.visitor().ask("POST", "/poll", [ask_bytes(Ask())], {"authorization": f"Bearer {KEY}"})
    assert seen is not None
    assert seen.status == 404


# Fetching.


def test_the_desk_gets_everything_and_a_film_in_pieces_that_fit_together(house: House, desk: Desk) -> None:
    film = os.urandom(2_500_000)
    sent(house, "one", "two", **{"film.mp4": film, "photo.jpg": bytes(100)})
    told = [opened(unseal(whole, DESK)) for whole in desk.fetch()]
    assert sorted(content for _, content in told) == sorted([b"one", b"two", film, bytes(100)])
    assert house.content() == [], "and what it has is dropped"


def test_only_what_the_desk_says_it_has_is_dropped(house: House, desk: Desk) -> None:
    sent(house, "one", "two", "three")
    given = desk.ask()
    assert len(given.pieces) == 3
    assert len(desk.ask().pieces) == 3, "a line that was cut before the desk kept them loses nothing"
    first = given.pieces[0].name
    left = desk.ask(have=(first, NAME)).pieces
    assert {piece.name for piece in left} == {piece.name for piece in given.pieces[1:]}


@pytest.mark.parametrize("at", [0, 1, 3_000, 10**6, 2**53 - 1])
def test_more_of_an_envelope_begins_where_the_desk_says(house: House, desk: Desk, at: int) -> None:
    sent(house, "one")
    (name,) = house.door.spool.tip_names()
    whole = (house.door.spool.tips / name).read_bytes()
    (piece,) = desk.ask(name=name, at=at).pieces
    assert (piece.at, piece.size, piece.content) == (min(at, len(whole)), len(whole), whole[at:])
    assert [one.name for one in desk.ask(name=NAME).pieces] == [name], "and of one that is not there nothing"


def test_an_answer_is_full_and_says_that_there_is_more(house: House, desk: Desk) -> None:
    sent(house, **{f"{n}.jpg": os.urandom(500_000) for n in range(3)})
    given = desk.ask()
    assert given.more
    assert sum(len(piece.content) for piece in given.pieces) == ROOM_BYTES
    everything = tuple(house.door.spool.tip_names())
    assert desk.ask(have=everything) == Give()


def test_even_a_thousand_small_things_do_not_stop_the_desk(house: House, desk: Desk) -> None:
    """A head of an answer has an end, too: what has no room in it comes with the next."""
    for _ in range(1_000):
        (house.door.spool.tips / f"0{secrets.token_hex(16)[1:]}").touch()
    (house.door.spool.tips / OTHER_NAME).write_bytes(bytes(3 * GIVE_BYTES))
    assert len(desk.fetch()) == 1_001


# Answers and decoys.


def test_an_answer_finds_its_source_and_no_other(house: House, desk: Desk) -> None:
    visitor, other = sent(house, "one"), sent(house, "two")
    about = next(about for about, content in house.tips() if content == b"one")
    given = desk.ask(answers=((about.thread, reply(about, "언제 보았습니까?")),))
    assert given.lost == ()
    assert "언제 보았습니까?" in visitor.get("box").plain
    assert "언제 보았습니까?" not in other.get("box").plain


def test_an_answer_that_is_brought_twice_lies_there_once(house: House, desk: Desk) -> None:
    """A line that was cut before the desk heard so makes it ask again."""
    visitor = sent(house, "one")
    ((about, _),) = house.tips()
    ask = {"answers": ((about.thread, reply(about, "대답")),), "decoys": (decoy(),)}
    desk.ask(**ask)
    assert desk.ask(**ask).lost == ()
    assert visitor.get("box").plain.count("대답") == 1
    assert len(house.tips()) == 2, "and a decoy too"


def test_answers_that_nobody_asks_for_any_more_are_told_by_their_place(house: House, desk: Desk) -> None:
    gone = sent(house, "gone")
    ((about_gone, _),) = house.tips()
    gone.post("erase", token=gone.get("box").token, sure="yes")
    sent(house, "here")
    here = next(about for about, content in house.tips() if content == b"here")
    brought = [
        (about_gone.thread, reply(about_gone)), (here.thread, reply(here)), (NAME, b"x"), (here.thread, reply(here, "b")),
    ]  # fmt: skip
    assert desk.ask(answers=tuple(brought)).lost == (0, 2)
    assert len(house.door.spool.answers(here.thread)) == 2
    assert not (house.door.spool.threads / about_gone.thread).exists()


def test_a_decoy_cannot_be_told_from_a_tip_by_anybody_but_the_desk(house: House, desk: Desk) -> None:
    sent(house, "a word")
    before = set(house.door.spool.tip_names())
    desk.ask(decoys=tuple(decoy() for _ in range(4)))
    outside = [looks(house, name) for name in house.door.spool.tip_names()]
    assert len(outside) == 5
    assert len(set(outside)) == 1
    assert {about.kind for about, _ in house.tips()} == {Kind.MESSAGE, Kind.DECOY}, (
        "the control: the desk can"
    )
    assert before < set(house.door.spool.tip_names())


def looks(house: House, name: str) -> tuple[object, ...]:
    """What somebody who has the disk sees of an envelope, but for its bytes."""
    found = (house.door.spool.tips / name).stat()
    return (
        len(name),
        name.strip("0123456789abcdef"),
        found.st_mtime_ns,
        found.st_atime_ns,
        found.st_mode,
        found.st_size // 256,
    )


def test_after_a_poll_all_times_are_the_same(house: House, desk: Desk) -> None:
    sent(house, "a word")
    for name in house.door.spool.tip_names():
        os.utime(house.door.spool.tips / name)
    desk.ask()
    assert {looks(house, name)[2] for name in house.door.spool.tip_names()} == {AT}


def test_a_disk_that_is_full_is_told_to_the_desk_and_the_answer_is_not_taken(
    house: House, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(house, "one")
    ((about, _),) = house.tips()
    monkeypatch.setattr("os.link", full)
    assert desk.say(ask_bytes(Ask(answers=((about.thread, reply(about)),)))).status == 500
    assert house.door.spool.answers(about.thread) == []


def full(*_: object, **__: object) -> None:
    raise OSError(28, "full")
