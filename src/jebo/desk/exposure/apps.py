"""Tells Django of the app, and has it hear of what others tell and of what is destroyed."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class Exposure(AppConfig):
    """The app ``exposure``."""

    name = "jebo.desk.exposure"
    label = "exposure"

    def ready(self) -> None:
        """Listen. The apps below do not know of exposure, so they cannot say that something was given away."""
        from jebo.desk.sources.destroy import copies
        from jebo.desk.testimony.models import Outgoing

        post_save.connect(_asked, Outgoing, dispatch_uid="given away while checking")
        if _forget not in copies:
            copies.append(_forget)


def _forget(source: str) -> None:
    from jebo.desk.exposure.history import forget

    forget(source)


def _asked(instance: Any, **_: Any) -> None:
    from jebo.desk.exposure.asked import record_outgoing

    record_outgoing(instance)
