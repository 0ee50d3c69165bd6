"""Puts the tables that name a source behind the wall."""

from __future__ import annotations

from django.db import migrations

from jebo.desk import rows

TABLES = {"tips_sourcethread": "source_id", "tips_sending": "source_id", "tips_answer": "source_id"}


class Migration(migrations.Migration):
    """Row-level security."""

    dependencies = [("tips", "0001_initial"), ("sources", "0002_wall")]  # noqa: RUF012 - Django's own way
    operations = [rows.migration(TABLES)]  # noqa: RUF012 - Django's own way
