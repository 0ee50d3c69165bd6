"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class Search(AppConfig):
    """The app ``search``."""

    name = "jebo.desk.search"
    label = "search"
