"""The page on which a colleague leaves, and the one on which envelopes are sealed anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext

from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.people import offboard
from jebo.desk.people.forms import KnownPassphrase, Successor
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.sealing import SealingError

_SHOWN = 50  # of a list that is sealed anew as a whole


@page("member.leaving", "GET", "POST")
def leaving(request: HttpRequest, id: str) -> HttpResponse:
    """What is to be done when somebody leaves, each part for those who may do it; POST ends the membership."""
    one, me = get_object_or_404(Member, pk=id), member_of(request)
    if request.method == "POST":
        if not me.may("member.manage"):
            raise Http404
        try:
            offboard.leave(today(), me.pk, one)
        except Refused as refused:
            messages.error(request, gettext(refused.says))
        else:
            messages.success(request, gettext("The membership has ended."))
        return redirect("leaving", id=one.pk)
    return render(
        request,
        "people/leaving.html",
        {
            "one": one,
            "waiting": 0 if one.is_active else offboard.in_their_name(one),
            "could_open": offboard.could_open(one),
            "unsettled": offboard.unsettled(me) if me.may("identity.open") else [],
            "successor": Successor(members=_successors()),
        },
    )


@page("source.hand_over", "POST")
def hand_over(request: HttpRequest, id: str) -> HttpResponse:
    """Give the sources of somebody who left to a contact editor."""
    one = get_object_or_404(Member, pk=id)
    form = Successor(request.POST, members=_successors())
    if not form.is_valid():
        raise Http404
    try:
        to = Member.objects.get(pk=form.cleaned_data["to"])
        count = offboard.hand_over(today(), member_of(request).pk, one, to)
    except Refused as refused:
        messages.error(request, gettext(refused.says))
    else:
        said = ngettext("{count} source was handed over.", "{count} sources were handed over.", count)
        messages.success(request, said.format(count=count))
    return redirect("leaving", id=one.pk)


@page("identity.open", "GET", "POST")
def reseal(request: HttpRequest) -> HttpResponse:
    """Seal anew what somebody who left could open, or a successor cannot open yet."""
    me = member_of(request)
    form = KnownPassphrase(request.POST or None, member=me)
    if request.method == "POST" and form.is_valid():
        try:
            count = offboard.reseal(today(), me, form.cleaned_data["passphrase"])
        except (Refused, SealingError) as refused:
            form.add_error(None, gettext(refused.says))
        else:
            said = ngettext("{count} envelope was sealed anew.", "{count} envelopes were sealed anew.", count)
            messages.success(request, said.format(count=count))
            return redirect("reseal")
    due, only_on_paper = offboard.looked_through(me)
    context = {
        "form": form,
        "unsettled": due,
        "shown": due[:_SHOWN],
        "more": len(due[_SHOWN:]),
        "only_on_paper": only_on_paper,
    }
    return render(request, "people/reseal.html", context)


def _successors() -> list[Member]:
    return [
        m for m in Member.objects.filter(is_active=True).exclude(recipient="") if m.may("source.register")
    ]
