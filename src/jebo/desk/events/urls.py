"""The pages of events."""

from __future__ import annotations

from django.urls import path

from jebo.desk.events import views

urlpatterns = [
    path("", views.events, name="events"),
    path("new", views.new, name="new_event"),
    path("new/<str:statement>", views.new, name="new_event_from"),
    path("<str:id>", views.event, name="event"),
    path("<str:id>/change", views.change, name="change_event"),
    path("<str:id>/rest", views.rest, name="event_rest"),
    path("<str:id>/support/<int:number>", views.support, name="event_support"),
    path("<str:id>/mistaken", views.mistaken, name="event_mistaken"),
    path("<str:id>/verdict", views.verdict, name="event_verdict"),
    path("<str:id>/withdraw", views.withdraw, name="withdraw_event"),
]
