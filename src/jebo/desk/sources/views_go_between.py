"""Pages about the people through whom word or money passes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from jebo.desk import clock
from jebo.desk.gate import member_of, page
from jebo.desk.people import trail
from jebo.desk.sources import go_betweens, identity
from jebo.desk.sources.destroy import destroy_go_between
from jebo.desk.sources.forms import NewStatus, Offered, Opening, TypedAlias, Whoever
from jebo.desk.sources.found import go_between_of, looked_after
from jebo.desk.sources.identity import Reason
from jebo.desk.sources.models import GoBetween, Source
from jebo.desk.sources.register import AliasTaken, offers
from jebo.desk.sources.views_destroy import afterwards
from jebo.desk.sources.views_identity import open_with, seal_with, show


@page("source.edit", "GET", "POST")
def go_between_new(request: HttpRequest, id: str) -> HttpResponse:
    """A new go-between of a source."""
    source = looked_after(request, id)
    form = Offered(request.POST if "alias" in request.POST and "more" not in request.POST else None)
    form.offer(offers(get_language() or "en"))
    if form.is_valid():
        try:
            made = go_betweens.register(clock.today(), member_of(request), source, form.cleaned_data["alias"])
        except AliasTaken as refused:
            form.add_error("alias", gettext(refused.says))
        else:
            messages.success(request, _("Written down. Now seal who it is."))
            return redirect("go_between", source.pk, made.pk)
    return render(request, "sources/go_between_new.html", {"form": form, "source": source})


@page("identity.open", "GET", "POST")
def go_between(request: HttpRequest, id: str, one: str) -> HttpResponse:
    """One go-between; how things stand with them."""
    source = looked_after(request, id)
    row = go_between_of(source, one)
    form = NewStatus(request.POST or None, looks_after=True, initial={"status": row.status})
    if form.is_valid():
        trail.write(clock.today(), member_of(request).pk, "go_between.edit", row.trail)
        row.status = form.cleaned_data["status"]
        row.save(update_fields=["status"])
        messages.success(request, _("Saved."))
        return redirect("go_between", source.pk, row.pk)
    return _page(request, source, row, form=form)


def _page(request: HttpRequest, source: Source, row: GoBetween, **forms: Any) -> HttpResponse:
    shown: dict[str, Any] = {
        "source": source,
        "row": row,
        "holders": identity.holders(row) if row.envelope else None,
        "form": NewStatus(looks_after=True, initial={"status": row.status}),
        "opening": Opening(),
    }
    return render(request, "sources/go_between.html", shown | forms)


@page("identity.open", "POST")
def go_between_open(request: HttpRequest, id: str, one: str) -> HttpResponse:
    """Who a go-between is, once, for a short time."""
    source = looked_after(request, id)
    row = go_between_of(source, one)
    form = Opening(request.POST)
    who = open_with(request, form, row)
    if who is None:
        return _page(request, source, row, opening=form)
    back = reverse("go_between", args=[source.pk, row.pk])
    seal_at = reverse("go_between_seal", args=[source.pk, row.pk])
    return show(request, row.alias, row, who, Reason(form.cleaned_data["reason"]), back, seal_at)


@page("identity.open", "GET", "POST")
def go_between_seal(request: HttpRequest, id: str, one: str) -> HttpResponse:
    """Write down who a go-between is."""
    source = looked_after(request, id)
    row = go_between_of(source, one)
    if request.method == "GET" and row.envelope:
        return redirect("go_between", source.pk, row.pk)
    form = Whoever(request.POST or None)
    if seal_with(request, form, row):
        messages.success(request, _("Sealed."))
        return redirect("go_between", source.pk, row.pk)
    back = reverse("go_between", args=[source.pk, row.pk])
    return render(request, "sources/seal.html", {"form": form, "alias": row.alias, "back": back})


@page("source.destroy", "GET", "POST")
def go_between_destroy(request: HttpRequest, id: str, one: str) -> HttpResponse:
    """Destroy a go-between."""
    source = looked_after(request, id)
    row = go_between_of(source, one)
    form = TypedAlias(row.alias, request.POST or None)
    if form.is_valid():
        return afterwards(destroy_go_between(clock.today(), member_of(request), row))
    return render(request, "sources/go_between_destroy.html", {"source": source, "row": row, "form": form})
