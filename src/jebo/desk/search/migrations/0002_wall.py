"""On PostgreSQL the database itself keeps each line of the index from those who may not see its source."""

from django.db import migrations

from jebo.desk import rows

TABLES = {"search_passage": "source_id"}
SAVED = rows.own_policies("search_saved", "member_id")


class Migration(migrations.Migration):
    """Row-level security for every walled table of the app, and for what each member saved."""

    dependencies = [("search", "0001_initial"), ("sources", "0002_wall")]  # noqa: RUF012 - Django's own way
    operations = [rows.migration(TABLES, before=[SAVED[0]], after=[SAVED[1]])]  # noqa: RUF012 - Django's own way
