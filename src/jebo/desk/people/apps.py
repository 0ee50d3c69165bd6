"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    """The app ``people``."""

    name = "jebo.desk.people"
    label = "people"
