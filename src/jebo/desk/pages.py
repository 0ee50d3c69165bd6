"""The first page of the day, and the choice of language."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from jebo.desk import clock
from jebo.desk.events.models import Event
from jebo.desk.gate import ANYBODY, member_of, page
from jebo.desk.people.models import Member
from jebo.desk.sources.models import STOPS, Source, Status
from jebo.desk.testimony.contacts import forget_daily
from jebo.desk.testimony.models import Testimony
from jebo.desk.testimony.statement import Stage
from jebo.desk.testimony.statements_board import MANY, counted, seen
from jebo.desk.tips.models import Thread

AT_MOST = 12  # of each thing on the first page, which is read at a glance; chosen by us


def overdue(sources: QuerySet[Source], day: date) -> QuerySet[Source]:
    """The active sources that on *day* have not been heard of for longer than agreed, the longest silence first."""
    return sources.filter(status=Status.ACTIVE, due__lt=day).order_by("due", "alias")


@page(ANYBODY)
def today(request: HttpRequest) -> HttpResponse:
    """Overdue check-ins, new testimony, stopped work; for those who see no source, the events."""
    member, day = member_of(request), clock.today()
    forget_daily(day)
    sees = {"sees_sources": member.may("source.see"), "sees_events": member.may("event.see")}
    shown: dict[str, Any] = {"day": day} | sees
    if shown["sees_sources"]:
        shown |= _of_sources(day, may_read_tips=member.may("tip.read"))
    elif shown["sees_events"]:
        shown |= _first("disputed", Event.objects.filter(status=Event.Status.DISPUTED))
        shown |= _first("reported", Event.objects.filter(status=Event.Status.REPORTED))
    return render(request, "today.html", shown | {"newcomer": _is_new(member, shown)})


def _of_sources(day: date, *, may_read_tips: bool) -> dict[str, Any]:
    everybody = Source.objects.all()
    unread = Testimony.objects.row_by_row().filter(read=False).defer("words", "translation")
    ungraded = seen().filter(stage=Stage.UNGRADED)
    return (
        _first("overdue", overdue(everybody, day))
        | _first("unread", unread.select_related("source"))
        | _first("stopped", everybody.filter(status__in=STOPS))
        | _first("ungraded", ungraded.select_related("source"))
        | {"tips_count": Thread.objects.count() if may_read_tips else 0}
        | {"any_source": everybody.exists(), "any_testimony": Testimony.objects.exists()}
    )


def _first(name: str, rows: QuerySet[Any]) -> dict[str, Any]:
    """The first of the rows, and how many there are: a number, and as it is told, for above MANY they are not counted."""
    count = counted(rows)
    told = f"{MANY}+" if count > MANY else str(count)
    return {name: rows[:AT_MOST], f"{name}_count": count, f"{name}_told": told}


def _is_new(member: Member, shown: dict[str, Any]) -> bool:
    """Whether the member may register sources and has not begun."""
    return member.may("source.register") and not shown["any_testimony"]


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
