"""The pages of tips: who wrote through the door and is no source yet, and what was set aside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext

from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.people import trail
from jebo.desk.refused import Refused
from jebo.desk.testimony.attachments import Taken, taken
from jebo.desk.testimony.models import Attachment
from jebo.desk.tips import keeping, sources
from jebo.desk.tips.forms import KnownForm
from jebo.desk.tips.keys import identities
from jebo.desk.tips.models import Thread, Tip
from jebo.desk.tips.opening import opened
from jebo.sealing import SealingError

_PAGE = 50
_SHOWN = 20_000  # letters of a document; chosen by us


@page("tip.read")
def tips(request: HttpRequest) -> HttpResponse:
    """Everybody who wrote and is no source yet, the latest first."""
    sheet = Paginator(Thread.objects.prefetch_related("tips"), _PAGE).get_page(request.GET.get("page"))
    shown = {"sheet": sheet, "aside": _aside().count()}
    return render(request, "tips/tips.html", shown)


@page("tip.read")
def set_aside(request: HttpRequest) -> HttpResponse:
    """What did not open, or is not what it should be."""
    sheet = Paginator(_aside().defer("envelope"), _PAGE).get_page(request.GET.get("page"))
    return render(request, "tips/aside.html", {"sheet": sheet})


def _aside() -> QuerySet[Tip]:
    return Tip.objects.exclude(why="")


@page("tip.read")
def thread(request: HttpRequest, id: str) -> HttpResponse:
    """All that one person sent."""
    return _shown(request, get_object_or_404(Thread, pk=id))


def _shown(
    request: HttpRequest, found: Thread, form: KnownForm | None = None, refused: str = ""
) -> HttpResponse:
    shown: dict[str, Any] = {
        "thread": found,
        "tips": found.tips.defer("envelope").order_by("number", "id"),
        "form": form or KnownForm(member_of(request)),
        "refused": refused,
    }
    return render(request, "tips/thread.html", shown)


@page("tip.take", "POST")
def become(request: HttpRequest, id: str) -> HttpResponse:
    """Make a source of somebody, or say which source it is."""
    found, member = get_object_or_404(Thread, pk=id), member_of(request)
    form = KnownForm(member, request.POST) if "known" in request.POST else None
    if form is not None and not form.is_valid():
        return _shown(request, found, form)
    known = form.cleaned_data["source"] if form else None
    try:
        made = sources.become(today(), member, found, language=get_language() or "en", source=known)
    except (Refused, SealingError) as refused:
        return _shown(request, found, refused=gettext(refused.says))
    messages.success(
        request,
        gettext("What was sent is testimony of this source now, and answers reach them through the door."),
    )
    return redirect("source", made.pk)


@page("tip.take", "POST")
def delete(request: HttpRequest, id: str) -> HttpResponse:
    """Delete all that one person sent."""
    get_object_or_404(Thread, pk=id).delete()
    trail.write(today(), member_of(request).pk, "tip.delete")
    messages.success(request, gettext("It is gone."))
    return redirect("tips")


@page("tip.read", "GET")
def file(request: HttpRequest, id: str) -> HttpResponse:
    """A file that somebody sent, without what it carries: its picture drawn anew, or its bare text."""
    tip = get_object_or_404(Tip.objects.select_related("thread"), pk=id, kind=Tip.Kind.FILE, why="")
    found = _taken(tip)
    shown = {
        "tip": tip,
        "text": found.text[:_SHOWN] if found else "",
        "is_picture": found is not None and bool(found.shown),
    }
    return render(request, "tips/file.html", shown)


@page("tip.read")
def picture(request: HttpRequest, id: str) -> HttpResponse:
    """The picture that was drawn anew."""
    found = _taken(get_object_or_404(Tip, pk=id, kind=Tip.Kind.FILE, why=""))
    if found is None or found.kind not in (Attachment.Kind.JPEG, Attachment.Kind.PNG):
        raise Http404
    return HttpResponse(found.shown, content_type=found.kind)


def _taken(tip: Tip) -> Taken | None:
    """What of a file may be shown; none where it is too large, or would do harm."""
    try:
        with sources.envelope_of(tip) as sealed:
            found = opened(sealed, identities(), today())
        return taken(found.content, found.about.name) if found.content is not None else None
    except (Refused, SealingError):
        return None


@page("tip.take", "POST")
def try_again(request: HttpRequest, id: str) -> HttpResponse:
    """Open once more what was set aside, now that an older key may be here."""
    tip = get_object_or_404(Tip, pk=id, why__in=keeping.MAY_OPEN_LATER)
    try:
        went = keeping.again(tip, identities(), today())
    except Refused as refused:
        messages.error(request, gettext(refused.says))
        return redirect("tips_aside")
    if went:
        messages.success(request, gettext("It opened, and is where it belongs."))
    else:
        messages.warning(request, gettext("It still does not open."))
    return redirect("tips_aside")


@page("tip.take", "POST")
def delete_aside(request: HttpRequest, id: str) -> HttpResponse:
    """Delete something that was set aside."""
    get_object_or_404(Tip.objects.exclude(why=""), pk=id).delete()
    trail.write(today(), member_of(request).pk, "tip.delete")
    messages.success(request, gettext("It is gone."))
    return redirect("tips_aside")
