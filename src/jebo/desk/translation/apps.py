"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class Translation(AppConfig):
    """The app ``translation``."""

    name = "jebo.desk.translation"
    label = "translation"

    def ready(self) -> None:
        """The memory follows each edition that is saved, on whatever page."""
        from django.db.models.signals import post_save

        from jebo.desk.stories.models import Edition
        from jebo.desk.translation.memory import after_saving

        post_save.connect(after_saving, sender=Edition, dispatch_uid="translation memory")
