"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class Publication(AppConfig):
    """The app ``publication``."""

    name = "jebo.desk.publication"
    label = "publication"
