"""The first page of the day, and the choice of language."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from jebo.desk.clock import today as this_day
from jebo.desk.gate import ANYBODY, page
from jebo.desk.sources.models import STOPS, Source
from jebo.desk.testimony.models import Testimony


def overdue(sources: QuerySet[Source]) -> list[Source]:
    """The active sources that have not been heard of for longer than agreed, the longest silence first."""
    day = this_day()
    waiting = [
        s
        for s in sources.filter(status="active", check_in_days__isnull=False, last_heard__isnull=False)
        if s.last_heard + timedelta(days=s.check_in_days) < day
    ]
    return sorted(waiting, key=lambda s: s.last_heard)


@page(ANYBODY)
def today(request: HttpRequest) -> HttpResponse:
    """Overdue check-ins, new testimony, stopped work."""
    sources = Source.objects.all()
    return render(
        request,
        "today.html",
        {
            "overdue": overdue(sources),
            "unread": Testimony.objects.filter(read=False).select_related("source")[:20],
            "stopped": sources.filter(status__in=STOPS),
        },
    )


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show all pages in the chosen language from now on."""
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    answer = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Strict", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )  # fmt: skip
    return answer
