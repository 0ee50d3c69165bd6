"""Pages on which a file is looked at before anything of it is kept.

Between the pages it lies nowhere: what was read travels to the browser in the form and comes back, changed or not.
"""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.people import trail
from jebo.desk.refused import Refused
from jebo.desk.sources.models import Source
from jebo.desk.testimony.contacts import heard
from jebo.desk.testimony.forms import ConfirmForm, ImportForm
from jebo.desk.testimony.imports import Choice, Marks, Preview, preview
from jebo.desk.testimony.testimony import Written, language_of, write
from jebo.texts.unreadable import UnreadableText


@page("contact.write", "GET", "POST")
def bring_in(request: HttpRequest, source: str) -> HttpResponse:
    """Choose a file; look at what it would give; choose whose words are kept. Only then anything is."""
    of = get_object_or_404(Source.objects, pk=source)
    if "chosen" in request.POST:
        return _confirmed(request, of)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = _read(form)
        except (Refused, UnreadableText) as refused:
            form.add_error("file", gettext(refused.says))
        else:
            return _previewed(request, of, found)
    return render(request, "testimony/import.html", {"form": form, "source": of})


def _read(form: ImportForm) -> Preview:
    file = form.cleaned_data["file"]
    return preview(file.read(), file.name or "", _marks())


def _marks() -> Marks:
    """How what is no word of anybody stands in the text, in the language of the page."""
    return Marks(
        attachment=gettext("[photo or file, not brought in]"),
        passed_on=gettext("[passed on from somebody else]"),
    )


def _previewed(request: HttpRequest, of: Source, found: Preview) -> HttpResponse:
    offered = [(choice, _form(at, choice)) for at, choice in enumerate(found.choices)]
    shown = {"source": of, "preview": found, "offered": offered, "suggested": found.suggested}
    return render(request, "testimony/import_preview.html", shown)


def _form(at: int, choice: Choice) -> ConfirmForm:
    bare = choice.words.replace(_marks().attachment, "").replace(_marks().passed_on, "")
    language = language_of(bare[:10_000])
    filled = {"chosen": at, "words": choice.words, "language": language, "in_touch": choice.last is not None}
    filled["day"] = choice.last or today()
    return ConfirmForm(initial=filled, auto_id=f"id_{at}_%s")


def _confirmed(request: HttpRequest, of: Source) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return render(request, "testimony/import_again.html", {"form": form, "source": of})
    said = form.cleaned_data
    with transaction.atomic():
        kept = write(of, Written(day=said["day"], language=said["language"], words=said["words"]))
        if said["in_touch"]:
            heard(of, said["day"])
        trail.write(today(), member_of(request).pk, "testimony.write", about=of.trail)
    messages.success(request, gettext("These words are kept, and nothing else of the file."))
    return redirect("testimony", kept.pk)
