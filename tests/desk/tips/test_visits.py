"""Visits to the door: what breaks off loses nothing and doubles nothing, and from outside each looks like any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.desk.tips.conftest import DAY, Post
from tests.desk.tips.test_journey import WORDS, claimed
from tests.door.visitor import Visitor

from jebo.desk.tips import fetching
from jebo.desk.tips.keeping import Became
from jebo.desk.tips.models import Seen, Tip
from jebo.desk.tips.way import NotUnderstood
from jebo.sealing import Identity
from jebo.sealing.polling import ASK_BYTES, GIVE_BYTES


def test_a_line_that_breaks_loses_nothing_and_doubles_nothing(post: Post, visitor: Visitor) -> None:
    _, box = visitor.begin()
    visitor.send(box.token, WORDS, ("a.bin", bytes(600_000)), ("b.bin", bytes(900_000)))
    for after in (1, 2, 4):
        post.break_after = after
        with pytest.raises(NotUnderstood):
            post.visit()
    post.break_after = 10_000
    post.visit(requests=8)
    assert sorted(tip.size for tip in Tip.objects.all()) == [len(WORDS.encode()), 600_000, 900_000]
    assert post.house.door.spool.tip_names() == []


def test_what_was_filed_when_the_desk_was_killed_is_not_filed_again(
    post: Post, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, box = visitor.begin()
    visitor.send(box.token, WORDS)
    post.visit(requests=1)
    assert len(post.house.door.spool.tip_names()) == 1, "the door was not told yet"
    assert post.visit(requests=1).became == {}, "now it was"
    assert set(Seen.objects.values_list("told", "name")) == {(True, "")}, (
        "and what the door called it is forgotten"
    )
    assert post.visit().became == {}
    assert Tip.objects.count() == 1


def test_every_visit_looks_the_same_from_outside(post: Post, visitor: Visitor) -> None:
    post.visit()
    quiet = [len(one) for one in (*post.asked, *post.given)]
    _, box = visitor.begin()
    visitor.send(box.token, WORDS, ("a.bin", bytes(3_000_000)))
    post.asked.clear()
    post.given.clear()
    post.visit()
    assert [len(one) for one in (*post.asked, *post.given)] == quiet == [ASK_BYTES] * 4 + [GIVE_BYTES] * 4


def test_decoys_come_back_and_mean_nothing(
    house: object, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "jebo.desk.tips.fetching._decoys", lambda today: tuple(fetching._decoy(today) for _ in range(3))
    )
    post.visit()
    assert len(post.house.door.spool.tip_names()) == 3, "until the next visit"
    monkeypatch.setattr("jebo.desk.tips.fetching._decoys", lambda _: ())
    assert post.visit().became == {Became.NOTHING: 3}
    assert post.house.door.spool.tip_names() == []
    assert not Tip.objects.exists()


def test_the_same_way_without_a_network(
    post: Post, visitor: Visitor, at_mina_s: Client, mina_s_key: Identity, tmp_path: Path
) -> None:
    from jebo.door.carrying import carry
    from jebo.door.settings import FILE

    folder, stick = tmp_path, tmp_path / "stick"
    (folder / FILE).touch()
    words, box = visitor.begin()
    visitor.send(box.token, WORDS)
    assert carry(folder, stick) == 1
    assert fetching.carried_in(stick, DAY).became == {Became.TIP: 1}
    source = claimed(at_mina_s)
    at_mina_s.post(f"/tips/answers/{source.pk}/new", {"words": "고맙습니다"})
    assert carry(folder, stick) == 0, "the desk said that it has it"
    assert fetching.carried_in(stick, DAY).answers == 0, "it is on its way, and no more"
    carry(folder, stick)
    assert "고맙습니다" in post.house.visitor("ko").post("return", phrase=words).plain
    assert fetching.carried_in(stick, DAY).answers == 1, "now the door has said so"
    assert [one.name for one in stick.iterdir()] == ["tips"]


def test_a_folder_that_is_lost_on_its_way_loses_no_answer_and_doubles_none(
    post: Post, visitor: Visitor, at_mina_s: Client, mina_s_key: Identity, tmp_path: Path
) -> None:
    from jebo.door.carrying import carry
    from jebo.door.settings import FILE

    lost, found = tmp_path / "lost", tmp_path / "found"
    (tmp_path / FILE).touch()
    words, box = visitor.begin()
    visitor.send(box.token, WORDS)
    carry(tmp_path, lost)
    fetching.carried_in(lost, DAY)
    source = claimed(at_mina_s)
    for words_of_mina in ("첫째 답", "둘째 답"):
        at_mina_s.post(f"/tips/answers/{source.pk}/new", {"words": words_of_mina})
        fetching.carried_in(lost, DAY)
    carry(tmp_path, found)
    fetching.carried_in(found, DAY)
    carry(tmp_path, found)
    carry(tmp_path, lost)
    page = post.house.visitor("ko").post("return", phrase=words).plain
    assert (page.count("첫째 답"), page.count("둘째 답")) == (1, 1)
    assert fetching.carried_in(found, DAY).answers == 2
    assert fetching.carried_in(lost, DAY).answers == 0


def test_an_acknowledgement_that_comes_twice_drops_nothing_newer(post: Post, visitor: Visitor) -> None:
    _, box = visitor.begin()
    visitor.send(box.token, "first")
    post.visit(requests=1)
    post.break_after = 2
    real = post.house.door.spool.take_away

    def cut(names: object) -> None:
        real(names)  # type: ignore[arg-type]
        raise OSError

    post.house.door.spool.take_away = cut  # type: ignore[method-assign]
    with pytest.raises(AssertionError):
        post.visit(requests=1)
    post.house.door.spool.take_away = real  # type: ignore[method-assign]
    post.break_after = 10_000
    visitor.send(visitor.get("box").token, "second, vital")
    post.visit()
    assert sorted(Tip.objects.values_list("words", flat=True)) == ["first", "second, vital"]


def test_envelopes_of_one_source_are_called_otherwise_each_time(post: Post, visitor: Visitor) -> None:
    visitor.begin()
    names: list[str] = []
    for number in range(3):
        visitor.send(visitor.get("box").token, f"words {number}")
        names += post.house.door.spool.tip_names()
        post.visit()
    assert len(set(names)) == 3


def test_two_visits_at_a_time_do_not_mix(post: Post) -> None:
    from jebo.desk.disk import InUse
    from jebo.desk.tips.keeping import visiting

    with visiting(), pytest.raises(InUse):
        post.visit()


def test_what_a_visit_left_that_was_killed_is_swept_away_and_nothing_else(
    post: Post, envelopes: Path
) -> None:
    (envelopes / f"tip-{'a' * 32}").write_bytes(b"no row names it")
    (envelopes / ("b" * 32)).write_bytes(b"of something else")
    post.visit()
    assert [one.name for one in envelopes.iterdir()] == ["b" * 32]
