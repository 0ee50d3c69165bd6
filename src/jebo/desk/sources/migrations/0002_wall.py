"""On PostgreSQL the database itself keeps each row about a source from those who may not see the source."""

from django.db import migrations

from jebo.desk import rows


class Migration(migrations.Migration):
    """Row-level security for every walled table of the app."""

    dependencies = [*rows.after_the_tables(__file__)]  # noqa: RUF012 - Django's own way
    operations = [rows.migration("sources", before=rows.MIRROR, after=rows.NO_MIRROR)]  # noqa: RUF012 - Django's own way
