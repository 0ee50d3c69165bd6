"""With the wall in Python taken out, PostgreSQL alone still shows nobody another contact editor's source."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from tests.desk.conftest import DAY, MakeSource
from tests.desk.postgresql.conftest import a_row, walled

from jebo.desk.people.models import Member
from jebo.desk.search.models import Saved
from jebo.desk.sources.models import Sharing, Source
from jebo.desk.testimony.models import Contact, Testimony
from jebo.desk.wall import BehindTheWall, seen_by, whole_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_python_wall")]
Minas = dict[type[Any], Any]
WALLS: list[Any] = [
    import_module(f"jebo.desk.{app}.migrations.{wall}").Migration.operations[0]
    for app, wall in (
        *((app, "0002_wall") for app in ("sources", "testimony", "events", "search", "exposure", "tips")),
        ("publication", "0004_wall"),
    )
]


def shown(member: str | None) -> list[str]:
    """The walled tables of which a row is shown, by any way of asking."""
    with seen_by(member):
        return [model.__name__ for model in walled() if model.objects.count() or any(raw(model))]


def raw(model: type[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table}")
        return list(cursor.fetchall())


def names() -> list[str]:
    return [model.__name__ for model in walled()]


def check_what_is_pending() -> None:
    """PostgreSQL changes no table while a foreign key of it is still to be checked."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_another_contact_editor_is_shown_no_row_of_any_table(minas: Minas, joon: Member) -> None:
    assert shown(joon.pk) == []


def test_nobody_is_shown_no_row_of_any_table(minas: Minas) -> None:
    assert shown(None) == []


def test_somebody_whom_nobody_knows_is_shown_no_row_of_any_table(minas: Minas) -> None:
    assert shown("' OR 1=1 --") == []


def test_the_contact_editor_is_shown_her_own_in_each_table(minas: Minas, mina: Member) -> None:
    assert shown(mina.pk) == names()


def test_whom_it_is_shared_with_is_shown_it_until_it_is_not(minas: Minas, mina: Member, joon: Member) -> None:
    with seen_by(mina.pk):
        shared = Sharing.objects.create(source=minas[Source], member=joon, how=Sharing.How.SHARED)
    assert shown(joon.pk) == names()
    with seen_by(mina.pk):
        assert {one.member_id for one in Sharing.objects.all()} == {mina.pk, joon.pk}
        shared.delete()
    assert shown(joon.pk) == []


def test_a_source_that_is_handed_over_changes_eyes(minas: Minas, mina: Member, joon: Member) -> None:
    with whole_desk():
        Sharing.objects.filter(member=mina).update(member=joon)
    assert (shown(mina.pk), shown(joon.pk)) == ([], names())


def test_without_the_policies_the_leak_would_be_seen(minas: Minas, joon: Member) -> None:
    check_what_is_pending()
    with connection.cursor() as cursor:
        for model in walled():
            cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE ROW LEVEL SECURITY")
    assert shown(joon.pk) == names()


def test_every_walled_table_binds_its_owner_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid"
            " WHERE relrowsecurity AND relforcerowsecurity AND polname = 'wall'"
        )
        bound = {name for (name,) in cursor.fetchall()}
    assert {model._meta.db_table for model in walled()} | {"sources_mine", "search_saved"} == bound


def test_the_wall_falls_and_stands_again_with_its_migrations(minas: Minas, joon: Member) -> None:
    check_what_is_pending()
    for step in reversed(WALLS):
        with connection.schema_editor() as editor:
            step.reverse_code(None, editor)
    assert set(shown(joon.pk)) == set(names())
    for step in WALLS:
        with connection.schema_editor() as editor:
            step.code(None, editor)
    assert shown(joon.pk) == []


# Writing.


def another_id(row: Any) -> Any:
    """An id that no row has; where a source has one such row, its own."""
    key = row._meta.pk
    return row.pk if key.is_relation else row.pk + 1 if isinstance(row.pk, int) else "A" * 22


def test_nobody_writes_a_row_about_anothers_source_into_any_table(minas: Minas, joon: Member) -> None:
    with whole_desk():
        before = {model: model.objects.count() for model in walled()}
    for row in minas.values():
        row.pk = another_id(row)
        for eyes in (joon.pk, None):
            with seen_by(eyes), pytest.raises(DatabaseError), transaction.atomic():
                row.save(force_insert=True)
    with whole_desk():
        assert {model: model.objects.count() for model in walled()} == before


def test_a_row_that_the_database_refuses_is_answered_as_one_that_is_not_there(
    minas: Minas, joon: Member
) -> None:
    with seen_by(joon.pk), pytest.raises(BehindTheWall), transaction.atomic():
        Contact.objects.create(source=minas[Source], day=DAY)


def test_nobody_changes_or_deletes_a_row_of_any_table(minas: Minas, joon: Member) -> None:
    with whole_desk():
        before = {model: raw(model) for model in walled()}
    with seen_by(joon.pk), connection.cursor() as cursor:
        for model in walled():
            table, column = model._meta.db_table, model._meta.pk.column
            cursor.execute(f"UPDATE {table} SET {column} = {column}")
            assert cursor.rowcount == 0, table
            cursor.execute(f"DELETE FROM {table}")
            assert cursor.rowcount == 0, table
    with whole_desk():
        assert {model: raw(model) for model in walled()} == before


def test_nobody_shares_anothers_source_with_themselves(minas: Minas, joon: Member) -> None:
    with seen_by(joon.pk), pytest.raises(BehindTheWall), transaction.atomic():
        Sharing.objects.create(source=minas[Source], member=joon)
    with pytest.raises(BehindTheWall), seen_by(joon.pk), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO sources_mine VALUES (%s, %s)", [joon.pk, minas[Source].pk])
    assert shown(joon.pk) == []


def test_nobody_moves_a_row_of_theirs_to_anothers_source(
    minas: Minas, joon: Member, source_of: MakeSource
) -> None:
    own = source_of(joon, "마른 우산")
    with seen_by(joon.pk):
        a_row(Testimony, own)
        with pytest.raises(BehindTheWall), transaction.atomic():
            Testimony.objects.filter(source=own).update(source=minas[Source])


def test_what_one_member_saved_is_no_other_members(mina: Member, joon: Member) -> None:
    with seen_by(mina.pk):
        Saved.objects.create(member=mina, words="쌀값")
    with seen_by(joon.pk):
        assert not Saved.objects.exists()
        with pytest.raises(BehindTheWall), transaction.atomic():
            Saved.objects.create(member=mina, words="x")
    with seen_by(mina.pk):
        assert Saved.objects.exists()


# A statement with something of an attacker's in it.

FORGED = "SELECT {}"


@pytest.mark.parametrize(
    "injected",
    [
        "set_config('jebo.member', '*', false)",
        "(SELECT set_config('jebo.member', '*', true))",
        "query_to_xml('SET jebo.member TO ''*''', true, true, '')",
        "query_to_xml('SET jebo.member TO ''*''; SELECT 1', true, true, '')",
        "query_to_xml('SELECT set_config(''jebo.member'', ''*'', false)', true, true, '')",
        "(SELECT sources_keep_mine())",
    ],
)
def test_nothing_within_a_statement_opens_other_eyes(minas: Minas, joon: Member, injected: str) -> None:
    with seen_by(joon.pk), connection.cursor() as cursor:
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(FORGED.format(injected), [])
        cursor.execute("SELECT * FROM sources_source")
        assert cursor.fetchall() == []


def test_where_the_role_may_set_values_within_a_statement_it_would_be_seen(
    minas: Minas, joon: Member, admin: psycopg.Connection[Any]
) -> None:
    function = "FUNCTION pg_catalog.set_config(text, text, boolean)"
    admin.execute(f"GRANT EXECUTE ON {function} TO PUBLIC")
    try:
        with seen_by(joon.pk), connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_language"
            )  # the server learns of the grant when it locks a table
            cursor.execute("SELECT set_config('jebo.member', '*', false)")
            with connection.connection.cursor() as past_django:
                past_django.execute("SELECT * FROM sources_source")
                assert past_django.fetchall()
    finally:
        admin.execute(f"REVOKE EXECUTE ON {function} FROM PUBLIC")
