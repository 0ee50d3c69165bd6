"""Pages on which it is sealed who a source is, and opened again for a moment."""

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
from jebo.desk.refused import Refused
from jebo.desk.sources import identity
from jebo.desk.sources.forms import Opening, Passphrase, Whoever
from jebo.desk.sources.found import looked_after
from jebo.desk.sources.identity import Envelope, Reason, Who
from jebo.desk.sources.models import Identity, Source
from jebo.sealing import SealingError

SHOWN_SECONDS = 120  # chosen by us: enough to dial a number or write down an address
EDITED_SECONDS = 900  # chosen by us: enough to type; what is not sealed by then is lost


@page("identity.open")
def identity_page(request: HttpRequest, id: str) -> HttpResponse:
    """What is sealed of a source, and who can open it."""
    return _state(request, looked_after(request, id))


def _state(request: HttpRequest, source: Source, **forms: Any) -> HttpResponse:
    row = Identity.objects.filter(source=source).first()
    shown = {"source": source, "row": row, "opening": Opening(), "again": Passphrase(prefix="again"), **forms}
    return render(
        request, "sources/identity.html", shown | {"holders": identity.holders(row) if row else None}
    )


@page("identity.open", "POST")
def identity_open(request: HttpRequest, id: str) -> HttpResponse:
    """Who a source is, once, for a short time."""
    source = looked_after(request, id)
    row = Identity.objects.filter(source=source).select_related("source").first()
    form = Opening(request.POST)
    who = open_with(request, form, row)
    if who is None or row is None:
        return _state(request, source, opening=form)
    back = reverse("source", args=[source.pk])
    seal_at = reverse("identity_seal", args=[source.pk])
    return show(request, source.alias, row, who, Reason(form.cleaned_data["reason"]), back, seal_at)


def open_with(request: HttpRequest, form: Opening, row: Envelope | None) -> Who | None:
    """What *row* holds, if the form is right and its passphrase opens it; else the form says why not."""
    if not form.is_valid():
        return None
    reason, passphrase = Reason(form.cleaned_data["reason"]), form.cleaned_data["passphrase"]
    try:
        return identity.opened(clock.today(), member_of(request), row, passphrase, reason)
    except (Refused, SealingError) as refused:
        form.add_error("passphrase" if isinstance(refused, SealingError) else None, gettext(refused.says))
    return None


def show(
    request: HttpRequest, alias: str, row: Envelope, who: Who, reason: Reason, back: str, seal_at: str
) -> HttpResponse:
    """The answer with what was opened: kept by no browser, and left for another page by itself."""
    correct = reason == Reason.CORRECT
    seconds = EDITED_SECONDS if correct else SHOWN_SECONDS
    fresh = {name: getattr(who, name) for name in identity.NAMES} | {"replaces": identity.edition(row)}
    form = Whoever(initial=fresh)
    shown: dict[str, Any] = {
        "alias": alias,
        "back": back,
        "seal_at": seal_at,
        "minutes": seconds // 60,
        "seconds": seconds,
    }
    told = [(form.fields[name].label, getattr(who, name)) for name in identity.NAMES if getattr(who, name)]
    shown |= {"form": form} if correct else {"told": told}
    answer = render(request, "sources/opened.html", shown)
    answer.headers["Refresh"] = f"{seconds}; url={back}"
    return answer


@page("identity.open", "GET", "POST")
def identity_seal(request: HttpRequest, id: str) -> HttpResponse:
    """Write down who a source is. It is sealed as it is sent, and stands nowhere else."""
    source = looked_after(request, id)
    row = Identity.objects.filter(source=source).select_related("source").first()
    if request.method == "GET" and row is not None:
        return redirect("identity", source.pk)
    form = Whoever(request.POST or None)
    if seal_with(request, form, row or Identity(source=source)):
        messages.success(request, _("Sealed."))
        return redirect("identity", source.pk)
    shown = {"form": form, "alias": source.alias, "back": reverse("source", args=[source.pk])}
    return render(request, "sources/seal.html", shown)


def seal_with(request: HttpRequest, form: Whoever, row: Envelope) -> bool:
    """Seal what the form holds into *row*; if that cannot be, the form says why not."""
    if not form.is_valid():
        return False
    try:
        identity.seal(clock.today(), member_of(request), row, form.who(), form.cleaned_data["replaces"])
    except (Refused, SealingError) as refused:
        form.add_error(None, gettext(refused.says))
        return False
    return True


@page("identity.open", "POST")
def identity_again(request: HttpRequest, id: str) -> HttpResponse:
    """Seal the envelopes of a source anew, to those who look after it now."""
    source = looked_after(request, id)
    form = Passphrase(request.POST, prefix="again")
    if form.is_valid():
        try:
            identity.reseal(clock.today(), member_of(request), source, form.cleaned_data["passphrase"])
        except (Refused, SealingError) as refused:
            form.add_error("passphrase", gettext(refused.says))
        else:
            messages.success(
                request, _("Sealed anew. Copies in older backups still open with the keys of that day.")
            )
            return redirect("identity", source.pk)
    return _state(request, source, again=form)
