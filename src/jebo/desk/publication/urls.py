"""The pages of the release check."""

from __future__ import annotations

from django.urls import path

from jebo.desk.publication import views

urlpatterns = [
    path("", views.released, name="released"),
    path("deputies", views.deputies, name="deputies"),
    path("deputies/safety", views.safety_deputies, name="safety_deputies"),
    path("receipt/<str:id>", views.receipt, name="receipt"),
    path("<str:id>", views.release_check, name="release_check"),
    path("<str:id>/accept", views.accept, name="accept_risk"),
    path("<str:id>/agreed", views.agreed, name="source_agreed"),
    path("<str:id>/sign", views.sign, name="sign_release"),
    path("<str:id>/release", views.go_out, name="go_out"),
    path("<str:id>/correct", views.correct, name="correct_story"),
    path("<str:id>/withdraw", views.withdraw, name="withdraw_story"),
    path("<str:id>/questions", views.ask, name="questions_before"),
]
