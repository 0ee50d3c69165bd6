"""On PostgreSQL the database itself keeps each row about a source from those who may not see the source."""

from django.db import migrations

from jebo.desk import rows

TABLES = dict.fromkeys(
    (
        "testimony_contact",
        "testimony_question",
        "testimony_outgoing",
        "testimony_testimony",
        "testimony_attachment",
        "testimony_statement",
        "testimony_toldon",
    ),
    "source_id",
)


class Migration(migrations.Migration):
    """Row-level security for every walled table of the app."""

    dependencies = [("testimony", "0001_initial"), ("sources", "0002_wall")]  # noqa: RUF012 - Django's own way
    operations = [rows.migration(TABLES)]  # noqa: RUF012 - Django's own way
