"""Every page of the desk, found by its addresses, so that a new page is looked at without anybody naming it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, product, zip_longest

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

_BLANK = re.compile(r"<[^>]+>")


def routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """The address of each page, with blanks."""
    for pattern in patterns:
        route = before + str(pattern.pattern).lstrip("^").rstrip("$\\Z")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def addresses(ids: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Each route with what it is when its blanks are filled with the ids of rows, in every way."""
    for route in routes(get_resolver().url_patterns):
        parts = _BLANK.split(route)
        fillings = product(*(_fitting(blank, ids) for blank in _BLANK.findall(route)))
        yield (
            "…".join(parts),
            [
                "".join(chain(*zip_longest(parts, filling, fillvalue="")))
                for filling in fillings
                if len(set(filling)) == len(filling)
            ],
        )


def _fitting(blank: str, ids: dict[str, str]) -> list[str]:
    """What may stand in a blank: numbers alone where it takes a number."""
    return [one for one in ids.values() if one.isdecimal() or not blank.startswith("<int:")]


def pages(inside: Client, ids: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """For each route that is a page an address at which it opens, and the routes at which no page was found."""
    found: dict[str, str] = {}
    missing = []
    for route, candidates in addresses(ids):
        statuses = set()
        for address in candidates:
            answer = inside.get(address)
            statuses.add(answer.status_code)
            if answer.status_code == 200 and is_page(answer):
                found[route] = address
                break
            if answer.status_code == 405:  # it takes a form alone, whatever stands in its blanks
                break
        if statuses == {404}:
            missing.append(route)
    return found, missing


def is_page(answer: object) -> bool:
    headers = getattr(answer, "headers", {})
    return str(headers.get("Content-Type", "")).startswith("text/html")
