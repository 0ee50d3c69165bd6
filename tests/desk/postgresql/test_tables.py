"""Every table of the database, and not only those that Python knows: behind the wall, or open for a reason that stands here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from tests.desk.conftest import MakeSource

from jebo.desk.people.models import Member
from jebo.desk.search.models import Saved
from jebo.desk.wall import seen_by, whole_desk

pytestmark = pytest.mark.django_db

OPEN = {
    "django_migrations": "what the tables were made by",
    "django_content_type": "the names of the tables",
    "auth_permission": "Django's own rights, which the desk does not use",
    "auth_group": "the same, and empty",
    "auth_group_permissions": "the same, and empty",
    "account_emailaddress": "empty: nobody gives an address",
    "account_emailconfirmation": "empty: nobody gives an address",
    "axes_accessattempt": "empty: attempts are counted in memory",
    "axes_accessattemptexpiration": "empty: attempts are counted in memory",
    "axes_accessfailurelog": "empty: attempts are counted in memory",
    "axes_accesslog": "empty: attempts are counted in memory",
    "mfa_authenticator": "read before anybody is in: it is what lets them in",
    "people_member": "read before anybody is in: it is what lets them in",
    "people_entry": "the trail, which all of the desk may read and which names nothing but opaque ids",
    "sources_usedalias": "marks that about two dozen aliases share",
    "sources_aliaskey": "the key of those marks",
    "testimony_article": "what was published",
    "events_event": "the desk's own finding, which all of the desk may read",
    "events_standing": "what an event shows of a statement to all of the desk, which its contact editor decides",
    "events_contradiction": "which of those clash",
    "events_verdict": "which of those are independent",
    "search_eventpassage": "the index of events",
    "search_editionpassage": "the index of stories",
    "record_entry": "what is to be public of the desk's own findings",
    "record_tie": "how those lie to one another",
    "record_pin": "numbers that stories took from what was published",
    "record_edition": "numbers and digests of what was published",
    "tips_way": "how the door is reached",
    "tips_seen": "digests of envelopes that were here, and until the door knows it what it calls them",
    "tips_thread": "who wrote and is nobody's source yet; the pages ask for the right to read tips",
    "tips_tip": "what they sent, until somebody makes a source of them",
    "stories_story": "stories belong to all of the desk",
    "stories_edition": "as they are written, for all who see stories",
    "stories_revision": "the same, earlier",
    "stories_draft": "the same, not saved yet",
    "stories_comment": "what colleagues say of them",
    "stories_photo": "drawn anew, to be published",
    "stories_standingtext": "glosses, to be published",
    "stories_restson": "which standing a sentence rests on; whose it is only a support says, behind the wall",
    "translation_rendered": "what was translated from what, for all who see stories",
    "translation_drafted": "hashes of what a machine wrote",
    "translation_pair": "sentences of editions in both languages",
    "translation_key": "by which they are found",
    "translation_glossaryterm": "words of the desk",
    "translation_accepteddrift": "which difference stands, and who said so",
    "publication_release": "what was published",
    "publication_releasedphoto": "what was published",
    "publication_wentout": "that it was",
    "publication_releasekey": "half of a key, which is of no use without the file that it opens",
    "publication_signature": "who says yes to which bytes",
    "publication_acceptedrisk": "who accepts what of which bytes, and why",
    "publication_answer": "what colleagues say to the questions before publication",
    "publication_deputy": "who signs in whose place",
    "publication_notice": "what a correction will say",
    "readers_letter": "of readers, for all who answer them",
}
"""Tables without a policy."""

TABLES = """
SELECT oid::regclass::text, relrowsecurity AND relforcerowsecurity AND relkind = 'r' FROM pg_class
WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
AND relnamespace::regnamespace::text !~ '^pg_t'
"""
POLICIES = """
SELECT polrelid::regclass::text, polcmd = '*' AND polroles = '{0}', pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
FROM pg_policy
"""


def without_a_wall() -> set[str]:
    """Tables and views of which somebody may see a row whoever they are."""
    with connection.cursor() as cursor:
        cursor.execute(POLICIES)
        policies: dict[str, list[bool]] = {}
        for table, all_commands, using, check in cursor.fetchall():
            asks = all("jebo.member" in (said or "") for said in (using, check))
            policies.setdefault(table, []).append(all_commands and asks)
        cursor.execute(TABLES)
        return {
            table for table, forced in cursor.fetchall() if not (forced and policies.get(table) == [True])
        }


def walled() -> list[str]:
    """Tables with a policy, by the catalogue."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT polrelid::regclass::text FROM pg_policy ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def test_every_table_is_behind_the_wall_or_open_for_a_reason() -> None:
    assert without_a_wall() == set(OPEN)


@pytest.mark.parametrize(
    ("made", "name"),
    [
        ("CREATE TABLE slip (source_id text)", "slip"),
        ("CREATE TABLE slip AS SELECT * FROM sources_source", "slip"),
        ("CREATE VIEW slip AS SELECT * FROM sources_source", "slip"),
        ("CREATE MATERIALIZED VIEW slip AS SELECT * FROM sources_source", "slip"),
        ("CREATE SCHEMA aside; CREATE TABLE aside.slip (source_id text)", "aside.slip"),
        ("ALTER TABLE testimony_toldon NO FORCE ROW LEVEL SECURITY", "testimony_toldon"),
        ("ALTER TABLE search_passage DISABLE ROW LEVEL SECURITY", "search_passage"),
        ("DROP POLICY wall ON search_saved", "search_saved"),
        ("CREATE POLICY door ON testimony_question USING (true)", "testimony_question"),
        ("ALTER POLICY wall ON testimony_contact USING (true)", "testimony_contact"),
        ("ALTER POLICY wall ON testimony_contact WITH CHECK (true)", "testimony_contact"),
        ("ALTER POLICY wall ON sources_identity TO CURRENT_USER", "sources_identity"),
    ],
)
def test_a_table_that_anybody_may_read_or_write_is_caught(made: str, name: str) -> None:
    with connection.cursor() as cursor:
        for statement in made.split(";"):
            cursor.execute(statement)
    assert without_a_wall() == {*OPEN, name}


# No eyes, or eyes that see nothing, in the words of the database.

EACH = {
    "seen": "SELECT count(*) FROM {0}",
    "changed": "WITH done AS (UPDATE {0} SET {1} = {1} RETURNING 1) SELECT count(*) FROM done",
    "deleted": "WITH done AS (DELETE FROM {0} RETURNING 1) SELECT count(*) FROM done",
}


def reached(ask: Any) -> dict[str, set[str]]:
    """Of each walled table: whether rows are seen, changed and deleted by *ask*, which runs a statement and gives one number."""
    return {
        what: {table for table in walled() if ask(statement.format(table, _first_column(table)))}
        for what, statement in EACH.items()
    }


def _first_column(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::text::regclass AND attnum = 1", [table]
        )
        return str(cursor.fetchone()[0])


def ask(statement: str) -> int:
    """Through the eyes of the moment. What is deleted is put back."""
    with connection.cursor() as cursor, undone():
        cursor.execute(statement)
        (number,) = cursor.fetchone()
    return int(number)


@contextmanager
def undone() -> Iterator[None]:
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


@pytest.fixture
def a_row_in_each(minas: dict[type[Any], Any], mina: Member) -> None:
    with seen_by(mina.pk):
        Saved.objects.create(member=mina, words="쌀값")


@pytest.mark.usefixtures("no_python_wall", "a_row_in_each")
def test_nothing_of_a_walled_table_is_seen_changed_or_deleted_without_a_member(joon: Member) -> None:
    nothing: dict[str, set[str]] = {what: set() for what in EACH}
    with seen_by(None):
        assert reached(ask) == nothing
    with seen_by(joon.pk):
        assert reached(ask) == nothing
    with whole_desk():
        assert reached(ask) == {what: set(walled()) for what in EACH}


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_told_nothing_sees_nothing(
    mina: Member, source_of: MakeSource, told_nothing: psycopg.Connection[Any]
) -> None:
    source_of(mina, "푸른 항아리")
    asked: Any = told_nothing.execute("SELECT current_setting('jebo.member', true)").fetchone()
    assert asked == (None,)
    for table in walled():
        assert told_nothing.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    told_nothing.execute("SET jebo.member TO '*'")
    assert told_nothing.execute("SELECT count(*) FROM sources_source").fetchone() == (1,)


@pytest.fixture
def told_nothing() -> Iterator[psycopg.Connection[Any]]:
    """The desk's role, past Django."""
    address = os.environ["JEBO_DATABASE"]
    with psycopg.connect(address, dbname=connection.settings_dict["NAME"], autocommit=True) as opened:
        yield opened
