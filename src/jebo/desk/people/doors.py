"""Those pages of the login library that the desk has. It has more: new accounts, mail, forgotten passwords; none is here."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("", account.login, name="account_login"),
    path("leave", account.logout, name="account_logout"),
    path("closed", account.account_inactive, name="account_inactive"),
    path("passkey", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("second", mfa.authenticate, name="mfa_authenticate"),
    path("again/password", account.reauthenticate, name="account_reauthenticate"),
    path("again/code", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("ways", RedirectView.as_view(pattern_name="me"), name="mfa_index"),
]
