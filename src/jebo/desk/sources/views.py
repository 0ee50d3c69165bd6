"""Pages about sources: all of them, one of them, a new one, and what is written about one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from jebo.desk import clock
from jebo.desk.gate import ANYBODY, member_of, page
from jebo.desk.people import trail
from jebo.desk.sources import attestation, identity
from jebo.desk.sources.forms import Attest, Facts, Forbidden, NewStatus, Register
from jebo.desk.sources.found import looked_after, seen
from jebo.desk.sources.models import STOPS, NeverPrint, Sharing, Source, Status
from jebo.desk.sources.register import AliasTaken, offers, register
from jebo.desk.sources.sharing import theirs
from jebo.desk.sources.terms import read

ROWS = 50  # to a page; asked for by the desk's design
_ORDERS = {"alias": ("alias",), "heard": (F("last_heard").asc(nulls_first=True), "alias")}


@page("source.see")
def sources(request: HttpRequest) -> HttpResponse:
    """The sources that the member may see."""
    day, status = clock.today(), request.GET.get("status", "")
    order = request.GET.get("order", "alias")
    order = order if order in _ORDERS else "alias"
    found = Source.objects.filter(sharings__member=member_of(request)).annotate(how=F("sharings__how"))
    if status in Status.values:
        found = found.filter(status=status)
    elif status == "overdue":
        found = found.filter(status=Status.ACTIVE, due__lt=day)
    rows = Paginator(found.order_by(*_ORDERS[order]), ROWS).get_page(request.GET.get("page"))
    shown = {"page": rows, "day": day, "status": status, "order": order, "statuses": Status.choices}
    return render(request, "sources/sources.html", shown | {"query": f"status={status}&order={order}"})


@page("source.see")
def source(request: HttpRequest, id: str) -> HttpResponse:
    """One source."""
    return _source(request, seen(id))


def _source(request: HttpRequest, source: Source, form: NewStatus | None = None) -> HttpResponse:
    sharings = list(
        Sharing.objects.filter(source=source).select_related("member").order_by("how", "member__name")
    )
    member = member_of(request)
    looks_after = any(one.member_id == member.pk and one.how == Sharing.How.CONTACT for one in sharings)
    sealed = getattr(source, "identity", None)
    shown: dict[str, Any] = {
        "source": source,
        "day": clock.today(),
        "looks_after": looks_after,
        "sharings": sharings,
        "terms": read(source.terms),
        "never_print": source.never_print.count(),
        "sealed": sealed,
        "holders": identity.holders(sealed) if sealed else None,
        "may_attest": member.may("source.attest") and source.registered_by_id != member.pk,
        "form": form or NewStatus(initial={"status": source.status}, looks_after=looks_after),
        "go_betweens": source.go_betweens.all(),
        "earlier": Source.objects.filter(pk=source.once_known_as_id or "").first(),
        "later": source.later_known_as.all(),
    }
    return render(request, "sources/source.html", shown | _counts(source))


def _counts(source: Source) -> dict[str, int]:
    """How much there is of what other apps keep about a source."""
    return {
        "testimony_count": source.testimonies.count(),
        "statement_count": source.statements.count(),
        "contact_count": source.contacts.count(),
        "question_count": source.questions.filter(asked=False).count(),
    }


@page("source.register", "GET", "POST")
def source_register(request: HttpRequest) -> HttpResponse:
    """A new source."""
    member = member_of(request)
    language = get_language() or "en"
    more = "more" in request.POST
    form = Register(member, request.POST if request.method == "POST" and not more else None)
    if more:  # other aliases; what was typed stays
        form.initial.update(request.POST.dict() | {"flags": request.POST.getlist("flags")})
    form.offer(offers(language))
    if form.is_valid():
        made = form.filled()
        made.alias = form.cleaned_data["alias"]
        try:
            register(clock.today(), member, made)
        except AliasTaken as refused:
            form.add_error("alias", gettext(refused.says))
        else:
            messages.success(
                request, _("The source is registered. Now write down who it is, in the sealed envelope.")
            )
            return redirect("source", made.pk)
    return render(request, "sources/register.html", {"form": form})


@page("source.edit", "GET", "POST")
def source_edit(request: HttpRequest, id: str) -> HttpResponse:
    """What is written about a source."""
    member, source = member_of(request), looked_after(request, id)
    form = Facts(member, request.POST or None, instance=source)
    if form.is_valid():
        trail.write(clock.today(), member.pk, "source.edit", source.trail)
        form.filled().save()
        messages.success(request, _("Saved."))
        return redirect("source", source.pk)
    return render(request, "sources/edit.html", {"form": form, "source": source})


@page("source.see", "POST")
def source_status(request: HttpRequest, id: str) -> HttpResponse:
    """How things stand with a source. The trail does not say which way it changed."""
    member, source = member_of(request), seen(id)
    looks_after = theirs(member).filter(pk=source.pk).exists()
    form = NewStatus(request.POST, looks_after=looks_after)
    if not form.is_valid():
        return _source(request, source, form)
    trail.write(clock.today(), member.pk, "source.edit", source.trail)
    source.status = form.cleaned_data["status"]
    source.save(update_fields=["status"])
    if source.status in STOPS:
        messages.warning(request, _("Nothing unpublished that rests on this source moves on now."))
    else:
        messages.success(request, _("Saved."))
    return redirect("source", source.pk)


@page("source.see", "GET", "POST")
def never_print(request: HttpRequest, id: str) -> HttpResponse:
    """The terms that may not be printed. Why is for the eyes of the contact editors."""
    member, source = member_of(request), seen(id)
    looks_after = theirs(member).filter(pk=source.pk).exists()
    form = Forbidden(request.POST or None)
    if request.method == "POST":
        source = looked_after(request, id)
        if form.is_valid():
            trail.write(clock.today(), member.pk, "source.edit", source.trail)
            NeverPrint.objects.create(source=source, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("never_print", source.pk)
    terms = source.never_print.all() if looks_after else source.never_print.defer("why")
    shown = {"source": source, "looks_after": looks_after, "terms": terms, "form": form}
    return render(request, "sources/never_print.html", shown)


@page("source.edit", "POST")
def print_again(request: HttpRequest, id: str, term: str) -> HttpResponse:
    """Take a term off the list."""
    source = looked_after(request, id)
    found = get_object_or_404(NeverPrint.objects, source=source, pk=term)
    trail.write(clock.today(), member_of(request).pk, "source.edit", source.trail)
    found.delete()
    messages.success(request, _("Saved."))
    return redirect("never_print", source.pk)


@page("source.attest", "GET", "POST")
def attest(request: HttpRequest, id: str) -> HttpResponse:
    """A second person says that the source is real; or takes it back."""
    member, source, day = member_of(request), seen(id), clock.today()
    form = Attest(request.POST if "line" in request.POST else None)
    try:
        if "take_back" in request.POST:
            attestation.take_back(day, member, source)
            return redirect("source", source.pk)
        if form.is_valid():
            attestation.attest(day, member, source, form.cleaned_data["line"])
            messages.success(request, _("Thank you. The page of the source says so now."))
            return redirect("source", source.pk)
    except attestation.NotTheSame as refused:
        messages.error(request, gettext(refused.says))
    return render(request, "sources/attest.html", {"source": source, "form": form})


@page(ANYBODY)
def when_it_waits(request: HttpRequest) -> HttpResponse:
    """What to do while something waits, whatever the reason."""
    return render(request, "sources/when_it_waits.html")
