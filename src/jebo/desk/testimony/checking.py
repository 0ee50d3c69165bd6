"""Pages of what the desk told others while it checked what a source said."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.people import trail
from jebo.desk.sources.models import Source
from jebo.desk.testimony.forms import OutgoingForm
from jebo.desk.testimony.models import Outgoing
from jebo.desk.testimony.outgoing import facts_of, tell

_AT_ONCE: Final = 50


@page("source.see", "GET", "POST")
def outgoing(request: HttpRequest, source: str) -> HttpResponse:
    """What was told to whom, and a form to write down more."""
    of = get_object_or_404(Source.objects, pk=source)
    facts = facts_of(of)
    form = OutgoingForm(request.POST or None, facts=facts)
    if request.method == "POST" and form.is_valid() and member_of(request).may("contact.write"):
        said = form.cleaned_data
        with transaction.atomic():
            tell(of, said["day"], said["to_whom"], said["told"], said.get("gave_away", ()))
            trail.write(today(), member_of(request).pk, "outgoing.write", about=of.trail)
        messages.success(request, gettext("It is written down and counts as exposure."))
        return redirect("outgoing", of.pk)
    found = Paginator(of.outgoing.all(), _AT_ONCE).get_page(request.GET.get("page"))
    given = facts_of(of, {fact for one in found for fact in one.gave_away})
    told = [(one, [given[fact] for fact in one.gave_away if fact in given]) for one in found]
    return render(
        request, "testimony/outgoing.html", {"source": of, "form": form, "told": told, "page": found}
    )


@page("contact.write", "POST")
def unsaid(request: HttpRequest, id: str) -> HttpResponse:
    """Take away a line that was written down by mistake."""
    found = get_object_or_404(Outgoing.objects.select_related("source"), pk=id)
    with transaction.atomic():
        trail.write(today(), member_of(request).pk, "outgoing.remove", about=found.source.trail)
        found.delete()
    messages.success(request, gettext("The line is gone."))
    return redirect("outgoing", found.source_id)
