"""Where the rows that can be found stand in the index, and what members look for again and again."""

from __future__ import annotations

import secrets
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk.events.models import Event
from jebo.desk.ids import LENGTH, new_id
from jebo.desk.people.models import Member
from jebo.desk.search.query import LONGEST
from jebo.desk.sources.models import Source
from jebo.desk.stories.models import Edition
from jebo.desk.wall import BelongsToASource

_CHANCE_BITS = 40  # two of 100,000 rows of one day meet in 1 of 200 desks; of a day's usual ten, never


def place(day: date | None) -> int:
    """A number for a row of this day: later days have higher numbers, and within a day chance decides.

    So the index gives the newest rows first, and its numbers tell nothing that the day does not.
    """
    return first_place(day) | secrets.randbits(_CHANCE_BITS)


def first_place(day: date | None) -> int:
    """The lowest number of a day; of none, the lowest of all."""
    return (day.toordinal() if day else 0) << _CHANCE_BITS


class Sort(models.TextChoices):
    """What sort of row can be found."""

    SOURCE = "source", _("sources")
    TESTIMONY = "testimony", _("testimony")
    ATTACHMENT = "attachment", _("photos and documents")
    STATEMENT = "statement", _("statements")
    CONTACT = "contact", _("contacts")
    QUESTION = "question", _("questions")
    OUTGOING = "outgoing", _("told while checking")
    EVENT = "event", _("events")
    EDITION = "edition", _("stories")


class Passage(BelongsToASource):
    """That a row about a source is in the index, under a number. It holds no words: those are the index's own."""

    id = models.BigIntegerField(primary_key=True)
    source = models.ForeignKey(Source, models.CASCADE, related_name="+", db_index=False)
    sort = models.CharField(max_length=10, choices=Sort.choices)
    about = models.CharField(max_length=LENGTH)

    class Meta(BelongsToASource.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sort", "about"], name="once_in_the_index")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["source", "sort"], name="passages_of_a_source"),
            models.Index(fields=["sort", "-id"], name="passages_newest_first"),
        ]


class EventPassage(models.Model):
    """The same for an event, which belongs to all of the desk."""

    id = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, models.CASCADE, related_name="+")


class EditionPassage(models.Model):
    """The same for an edition of a story."""

    id = models.BigIntegerField(primary_key=True)
    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")


class Saved(models.Model):
    """What a member looks for again and again. It is theirs alone, and lies in the database alone."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    words = models.CharField(max_length=LONGEST)

    class Meta:
        ordering: ClassVar[list[str]] = ["words"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "words"], name="once_saved")
        ]
