"""The pages of the desk's people."""

from __future__ import annotations

from django.urls import path

from jebo.desk.people import leaving, own, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("trail", views.trail, name="trail"),
    path("members/add", views.add, name="member_add"),
    path("members/<str:id>", views.member, name="member"),
    path("members/<str:id>/new-way-in", views.new_way_in, name="member_new_way_in"),
    path("members/<str:id>/leaving", leaving.leaving, name="leaving"),
    path("members/<str:id>/hand-over", leaving.hand_over, name="hand_over"),
    path("reseal", leaving.reseal, name="reseal"),
    path("first", own.first, name="first"),
    path("me", own.me, name="me"),
    path("me/passkey", own.passkey, name="add_passkey"),
    path("me/codes", own.codes, name="add_codes"),
    path("me/ways-in/<int:pk>/remove", own.remove, name="remove_way_in"),
    path("me/passphrase", own.passphrase, name="passphrase"),
    path("me/new-key", own.new_key, name="new_key"),
    path("me/sessions/end", own.end_sessions, name="end_sessions"),
    path("still-here", own.still_here, name="still_here"),
]
