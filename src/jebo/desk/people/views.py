"""Pages about the desk itself: the trail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jebo.desk.gate import page
from jebo.desk.people.models import Entry, Member
from jebo.desk.people.trail import first_fault


@page("trail.see")
def trail(request: HttpRequest) -> HttpResponse:
    """What was done, newest first, and whether the chain holds."""
    names = dict(Member.objects.values_list("pk", "name"))
    lines = [(entry, names.get(entry.member, "")) for entry in Entry.objects.order_by("-number")[:200]]
    fault = first_fault(Entry.objects.order_by("number").iterator())
    return render(request, "people/trail.html", {"lines": lines, "fault": fault})
