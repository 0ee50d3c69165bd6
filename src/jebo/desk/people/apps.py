"""Tells Django of the app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import pre_save


class People(AppConfig):
    """The app ``people``."""

    name = "jebo.desk.people"
    label = "people"

    def ready(self) -> None:
        """Have the library's table of passkeys and codes keep days and no clock times."""
        pre_save.connect(_by_day, sender="mfa.Authenticator")


def _by_day(sender: Any, instance: Any, **kwargs: Any) -> None:
    """The day on which it was made; when it was last used is kept nowhere."""
    instance.created_at = instance.created_at.replace(hour=0, minute=0, second=0, microsecond=0)
    instance.last_used_at = None
