"""Finds the source that a page is about: "not yours" and "not there" are the same answer."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jebo.desk.gate import member_of
from jebo.desk.sources.models import GoBetween, Source
from jebo.desk.sources.sharing import theirs


def seen(id: str) -> Source:
    """The source with this id, which the member sees.

    :raises Http404: otherwise.
    """
    every = Source.objects.select_related("registered_by", "attested_by", "statements_may_stay")
    found: Source = get_object_or_404(every, pk=id)
    return found


def looked_after(request: HttpRequest, id: str) -> Source:
    """The source with this id, whose contact editor the member is.

    :raises Http404: otherwise.
    """
    return get_object_or_404(theirs(member_of(request)), pk=id)


def go_between_of(source: Source, id: str) -> GoBetween:
    """The go-between of a source.

    :raises Http404: it is not there.
    """
    found: GoBetween = get_object_or_404(GoBetween.objects.select_related("source"), source=source, pk=id)
    return found
