"""Around every page: the headers that keep it on this screen, and the eyes through which it is made."""

from __future__ import annotations

from collections.abc import Callable, ItemsView
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.debug import SafeExceptionReporterFilter

from jebo.desk.wall import BehindTheWall, seen_by

View = Callable[[HttpRequest], HttpResponse]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ADDRESS = "127.0.0.1"
_WHOLE = "whole"
_BEFORE_THAT = ("first", "account_logout", "language")
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",  # with none at all a browser sends "Origin: null", and no form can be sent
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
        response = _by_name(request) or self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response


def _by_name(request: HttpRequest) -> HttpResponse | None:
    """A passkey belongs to a name: who types this machine's address is sent to its name."""
    host, _, port = request.META.get("HTTP_HOST", "").rpartition(":")
    if host != _ADDRESS or request.method not in ("GET", "HEAD"):
        return None
    return HttpResponseRedirect(f"{request.scheme}://localhost:{port}{request.get_full_path()}")


class Eyes:
    """Makes each page through the eyes of who asks for it, and lets nobody in with a password alone.

    Who came with a one-time password sees one page only, where they make their own way in, and sees it through nobody's
    eyes.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; a source that is not yours is answered as one that is not there."""
        member = request.user if request.user.is_authenticated else None
        if member is not None and not _came_in_whole(request):
            with seen_by(None):
                return self._first(request)
        with seen_by(member.pk if member is not None and member.is_active else None):
            return _for_htmx(request, _with_a_page(request, self.get_response(request)))

    def _first(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in {reverse(name) for name in _BEFORE_THAT}:
            return self.get_response(request)
        return HttpResponseRedirect(reverse("first"))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Writing behind the wall looks like writing to what does not exist."""
        if isinstance(exception, BehindTheWall):
            from django.views.defaults import page_not_found

            return page_not_found(request, exception)
        return None


def _came_in_whole(request: HttpRequest) -> bool:
    """Whether the one-time password is behind them and they have a way in of their own; asked once in a session."""
    from jebo.desk.people.factors import has_any

    if request.user.one_time_until is not None:  # type: ignore[union-attr]  # a Member
        return False
    if _WHOLE not in request.session:
        if not has_any(request.user):  # type: ignore[arg-type]  # a Member
            return False
        request.session[_WHOLE] = True
    return True


def _with_a_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Who opens an address that only a form may send to is told so, on a page that says where to go."""
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
        response.content = render_to_string("405.html", request=request).encode()
    return response


def _for_htmx(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """When a session is over, the whole page goes to the way in, and not a part of it."""
    way_in = reverse("account_login")
    if request.headers.get("HX-Request") and response.headers.get("Location", "").startswith(way_in):
        return HttpResponse(status=204, headers={"HX-Redirect": way_in})
    return response


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

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        """None of them."""
        return {}.items()
