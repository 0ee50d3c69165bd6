"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class Record(AppConfig):
    """The app ``record``."""

    name = "jebo.desk.record"
    label = "record"

    def ready(self) -> None:
        """Let numbers from the record be put into texts."""
        from jebo.desk.record.counting import fill
        from jebo.desk.stories.saving import FILLS

        if fill not in FILLS:
            FILLS.append(fill)
