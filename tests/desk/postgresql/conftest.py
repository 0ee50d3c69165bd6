"""Promises of PostgreSQL alone. They run where ``JEBO_DATABASE`` says so: ``make test-postgresql``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection, models
from tests.desk.conftest import DAY

from jebo.desk import wall
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.wall import BelongsToASource, Walled, whole_desk

HERE = Path(__file__).parent
MARK = "표식 QX7"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if connection.vendor != "postgresql":
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="make test-postgresql runs it"))


def walled() -> list[type[Any]]:
    """Every table that stands behind the wall."""
    return [model for model in apps.get_models() if issubclass(model, BelongsToASource)]


@pytest.fixture
def no_python_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """Managers show everything and nothing is checked before it is written: what is left is the database's own wall."""
    monkeypatch.setattr(Walled, "get_queryset", lambda self: models.Manager.get_queryset(self))
    monkeypatch.setattr(wall, "must_be_mine", lambda source: None)


@pytest.fixture
def minas(mina: Member, source_of: Callable[..., Source]) -> dict[type[Any], Any]:
    """A source of Mina's with a row in every walled table."""
    source = source_of(mina, f"항아리 {MARK}", safe_contact=MARK)
    with whole_desk():
        rows: dict[type[Any], Any] = {Source: source}
        for model in walled():
            if model not in rows:
                rows[model] = a_row(model, source)
    return rows


def a_row(model: type[Any], source: Source) -> Any:
    """A row of any walled table about a source, made of what its fields ask for; one that is there already, if there is."""
    if model is Source:
        return source
    there = model.objects.filter(source=source).first()
    return there or model.objects.create(source=source, **_facts(model, source))


def _facts(model: type[Any], source: Source) -> dict[str, Any]:
    return {
        f.name: _value(f, source)
        for f in model._meta.concrete_fields
        if f.name != "source" and _is_asked_for(f)
    }


def _is_asked_for(field: Any) -> bool:
    return not (field.has_default() or field.null or field.generated or isinstance(field, models.AutoField))


_VALUES: dict[type[models.Field[Any, Any]], Any] = {
    models.DateField: DAY,
    models.BinaryField: b"x",
    models.JSONField: [],
    models.BooleanField: True,
}


def _value(field: Any, source: Source) -> Any:
    if field.is_relation:
        other = field.related_model
        behind = issubclass(other, BelongsToASource)
        return a_row(other, source) if behind else other.objects.create(**_facts(other, source))
    for kind, value in _VALUES.items():
        if isinstance(field, kind):
            return value
    return 7 if isinstance(field, models.IntegerField) else MARK[: field.max_length or 99]


@pytest.fixture
def admin() -> Iterator[psycopg.Connection[Any]]:
    """The server's superuser, in the test's database. Sees only what was committed."""
    address = os.environ["JEBO_DATABASE_ADMIN"]
    with psycopg.connect(address, dbname=connection.settings_dict["NAME"], autocommit=True) as opened:
        yield opened


@pytest.fixture
def server_log() -> Callable[[], str]:
    """What the server has written into its log."""
    return Path(os.environ["JEBO_DATABASE_LOG"]).read_text


def told() -> str:
    """Through whose eyes the server looks, asked past Django."""
    with connection.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('jebo.member', true), '')")
        return str(cursor.fetchone()[0])
