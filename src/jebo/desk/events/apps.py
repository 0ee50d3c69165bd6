"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class Events(AppConfig):
    """The app ``events``."""

    name = "jebo.desk.events"
    label = "events"
