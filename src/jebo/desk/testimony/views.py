"""Pages of testimony and statements."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from jebo.desk.gate import page
from jebo.desk.testimony.models import Statement, Testimony


@page("source.see")
def testimonies(request: HttpRequest) -> HttpResponse:
    """Testimony, newest first."""
    found = Testimony.objects.select_related("source")[:100]
    return render(request, "testimony/testimonies.html", {"testimonies": found})


@page("source.see")
def testimony(request: HttpRequest, id: str) -> HttpResponse:
    """One testimony, with its statements."""
    found = get_object_or_404(Testimony.objects.select_related("source"), pk=id)
    return render(request, "testimony/testimony.html", {"testimony": found})


@page("source.see")
def statements(request: HttpRequest) -> HttpResponse:
    """All statements that the member may see."""
    found = Statement.objects.select_related("source")[:100]
    return render(request, "testimony/statements.html", {"statements": found})
