"""Who may open a page: a view names its action of ``rights.csv``, and a view that names none is not served."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from jebo.desk.people.models import Member

View = Callable[..., HttpResponse]
ANYBODY = "anybody of the desk"


def page(action: str, *methods: str) -> Callable[[View], View]:
    """A page for members who may do *action*; to all others it does not exist."""

    def guard(view: View) -> View:
        @login_required
        @require_http_methods([*(methods or ("GET",))])
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if action != ANYBODY and not member_of(request).may(action):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.action = action  # type: ignore[attr-defined]
        return cast(View, guarded)

    return guard


def member_of(request: HttpRequest) -> Member:
    """The member who asks."""
    assert isinstance(request.user, Member)
    return request.user
