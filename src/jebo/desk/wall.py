"""The wall: whose eyes the desk looks through, and managers that show nobody anything without eyes.

A view asks ``Source.objects`` and gets what the member in front of the screen may see; without a member it gets nothing, so
a forgotten check is an empty page and not a leak. On PostgreSQL the same is said once more by row-level security, from the
same member (:mod:`jebo.desk.rows`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, Generic, TypeVar

from django.db import models, transaction

from jebo.desk.eyes import EVERYBODY, EYES, BehindTheWall

M = TypeVar("M", bound=models.Model)

__all__ = [
    "EVERYBODY",
    "BehindTheWall",
    "BelongsToASource",
    "Walled",
    "member_id",
    "must_be_mine",
    "seen_by",
    "whole_desk",
]


def member_id() -> str | None:
    """The member whose eyes are used, or nobody."""
    return EYES.get()


@contextmanager
def seen_by(member: str | None) -> Iterator[None]:
    """Look through a member's eyes. Inner calls do not widen what outer ones narrowed to nobody's eyes but by name.

    PostgreSQL is told before each statement; when the eyes close, it is told at once, so that a connection that is kept for
    the next request looks through nobody's.

    :raises BehindTheWall: *member* is the mark of the whole desk, which is nobody's id.
    """
    if member == EVERYBODY:
        raise BehindTheWall
    with _through(member):
        yield


@contextmanager
def whole_desk() -> Iterator[None]:
    """Look at everything: only for the desk's own work. ``tests/desk/test_wall.py`` lists who may call it."""
    with _through(EVERYBODY):
        yield


@contextmanager
def _through(eyes: str | None) -> Iterator[None]:
    from jebo.desk import rows

    token = EYES.set(eyes)
    try:
        yield
    finally:
        EYES.reset(token)
        rows.tell(EYES.get() or "")


class Walled(models.Manager[M], Generic[M]):
    """Rows that the member may see; none without a member."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet[M]:
        eyes, every = EYES.get(), super().get_queryset()
        if eyes is None:
            return every.none()
        if eyes == EVERYBODY:
            return every
        field = self.model.to_source  # type: ignore[attr-defined]
        return every.filter(**{f"{field}__in": _mine(eyes)})

    def row_by_row(self) -> models.QuerySet[M]:
        """The same rows, for a list that is read along an index: whether a row may be seen is asked as it comes.

        The other way round, the database gathers all rows of all the member's sources before it sorts them.
        """
        eyes, every = EYES.get(), super().get_queryset()
        if eyes is None or eyes == EVERYBODY:
            return self.get_queryset()
        field = self.model.to_source  # type: ignore[attr-defined]
        return every.filter(models.Exists(_mine(eyes).filter(source=models.OuterRef(field))))


def _mine(eyes: str) -> Any:
    from jebo.desk.sources.models import Sharing

    return Sharing.every.filter(member=eyes).values("source")


class BelongsToASource(models.Model):
    """A row about a source. It is seen by those who see the source and written by nobody else."""

    to_source: ClassVar[str] = "source"
    objects: ClassVar[Walled[Any]] = Walled()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row.

        :raises BehindTheWall: the member may not see the source that it belongs to.
        """
        must_be_mine(self.source_key())
        with transaction.atomic():  # with what follows from it, as in the index of search
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Take the row away, with what hangs on it.

        :raises BehindTheWall: the member may not see the source that it belongs to.
        """
        must_be_mine(self.source_key())
        return super().delete(*args, **kwargs)

    def source_key(self) -> str:
        """The opaque id of the source that this row is about."""
        found = getattr(self, f"{self.to_source}_id", None) or getattr(self, self.to_source)
        return str(found)


def must_be_mine(source: str) -> None:
    """Stop unless the member may see the source with this id.

    :raises BehindTheWall: the member may not, or there is no member.
    """
    eyes = EYES.get()
    if eyes == EVERYBODY:
        return
    if eyes is None or not _mine(eyes).filter(source=source).exists():
        raise BehindTheWall
