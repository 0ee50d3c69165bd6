"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class Readers(AppConfig):
    """The app ``readers``."""

    name = "jebo.desk.readers"
    label = "readers"
