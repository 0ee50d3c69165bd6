"""The page of search. What is looked for travels in the body of a request, never in an address."""

from __future__ import annotations

from threading import Event
from time import monotonic
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from jebo.desk.clock import today
from jebo.desk.gate import ANYBODY, member_of, page
from jebo.desk.people.models import Member
from jebo.desk.search.find import Group, find, passages
from jebo.desk.search.forms import Asked, asked
from jebo.desk.search.models import Saved
from jebo.desk.search.query import Query, parse

FIRST: Final = 6  # of each sort, where all are shown; chosen by us
ON_A_PAGE: Final = 50
MOST_SAVED: Final = 30  # chosen by us: a longer list is no shortcut

SECONDS: Final = 0.1
"""What an answer takes at least. The index is one for the whole desk, and a word that other people's sources use keeps it busy for
some thousandths of a second longer than a word that nobody uses; under this floor nobody can tell. Chosen by us: about three
times what the slowest of our measurements took a member of few sources (docs/decisions/0009)."""


@sensitive_post_parameters()
@page(ANYBODY, "GET", "POST")
def search(request: HttpRequest) -> HttpResponse:
    """What the member may see that holds these words."""
    begun = monotonic()
    member, what = member_of(request), asked(request.POST)
    query = parse(what.words)
    if what.save and query:
        _save(member, what.words)
    shown = {
        "what": what,
        "nothing_to_look_for": bool(what.words) and not query,
        "saved": (saved := list(Saved.objects.filter(member=member))),
        "is_saved": any(one.words == what.words for one in saved),
        "may_save": len(saved) < MOST_SAVED,
    }
    answer = render(request, "search/search.html", shown | _found(query, member, what))
    if query:
        _hold(begun)
    return answer


@page(ANYBODY, "POST")
def forget(request: HttpRequest, id: str) -> HttpResponse:
    """Forget what was saved."""
    get_object_or_404(Saved, pk=id, member=member_of(request)).delete()
    return HttpResponseRedirect(reverse("search"))


def _found(query: Query, member: Member, what: Asked) -> dict[str, Any]:
    groups = find(query, member, today(), what.only)
    if what.only and groups:
        return {"asked": bool(query), "groups": [], "one": _one(query, groups[0], what.page)}
    shown = [
        {"group": group, "passages": passages(query, group.hits[:FIRST]), "rest": len(group.hits) > FIRST}
        for group in groups
    ]
    return {"asked": bool(query), "groups": shown}


def _one(query: Query, group: Group, number: int) -> dict[str, Any]:
    sheet = Paginator(group.hits, ON_A_PAGE).get_page(number)
    return {"group": group, "passages": passages(query, sheet.object_list), "sheet": sheet}


def _save(member: Member, words: str) -> None:
    if Saved.objects.filter(member=member).count() < MOST_SAVED:
        Saved.objects.get_or_create(member=member, words=words)


def _hold(begun: float) -> None:
    Event().wait(max(0.0, begun + SECONDS - monotonic()))
