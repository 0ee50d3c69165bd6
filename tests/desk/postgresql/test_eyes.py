"""The database looks through the eyes that Python looks through, at each statement, whatever happened before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.desk.conftest import MakeSource
from tests.desk.postgresql.conftest import told

from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.wall import BehindTheWall, seen_by, whole_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_python_wall")]
committed = pytest.mark.django_db(transaction=True)


class Stop(Exception):
    """What a page fails with."""


@pytest.fixture
def minas_source(mina: Member, source_of: MakeSource) -> Source:
    return source_of(mina, "푸른 항아리")


def sources() -> int:
    return Source.objects.count()


@transaction.atomic
def look_and_stop(member: str | None = None) -> None:
    with seen_by(member) if member else nullcontext():
        sources()
    raise Stop


def divide(number: int) -> None:
    """Has the database fail."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s / 0", [number])


def test_a_kept_connection_looks_through_nobodys_eyes_after_a_request(
    mina: Member, minas_source: Source
) -> None:
    with seen_by(mina.pk):
        assert sources() == 1
        assert told() == mina.pk
    assert told() == ""
    assert sources() == 0


@committed
def test_nor_after_a_request_that_failed(mina: Member, minas_source: Source) -> None:
    with pytest.raises(Stop), seen_by(mina.pk):
        look_and_stop()
    assert told() == ""


@committed
def test_nor_after_one_that_failed_in_the_database(mina: Member, minas_source: Source) -> None:
    with pytest.raises(DatabaseError), seen_by(mina.pk), transaction.atomic():
        divide(sources())
    assert told() == ""


def test_nor_where_the_whole_desk_failed_within(mina: Member, joon: Member, minas_source: Source) -> None:
    with seen_by(joon.pk):
        with pytest.raises(DatabaseError), transaction.atomic(), whole_desk():
            divide(sources())
        assert sources() == 0
    assert told() == ""


def test_what_a_rollback_takes_back_is_told_again(mina: Member, joon: Member, minas_source: Source) -> None:
    with seen_by(mina.pk):
        with pytest.raises(Stop):
            look_and_stop(joon.pk)
        assert sources() == 1


@committed
def test_what_a_rollback_by_hand_takes_back_is_told_again(
    mina: Member, joon: Member, minas_source: Source
) -> None:
    """The server would look through Mina's eyes again, which is what it looked through when the transaction began."""
    with seen_by(mina.pk):
        assert sources() == 1
        with seen_by(joon.pk):
            transaction.set_autocommit(False)
            assert sources() == 0
            transaction.rollback()
            assert sources() == 0
            transaction.rollback()
            transaction.set_autocommit(True)


@committed
def test_a_new_connection_is_told_what_the_old_one_was(mina: Member, minas_source: Source) -> None:
    with seen_by(mina.pk):
        assert sources() == 1
        connection.close()
        assert sources() == 1


def test_what_a_savepoint_takes_back_is_told_again(mina: Member, joon: Member, minas_source: Source) -> None:
    """The server would look through Mina's eyes again, which is what it looked through when the savepoint was set."""
    with transaction.atomic():
        with seen_by(mina.pk):
            assert sources() == 1
            point = transaction.savepoint()
        with seen_by(joon.pk):
            assert sources() == 0
            transaction.savepoint_rollback(point)
            assert sources() == 0


def test_a_fault_within_a_savepoint_leaves_the_eyes_as_they_were(
    mina: Member, joon: Member, minas_source: Source
) -> None:
    with seen_by(joon.pk), transaction.atomic():
        sources()
        with pytest.raises(IntegrityError), transaction.atomic(), whole_desk():
            Source.objects.create(alias=minas_source.alias, registered=minas_source.registered)
        assert sources() == 0


@committed
def test_a_lost_connection_is_a_sentence_and_the_next_one_looks_through_nobodys_eyes(
    mina: Member, minas_source: Source, admin: psycopg.Connection[Any]
) -> None:
    with seen_by(mina.pk):
        assert sources() == 1
        admin.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        with pytest.raises(DatabaseError, match="does not answer"):
            sources()
    connection.close()
    assert sources() == 0
    with seen_by(mina.pk):
        assert sources() == 1


@committed
def test_two_who_look_at_the_same_time_each_see_their_own(
    mina: Member, joon: Member, source_of: MakeSource
) -> None:
    own = {mina.pk: source_of(mina, "푸른 항아리").pk, joon.pk: source_of(joon, "마른 우산").pk}
    together = Barrier(4)

    def look(member: str) -> set[str]:
        try:
            together.wait(timeout=20)
            seen = set()
            for _ in range(25):
                with seen_by(member):
                    seen |= set(Source.objects.values_list("pk", flat=True))
                assert not Source.objects.exists()
            return seen
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(look, [mina.pk, joon.pk, mina.pk, joon.pk]))
    assert found == [{own[mina.pk]}, {own[joon.pk]}] * 2


def test_nobody_looks_through_the_eyes_of_the_whole_desk_by_giving_its_mark() -> None:
    with pytest.raises(BehindTheWall), seen_by("*"):
        pass


def test_the_whole_desk_sees_all_and_leaves_nothing_open(minas_source: Source) -> None:
    with whole_desk():
        assert sources() == 1
    assert told() == ""


@committed
def test_a_superuser_sees_all(minas_source: Source, admin: psycopg.Connection[Any]) -> None:
    assert admin.execute("SELECT count(*) FROM sources_source").fetchone() == (1,)
