"""On PostgreSQL the database itself keeps who agreed from those who may not see the source."""

from django.db import migrations

from jebo.desk import rows

TABLES = {"publication_asked": "source_id"}


class Migration(migrations.Migration):
    """Row-level security for the walled table of the app."""

    dependencies = [("publication", "0003_asked"), ("sources", "0002_wall")]  # noqa: RUF012 - Django's own way
    operations = [rows.migration(TABLES)]  # noqa: RUF012 - Django's own way
