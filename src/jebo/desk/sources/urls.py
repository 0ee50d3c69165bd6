"""The pages of sources."""

from __future__ import annotations

from django.urls import path

from jebo.desk.sources import views

urlpatterns = [
    path("", views.sources, name="sources"),
    path("<str:id>", views.source, name="source"),
]
