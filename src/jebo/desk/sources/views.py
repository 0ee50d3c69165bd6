"""Pages about sources."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from jebo.desk.gate import page
from jebo.desk.sources.models import Source


@page("source.see")
def sources(request: HttpRequest) -> HttpResponse:
    """The sources that the member may see."""
    return render(request, "sources/sources.html", {"sources": Source.objects.all()})


@page("source.see")
def source(request: HttpRequest, id: str) -> HttpResponse:
    """One source."""
    return render(request, "sources/source.html", {"source": get_object_or_404(Source.objects, pk=id)})
