"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class Stories(AppConfig):
    """The app ``stories``."""

    name = "jebo.desk.stories"
    label = "stories"
