"""What people type about themselves and their colleagues. Nothing that was typed as a secret is shown again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jebo.desk.people import keys
from jebo.desk.people.models import Member
from jebo.desk.people.words import ACTIONS
from jebo.desk.refused import Refused
from jebo.desk.rights import Role
from jebo.sealing import SealingError

_CODE_SECONDS = 90  # RFC 6238: a step of 30 s, and with MFA_TOTP_TOLERANCE one before and one after it


class Secret(forms.CharField):
    """A passphrase or a password: not stripped, not shown, not filled in by the browser unless asked to."""

    def __init__(self, *, autocomplete: str = "off", **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"})
        super().__init__(strip=False, widget=widget, max_length=1024, **kwargs)


class ByPasswordForm(LoginForm):  # type: ignore[misc]  # the library has no types
    """House name and password: the first way in, and the way of those who use an app of codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("House name")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class UsedOnce:
    """A code opens once. It holds for a minute and a half, and who looks over a shoulder is as quick as that."""

    user: Member

    def clean_code(self) -> str:
        """Right, and not used before."""
        code = str(super().clean_code())  # type: ignore[misc]  # the library's form, beside this class
        if not cache.add(f"code-{self.user.pk}-{code}", True, _CODE_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(UsedOnce, AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """A code, after the password."""


class CodeAgainForm(UsedOnce, ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """A code, before one's ways in are changed."""


class OneselfForm(forms.Form):
    """A form about the member who fills it in, with secrets in it, which are typed anew after a fault."""

    template_name = "people/_own_form.html"

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member


class NewPassphrase(OneselfForm):
    """A passphrase for one's own key, twice."""

    passphrase = Secret(
        label=_("A passphrase of your own"),
        help_text=_(
            "It opens the identities of your sources. Six words that have nothing to do with each other or with you."
            " Nobody can find it out for you."
        ),
    )
    again = Secret(label=_("The same passphrase again"))

    def clean_passphrase(self) -> str:
        """Strong enough to lie on the same disk as what it opens."""
        typed = str(self.cleaned_data["passphrase"])
        try:
            keys.demand_strength(typed)
        except Refused as refused:
            raise ValidationError(gettext(refused.says)) from None
        return typed

    def clean(self) -> dict[str, Any]:
        """Typed alike twice."""
        cleaned = super().clean() or {}
        if {"passphrase", "again"} <= cleaned.keys() and cleaned["passphrase"] != cleaned["again"]:
            self.add_error("again", _("this is not what you typed above"))
        return cleaned


class KnownPassphrase(OneselfForm):
    """The passphrase of a key that one has."""

    passphrase = Secret(label=_("The passphrase of your key"))

    def clean_passphrase(self) -> str:
        """It opens the key."""
        typed = str(self.cleaned_data["passphrase"])
        try:
            keys.opened(self.member, typed)
        except (Refused, SealingError) as refused:
            raise ValidationError(gettext(refused.says)) from None
        return typed


class OtherPassphrase(NewPassphrase):
    """Another passphrase for a key that one has."""

    old = Secret(label=_("The passphrase until now"))
    field_order = ("old", "passphrase", "again")

    def change(self) -> bool:
        """Lock the key anew; false, and a word beside the field, if the old passphrase is not the one."""
        try:
            keys.change_passphrase(self.member, self.cleaned_data["old"], self.cleaned_data["passphrase"])
        except (Refused, SealingError) as refused:
            self.add_error("old", gettext(refused.says))
            return False
        return True


class Passkey(OneselfForm):
    """What the browser made, and what its owner calls it."""

    name = forms.CharField(
        label=_("What you call it"), max_length=60, required=False, help_text=_("Such as: the small laptop.")
    )
    credential = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_credential(self) -> Any:
        """Read as JSON; what it holds is checked by :func:`jebo.desk.people.factors.passkey_made`."""
        try:
            return json.loads(self.cleaned_data["credential"])
        except ValueError:
            return None


class Codes(OneselfForm):
    """A code that the app shows, and the password that goes with codes from now on."""

    use_required_attribute = (
        False  # on the first page they stand beside a passkey, and one of the two will do
    )
    code = forms.CharField(
        label=_("The code that the app shows now"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    password = Secret(
        label=_("A password to go with the codes"),
        autocomplete="new-password",
        help_text=_("At least 12 signs, and not the passphrase of your key."),
    )

    def clean_password(self) -> str:
        """Not one of those that everybody tries."""
        typed = str(self.cleaned_data["password"])
        validate_password(typed, self.member)
        return typed


class Roles(forms.Form):
    """What a member may do."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )


class NewMember(Roles):
    """A colleague to be."""

    name = forms.CharField(
        label=_("House name"),
        max_length=60,
        help_text=_(
            "What colleagues call them here. It need not be a real name, and stays on the trail for good."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("name", "roles")


class Successor(forms.Form):
    """Who takes the sources over."""

    to = forms.ChoiceField(label=_("Give them to"))

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(m.pk, m.name) for m in members]  # type: ignore[attr-defined]  # a ChoiceField


class OneAction(forms.Form):
    """Which lines of the trail to show."""

    action = forms.ChoiceField(
        label=_("Only"), choices=[("", _("everything")), *ACTIONS.items()], required=False
    )
