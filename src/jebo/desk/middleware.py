"""Around every page: the headers that keep it on this screen, and the eyes through which it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.debug import SafeExceptionReporterFilter

from jebo.desk.wall import BehindTheWall, seen_by

View = Callable[[HttpRequest], HttpResponse]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}


class Guarded:
    """Headers on every answer: no outside request, no inline script, nothing kept by the browser."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the headers."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response


class Eyes:
    """Makes each page through the eyes of who asks for it, and lets nobody in with a password alone.

    A member without a second factor is sent to add one before any other page.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; a source that is not yours is answered as one that is not there."""
        member = request.user if request.user.is_authenticated else None
        if member is not None and _needs_a_passkey(request):
            return HttpResponseRedirect(reverse("mfa_add_webauthn"))
        with seen_by(member.pk if member is not None and member.is_active else None):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Writing behind the wall looks like writing to what does not exist."""
        if isinstance(exception, BehindTheWall):
            from django.views.defaults import page_not_found

            return page_not_found(request, exception)
        return None


def _needs_a_passkey(request: HttpRequest) -> bool:
    from allauth.mfa.utils import is_mfa_enabled

    path = request.path_info
    if path.startswith(("/way-in/", settings.STATIC_URL)):
        return False
    return not is_mfa_enabled(request.user)


def around_a_page(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page shows: what the member may do."""
    from jebo.desk.rights import rights

    member = request.user
    allowed = {a.replace(".", "_") for a in rights() if member.is_authenticated and member.may(a)}
    return {"allowed": allowed}


class NothingToReport(SafeExceptionReporterFilter):
    """An error report holds the class and the line of a fault, and nothing that a page was given."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always: also while debugging."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """None of them."""
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> list[Any]:
        """None of them."""
        return []
