"""A member's own ways in: passkeys, and codes of an app with a password. The last one cannot be taken away."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jebo.desk.clock import today
from jebo.desk.ids import new_id
from jebo.desk.people import keys, trail
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.errors import N_

PASSKEY: Final = Authenticator.Type.WEBAUTHN
CODES: Final = Authenticator.Type.TOTP


class NoPasskey(Refused):
    """What the browser sent is no fresh passkey of this page's."""

    says = N_("the passkey did not answer as it should; try again")


class WrongCode(Refused):
    """The code is not the one of this moment."""

    says = N_(
        "this is not the code that the app shows now; wait for the next one, and see that the clocks agree"
    )


class TooManyTries(Refused):
    """Too many wrong codes."""

    says = N_("too many wrong codes; wait a quarter of an hour")


class LastWayIn(Refused):
    """Without it the member could not come in."""

    says = N_("this is your last way in; make another one first")


def has_any(member: Member) -> bool:
    """Whether the member has a passkey or an app of codes."""
    return bool(Authenticator.objects.filter(user=member, type__in=[PASSKEY, CODES]).exists())


def passkey_wanted(member: Member) -> dict[str, Any]:
    """What the browser is asked to make: a passkey that asks who holds it and needs no name typed.

    The challenge is kept in the session until :func:`passkey_made`.
    """
    return dict(webauthn.begin_registration(member, passwordless=True))


def passkey_made(credential: Any) -> None:
    """Check what the browser made against the challenge of the session, once.

    :raises NoPasskey: it is not what was asked for.
    """
    try:
        webauthn.parse_registration_response(credential)
        binding = webauthn.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        raise NoPasskey from None
    if not binding.is_user_verified():
        raise NoPasskey


def keep_passkey(member: Member, credential: Any, name: str) -> None:
    """Keep a passkey that was checked, under a name that its owner gave it."""
    called = name.strip()[:60] or get_adapter().generate_authenticator_name(member, PASSKEY)
    webauthn.WebAuthn.add(member, called, credential)


def codes_secret(fresh: bool) -> str:
    """The secret that the app is to hold, kept in the session until the app has shown a code; *fresh*: another one."""
    return str(totp.get_totp_secret(regenerate=fresh))


def codes_picture(member: Member, secret: str) -> SafeString:
    """The secret as a picture for the app: SVG within the page, since the page loads no picture from elsewhere."""
    import qrcode  # type: ignore[import-untyped]  # the library has no types

    code = qrcode.QRCode(border=4)  # light modules around it: ISO/IEC 18004 asks for four
    code.add_data(get_adapter().build_totp_url(member, secret))
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg class="code" viewBox="0 0 {0} {0}" width="220" height="220" aria-hidden="true">'
        '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{1}"/></svg>', len(rows), path
    )  # fmt: skip


def code_right(member: Member, secret: str, code: str) -> None:
    """Check that the app holds the secret.

    :raises WrongCode: it shows another code.
    :raises TooManyTries: five times in a quarter of an hour.
    """
    try:
        clear = check_rate_limit(member)
    except ValidationError:
        raise TooManyTries from None
    if not totp.validate_totp_code(secret, code.replace(" ", "")):
        raise WrongCode
    clear()


def keep_codes(request: HttpRequest, member: Member, secret: str, password: str) -> None:
    """Keep the app's secret, and the password that goes with its codes."""
    Authenticator.objects.filter(user=member, type=CODES).delete()
    totp.TOTP.activate(member, secret)
    totp.clear_totp_secret(request)
    member.set_password(password)
    member.save(update_fields=["password"])


@transaction.atomic
def remove(member: Member, pk: int) -> None:
    """Take away one way in; with the codes goes their password.

    :raises Authenticator.DoesNotExist: it is not one of theirs.
    :raises LastWayIn: there is no other.
    """
    mine = Authenticator.objects.filter(user=member, type__in=[PASSKEY, CODES]).select_for_update()
    one = mine.get(pk=pk)
    if mine.count() == 1:
        raise LastWayIn
    one.delete()
    if one.type == CODES:
        member.set_unusable_password()
        member.save(update_fields=["password"])
    trail.write(today(), member.pk, "way_in.remove", member.pk)


def finish(request: HttpRequest, member: Member, passphrase: str, kind: str) -> None:
    """End the first way in: the one-time password is dead, the key is there, and this session is a whole one."""
    if not member.recipient:
        keys.give_key(member, passphrase)
        trail.write(today(), member.pk, "key.make", member.pk)
    if kind == PASSKEY:
        member.set_unusable_password()
    member.one_time_until = None
    member.stamp = new_id()
    member.save(update_fields=["password", "one_time_until", "stamp"])
    trail.write(today(), member.pk, "way_in.make", member.pk)
    update_session_auth_hash(request, member)
    record_authentication(request, member, "mfa", type=str(kind), reauthenticated=True)
