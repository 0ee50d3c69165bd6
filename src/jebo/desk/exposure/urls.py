"""Addresses of the exposure history."""

from __future__ import annotations

from django.urls import path

from jebo.desk.exposure import views

urlpatterns = [
    path("<str:id>", views.exposure, name="exposure"),
    path("<str:id>/what-if", views.what_if, name="exposure_what_if"),
]
