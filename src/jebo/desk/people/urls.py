"""The pages of the desk's people."""

from __future__ import annotations

from django.urls import path

from jebo.desk.people import views

urlpatterns = [
    path("trail", views.trail, name="trail"),
]
