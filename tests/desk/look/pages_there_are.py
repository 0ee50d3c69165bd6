"""Every page of the desk, found by its addresses, so that a new page is looked at without anybody naming it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.test import Client
from django.urls import get_resolver

from tests.desk.test_wall import routes

_BLANK = re.compile(r"<(?:\w+:)?(\w+)>")


def addresses(ids: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Each route with what it is when its blanks are filled with the id of a row of each model in turn."""
    for route in routes(get_resolver().url_patterns):
        plain = "/" + route.lstrip("^").rstrip("$\\Z")
        blanks = len(_BLANK.findall(plain))
        yield plain, [_BLANK.sub(lambda _: one, plain) for one in ids.values()] if blanks else [plain]  # noqa: B023


def pages(inside: Client, ids: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """For each route that is a page an address at which it opens, and the routes at which no page was found."""
    found: dict[str, str] = {}
    missing = []
    for route, candidates in addresses(ids):
        answers = {address: inside.get(address) for address in candidates}
        good = [a for a, answer in answers.items() if answer.status_code == 200 and is_page(answer)]
        if good:
            found[route] = good[0]
        elif any(answer.status_code == 404 for answer in answers.values()):
            missing.append(route)
    return found, missing


def is_page(answer: object) -> bool:
    headers = getattr(answer, "headers", {})
    return str(headers.get("Content-Type", "")).startswith("text/html")
