"""The page of search."""

from __future__ import annotations

from django.urls import path

from jebo.desk.search import views

urlpatterns = [
    path("", views.search, name="search"),
    path("saved/<str:id>/forget", views.forget, name="forget_search"),
]
