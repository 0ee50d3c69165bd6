"""Questions for the next call, in the order in which they are asked: calls last minutes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction

from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Question

LONGEST = 300  # letters of one question: the width of its column


def on_lines(text: str) -> list[str]:
    """The questions in a text, one on each line, without the marks of a list.

    >>> on_lines("- Who came?\\n\\n2. How many? ")
    ['Who came?', 'How many?']
    """
    bare = (line.strip().lstrip("-–—*•·□").lstrip() for line in text.splitlines())
    return [_unnumbered(line) for line in bare if line]


def _unnumbered(line: str) -> str:
    number, dot, rest = line.partition(". ")
    return (
        rest.strip()
        if dot and number.isascii() and number.isdigit() and len(number) < 3 and rest.strip()
        else line
    )


def ask(source: Source, questions: Iterable[str]) -> list[Question]:
    """Add *questions* at the end of the list of a source."""
    last = source.questions.order_by("-place").values_list("place", flat=True).first()
    start = 0 if last is None else last + 1
    with transaction.atomic():
        return [_new(source, text, start + at) for at, text in enumerate(questions)]


def _new(source: Source, text: str, place: int) -> Question:
    question = Question(source=source, text=text[:LONGEST], place=place)
    question.save(force_insert=True)
    return question


def open_of(source: Source) -> list[Question]:
    """What is still to be asked, in its order."""
    return list(source.questions.filter(asked=False))


def tick(source: Source, ids: Collection[str]) -> int:
    """Mark as asked those of the source's open questions that are among *ids*; how many."""
    ticked = [question for question in open_of(source) if question.pk in ids]
    for question in ticked:
        question.asked = True
        question.save(update_fields=["asked"])
    return len(ticked)


def put_first(question: Question) -> None:
    """Move a question to the top of its list."""
    others = [other for other in question.source.questions.all() if other.pk != question.pk]
    with transaction.atomic():
        for place, one in enumerate([question, *others]):
            if one.place != place:
                one.place = place
                one.save(update_fields=["place"])
