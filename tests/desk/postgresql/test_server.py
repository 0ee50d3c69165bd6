"""What the server and its faults tell: nothing that stands in a row."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.desk.conftest import DAY, MakeSource
from tests.desk.postgresql.conftest import MARK

from jebo.desk.doctor import ask_postgres
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.wall import whole_desk

pytestmark = pytest.mark.django_db


def everything_in(fault: BaseException | None) -> str:
    """A fault with all that hangs on it."""
    if fault is None:
        return ""
    return f"{fault!r} {fault} {everything_in(fault.__cause__)} {everything_in(fault.__context__)}"


def test_a_fault_quotes_no_row(mina: Member, source_of: MakeSource) -> None:
    source_of(mina, MARK)
    with whole_desk(), pytest.raises(IntegrityError) as fault, transaction.atomic():
        Source.objects.create(alias=MARK, registered=DAY)
    assert "QX7" not in everything_in(fault.value)
    assert "UniqueViolation" in everything_in(fault.value)


def test_a_value_that_cannot_be_read_is_not_quoted() -> None:
    with pytest.raises(DatabaseError) as fault, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT %s::int", [MARK])
    assert "QX7" not in everything_in(fault.value)


def test_the_server_writes_nothing_of_a_row_into_its_log(
    mina: Member, source_of: MakeSource, server_log: Callable[[], str]
) -> None:
    source_of(mina, MARK)
    for _ in range(3):
        with whole_desk(), pytest.raises(IntegrityError), transaction.atomic():
            Source.objects.create(alias=MARK, registered=DAY)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT %s::int", [MARK])
    assert "QX7" not in server_log()


def test_as_the_server_comes_it_would_write_the_row_into_its_log(
    admin: psycopg.Connection[Any], server_log: Callable[[], str]
) -> None:
    with pytest.raises(psycopg.Error):
        admin.execute("SELECT 'as it comes QX9'::int")
    assert "QX9" in server_log()


def test_other_members_of_the_server_see_no_value_in_its_list_of_statements(
    mina: Member, source_of: MakeSource
) -> None:
    source_of(mina, MARK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid() AND %s <> ''", [MARK])
        assert MARK not in str(cursor.fetchall())


def test_the_role_is_bound_by_the_policies() -> None:
    with connection.cursor() as cursor:
        said = ask_postgres(cursor, disk_confirmed=True)
    assert (said.superuser, said.bypasses_rls) == (False, False)


def test_a_superuser_is_told_from_it() -> None:
    with psycopg.connect(os.environ["JEBO_DATABASE_ADMIN"]) as admin, admin.cursor() as cursor:
        assert ask_postgres(cursor, disk_confirmed=True).superuser


def test_the_role_makes_no_function_that_the_database_would_run_as_somebody_else() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_proc WHERE prosecdef AND proowner = current_user::regrole")
        assert cursor.fetchone() == (0,)
