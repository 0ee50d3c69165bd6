"""What can be given to the page of search. Whatever is given, it has an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from jebo.desk.search.models import Sort
from jebo.desk.search.query import LONGEST

_LAST_PAGE: Final = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for.

    :param words: as typed, cut to what is read.
    :param only: one sort alone.
    :param page: of that sort, from 1.
    :param save: keep the words for next time.
    """

    words: str = ""
    only: Sort | None = None
    page: int = 1
    save: bool = False


def asked(given: QueryDict) -> Asked:
    """What a form gives. What cannot be read counts as not given: no words, all sorts, the first page."""
    return Asked(
        words=given.get("words", "").replace("\0", "").strip()[:LONGEST],
        only=_sort(given.get("only", "")),
        page=_page(given.get("page", "")),
        save="save" in given,
    )


def _sort(value: Any) -> Sort | None:
    return Sort(value) if value in Sort.values else None


def _page(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and 0 < int(value[:4]) <= _LAST_PAGE else 1
