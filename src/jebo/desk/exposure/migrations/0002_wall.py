"""On PostgreSQL the database itself keeps each history from those who may not see the source."""

from django.db import migrations

from jebo.desk import rows

TABLES = {"exposure_history": "source_id"}


class Migration(migrations.Migration):
    """Row-level security for every walled table of the app."""

    dependencies = [("exposure", "0001_initial"), ("sources", "0002_wall")]  # noqa: RUF012 - Django's own way
    operations = [rows.migration(TABLES)]  # noqa: RUF012 - Django's own way
