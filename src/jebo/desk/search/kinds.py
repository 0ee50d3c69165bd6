"""What can be found: for each sort of row its texts, its day, its title and its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import models

from jebo.desk import pack
from jebo.desk.events.models import Event
from jebo.desk.search.models import Sort
from jebo.desk.sources.models import Source
from jebo.desk.sources.terms import read
from jebo.desk.stories.models import Edition
from jebo.desk.testimony.models import Attachment, Contact, Outgoing, Question, Statement, Testimony

Row = Mapping[str, Any]
Texts = Callable[[Row], Iterable[str]]

_SEE_SOURCES: Final = "source.see"
_SEE_EVENTS: Final = "event.see"
_SEE_STORIES: Final = "story.see"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One sort of row that can be found.

    :param right: the action of ``rights.csv`` without which nothing of this sort is looked for.
    :param fields: what its texts are made of; a row that was saved without any of them is not read again.
    :param texts: its texts, in the order in which a passage is looked for to be shown.
    :param page, target: its page, by name, and the field that holds the page's id.
    :param day: the field with its day, if it has one.
    :param titles: fields whose values, in their order, are its title.
    """

    sort: Sort
    model: type[Any]
    right: str
    fields: tuple[str, ...]
    texts: Texts
    page: str
    target: str
    day: str = ""
    titles: tuple[str, ...] = ("source__alias",)

    @property
    def needs(self) -> set[str]:
        """The fields without which a row cannot be written into the index."""
        day = {self.day} if self.day else set()
        return {"pk", *self.fields, *day} | ({"source_id"} if self.has_a_source else set())

    @property
    def has_a_source(self) -> bool:
        """Whether it is about a source by a field of that name."""
        return self.model is not Source and not self.of_the_desk

    @property
    def of_the_desk(self) -> bool:
        """Whether it is about no source, and whoever has the right sees all of this sort."""
        return self.model in (Event, Edition)

    @property
    def names_it(self) -> str:
        """The field of a line of the index that names the row."""
        return f"{self.sort.value}_id" if self.of_the_desk else "about"

    def read(self, fields: tuple[str, ...] = ()) -> models.QuerySet[Any, dict[str, Any]]:
        """The rows that the member may see, with what the index or a page needs of them."""
        rows: models.QuerySet[Any, dict[str, Any]] = self.model.objects.order_by("pk").values(
            *self.needs, *fields
        )
        return rows

    def for_pages(self) -> models.QuerySet[Any, dict[str, Any]]:
        """The same with titles and targets."""
        return self.read((*self.titles, self.target))

    def day_of(self, row: Row) -> date | None:
        """Its day; none where it has none, or nobody wrote it down."""
        day: date | None = row[self.day] if self.day else None
        return None if day == date.min else day

    def source_of(self, row: Row) -> str:
        """The id of the source that it is about; empty for what belongs to all of the desk."""
        if self.has_a_source:
            return str(row["source_id"])
        return str(row["pk"]) if self.model is Source else ""


def _plain(*fields: str) -> Texts:
    return lambda row: (row[field] for field in fields)


def _of_source(row: Row) -> Iterator[str]:
    yield row["alias"]
    yield from (str(one.value) for one in read(row["terms"]) if one.value)
    yield row["safe_contact"]


def _stated(row: Row) -> Iterator[str]:
    """What was stated, and the names of its place in both languages, so that it is found by either."""
    yield row["korean"]
    yield row["english"]
    yield pack.place_label(row["place"])


KINDS: Final = (
    Kind(
        sort=Sort.SOURCE, model=Source, right=_SEE_SOURCES, fields=("alias", "terms", "safe_contact"), texts=_of_source,
        day="registered", titles=("alias",), page="source", target="id",
    ),
    Kind(
        sort=Sort.TESTIMONY, model=Testimony, right=_SEE_SOURCES, fields=("words", "translation"),
        texts=_plain("words", "translation"), day="day", page="testimony", target="id",
    ),
    Kind(
        sort=Sort.ATTACHMENT, model=Attachment, right=_SEE_SOURCES, fields=("caption", "text"), texts=_plain("caption", "text"),
        page="testimony", target="testimony_id",
    ),
    Kind(
        sort=Sort.STATEMENT, model=Statement, right=_SEE_SOURCES, fields=("korean", "english", "place"), texts=_stated,
        day="day", page="statement", target="id",
    ),
    Kind(
        sort=Sort.CONTACT, model=Contact, right=_SEE_SOURCES, fields=("note", "kept_because"),
        texts=_plain("note", "kept_because"), day="day", page="contacts", target="source_id",
    ),
    Kind(
        sort=Sort.QUESTION, model=Question, right=_SEE_SOURCES, fields=("text",), texts=_plain("text"), page="questions",
        target="source_id",
    ),
    Kind(
        sort=Sort.OUTGOING, model=Outgoing, right=_SEE_SOURCES, fields=("told",), texts=_plain("told"), day="day",
        page="outgoing", target="source_id",
    ),
    Kind(
        sort=Sort.EVENT, model=Event, right=_SEE_EVENTS, fields=("korean", "english", "place"), texts=_stated, day="latest",
        titles=("korean", "english"), page="event", target="id",
    ),
    Kind(
        sort=Sort.EDITION, model=Edition, right=_SEE_STORIES, fields=("headline", "standfirst", "text"),
        texts=_plain("headline", "standfirst", "text"), day="story__changed", titles=("headline", "story__label"),
        page="edition", target="id",
    ),
)  # fmt: skip
"""Terms that may never be printed and duress words are not among the texts: they are shown on the source's own page only."""

BY_MODEL: Final = {kind.model: kind for kind in KINDS}
