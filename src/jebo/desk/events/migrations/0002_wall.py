"""On PostgreSQL the database itself keeps each row about a source from those who may not see the source."""

from django.db import migrations

from jebo.desk import rows


class Migration(migrations.Migration):
    """Row-level security for every walled table of the app."""

    dependencies = [*rows.after_the_tables(__file__), ("sources", "0002_wall")]  # noqa: RUF012 - Django's own way
    operations = [rows.migration("events")]  # noqa: RUF012 - Django's own way
