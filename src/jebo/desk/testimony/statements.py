"""The pages of statements."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext

from jebo.desk import pack
from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.people import trail
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Testimony
from jebo.desk.testimony.splitting import split_up
from jebo.desk.testimony.statement import Statement, ToldOn, says_how
from jebo.desk.testimony.statements_board import MANY, Filters, places, seen, sheet, stages
from jebo.desk.testimony.statements_page import ArticleForm, StatementPage, article_of


@page("source.see")
def statements(request: HttpRequest) -> HttpResponse:
    """The board: all statements that the member may see, by what they wait for."""
    filters = Filters.of(request.GET.dict())
    mine = seen()
    found = mine.filter(filters.facts()).select_related("source")
    if filters.stage:
        found = found.filter(stage=filters.stage)
    if filters.source:
        found = found.filter(source=filters.source)
    shown = {
        "filters": filters,
        "source": Source.objects.filter(pk=filters.source).first() if filters.source else None,
        "stages": [
            (value, label, count, filters.address(stage=value)) for value, label, count in stages(mine)
        ],
        "everything": filters.address(stage=""),
        "many": MANY,
        "sheet": sheet(found, filters.column, request.GET.get("after", ""), request.GET.get("before", "")),
        "event_types": pack.event_types(),
        "places": places(),
    }
    return render(request, "testimony/statements.html", shown)


@page("source.see")
def statement(request: HttpRequest, id: str) -> HttpResponse:
    """One statement."""
    found = get_object_or_404(Statement.objects.select_related("source", "testimony"), pk=id)
    shown = {"statement": found, "told_on": ToldOn.objects.filter(statement=found).select_related("article")}
    return render(request, "testimony/statement.html", shown | {"article_form": ArticleForm()})


@page("source.see")
def groups(request: HttpRequest) -> HttpResponse:
    """What a group is, and what it is not."""
    return render(request, "testimony/statement_groups.html")


@page("source.see")
def of_testimony(request: HttpRequest, id: str) -> HttpResponse:
    """The statements of one testimony, beside its words."""
    found = get_object_or_404(Testimony.objects.select_related("source"), pk=id)
    return render(request, "testimony/statements_of.html", {"testimony": found})


@page("statement.write", "GET", "POST")
def new(request: HttpRequest, id: str) -> HttpResponse:
    """Write a statement out of a testimony."""
    testimony = get_object_or_404(Testimony.objects.select_related("source"), pk=id)
    blank = Statement(source=testimony.source, testimony=testimony, day=testimony.day, access="", origin="")
    return _written(request, blank, testimony)


@page("statement.write", "GET", "POST")
def change(request: HttpRequest, id: str) -> HttpResponse:
    """Change a statement, or confirm what was suggested."""
    found = get_object_or_404(Statement.objects.select_related("source", "testimony"), pk=id)
    return _written(request, found, found.testimony)


def _written(request: HttpRequest, row: Statement, testimony: Testimony | None) -> HttpResponse:
    suggest = "suggest" in request.POST
    draft = StatementPage(row, testimony, request.POST if request.method == "POST" else None, suggest=suggest)
    if request.method == "POST" and not suggest and draft.is_valid():
        with transaction.atomic():
            draft.save(today())
            trail.write(today(), member_of(request).pk, "statement.write", about=row.source.trail)
        messages.success(request, gettext("The statement is kept."))
        return redirect("statement", row.pk)
    return render(
        request, "testimony/statement_form.html", {"draft": draft, "statement": row, "testimony": testimony}
    )


@page("statement.write", "POST")
def split(request: HttpRequest, id: str) -> HttpResponse:
    """Propose a statement for each sentence of a testimony that tells of an event."""
    testimony = get_object_or_404(Testimony.objects.select_related("source"), pk=id)
    made = split_up(testimony)
    if made:
        text = ngettext("%(count)d statement is proposed: keep it, change it or drop it.",
                        "%(count)d statements are proposed: keep, change or drop each.", made)  # fmt: skip
        messages.success(request, text % {"count": made})
    else:
        messages.warning(
            request, gettext("No sentence tells of an event that is not a statement yet. Write one by hand.")
        )
    return redirect("testimony_statements", testimony.pk)


@page("statement.write", "POST")
def keep(request: HttpRequest, id: str) -> HttpResponse:
    """Confirm a proposed statement as it stands."""
    found = get_object_or_404(Statement.objects.select_related("source", "testimony"), pk=id)
    if not says_how(found):
        messages.warning(request, gettext("Say how the source knows: the words do not tell."))
        return redirect("change_statement", found.pk)
    found.proposed, found.suggested = False, []
    with transaction.atomic():
        found.save()
        trail.write(today(), member_of(request).pk, "statement.write", about=found.source.trail)
    return _back(found)


@page("statement.write", "GET", "POST")
def drop(request: HttpRequest, id: str) -> HttpResponse:
    """Delete a statement. Events that rest on it are worked out again."""
    found = get_object_or_404(Statement.objects.select_related("source", "testimony"), pk=id)
    if request.method == "GET":
        return render(request, "testimony/statement_drop.html", {"statement": found})
    answer = _back(found)
    with transaction.atomic():
        if not found.proposed:
            trail.write(today(), member_of(request).pk, "statement.drop", about=found.source.trail)
        found.delete()
    messages.success(request, gettext("The statement is gone."))
    return answer


@page("statement.write", "POST")
def told_on(request: HttpRequest, id: str) -> HttpResponse:
    """Write down that an article rests on a statement, or that it does not after all."""
    found = get_object_or_404(Statement.objects.select_related("source"), pk=id)
    if "away" in request.POST:
        ToldOn.objects.filter(statement=found, pk=_number(request.POST["away"])).delete()
        return redirect("statement", found.pk)
    form = ArticleForm(request.POST)
    if form.is_valid():
        article = article_of(form.cleaned_data)
        if not ToldOn.objects.filter(statement=found, article=article).exists():
            ToldOn(source=found.source, statement=found, article=article).save()
    else:
        messages.error(request, gettext("Give the title of the article and the day on which it came out."))
    return redirect("statement", found.pk)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _back(row: Statement) -> HttpResponseRedirect:
    """To the statements of the same testimony, or to the board."""
    return redirect("testimony_statements", row.testimony_id) if row.testimony_id else redirect("statements")
