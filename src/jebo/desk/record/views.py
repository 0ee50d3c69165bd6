"""The pages of the public record: what enters it, and what readers would learn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from jebo.desk import pack
from jebo.desk.clock import today
from jebo.desk.events.models import Event
from jebo.desk.gate import member_of, page
from jebo.desk.record import entering
from jebo.desk.record.counting import Asked, counted
from jebo.desk.record.forms import OfficialForm, TieForm
from jebo.desk.record.held import may_enter
from jebo.desk.record.importing import like
from jebo.desk.record.models import Edition, Entry, Pin, Tie
from jebo.desk.record.standing import Standing, beside, standings, world
from jebo.desk.refused import Refused
from jebo.observatory.telling import Telling

_PAGE = 100


@page("event.see")
def entries(request: HttpRequest) -> HttpResponse:
    """What stands in the record, or will."""
    some = (
        Entry.objects.filter(event__isnull=False)
        .select_related("event")
        .order_by("-event__day", "event")[:_PAGE]
    )
    rows = [(one.entry.event, _state(one), _learned(one)) for one in standings(some, today(), asking=())]
    pins = [
        (one, counted(Asked(type=one.type, year=one.year, place=one.place)))
        for one in Pin.objects.select_related("edition__story")[:_PAGE]
    ]
    return render(
        request, "record/entries.html", {"rows": rows, "last": Edition.objects.first(), "pins": pins}
    )


def _state(one: Standing) -> str:
    """Where an entry is on its way, in a word or two."""
    if one.entry.left:
        return gettext("taken out")
    if one.counted:
        return gettext("only counted, by year")
    if one.event is None or one.since is None:
        return gettext("waits for a released story")
    if one.waits:
        return gettext("waits for now")
    if one.out(today()):
        return gettext("in the record")
    return gettext("enters on {day} at the earliest").format(day=one.since.isoformat())


def _learned(one: Standing) -> list[tuple[str, str]]:
    """What a reader of the record would learn, in the language of the page."""
    if one.event is None:
        return []
    told = Telling(world(), pack.tongue())
    found = [
        (gettext("What happened"), told.kind(one.event.type)), (gettext("When"), told.when(one.event)),
        (gettext("Where"), told.where(one.event)),
    ]  # fmt: skip
    found += [(part, ", ".join(filter(None, [who, many]))) for part, who, _, many in told.parts(one.event)]
    found += [(gettext("Goods"), told.goods(thing.code)) for thing in one.event.goods]
    return found + [(gettext("How many"), many) for many in [told.many(one.event)] if many]


@page("event.see")
def entry(request: HttpRequest, id: str) -> HttpResponse:
    """One event on its way into the record."""
    event = get_object_or_404(Event, pk=id)
    row = Entry.objects.filter(event=event).select_related("event").first()
    shown: dict[str, Any] = {"event": event, "entry": row, "ready": may_enter(event), "ties": _ties(event)}
    kind = pack.pack().events.get(event.event_type)
    shown["withheld"] = bool(kind and kind.withheld)
    if row:
        stands = standings(beside(row), today(), asking=[row.pk])[0]
        shown |= {"state": _state(stands), "learned": _learned(stands), "beyond": stands.beyond}
    if member_of(request).may("record.enter"):
        tied = {other.pk for _, _, other in shown["ties"]}
        alike = [one for one in like(event) if one.pk not in tied]
        shown |= {
            "tie_form": TieForm(event=event),
            "official_form": OfficialForm() if row else None,
            "alike": alike,
        }
    return render(request, "record/entry.html", shown)


def _ties(event: Event) -> list[tuple[str, str, Event]]:
    """Its ties, each with its key and how it is said from this end."""
    back = {
        "causes": gettext("was brought about by"), "precedes": gettext("came after"), "part_of": gettext("has as a part of it"),
        "same_as": gettext("is the same as"),
    }  # fmt: skip
    mine = [
        (row.pk, str(row.get_how_display()), row.other)
        for row in Tie.objects.filter(one=event).select_related("other")
    ]
    return mine + [
        (row.pk, back[row.how], row.one) for row in Tie.objects.filter(other=event).select_related("one")
    ]


@page("record.enter", "POST")
def enter(request: HttpRequest, id: str) -> HttpResponse:
    """Let an event into the record, or take it out."""
    event, member = get_object_or_404(Event, pk=id), member_of(request)
    if "leave" in request.POST:
        entering.leave(event, today(), member)
        return redirect("record_entry", event.pk)
    try:
        entering.enter(event, today(), member, named="named" in request.POST)
    except Refused as refused:
        messages.error(request, gettext(refused.says))
    return redirect("record_entry", event.pk)


@page("record.enter", "POST")
def tie(request: HttpRequest, id: str) -> HttpResponse:
    """Tie an event to another, or take a tie away."""
    event, member = get_object_or_404(Event, pk=id), member_of(request)
    if away := request.POST.get("away", ""):
        if away in {key for key, _, _ in _ties(event)}:
            entering.untie(away, today(), member)
        return redirect("record_entry", event.pk)
    form = TieForm(request.POST, event=event)
    if form.is_valid():
        other = Event.objects.get(pk=form.cleaned_data["other"])
        try:
            entering.tie(event, form.cleaned_data["how"], other, today(), member)
        except Refused as refused:
            messages.error(request, gettext(refused.says))
    else:
        messages.error(request, gettext("Choose an event from the list."))
    return redirect("record_entry", event.pk)


@page("record.enter", "POST")
def official(request: HttpRequest, id: str) -> HttpResponse:
    """Mark a public official in office, or take a mark away."""
    event, member = get_object_or_404(Event, entry__isnull=False, pk=id), member_of(request)
    away = request.POST.get("away", "")
    if away.isdecimal():
        entering.unmark(event, int(away), today(), member)
        return redirect("record_entry", event.pk)
    form = OfficialForm(request.POST)
    if form.is_valid():
        entering.mark(event, form.kept(), today(), member)
    else:
        messages.error(
            request, gettext("Give the name and the office in both languages, and say that it was held then.")
        )
    return redirect("record_entry", event.pk)
