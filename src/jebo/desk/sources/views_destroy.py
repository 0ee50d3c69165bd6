"""Pages on which a source is destroyed, and what is left to do afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from jebo.desk import clock
from jebo.desk.gate import member_of, page
from jebo.desk.ledger import Backup
from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.desk.sources import destroy as destruction
from jebo.desk.sources.forms import Destroy
from jebo.desk.sources.found import seen
from jebo.desk.sources.models import Source
from jebo.desk.sources.sharing import theirs
from jebo.desk.wall import BehindTheWall


def _may(member: Member, source: Source) -> None:
    """A contact editor of the source may destroy it, and a safety editor to whom it is shared."""
    if not (theirs(member).filter(pk=source.pk).exists() or member.may("source.keep_statements")):
        raise BehindTheWall


@page("source.destroy", "GET", "POST")
def destroy(request: HttpRequest, id: str) -> HttpResponse:
    """What will go; and when the alias is typed, it goes."""
    member, source = member_of(request), seen(id)
    _may(member, source)
    form = Destroy(source.alias, request.POST or None)
    if form.is_valid():
        try:
            done = destruction.destroy(
                clock.today(), member, source, keep_statements=form.cleaned_data["keep"]
            )
        except Refused as refused:
            form.add_error(None, gettext(refused.says))
        else:
            return afterwards(done)
    shown: dict[str, Any] = {"source": source, "form": form, "going": destruction.going(source)}
    return render(request, "sources/destroy.html", shown | {"backups": _backups(source)})


def _backups(source: Source | None = None) -> tuple[Backup, ...] | None:
    """The backups in which a source stands, or all; None where the list cannot be read, which stops nobody."""
    try:
        return destruction.backups_that_hold(source) if source else destruction.backups()
    except Refused:
        return None


@page("source.keep_statements", "POST")
def keep_statements(request: HttpRequest, id: str) -> HttpResponse:
    """A safety editor says that the statements may stand without their source, or takes it back."""
    member, source = member_of(request), seen(id)
    source.statements_may_stay = None if source.statements_may_stay else member
    trail.write(clock.today(), member.pk, "source.keep_statements", source.trail)
    source.save(update_fields=["statements_may_stay"])
    messages.success(request, _("Saved."))
    return redirect("source", source.pk)


@page("source.destroy", "GET", "POST")
def destroyed(request: HttpRequest) -> HttpResponse:
    """What is left to do after something was destroyed. It says nothing of what that was."""
    if request.method == "POST":
        return afterwards(destruction.wipe())
    held = "journal" in request.GET
    return render(request, "sources/destroyed.html", {"held": held, "backups": _backups()})


def afterwards(journal_is_empty: bool) -> HttpResponse:
    """To the page that says what is left to do."""
    return redirect(reverse("destroyed") + ("" if journal_is_empty else "?journal=held"))
