"""How a colleague comes in, where the login library asks: nobody signs up, and a password alone opens nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jebo.desk.clock import today
from jebo.desk.people.models import Member, house_name


def whose_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name under which axes counts wrong passwords: as the desk compares names, so "mina" is no other than "Mina"."""
    given = credentials or {}
    typed = given.get("username") or given.get("name") or request.POST.get("login", "")
    return house_name(typed).casefold()


class ByPassword(AuthenticationBackend):  # type: ignore[misc]  # the library has no types
    """Knows a member by house name and password, while they work here and a one-time password lasts."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Member | None:
        """The member, or nobody; a wrong name takes as long as a wrong password."""
        if "username" in credentials:
            credentials["username"] = house_name(credentials["username"])
        found: Member | None = super().authenticate(request, **credentials)
        return found

    def user_can_authenticate(self, user: Member) -> bool:
        """Asked at the way in and again for each page of an open session."""
        return user.may_come_in(today())

    @classmethod
    def _stash_user(cls, user: Member | None) -> None:
        """The library would tell somebody who left that their password was right."""


class NobodySignsUp(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Closes the page for new accounts, and leaves the counting of wrong passwords to axes."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("this house name and this password do not open the desk"),
        "incorrect_password": _("this is not your password"),
        "too_many_login_attempts": _("too many wrong tries; wait a quarter of an hour"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_login(self, request: HttpRequest, user: Member, **kwargs: Any) -> Any:
        """A passkey of somebody who left opens nothing either."""
        if not user.may_come_in(today()):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: axes counts."""


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """What a passkey or an app of codes is told about the desk: as little as will do."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "this code or passkey does not open the desk; a code opens once, and for a minute only"
        ),
    }

    def get_totp_issuer(self) -> str:
        """The app lists it under this; not under the name of a newsroom."""
        return "desk"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name in the address bar, which a passkey is bound to, and no other."""
        return {**super().get_public_key_credential_rp_entity(), "name": "desk"}

    def generate_authenticator_name(self, user: Member, type: Authenticator.Type) -> str:
        """What a passkey is called until its owner calls it something."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("passkey {number}").format(number=number)
