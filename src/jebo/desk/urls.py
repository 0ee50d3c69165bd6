"""The pages of the desk."""

from __future__ import annotations

from django.urls import include, path

from jebo.desk import pages

urlpatterns = [
    path("", pages.today, name="today"),
    path("language", pages.language, name="language"),
    path("way-in/", include("jebo.desk.people.doors")),
    path("people/", include("jebo.desk.people.urls")),
    path("sources/", include("jebo.desk.sources.urls")),
    path("testimony/", include("jebo.desk.testimony.urls")),
    path("events/", include("jebo.desk.events.urls")),
    path("stories/", include("jebo.desk.stories.urls")),
    path("exposure/", include("jebo.desk.exposure.urls")),
    path("translation/", include("jebo.desk.translation.urls")),
    path("publication/", include("jebo.desk.publication.urls")),
    path("record/", include("jebo.desk.record.urls")),
    path("readers/", include("jebo.desk.readers.urls")),
    path("tips/", include("jebo.desk.tips.urls")),
    path("search/", include("jebo.desk.search.urls")),
    path("check", include("jebo.desk.paste.urls")),
]
