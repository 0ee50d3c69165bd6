"""The pages of translation."""

from __future__ import annotations

from django.urls import path

from jebo.desk.translation import views, views_kept

urlpatterns = [
    path("glossary", views_kept.glossary, name="glossary"),
    path("glossary/out", views_kept.glossary_out, name="glossary_out"),
    path("glossary/new", views_kept.term, name="new_term"),
    path("glossary/<str:id>", views_kept.term, name="term"),
    path("texts", views_kept.texts, name="standing_texts"),
    path("texts/new", views_kept.text, name="new_standing_text"),
    path("texts/<str:id>", views_kept.text, name="standing_text"),
    path("memory", views_kept.memory_page, name="memory"),
    path("memory/out", views_kept.memory_out, name="memory_out"),
    path("story/<str:id>", views.story_beside, name="story_beside"),
    path("story/<str:id>/differences", views.differences, name="translation_differences"),
    path("story/<str:id>/accept", views.accept, name="accept_difference"),
    path("begin/<str:id>", views.begin, name="begin_translation"),
    path("<str:id>", views.side_by_side, name="beside"),
]
