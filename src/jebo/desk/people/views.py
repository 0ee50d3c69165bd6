"""Pages about the desk itself: who works here, what each may do, and what was done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from jebo.desk.clock import today
from jebo.desk.gate import ANYBODY, member_of, page
from jebo.desk.people import members, offboard
from jebo.desk.people import trail as the_trail
from jebo.desk.people.forms import NewMember, OneAction, Roles
from jebo.desk.people.models import Entry, Member
from jebo.desk.people.words import in_words, means
from jebo.desk.refused import Refused
from jebo.desk.rights import Role, table

_LINES = 50
_SHOWN_ONCE = "shown_once"


@page(ANYBODY)
def desk(request: HttpRequest) -> HttpResponse:
    """Who works here, with their roles, and the table of rights."""
    everybody = list(Member.objects.order_by("name"))
    return render(
        request,
        "people/desk.html",
        {
            "members": [m for m in everybody if m.is_active],
            "gone": [m for m in everybody if not m.is_active],
            "roles": list(Role),
            "rights": [
                {
                    "means": means(right),
                    "by": [(role.label, may) for role, may in zip(Role, right.by, strict=True)],
                }
                for right in table()
            ],
            "shown_once": request.session.pop(_SHOWN_ONCE, None),
        },
    )


@page("member.manage", "GET", "POST")
def add(request: HttpRequest) -> HttpResponse:
    """Make a member; the one-time password is shown on the next page, once."""
    form = NewMember(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made, password = members.add(today(), member_of(request).pk, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, gettext(refused.says))
        else:
            return _show_once(request, made, password)
    return render(request, "people/add.html", {"form": form, "days": members.DAYS})


@page("member.manage", "GET", "POST")
def member(request: HttpRequest, id: str) -> HttpResponse:
    """One colleague: roles, a new way in, the end of a membership."""
    one = get_object_or_404(Member, pk=id)
    form = Roles(request.POST or None, initial={"roles": one.roles})
    if request.method == "POST" and form.is_valid():
        try:
            members.change_roles(today(), member_of(request).pk, one, form.cleaned_data["roles"])
        except Refused as refused:
            form.add_error(None, gettext(refused.says))
        else:
            messages.success(request, gettext("The roles were changed."))
            return redirect("member", id=one.pk)
    return render(request, "people/member.html", {"one": one, "form": form, "days": members.DAYS})


@page("member.manage", "POST")
def new_way_in(request: HttpRequest, id: str) -> HttpResponse:
    """A one-time password for a member who lost their passkey."""
    one = get_object_or_404(Member, pk=id)
    try:
        password = members.new_way_in(today(), member_of(request).pk, one)
    except Refused as refused:
        messages.error(request, gettext(refused.says))
        return redirect("member", id=one.pk)
    return _show_once(request, one, password)


def _show_once(request: HttpRequest, one: Member, password: str) -> HttpResponse:
    """Through the session, which lies in memory: loading the page again neither shows it again nor does it again."""
    request.session[_SHOWN_ONCE] = {"name": one.name, "password": password, "until": str(one.one_time_until)}
    return redirect("desk")


@page("trail.see")
def trail(request: HttpRequest) -> HttpResponse:
    """What was done, newest first, and whether the last part of the chain holds."""
    form = OneAction(request.GET)
    chosen = form.cleaned_data["action"] if form.is_valid() else ""
    entries = Entry.objects.order_by("-number")
    entries = entries.filter(action=chosen) if chosen else entries
    here = Paginator(entries, _LINES).get_page(request.GET.get("page"))
    return render(
        request,
        "people/trail.html",
        {
            "lines": _lines(list(here)),
            "page": here,
            "query": f"action={chosen}" if chosen else "",
            "form": form,
            "fault": the_trail.recent_fault(),
            "head": the_trail.head(),
            "recent": the_trail.RECENT,
        },
    )


def _lines(entries: list[Entry]) -> list[dict[str, Any]]:
    """Each line in words. A source is named by its alias to those who see it, and to nobody else."""
    names = dict(Member.objects.values_list("pk", "name"))
    aliases = offboard.aliases({entry.about for entry in entries})
    return [
        {
            "entry": entry,
            "who": names.get(entry.member) or gettext("at the machine"),
            "what": in_words(entry.action),
            "about": names.get(entry.about) or aliases.get(entry.about) or "",
        }
        for entry in entries
    ]
