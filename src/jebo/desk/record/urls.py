"""The pages of the public record."""

from __future__ import annotations

from django.urls import path

from jebo.desk.record import views

urlpatterns = [
    path("", views.entries, name="record"),
    path("<str:id>", views.entry, name="record_entry"),
    path("<str:id>/enter", views.enter, name="record_enter"),
    path("<str:id>/official", views.official, name="record_official"),
    path("<str:id>/tie", views.tie, name="record_tie"),
]
