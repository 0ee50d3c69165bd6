"""The page of paste and check, and what its script asks for."""

from __future__ import annotations

from django.urls import path

from jebo.desk.paste import views

urlpatterns = [
    path("", views.check, name="check"),
    path("/marks", views.marks, name="check_marks"),
    path("/differences", views.differences, name="check_differences"),
]
