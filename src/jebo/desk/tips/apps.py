"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_delete


class Tips(AppConfig):
    """The app ``tips``."""

    name = "jebo.desk.tips"
    label = "tips"

    def ready(self) -> None:
        """Have the sealed files of tips go with their rows."""
        from jebo.desk.testimony.originals import drop_with_row

        post_delete.connect(drop_with_row, sender=self.get_model("Tip"), dispatch_uid="sealed files of tips")
