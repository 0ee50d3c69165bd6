"""Tells Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class Paste(AppConfig):
    """The app ``paste``. It has no models: what is pasted is kept nowhere."""

    name = "jebo.desk.paste"
    label = "paste"
