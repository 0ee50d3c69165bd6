"""Editions of stories are found too. Those that are there already come into the index when it is made anew."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from jebo.desk.search import fts5, tsvector

TABLE = "search_editionpassage"
SORTS = [
    ("source", "sources"), ("testimony", "testimony"), ("attachment", "photos and documents"), ("statement", "statements"),
    ("contact", "contacts"), ("question", "questions"), ("outgoing", "told while checking"), ("event", "events"),
    ("edition", "stories"),
]  # fmt: skip


def join(_: Any, editor: Any) -> None:
    """Make the table part of the index."""
    for statement in _engine(editor).joined(TABLE):
        editor.execute(statement, None)


def part(_: Any, editor: Any) -> None:
    """Undo that."""
    for statement in _engine(editor).parted(TABLE):
        editor.execute(statement, None)


def _engine(editor: Any) -> Any:
    return tsvector if editor.connection.vendor == "postgresql" else fts5


class Migration(migrations.Migration):
    """After the index itself."""

    dependencies = [("search", "0003_words"), ("stories", "0001_initial")]  # noqa: RUF012 - Django's own way
    operations = [  # noqa: RUF012 - Django's own way
        migrations.CreateModel(
            name="EditionPassage",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="stories.edition"
                    ),
                ),
            ],
        ),
        migrations.AlterField(
            model_name="passage", name="sort", field=models.CharField(choices=SORTS, max_length=10)
        ),
        migrations.RunPython(join, part),
    ]
