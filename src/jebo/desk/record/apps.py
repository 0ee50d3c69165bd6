"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class Record(AppConfig):
    """The app ``record``."""

    name = "jebo.desk.record"
    label = "record"
