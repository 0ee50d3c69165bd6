"""The database itself refuses to change or delete what was released. What counts is the receipt; this stops accidents and scripts."""

from typing import Any

from django.db import migrations

TABLES = ("publication_release", "publication_releasedphoto", "publication_releasekey", "publication_wentout")
_REFUSED = "what was released stands as it was"
SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {table}_{what} BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    for table in TABLES
    for what in ("update", "delete")
)
POSTGRESQL = (
    (
        "CREATE OR REPLACE FUNCTION release_stands() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$"
    ),
    *(
        f"CREATE OR REPLACE TRIGGER {table}_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION release_stands()"
        for table in TABLES
    ),
)
LIFT = {
    "sqlite": tuple(
        f"DROP TRIGGER IF EXISTS {table}_{what}" for table in TABLES for what in ("update", "delete")
    ),
    "postgresql": (
        *(f"DROP TRIGGER IF EXISTS {table}_stands ON {table}" for table in TABLES),
        "DROP FUNCTION IF EXISTS release_stands",
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
    """Run after the tables are there."""

    dependencies = [("publication", "0001_initial")]  # noqa: RUF012 - Django's own way
    operations = [  # noqa: RUF012 - Django's own way
        migrations.RunPython(
            lambda apps, editor: stand(editor.connection), lambda apps, editor: lift(editor.connection)
        )
    ]
