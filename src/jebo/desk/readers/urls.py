"""The pages of letters."""

from __future__ import annotations

from django.urls import path

from jebo.desk.readers import views

urlpatterns = [
    path("", views.inbox, name="letters"),
    path("bring-in", views.bring_in, name="bring_in_letters"),
    path("delete", views.delete, name="delete_letters"),
    path("<str:id>", views.letter, name="letter"),
    path("<str:id>/settle", views.settle, name="settle_letter"),
    path("<str:id>/answer", views.answer, name="answer_letter"),
    path("<str:id>/become", views.become, name="letter_becomes"),
]
