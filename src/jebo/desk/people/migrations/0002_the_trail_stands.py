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
SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS trail_{what} BEFORE {what} ON people_entry {when}"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    for what, when in (("update", ""), ("delete", ""), ("insert", f"WHEN {_AT_THE_END}"))
)
_FUNCTION = "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
_TRIGGER = "CREATE OR REPLACE TRIGGER {name} BEFORE {what} ON people_entry FOR EACH {each} EXECUTE FUNCTION {function}()"
_RAISE = f"RAISE EXCEPTION '{_REFUSED}';"
POSTGRESQL = (
    _FUNCTION.format(name="trail_stands", body=_RAISE),
    _FUNCTION.format(name="trail_at_the_end", body=f"IF {_AT_THE_END} THEN {_RAISE} END IF; RETURN NEW;"),
    _TRIGGER.format(
        name="trail_change", what="UPDATE OR DELETE OR TRUNCATE", each="STATEMENT", function="trail_stands"
    ),
    _TRIGGER.format(name="trail_insert", what="INSERT", each="ROW", function="trail_at_the_end"),
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
