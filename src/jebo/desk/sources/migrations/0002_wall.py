"""On PostgreSQL the database itself keeps each row about a source from those who may not see the source."""

from django.db import migrations

from jebo.desk import rows

TABLES = {"sources_source": "id"} | dict.fromkeys(
    ("sources_sharing", "sources_neverprint", "sources_identity", "sources_gobetween"), "source_id"
)


class Migration(migrations.Migration):
    """Row-level security for every walled table of the app."""

    dependencies = [("sources", "0001_initial")]  # noqa: RUF012 - Django's own way
    operations = [rows.migration(TABLES, before=[rows.MIRROR], after=[rows.NO_MIRROR])]  # noqa: RUF012 - Django's own way
