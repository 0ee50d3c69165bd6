"""The pages of tips."""

from __future__ import annotations

from django.urls import path

from jebo.desk.tips import views, views_answers

urlpatterns = [
    path("", views.tips, name="tips"),
    path("aside", views.set_aside, name="tips_aside"),
    path("aside/<str:id>/again", views.try_again, name="tip_again"),
    path("aside/<str:id>/delete", views.delete_aside, name="delete_tip_aside"),
    path("files/<str:id>", views.file, name="tip_file"),
    path("files/<str:id>/picture", views.picture, name="tip_picture"),
    path("answers/<str:source>", views_answers.answers, name="answers"),
    path("answers/<str:source>/new", views_answers.answer, name="answer_source"),
    path("answers/<str:source>/<str:id>/delete", views_answers.delete, name="delete_answer"),
    path("<str:id>", views.thread, name="tip_thread"),
    path("<str:id>/source", views.become, name="tip_becomes_source"),
    path("<str:id>/delete", views.delete, name="delete_tip_thread"),
]
