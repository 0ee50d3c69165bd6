"""Pages of testimony: the list, one, its words as they are written and gone over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.people import trail
from jebo.desk.sources.models import Source
from jebo.desk.testimony.forms import AttachForm, ChangeForm, TestimonyForm
from jebo.desk.testimony.models import Attachment, Testimony
from jebo.desk.testimony.passages import pieces
from jebo.desk.testimony.statements_board import sheet
from jebo.desk.testimony.testimony import SavedMeanwhile, change, duress_heard, mark, write

_BEGINNING: Final = 160  # letters of the words that the list shows; chosen by us: a line or two
_SHOWN: Final = ("unread", "drafts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list shows. Its address holds words of ours and an opaque id; what is not understood is left out."""

    show: str = ""
    sort: str = ""
    source: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        """The filters of an address."""
        show, sort = query.get("show", ""), query.get("sort", "")
        return cls(
            show=show if show in _SHOWN else "",
            sort=sort if sort in Testimony.Sort.values else "",
            source=query.get("source", "")[:64],
        )

    def address(self, **changed: str) -> str:
        """The query part of an address with these filters, some of them changed."""
        held = {"show": self.show, "sort": self.sort, "source": self.source} | changed
        return urlencode({name: value for name, value in held.items() if value})

    def within(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The testimony that they let through."""
        if self.show == "unread":
            rows = rows.filter(read=False)
        if self.show == "drafts":
            rows = rows.filter(draft=True)
        if self.sort:
            rows = rows.filter(sort=self.sort)
        return rows.filter(source=self.source) if self.source else rows


@page("source.see")
def testimonies(request: HttpRequest) -> HttpResponse:
    """Testimony, newest first, a page at a time."""
    filters = Filters.of(request.GET)
    source = get_object_or_404(Source.objects, pk=filters.source) if filters.source else None
    rows = Testimony.objects.row_by_row().annotate(beginning=Substr("words", 1, _BEGINNING))
    found = filters.within(rows.select_related("source").defer("words", "translation"))
    return render(
        request,
        "testimony/testimonies.html",
        {
            "source": source,
            "filters": filters,
            "address": filters.address(),
            "sheet": sheet(found, "day", request.GET.get("after", ""), request.GET.get("before", "")),
            "shows": _tabs(filters),
            "sorts": [("", gettext("all of it")), *Testimony.Sort.choices],
        },
    )


def _tabs(filters: Filters) -> list[tuple[str, str, bool]]:
    named = (("", gettext("All")), ("unread", gettext("Unread")), ("drafts", gettext("Drafts")))
    return [(filters.address(show=value), name, value == filters.show) for value, name in named]


@page("source.see")
def testimony(request: HttpRequest, id: str) -> HttpResponse:
    """One testimony: its words, the translation, what came with it, and the statements taken from it."""
    found = get_object_or_404(Testimony.objects.select_related("source"), pk=id)
    return _shown(request, found, AttachForm())


def _shown(request: HttpRequest, found: Testimony, attach: AttachForm, status: int = 200) -> HttpResponse:
    rests = found.statements.filter(start__isnull=False, end__isnull=False).values_list("start", "end", "pk")
    spans = [(start or 0, end or 0, pk) for start, end, pk in rests]
    shown = {
        "testimony": found,
        "source": found.source,
        "pieces": pieces(found.words, spans),
        "attachments": Attachment.objects.filter(testimony=found).defer("shown", "envelope"),
        "attach": attach,
        "duress": duress_heard(found.source, found.words),
    }
    return render(request, "testimony/testimony.html", shown, status=status)


@page("contact.write", "GET", "POST")
def new(request: HttpRequest, source: str) -> HttpResponse:
    """Write testimony down that did not come in a call: a letter, state media, that something was looked for in vain."""
    of = get_object_or_404(Source.objects, pk=source)
    form = TestimonyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            written = write(of, form.written())
            _trail(request, of, "testimony.write")
        messages.success(request, gettext("The testimony is kept."))
        return redirect("testimony", written.pk)
    return render(request, "testimony/testimony_form.html", {"form": form, "source": of})


@page("contact.write", "GET", "POST")
def edit(request: HttpRequest, id: str) -> HttpResponse:
    """Change the words or the translation. Who saved meanwhile is not overwritten: both wordings are shown."""
    found = get_object_or_404(Testimony.objects.select_related("source"), pk=id)
    form = ChangeForm(request.POST or None, initial=ChangeForm.of(found))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                change(found.pk, form.written(), form.cleaned_data["version"])
                _trail(request, found.source, "testimony.change")
        except SavedMeanwhile as refused:
            found.refresh_from_db()
            theirs, form = found, _again(request.POST, found.version)
            messages.warning(request, gettext(refused.says))
        else:
            messages.success(request, gettext("The testimony is kept."))
            return redirect("testimony", found.pk)
    shown = {"form": form, "source": found.source, "testimony": found, "theirs": theirs}
    return render(request, "testimony/testimony_form.html", shown)


def _again(typed: QueryDict, version: int) -> ChangeForm:
    """The form as it was filled in, over the version that is there now."""
    return ChangeForm(typed.dict() | {"version": version})


@page("source.see", "POST")
def read(request: HttpRequest, id: str) -> HttpResponse:
    """Say that it was read, or that it was not."""
    found = get_object_or_404(Testimony.objects.select_related("source"), pk=id)
    mark(found, read="unread" not in request.POST)
    return redirect("testimony", found.pk) if found.read else redirect("testimonies")


@page("contact.write", "GET", "POST")
def remove(request: HttpRequest, id: str) -> HttpResponse:
    """Delete testimony with all that came with it. Statements stay, without the passage that they rest on."""
    found = get_object_or_404(Testimony.objects.select_related("source"), pk=id)
    if request.method == "GET":
        return render(
            request, "testimony/testimony_remove.html", {"testimony": found, "source": found.source}
        )
    with transaction.atomic():
        _trail(request, found.source, "testimony.remove")
        for statement in found.statements.all():
            statement.start = statement.end = None
            statement.save(update_fields=["start", "end"])
        found.delete()
    messages.success(request, gettext("The testimony is gone."))
    return redirect("testimonies")


def _trail(request: HttpRequest, source: Source, action: str) -> None:
    trail.write(today(), member_of(request).pk, action, about=source.trail)
