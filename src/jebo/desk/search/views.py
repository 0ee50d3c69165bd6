"""The page of search. What is looked for travels in the body of a request, never in a URL."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jebo.desk.gate import ANYBODY, page


@page(ANYBODY, "GET", "POST")
def search(request: HttpRequest) -> HttpResponse:
    """What the member may see that holds these words."""
    return render(request, "search/search.html", {"words": request.POST.get("words", ""), "found": []})
