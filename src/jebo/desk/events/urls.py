"""The pages of events."""

from __future__ import annotations

from django.urls import path

from jebo.desk.events import views

urlpatterns = [
    path("", views.events, name="events"),
    path("<str:id>", views.event, name="event"),
]
