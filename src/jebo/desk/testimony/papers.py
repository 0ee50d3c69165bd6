"""Pages of what came with testimony: photos and papers."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.people import keys, trail
from jebo.desk.refused import Refused
from jebo.desk.testimony import originals
from jebo.desk.testimony.attachments import attach as take_in
from jebo.desk.testimony.forms import AttachForm, CopyForm
from jebo.desk.testimony.models import Attachment, Testimony
from jebo.desk.testimony.views import _shown
from jebo.sealing import SealingError


@page("contact.write", "POST")
def attach(request: HttpRequest, id: str) -> HttpResponse:
    """Take a photo or a paper in."""
    testimony = get_object_or_404(Testimony.objects.select_related("source"), pk=id)
    form = AttachForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            kept = _kept(request, testimony, form)
        except (Refused, SealingError) as refused:
            form.add_error("file", gettext(refused.says))
        else:
            messages.success(request, _said(kept))
            return redirect("testimony", testimony.pk)
    return _shown(request, testimony, form)


def _kept(request: HttpRequest, testimony: Testimony, form: AttachForm) -> Attachment:
    file, said = form.cleaned_data["file"], form.cleaned_data
    with transaction.atomic():
        kept = take_in(
            testimony,
            file.read(),
            file.name or "",
            caption=said["caption"],
            keep_original=said["keep_original"],
        )
        trail.write(today(), member_of(request).pk, "attachment.add", about=testimony.source.trail)
    return kept


def _said(kept: Attachment) -> str:
    if kept.is_picture:
        return gettext(
            "The picture was drawn anew. Look at it once more for what can be seen in it: faces, signs, windows."
        )
    if kept.kind == Attachment.Kind.TEXT:
        return gettext("The text of the document was taken out; nothing else of it is shown.")
    return gettext(
        "jebo cannot show this kind of document without what it carries about its maker. It is kept as a sealed envelope only."
    )


@page("source.see")
def picture(request: HttpRequest, id: str) -> HttpResponse:
    """A picture, as it was drawn anew."""
    found = get_object_or_404(Attachment.objects.defer("envelope"), pk=id)
    if not found.is_picture:
        raise Http404
    return HttpResponse(bytes(found.shown), content_type=found.kind)


@page("identity.open", "GET", "POST")
def sealed(request: HttpRequest, id: str) -> HttpResponse:
    """The original, sealed anew under a passphrase, to be carried to a machine that has no network. It leaves a trace."""
    found = get_object_or_404(
        Attachment.objects.select_related("source", "testimony").defer("shown", "text"), pk=id
    )
    if not found.has_original:
        raise Http404
    me = member_of(request)
    form = CopyForm(request.POST or None, member=me)
    if request.method == "POST" and form.is_valid():
        try:
            key = keys.opened(me, form.cleaned_data["mine"])
            copy = originals.copy_to_carry(found, key, form.cleaned_data["passphrase"])
        except (Refused, SealingError) as refused:
            form.add_error("mine", gettext(refused.says))
        else:
            trail.write(today(), me.pk, "original.take", about=found.source.trail)
            answer = FileResponse(
                copy, as_attachment=True, filename="copy.zip", content_type="application/zip"
            )
            return cast(HttpResponse, answer)  # Django knows no name for both
    shown = {"form": form, "attachment": found, "testimony": found.testimony, "source": found.source}
    return render(request, "testimony/original.html", shown)


@page("contact.write", "POST")
def take_away(request: HttpRequest, id: str) -> HttpResponse:
    """Delete a photo or a paper, its original too."""
    found = get_object_or_404(Attachment.objects.select_related("source").defer("shown", "envelope"), pk=id)
    with transaction.atomic():
        trail.write(today(), member_of(request).pk, "attachment.remove", about=found.source.trail)
        found.delete()
    messages.success(request, gettext("It is gone, its original too."))
    return redirect("testimony", found.testimony_id)
