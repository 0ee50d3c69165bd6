"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class Sources(AppConfig):
    """The app ``sources``."""

    name = "jebo.desk.sources"
    label = "sources"
