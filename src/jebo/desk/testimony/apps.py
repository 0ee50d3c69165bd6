"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_delete


class Testimony(AppConfig):
    """The app ``testimony``."""

    name = "jebo.desk.testimony"
    label = "testimony"

    def ready(self) -> None:
        """Have the sealed files of attachments go with their rows."""
        from jebo.desk.testimony import originals

        post_delete.connect(
            originals.drop_with_row, sender=self.get_model("Attachment"), dispatch_uid="sealed files"
        )
