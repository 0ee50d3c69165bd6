"""Which sentences of an edition are a machine's words: known again when an earlier text is taken back, until a person went over them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from jebo.desk.stories.models import Edition
from jebo.desk.stories.sentences import spans
from jebo.desk.translation.models import Drafted


def sentences(words: str) -> frozenset[str]:
    """The sentences of a row or a text, their spaces made one."""
    return frozenset(" ".join(words[start:end].split()) for start, end in spans(words))


def note(edition: Edition, words: Iterable[str]) -> None:
    """Keep that a machine wrote these."""
    marks = {_mark(one) for text in words for one in sentences(text)}
    Drafted.objects.bulk_create([Drafted(edition=edition, mark=one) for one in marks], ignore_conflicts=True)


def gone_over(edition: Edition, words: Iterable[str]) -> None:
    """Somebody answers for these as they are."""
    marks = {_mark(one) for text in words for one in sentences(text)}
    Drafted.objects.filter(edition=edition, mark__in=marks).delete()


def still(edition: Edition) -> frozenset[str]:
    """The marks of what nobody went over."""
    return frozenset(Drafted.objects.filter(edition=edition).values_list("mark", flat=True))


def among(words: str, marks: frozenset[str]) -> bool:
    """Whether a sentence of it is a machine's."""
    return bool(marks) and any(_mark(one) in marks for one in sentences(words))


def _mark(sentence: str) -> str:
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()
