"""What is kept for all stories: the desk's terms, glosses and standing texts, and the memory as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext

import jebo
from jebo.desk.clock import today
from jebo.desk.gate import page
from jebo.desk.refused import Refused
from jebo.desk.stories.models import Edition, StandingText
from jebo.desk.translation import memory, sheet
from jebo.desk.translation.forms import GlossaryForm, SheetForm, StandingForm, TmxForm
from jebo.desk.translation.models import GlossaryTerm, Pair
from jebo.errors import Refusal

_PAGE = 50


@page("glossary.write", "GET", "POST")
def glossary(request: HttpRequest) -> HttpResponse:
    """The desk's own terms; a table in, a table out."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            new, changed = sheet.bring(form.cleaned_data["file"].read())
        except sheet.BadTerm as bad:
            form.add_error("file", gettext("Line %(line)s:") % {"line": bad.line} + " " + gettext(bad.says))
        except Refusal as refused:
            form.add_error("file", gettext(refused.says))
        else:
            counts = {"new": new, "changed": changed}
            messages.success(request, gettext("New terms: %(new)s. Changed: %(changed)s.") % counts)
            return redirect("glossary")
    rows = Paginator(GlossaryTerm.objects.all(), _PAGE).get_page(request.GET.get("page"))
    return render(request, "translation/glossary.html", {"sheet": rows, "form": form})


@page("glossary.write", "POST")
def glossary_out(request: HttpRequest) -> HttpResponse:
    """The desk's terms as a table."""
    answer = HttpResponse(sheet.write(GlossaryTerm.objects.all()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="glossary.csv"'
    return answer


@page("glossary.write", "GET", "POST")
def term(request: HttpRequest, id: str = "") -> HttpResponse:
    """A term, new or known."""
    found = get_object_or_404(GlossaryTerm, pk=id) if id else None
    return _kept(request, GlossaryForm(request.POST or None, instance=found), "glossary", gettext("A term"))


@page("glossary.write")
def texts(request: HttpRequest) -> HttpResponse:
    """Glosses and standing texts, and whether they hold today."""
    sheet = Paginator(StandingText.objects.all(), _PAGE).get_page(request.GET.get("page"))
    rows = [(one, one.holds(today())) for one in sheet]
    return render(request, "translation/texts.html", {"sheet": sheet, "rows": rows})


@page("glossary.write", "GET", "POST")
def text(request: HttpRequest, id: str = "") -> HttpResponse:
    """A gloss or a standing text, new or known, and where it is used."""
    found = get_object_or_404(StandingText, pk=id) if id else None
    used = Edition.objects.filter(_names(found)).select_related("story") if found else ()
    form = StandingForm(request.POST or None, instance=found)
    return _kept(request, form, "standing_texts", gettext("A standing text"), {"used": used, "text": found})


def _names(found: StandingText) -> Q:
    return Q(text__contains=f"::{found.sort} {found.pk}")


def _kept(
    request: HttpRequest, form: Any, back: str, title: str, more: dict[str, Any] | None = None
) -> HttpResponse:
    if (
        request.method == "POST"
        and "away" in request.POST
        and form.instance.pk
        and not (more or {}).get("used")
    ):
        form.instance.delete()
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, gettext("Saved."))
        return redirect(back)
    return render(
        request,
        "translation/kept.html",
        {
            "form": form,
            "back": back,
            "title": title,
            "known": request.resolver_match is not None and bool(request.resolver_match.kwargs),
            **(more or {}),
        },
    )


@page("glossary.write", "GET", "POST")
def memory_page(request: HttpRequest) -> HttpResponse:
    """How much the memory holds; a file in, a file out."""
    from jebo.desk.translation import tmx  # loads lxml, which few pages need

    form = TmxForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = memory.learn(tmx.read(form.cleaned_data["file"].read()), today())
        except Refused as refused:
            form.add_error("file", gettext(refused.says))
        else:
            messages.success(
                request, ngettext("%(n)s pair is new.", "%(n)s pairs are new.", new) % {"n": new}
            )
            return redirect("memory")
    counts = {"all": Pair.objects.count(), "files": Pair.objects.filter(edition=None).count()}
    return render(request, "translation/memory.html", {"form": form, "counts": counts})


@page("glossary.write", "POST")
def memory_out(request: HttpRequest) -> HttpResponse:
    """The memory as a TMX file."""
    from jebo.desk.translation import tmx

    answer = HttpResponse(
        tmx.write(memory.everything(), jebo.__version__), content_type="application/x-tmx+xml"
    )
    answer["Content-Disposition"] = 'attachment; filename="memory.tmx"'
    return answer
