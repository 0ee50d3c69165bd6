"""A member's own pages: the first way in, their passkeys and codes, the passphrase of their key, their sessions."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext

from jebo.desk.clock import today
from jebo.desk.gate import ANYBODY, View, member_of, page
from jebo.desk.people import factors, keys, sessions, trail
from jebo.desk.people.forms import (
    Codes,
    KnownPassphrase,
    NewPassphrase,
    OneselfForm,
    OtherPassphrase,
    Passkey,
)
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused

again: Callable[[View], View] = reauthentication_required(app="allauth.mfa")
"""Asks once more who it is, if that was not shown in the last five minutes."""


@page(ANYBODY, "GET", "POST")
def first(request: HttpRequest) -> HttpResponse:
    """The one page that a one-time password opens: a passphrase of one's own and a way in of one's own."""
    member = member_of(request)
    if member.one_time_until is None and factors.has_any(member):
        return redirect("today")
    kind = KnownPassphrase if member.recipient else NewPassphrase
    own: OneselfForm = kind(request.POST or None, member=member)
    way = _way(request, member)
    if (
        request.method == "POST"
        and own.is_valid()
        and way.is_valid()
        and _first_kept(request, member, own, way)
    ):
        messages.success(
            request, gettext("You have your own way in. The one-time password opens nothing any more.")
        )
        return redirect("today")
    return render(request, "people/first.html", {"own": own, **_ways(request, member, way)})


@page(ANYBODY)
def me(request: HttpRequest) -> HttpResponse:
    """One's own ways in, key and open sessions, and what one may do."""
    member = member_of(request)
    mine = Authenticator.objects.filter(user=member).order_by("pk")
    return render(
        request,
        "people/me.html",
        {
            "passkeys": [_described(one) for one in mine if one.type == factors.PASSKEY],
            "codes": next((one for one in mine if one.type == factors.CODES), None),
            "sessions": sessions.of(member.pk, request.session.session_key),
        },
    )


@page(ANYBODY, "GET", "POST")
@again
def passkey(request: HttpRequest) -> HttpResponse:
    """One more passkey."""
    member = member_of(request)
    way = Passkey(request.POST or None, member=member)
    if request.method == "POST" and way.is_valid() and _kept(request, member, way):
        return _added(request, member)
    return render(request, "people/passkey.html", {"passkey": way, "wanted": _wanted(member)})


@page(ANYBODY, "GET", "POST")
@again
def codes(request: HttpRequest) -> HttpResponse:
    """Codes of an app, in place of those one has."""
    member = member_of(request)
    way = Codes(request.POST or None, member=member)
    if request.method == "POST" and way.is_valid() and _kept(request, member, way):
        _stay(request, member)
        return _added(request, member)
    return render(request, "people/codes.html", {"codes": way, **_secret(request, member)})


@page(ANYBODY, "POST")
@again
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away one of one's ways in, but not the last."""
    member = member_of(request)
    try:
        factors.remove(member, pk)
    except Authenticator.DoesNotExist:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, gettext(refused.says))
    else:
        _stay(request, member)
        messages.success(request, gettext("It opens nothing any more."))
    return redirect("me")


@page(ANYBODY, "GET", "POST")
def passphrase(request: HttpRequest) -> HttpResponse:
    """Another passphrase for one's own key."""
    member = member_of(request)
    form = OtherPassphrase(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid() and form.change():
        trail.write(today(), member.pk, "key.passphrase", member.pk)
        messages.success(request, gettext("The passphrase was changed."))
        return redirect("me")
    return render(request, "people/passphrase.html", {"form": form})


@page(ANYBODY, "GET", "POST")
@again
def new_key(request: HttpRequest) -> HttpResponse:
    """A new key for somebody who forgot the passphrase; it opens nothing until colleagues seal to it."""
    member = member_of(request)
    form = NewPassphrase(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        keys.give_key(member, form.cleaned_data["passphrase"])
        trail.write(today(), member.pk, "key.start_over", member.pk)
        messages.success(
            request, gettext("You have a new key. Ask your colleagues to seal the identities anew.")
        )
        return redirect("me")
    return render(request, "people/new_key.html", {"form": form})


@page(ANYBODY, "POST")
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one of one's sessions, or all but this one."""
    name = request.POST.get("name") or None
    count = sessions.end(member_of(request).pk, name, but=request.session.session_key)
    said = ngettext("{count} session was ended.", "{count} sessions were ended.", count)
    messages.success(request, said.format(count=count))
    return redirect("me")


@page(ANYBODY)
def still_here(request: HttpRequest) -> HttpResponse:
    """Asked by the page while somebody types, which is no idle time."""
    return HttpResponse(status=204)


def _way(request: HttpRequest, member: Member) -> OneselfForm:
    """The way in that was chosen: the browser sent a passkey, or there is a code."""
    kind = Passkey if request.POST.get("credential") else Codes
    return kind(request.POST or None, member=member)


def _kept(request: HttpRequest, member: Member, way: OneselfForm) -> bool:
    """Check a new way in and keep it; false, and a word on the form, if it is not right."""
    typed = way.cleaned_data
    try:
        if isinstance(way, Passkey):
            factors.passkey_made(typed["credential"])
            factors.keep_passkey(member, typed["credential"], typed["name"])
        else:
            secret = factors.codes_secret(fresh=False)
            factors.code_right(member, secret, typed["code"])
            factors.keep_codes(request, member, secret, typed["password"])
    except Refused as refused:
        way.add_error(None, gettext(refused.says))
        return False
    return True


@transaction.atomic
def _first_kept(request: HttpRequest, member: Member, own: OneselfForm, way: OneselfForm) -> bool:
    if not _kept(request, member, way):
        return False
    kind = factors.PASSKEY if isinstance(way, Passkey) else factors.CODES
    factors.finish(request, member, own.cleaned_data["passphrase"], kind)
    return True


def _added(request: HttpRequest, member: Member) -> HttpResponse:
    trail.write(today(), member.pk, "way_in.add", member.pk)
    messages.success(request, gettext("You can come in with it from now on."))
    return redirect("me")


def _stay(request: HttpRequest, member: Member) -> None:
    """After a change of the password, which ends all other sessions, this one goes on."""
    update_session_auth_hash(request, member)


def _ways(request: HttpRequest, member: Member, way: OneselfForm) -> dict[str, Any]:
    """Both ways in for the first page: the form that was sent, and an empty one for the other."""
    posted = request.method == "POST"
    return {
        "passkey": way if posted and isinstance(way, Passkey) else Passkey(member=member),
        "codes": way if posted and isinstance(way, Codes) else Codes(member=member),
        "wanted": _wanted(member),
        **_secret(request, member),
    }


def _wanted(member: Member) -> str:
    return json.dumps(factors.passkey_wanted(member), default=dict)


def _secret(request: HttpRequest, member: Member) -> dict[str, Any]:
    secret = factors.codes_secret(fresh=request.method != "POST")
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return {"secret": groups, "picture": factors.codes_picture(member, secret)}


def _described(one: Authenticator) -> dict[str, Any]:
    """A passkey as its owner's page lists it; it opens the desk under the name where it was made, and no other."""
    told = one.data["credential"]["response"]["clientDataJSON"]
    origin = json.loads(base64.urlsafe_b64decode(told + "=="))["origin"]
    return {
        "pk": one.pk,
        "name": one.data["name"],
        "since": one.created_at,
        "host": urlsplit(origin).hostname,
    }
