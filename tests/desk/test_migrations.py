"""The tables of a desk: what makes them fits the models, and can be done in any order and from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from jebo.desk.key import Key
from jebo.desk.sqlcipher.connection import create
from jebo.desk.wall import BelongsToASource

OURS = [
    one.label for one in apps.get_app_configs() if one.name.startswith("jebo.desk.") and any(one.get_models())
]
NEW = "made_anew"


@pytest.fixture
def nothing_yet(django_db_blocker: Any, tmp_path: Path) -> Iterator[str]:
    """The name of a connection to a database without a table."""
    with django_db_blocker.unblock(), empty_database(tmp_path) as name:
        connections.databases[NEW] = {**connection.settings_dict, "NAME": name}
        yield NEW
        connections[NEW].close()
        del connections[NEW], connections.databases[NEW]


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """Where it is, or what it is called."""
    if connection.vendor == "sqlite":
        create(folder / "desk.db", Key(b"k" * 32))
        yield str(folder / "desk.db")
        return
    with connection._nodb_cursor() as cursor:  # with which Django makes a test's database
        cursor.execute(f"CREATE DATABASE {NEW} TEMPLATE desk")
        yield NEW
        cursor.execute(f"DROP DATABASE {NEW}")


def tables(of: Any) -> set[str]:
    return set(of.introspection.table_names())


@pytest.mark.django_db
def test_the_migrations_make_what_the_models_say() -> None:
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert "No changes" in said.getvalue()


def test_the_tables_are_made_app_by_app_in_the_order_of_the_alphabet(nothing_yet: str) -> None:
    new = connections[nothing_yet]
    assert tables(new) == set()
    for app in sorted(OURS):
        call_command("migrate", app, database=nothing_yet, verbosity=0)
    call_command("migrate", database=nothing_yet, verbosity=0)
    made = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert made <= tables(new)


def _field(model: Any, name: str) -> Any:
    return model._meta.get_field(name)


def test_the_numbers_of_an_apps_migrations_tell_their_order() -> None:
    graph = MigrationLoader(None).graph
    for app in OURS:
        (last,) = graph.leaf_nodes(app)
        names = [name for label, name in graph.forwards_plan(last) if label == app]
        assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]


@pytest.mark.parametrize("app", ["testimony", "events", "search", "exposure"])
def test_a_wall_stands_on_the_wall_around_the_sources(app: str) -> None:
    before = MigrationLoader(None).graph.forwards_plan((app, "0002_wall"))
    assert {("sources", "0002_wall"), (app, "0001_initial")} <= set(before)


def test_every_table_about_a_source_is_put_behind_the_wall_by_a_migration() -> None:
    about = {
        model._meta.db_table: _field(model, model.to_source).column
        for model in apps.get_models()
        if issubclass(model, BelongsToASource)
    }
    walls = (
        import_module(f"jebo.desk.{wall}")
        for wall in (
            *(
                f"{app}.migrations.0002_wall"
                for app in ("sources", "testimony", "events", "search", "exposure", "tips")
            ),
            "publication.migrations.0004_wall",
        )
    )
    assert {table: column for wall in walls for table, column in wall.TABLES.items()} == about
