"""Pages of the exposure history. They are about the newsroom's own releases alone: no text is taken in here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from jebo.desk.gate import page
from jebo.desk.pack import tongue
from jebo.desk.refused import Refused
from jebo.desk.sources.found import seen
from jebo.desk.sources.models import Source
from jebo.told.messages import spoken


@page("exposure.see")
def exposure(request: HttpRequest, id: str) -> HttpResponse:
    """What was given away of a source so far, what it cost, and what the next story would."""
    from jebo.desk.exposure import shown  # numpy, which the first page does without
    from jebo.disclosure.anonymity import Limits

    source = seen(id)
    try:
        with spoken(tongue()):
            found = shown.page(source.pk, Limits())
    except Refused as refused:
        return _closed(request, source, refused)
    return render(request, "exposure/source.html", {"source": source, "shown": found})


@page("exposure.see", "GET", "POST")
def what_if(request: HttpRequest, id: str) -> HttpResponse:
    """Which published stories have become dangerous since somebody has a list. The list itself is not asked for."""
    from jebo.desk.exposure import shown
    from jebo.disclosure.anonymity import Limits

    source = seen(id)
    try:
        kinds = shown.kinds_of_lists(source.pk)
    except Refused as refused:
        return _closed(request, source, refused)
    chosen = request.POST.get("list", "")
    known = chosen in dict(kinds)
    with spoken(tongue()):
        found = shown.endangered(source.pk, chosen, Limits()) if known else []
    context = {"source": source, "kinds": kinds, "chosen": chosen if known else "", "found": found}
    return render(request, "exposure/what_if.html", context)


def _closed(request: HttpRequest, source: Source, refused: Refused) -> HttpResponse:
    return render(request, "exposure/closed.html", {"source": source, "says": gettext(refused.says)})
