"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class Testimony(AppConfig):
    """The app ``testimony``."""

    name = "jebo.desk.testimony"
    label = "testimony"
