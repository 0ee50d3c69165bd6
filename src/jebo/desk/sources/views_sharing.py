"""Pages on which a source is shared, and handed over."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from jebo.desk import clock
from jebo.desk.gate import member_of, page
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.desk.sources import sharing
from jebo.desk.sources.forms import HandOver, Share
from jebo.desk.sources.found import looked_after
from jebo.desk.sources.identity import envelopes
from jebo.desk.sources.models import Sharing, Source
from jebo.sealing import SealingError


@page("source.share", "GET", "POST")
def share(request: HttpRequest, id: str) -> HttpResponse:
    """Share a source with a colleague."""
    source = looked_after(request, id)
    form = Share(sharing.colleagues(source), request.POST or None)
    if form.is_valid():
        how = Sharing.How(form.cleaned_data["how"])
        try:
            sharing.share(clock.today(), member_of(request), source, form.cleaned_data["whom"], how)
        except Refused as refused:
            form.add_error(None, gettext(refused.says))
        else:
            if how == Sharing.How.CONTACT and envelopes(source):
                messages.success(
                    request,
                    _("Shared. Now seal the envelope anew, so that the new contact editor can open it."),
                )
                return redirect("identity", source.pk)
            messages.success(request, _("Shared."))
            return redirect("share", source.pk)
    return _share(request, source, form)


@page("source.share", "POST")
def stop_sharing(request: HttpRequest, id: str, whom: str) -> HttpResponse:
    """Let a colleague see a source no longer."""
    source = looked_after(request, id)
    theirs = get_object_or_404(Sharing.objects.select_related("member"), source=source, member=whom)
    form = Share(sharing.colleagues(source))
    try:
        sharing.stop_sharing(clock.today(), member_of(request), source, theirs.member)
    except Refused as refused:
        messages.error(request, gettext(refused.says))
        return _share(request, source, form)
    messages.success(request, _("No longer shared. What they have read, they know."))
    return redirect("sources") if theirs.member == member_of(request) else redirect("share", source.pk)


def _share(request: HttpRequest, source: Source, form: Share) -> HttpResponse:
    those = Sharing.objects.filter(source=source).select_related("member").order_by("how", "member__name")
    return render(request, "sources/share.html", {"source": source, "form": form, "sharings": those})


@page("source.share", "GET", "POST")
def hand_over(request: HttpRequest, id: str) -> HttpResponse:
    """Hand a source over to another contact editor."""
    member, source = member_of(request), looked_after(request, id)
    others = [
        one
        for one in Member.objects.filter(is_active=True).exclude(pk=member.pk)
        if one.may("source.register")
    ]
    form = HandOver(others, request.POST or None)
    if form.is_valid():
        try:
            sharing.hand_over(
                clock.today(), member, source, form.cleaned_data["to"], form.cleaned_data["passphrase"]
            )
        except (Refused, SealingError) as refused:
            form.add_error(None, gettext(refused.says))
        else:
            messages.success(request, _("Handed over. You see this source no longer."))
            return redirect("sources")
    return render(
        request, "sources/hand_over.html", {"source": source, "form": form, "sealed": bool(envelopes(source))}
    )
