"""Pages of events."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from jebo.desk.events.models import Event
from jebo.desk.gate import page


@page("event.see")
def events(request: HttpRequest) -> HttpResponse:
    """All events of the desk."""
    return render(request, "events/events.html", {"events": Event.objects.all()[:100]})


@page("event.see")
def event(request: HttpRequest, id: str) -> HttpResponse:
    """One event and what it rests on."""
    return render(request, "events/event.html", {"event": get_object_or_404(Event, pk=id)})
