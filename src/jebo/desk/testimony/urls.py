"""The pages of testimony and statements."""

from __future__ import annotations

from django.urls import path

from jebo.desk.testimony import views

urlpatterns = [
    path("", views.testimonies, name="testimonies"),
    path("statements", views.statements, name="statements"),
    path("<str:id>", views.testimony, name="testimony"),
]
