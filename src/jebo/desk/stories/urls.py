"""The pages of stories."""

from __future__ import annotations

from django.urls import path

from jebo.desk.stories import views, views_beside, views_edition

urlpatterns = [
    path("", views.stories, name="stories"),
    path("new", views.new, name="new_story"),
    path("<str:id>", views.story, name="story"),
    path("<str:id>/new-edition", views.new_edition, name="new_edition"),
    path("<str:id>/aside", views.lay_aside, name="lay_aside"),
    path("<str:id>/photos/new", views_beside.new_photo, name="new_photo"),
    # An edition.
    path("edition/<str:id>", views_edition.edition, name="edition"),
    path("edition/<str:id>/marks", views_edition.story_marks, name="story_marks"),
    path("edition/<str:id>/draft", views_edition.draft, name="draft"),
    path("edition/<str:id>/own-draft", views_edition.own_draft, name="own_draft"),
    path("edition/<str:id>/revisions", views_edition.revisions, name="revisions"),
    path("edition/<str:id>/compare/<int:one>/<int:other>", views_edition.compare, name="compare_revisions"),
    path("edition/<str:id>/revisions/<int:number>/back", views_edition.take_back, name="take_back"),
    path("edition/<str:id>/as-published", views_edition.as_published, name="as_published"),
    path("edition/<str:id>/gives-away", views_edition.gives_away, name="gives_away"),
    path("edition/<str:id>/comes-from", views_beside.comes_from, name="comes_from"),
    path("edition/<str:id>/rest", views_beside.rest, name="edition_rest"),
    path("edition/<str:id>/comment", views_beside.comment, name="comment"),
    path("comment/<str:id>", views_beside.answer, name="answer_comment"),
    path("photo/<str:id>", views_beside.photo, name="photo"),
    path("photo/<str:id>/data", views_beside.photo_data, name="photo_data"),
    path("photo/<str:id>/away", views_beside.photo_away, name="photo_away"),
]
