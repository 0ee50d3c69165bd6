"""The database itself refuses to change or delete a line of the trail, or to put one anywhere but at its end.

A table that is made anew (SQLite, on a change of columns) loses its triggers: a later migration that touches the table runs
``stand`` again.
"""

from typing import Any

from django.db import migrations

_REFUSED = "a line of the trail stands as it was written"
_AT_THE_END = (
    "NEW.number <> 1 + COALESCE((SELECT MAX(number) FROM people_entry), 0)"
    " OR NEW.before <> COALESCE((SELECT digest FROM people_entry ORDER BY number DESC LIMIT 1), NEW.before)"
)
SQLITE = (
    f"CREATE TRIGGER IF NOT EXISTS trail_update BEFORE UPDATE ON people_entry"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    f"CREATE TRIGGER IF NOT EXISTS trail_delete BEFORE DELETE ON people_entry"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    f"CREATE TRIGGER IF NOT EXISTS trail_insert BEFORE INSERT ON people_entry WHEN {_AT_THE_END}"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
)
POSTGRESQL = (
    f"CREATE OR REPLACE FUNCTION trail_stands() RETURNS trigger LANGUAGE plpgsql AS $$"
    f" BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$",
    f"CREATE OR REPLACE FUNCTION trail_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$"
    f" BEGIN IF {_AT_THE_END} THEN RAISE EXCEPTION '{_REFUSED}'; END IF; RETURN NEW; END $$",
    "CREATE OR REPLACE TRIGGER trail_change BEFORE UPDATE OR DELETE OR TRUNCATE ON people_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION trail_stands()",
    "CREATE OR REPLACE TRIGGER trail_insert BEFORE INSERT ON people_entry"
    " FOR EACH ROW EXECUTE FUNCTION trail_at_the_end()",
)
LIFT = {
    "sqlite": tuple(f"DROP TRIGGER IF EXISTS trail_{what}" for what in ("update", "delete", "insert")),
    "postgresql": (
        "DROP TRIGGER IF EXISTS trail_change ON people_entry",
        "DROP TRIGGER IF EXISTS trail_insert ON people_entry",
        "DROP FUNCTION IF EXISTS trail_stands, trail_at_the_end",
    ),
}


def stand(connection: Any) -> None:
    """Set the triggers."""
    _run(connection, {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor])


def lift(connection: Any) -> None:
    """Take them away: for a test that empties its tables."""
    _run(connection, LIFT[connection.vendor])


def _run(connection: Any, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Migration(migrations.Migration):
    """Run after the table is there."""

    dependencies = [("people", "0001_initial")]  # noqa: RUF012 - Django's own way
    operations = [  # noqa: RUF012 - Django's own way
        migrations.RunPython(
            lambda apps, editor: stand(editor.connection), lambda apps, editor: lift(editor.connection)
        )
    ]
