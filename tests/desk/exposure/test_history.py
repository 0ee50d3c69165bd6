"""The history is noise to whoever does not hold its key, belongs to one person under all aliases, and can be destroyed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from tests.desk.conftest import DAY, MakeSource
from tests.desk.exposure.conftest import MakeTold
from tests.desk.sources.test_identity import every_value

from jebo.desk import unlocked
from jebo.desk.exposure import history, sealed
from jebo.desk.exposure.models import History
from jebo.desk.keyring import Keyring
from jebo.desk.people.models import Member
from jebo.desk.sources import destroy
from jebo.desk.sources.models import Source
from jebo.desk.testimony import outgoing
from jebo.desk.testimony.models import Statement
from jebo.desk.wall import seen_by, whole_desk
from jebo.disclosure.settings import Settings

pytestmark = pytest.mark.django_db
really = pytest.mark.django_db(transaction=True)


@pytest.fixture
def jar(mina: Member, source_of: MakeSource) -> Source:
    return source_of(mina, "푸른 항아리")


def test_what_was_recorded_is_given_to_the_check(jar: Source, told: MakeTold) -> None:
    history.record(jar.pk, told("s1"))
    history.record(jar.pk, told("s2"))
    assert {fact.id for fact in history.published(jar.pk)} >= {"s1 0", "s2 0", "lives"}
    assert {fact.id for fact in history.published(jar.pk, but="s1")} & {"s1 0", "s2 0"} == {"s2 0"}
    assert history.published("nobody" * 3) == ()


def test_a_release_recorded_twice_is_one(jar: Source, told: MakeTold) -> None:
    history.record(jar.pk, told("s1"))
    once = history.ever(jar.pk)
    history.record(jar.pk, told("s1"))
    assert history.ever(jar.pk) == once
    history.record(jar.pk, told("s1", 5))
    (joined,) = history.ever(jar.pk)
    assert len(joined.facts) == len(once[0].facts) + 2


def test_releases_come_oldest_first_and_their_stories_are_known_to_the_desk_alone(
    jar: Source, told: MakeTold
) -> None:
    history.record(jar.pk, told("s2", day=DAY))
    history.record(jar.pk, told("s1", day=DAY - timedelta(days=9)))
    found = history.ever(jar.pk)
    names = history.stories(jar.pk, ["s1", "s2", "s3"])
    assert [names[one.story] for one in found] == ["s1", "s2"]
    assert not {"s1", "s2", "r s1"} & {text for one in found for text in (one.story, one.release)}


def test_only_what_a_reader_can_link_multiplies(jar: Source, told: MakeTold) -> None:
    history.record(jar.pk, told("s1", signs=("e1",)))
    history.record(jar.pk, told("s2", signs=("e2",)))
    linked = {fact.id for fact in history.published(jar.pk, signs=["e1"]) if fact.linked}
    assert "s1 0" in linked
    assert "s2 0" not in linked
    assert all(fact.linked for fact in history.published(jar.pk))  # where nobody asks, everything does
    settings = history.with_history(Settings(), jar.pk, "s3", signs=["e2"])
    assert {fact.id for fact in settings.history if fact.linked} >= {"s2 0"}
    assert settings.same is not None


def test_one_person_has_one_history_under_all_aliases(
    mina: Member, source_of: MakeSource, told: MakeTold
) -> None:
    early = source_of(mina, "푸른 항아리")
    late = source_of(mina, "느린 우산", once_known_as=early)
    history.record(early.pk, told("s1"))
    history.record(late.pk, told("s2"))
    for alias in (early, late):
        assert {fact.id for fact in history.published(alias.pk)} >= {"s1 0", "s2 0"}
    assert history.given(early.pk, "s3") == history.given(late.pk, "s3")
    assert history.keyed_for(early.pk, "s3").key == history.keyed_for(late.pk, "s3").key


def test_nothing_of_it_can_be_read_in_the_database(jar: Source, told: MakeTold) -> None:
    history.record(jar.pk, told("s1", signs=("a sign QX7",)))
    with whole_desk():
        assert History.objects.exists()  # the control
    found = every_value()
    assert not [mark for mark in ("QX7", "KP0203", "KC01", "s1 0", "r s1") if mark in found]


def test_the_file_of_keys_holds_none_that_can_be_read(jar: Source, told: MakeTold, keys: Keyring) -> None:
    history.record(jar.pk, told("s1"))
    key = keys.of(jar.pk)
    assert key is not None
    held = keys.path.read_bytes()
    assert held.startswith(b"age-encryption.org/v1")
    assert jar.pk.encode() not in held
    assert key.reveal().encode() not in held


def test_a_lost_key_closes_the_check_and_is_not_taken_for_no_history(
    jar: Source, told: MakeTold, keys: Keyring
) -> None:
    history.record(jar.pk, told("s1"))
    keys.destroy(jar.pk)
    for ask in (history.published, history.ever):
        with pytest.raises(history.HistoryGone):
            ask(jar.pk)
    with pytest.raises(history.HistoryGone):
        history.record(jar.pk, told("s2"))


def test_without_a_data_folder_nothing_is_recorded(jar: Source, told: MakeTold) -> None:
    unlocked.unlock(replace(unlocked.desk(), exposure=None))
    with pytest.raises(history.NoKeys):
        history.record(jar.pk, told("s1"))


@really
def test_of_a_destroyed_source_neither_history_nor_key_is_left(
    mina: Member, jar: Source, told: MakeTold, keys: Keyring
) -> None:
    history.record(jar.pk, told("s1"))
    with whole_desk():
        copy = bytes(History.objects.get().sealed)  # as in a dump that was made before
    key = keys.of(jar.pk)
    assert key is not None
    assert sealed.opened(copy, key).told
    with seen_by(mina.pk):
        destroy.destroy(DAY, mina, jar)
    with whole_desk():
        assert not History.objects.exists()
    assert keys.of(jar.pk) is None
    assert copy.hex() not in every_value()
    assert history.published(jar.pk) == ()


@really
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL rewrites its tables")
def test_neither_is_it_in_the_file_of_the_database(mina: Member, jar: Source, told: MakeTold) -> None:
    history.record(jar.pk, told("s1"))
    with whole_desk():
        copy = bytes(History.objects.get().sealed)
    with seen_by(mina.pk):
        destroy.destroy(DAY, mina, jar)
    name = Path(connection.settings_dict["NAME"])
    assert not [one for one in name.parent.glob("*") if one.is_file() and copy in one.read_bytes()]


@really
def test_a_destruction_that_fails_keeps_the_key(
    mina: Member, jar: Source, told: MakeTold, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.record(jar.pk, told("s1"))
    monkeypatch.setattr(destroy, "_join_aliases", lambda source: 1 / 0)
    with seen_by(mina.pk), pytest.raises(ZeroDivisionError):
        destroy.destroy(DAY, mina, jar)
    assert history.published(jar.pk)


def test_a_question_put_to_others_counts(mina: Member, jar: Source) -> None:
    with seen_by(mina.pk):
        stated = Statement.objects.create(
            source=jar,
            korean="검열원 20명",
            event_type="INSPECT",
            place="KP0203",
            quantity="20여 명",
            circle="KC03",
        )
        other = Statement.objects.create(source=jar, korean="다른 말")
        outgoing.tell(jar, DAY, "expert", "스무 명쯤 왔다는데", [stated.pk])
    (asked,) = history.ever(jar.pk)
    assert asked.asked
    assert asked.day == DAY
    assert asked.signs
    assert {one.tells.core for one in asked.facts} == {("KC03",)}  # type: ignore[union-attr]
    assert len(asked.facts) == 2  # that it happened there, and the twenty
    with seen_by(mina.pk):
        outgoing.tell(jar, DAY, "expert", "그 일 말인데", [stated.pk])
        outgoing.tell(jar, DAY, "expert", "아무것도", [])
        outgoing.tell(jar, DAY, "expert", "그리고", [other.pk])
    assert len(history.ever(jar.pk)) == 3
    assert len({fact.id for one in history.ever(jar.pk) for fact in one.facts}) == 3
