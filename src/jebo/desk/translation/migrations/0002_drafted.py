"""The hashes of what a machine wrote."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [("stories", "0001_initial"), ("translation", "0001_initial")]  # noqa: RUF012 - Django's own way
    operations = [  # noqa: RUF012 - Django's own way
        migrations.CreateModel(
            name="Drafted",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mark", models.CharField(max_length=64)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafted",
                        to="stories.edition",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("edition", "mark"), name="drafted_once")]
            },
        )
    ]
