"""The pages of events."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from jebo.desk import pack
from jebo.desk.clock import today
from jebo.desk.events import rests
from jebo.desk.events.account import account
from jebo.desk.events.alike import statements_for
from jebo.desk.events.confirming import NotConfirmed, give
from jebo.desk.events.forms import EventPage, VerdictForm, WithdrawForm
from jebo.desk.events.grade import CREDIBILITY, Credibility
from jebo.desk.events.models import Event, Support
from jebo.desk.events.public import would_learn
from jebo.desk.gate import member_of, page
from jebo.desk.people import trail
from jebo.desk.testimony.statement import Statement
from jebo.desk.testimony.statements_board import Filters, places, sheet


@page("event.see")
def events(request: HttpRequest) -> HttpResponse:
    """All events of the desk, the latest first."""
    filters, status = Filters.of(request.GET.dict()), request.GET.get("status", "")
    found = Event.objects.filter(filters.facts())
    if status in Event.Status.values:
        found = found.filter(status=status)
    shown = {
        "filters": filters,
        "status": status,
        "statuses": [
            (value, label, f"{filters.address()}&status={value}") for value, label in Event.Status.choices
        ],
        "address": f"{filters.address()}&status={status}" if status else filters.address(),
        "sheet": sheet(found, filters.column, request.GET.get("after", ""), request.GET.get("before", "")),
        "event_types": pack.event_types(),
        "places": places(),
    }
    return render(request, "events/events.html", shown)


@page("event.see")
def event(request: HttpRequest, id: str) -> HttpResponse:
    """One event and what it rests on."""
    found = get_object_or_404(Event, pk=id)
    held, member = account(found), member_of(request)
    shown = {
        "event": found,
        "account": held,
        "waits": rests.must_wait(found, today()),
        "would_learn": would_learn(found),
        "credibilities": [(one.value, pack.named(CREDIBILITY[one].name)) for one in Credibility],
    }
    if member.may("statement.write"):
        shown |= {"candidates": statements_for(found)}
        if held.mine and len(held.voices) > 1:
            shown |= {
                "verdict_form": VerdictForm(voices=[(one.standing.pk, one.label) for one in held.voices])
            }
    if member.may("event.write"):
        shown |= {"withdraw_form": WithdrawForm()}
    return render(request, "events/event.html", shown)


@page("event.write", "GET", "POST")
def new(request: HttpRequest, statement: str = "") -> HttpResponse:
    """A new event; from a statement, with its facts and resting on it."""
    first = get_object_or_404(Statement.objects.select_related("source"), pk=statement) if statement else None
    return _written(request, Event(), first)


@page("event.write", "GET", "POST")
def change(request: HttpRequest, id: str) -> HttpResponse:
    """Change what the desk holds to have happened."""
    return _written(request, get_object_or_404(Event, pk=id), None)


def _written(request: HttpRequest, row: Event, first: Statement | None) -> HttpResponse:
    draft = EventPage(first or row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and draft.is_valid():
        with transaction.atomic():
            draft.save(row)
            trail.write(today(), member_of(request).pk, "event.write", about=row.pk)
            if first is not None:
                _rest(request, row, first)
        return redirect("event", row.pk)
    return render(request, "events/event_form.html", {"draft": draft, "event": row, "statement": first})


def _rest(request: HttpRequest, event: Event, statement: Statement) -> None:
    if not Support.objects.filter(event=event, statement=statement).exists():
        Support(source=statement.source, event=event, statement=statement).save()
        trail.write(today(), member_of(request).pk, "event.rest", about=statement.source.trail)


@page("statement.write", "POST")
def rest(request: HttpRequest, id: str) -> HttpResponse:
    """Let an event rest on statements, each of which the member may see."""
    found = get_object_or_404(Event, pk=id)
    wanted = request.POST.getlist("statement")
    with transaction.atomic():
        for statement in Statement.objects.filter(pk__in=wanted, proposed=False).select_related("source"):
            _rest(request, found, statement)
    return redirect("event", found.pk)


@page("statement.write", "POST")
def support(request: HttpRequest, id: str, number: int) -> HttpResponse:
    """Change what the desk sees of a statement of one's own under an event, grade it, or take it away."""
    mine = get_object_or_404(
        Support.objects.select_related("source", "statement", "event"), pk=number, event=id
    )
    member = member_of(request).pk
    with transaction.atomic():
        if "away" in request.POST:
            mine.delete()
            trail.write(today(), member, "event.unrest", about=mine.source.trail)
        elif "credibility" in request.POST:
            _graded(request, mine)
        else:
            mine.named, mine.shown = "named" in request.POST, "shown" in request.POST
            mine.save()
            trail.write(today(), member, "event.show", about=mine.source.trail)
    return redirect("event", id)


def _graded(request: HttpRequest, mine: Support) -> None:
    """Grade the statement; 1 only if another one, surely independent of it, says the same."""
    given = request.POST["credibility"]
    try:
        give(mine, int(given) if given in {str(one.value) for one in Credibility} else None, today())
    except NotConfirmed as refused:
        messages.error(request, f"{gettext(refused.says)} {gettext(refused.why)}")
        return
    trail.write(today(), member_of(request).pk, "statement.grade", about=mine.source.trail)


@page("event.write", "POST")
def mistaken(request: HttpRequest, id: str) -> HttpResponse:
    """Hold a statement to be mistaken in a matter, or no longer so: that settles a contradiction."""
    found = get_object_or_404(Event, pk=id)
    number, matter = request.POST.get("standing", ""), request.POST.get("matter", "")
    if number.isdecimal() and rests.hold_mistaken(
        found, int(number), matter, wrong="right" not in request.POST
    ):
        trail.write(today(), member_of(request).pk, "event.settle", about=found.pk)
    return redirect("event", found.pk)


@page("statement.write", "POST")
def verdict(request: HttpRequest, id: str) -> HttpResponse:
    """Say of two statements that they are or are not independent; the member sees one of the two at least."""
    found = get_object_or_404(Event, pk=id)
    held, member = account(found), member_of(request)
    mine = {one.standing.pk for one in held.mine}
    if away := request.POST.get("away", ""):
        done = away.isdecimal() and rests.take_back(found, int(away), mine)
    else:
        form = VerdictForm(request.POST, voices=[(one.standing.pk, one.label) for one in held.voices])
        done = form.is_valid() and rests.say(
            found, form.cleaned_data["one"], form.cleaned_data["other"], mine,
            independent=form.cleaned_data["independent"], by=member, day=today(),
        )  # fmt: skip
    if done:
        trail.write(today(), member.pk, "event.verdict", about=found.pk)
    else:
        messages.error(
            request,
            gettext("Choose two different statements, one of which at least is of a source of yours."),
        )
    return redirect("event", found.pk)


@page("event.write", "POST")
def withdraw(request: HttpRequest, id: str) -> HttpResponse:
    """Withdraw an event, or hold it again."""
    found = get_object_or_404(Event, pk=id)
    if "again" in request.POST:
        found.status, found.withdrawn_because = Event.Status.REPORTED, ""
    else:
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            messages.error(request, gettext("Say why: the rest of the desk has to know."))
            return redirect("event", found.pk)
        found.status, found.withdrawn_because = Event.Status.WITHDRAWN, form.cleaned_data["because"]
    with transaction.atomic():
        found.save()
        rests.recompute([found.pk])
        trail.write(today(), member_of(request).pk, "event.withdraw", about=found.pk)
    return redirect("event", found.pk)
