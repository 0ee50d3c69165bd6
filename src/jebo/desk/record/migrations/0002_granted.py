"""Why something beyond the stories stands in the record, and what of it was told."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """Adds them; what was refused before is asked again."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("record", "0001_initial"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.RemoveField(
            model_name="entry",
            name="refused",
        ),
        migrations.AddField(
            model_name="edition",
            name="links",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="entry",
            name="counted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="entry",
            name="differs",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="entry",
            name="granted",
            field=models.CharField(blank=True, max_length=71),
        ),
        migrations.AddField(
            model_name="entry",
            name="refusals",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="entry",
            name="stories",
            field=models.JSONField(default=list),
        ),
    ]
