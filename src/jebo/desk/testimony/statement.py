"""A statement: one checkable thing that a source stated, and how they know; and the articles that told it on."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk import pack
from jebo.desk.ids import LENGTH, new_id
from jebo.desk.sources.models import Source
from jebo.desk.testimony.facts import Facts
from jebo.desk.wall import BelongsToASource


class Access(models.TextChoices):
    """How a source knows."""

    SAW = "saw", _("saw it")
    TOOK_PART = "took part", _("took part")
    TOLD = "told", _("told by somebody who saw")
    TALK = "talk", _("common talk")
    DOCUMENT = "document", _("a document")


class Origin(models.TextChoices):
    """Where a source has it from."""

    OWN = "own", _("own eyes, own hands, a paper of their own")
    STATEMENT = "statement", _("heard it from a source whose statement is here")
    PERSON = "person", _("heard it from somebody whom nobody here knows")
    ARTICLE = "article", _("read or heard it in an article or a broadcast")
    UNKNOWN = "unknown", _("not known")


class Stage(models.TextChoices):
    """What a statement waits for: the column of the board that it stands in."""

    PROPOSED = "proposed", _("proposed")
    CONTESTED = "contested", _("contested")
    UNGRADED = "ungraded", _("not graded")
    GRADED = "graded", _("graded")
    RESTED_ON = "rested on", _("an event rests on it")


CANNOT_BE_JUDGED = 6
CONFIRMED = 1
NO_DAY = date.min
"""Where nobody wrote down when a statement was told: such statements stand last."""


class Statement(Facts, BelongsToASource):
    """One checkable thing that a source stated: what, when, where, who, how many, how known."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="statements", db_index=False)
    testimony = models.ForeignKey(
        "testimony.Testimony", models.SET_NULL, null=True, blank=True, related_name="statements"
    )
    day = models.DateField(_("told on"), default=NO_DAY)  # that of the testimony
    start = models.PositiveIntegerField(
        null=True, blank=True
    )  # its passage, in characters of the testimony's words
    end = models.PositiveIntegerField(null=True, blank=True)
    korean = models.TextField(_("in Korean"), blank=True)
    english = models.TextField(_("in English"), blank=True)
    hedge = models.CharField(_("how sure it was said"), max_length=80, blank=True)
    access = models.CharField(_("how they know"), max_length=10, choices=Access.choices, default=Access.TALK)
    circle = models.CharField(_("who could know"), max_length=20, blank=True)
    circle_low = models.PositiveIntegerField(_("from, in people"), null=True, blank=True)
    circle_high = models.PositiveIntegerField(_("to, in people"), null=True, blank=True)
    credibility = models.PositiveSmallIntegerField(_("credibility"), default=CANNOT_BE_JUDGED)
    graded = models.DateField(null=True, blank=True)  # the day on which somebody judged it; none: nobody has
    only_theirs = models.BooleanField(_("only this source could have this version"), default=False)
    origin = models.CharField(
        _("where they have it from"), max_length=10, choices=Origin.choices, default=Origin.UNKNOWN
    )
    heard_from = models.CharField(
        max_length=LENGTH, blank=True
    )  # a statement or an article, which may be gone
    group = models.CharField(max_length=LENGTH, blank=True)  # opaque: who shares it is not independent
    proposed = models.BooleanField(default=False)  # by the desk; nobody has confirmed it
    suggested = models.JSONField(default=list, blank=True)  # fields that a suggestion filled
    rested_on = models.BooleanField(default=False)  # these two are kept by the events
    contested = models.BooleanField(default=False)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.UNGRADED)

    class Meta(BelongsToASource.Meta):
        ordering: ClassVar[list[str]] = ["-day", "id"]
        indexes: ClassVar[
            list[models.Index]
        ] = [  # with the source in them, the wall is asked before the row is read
            models.Index(fields=["source", "stage"], name="statement_by_source"),
            models.Index(fields=["-day", "id", "source"], name="statement_by_day"),
            models.Index(fields=["stage", "-day", "id", "source"], name="statement_by_stage"),
            models.Index(fields=["event_type", "-day", "id", "source"], name="statement_by_type"),
            models.Index(fields=["event_type", "-earliest", "id", "source"], name="statement_alike"),
            models.Index(fields=["place", "-day", "id", "source"], name="statement_by_place"),
            models.Index(fields=["region", "-day", "id", "source"], name="statement_by_region"),
            models.Index(fields=["-earliest", "id", "latest", "source"], name="statement_by_time"),
            models.Index(fields=["heard_from"], name="statement_by_origin"),
            models.Index(fields=["group", "source"], name="statement_by_group"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group_before: str = self.__dict__.get("group", "")  # so that a change is seen when it is written

    def __str__(self) -> str:
        return self.korean or self.english

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the statement, with what follows from it: first and last day, precision, its column on the board."""
        self.settle()
        if self.day == NO_DAY and self.testimony is not None:
            self.day = self.testimony.day
        self.stage = stage_of(self)
        super().save(*args, **kwargs)

    @property
    def told(self) -> date | None:
        """The day on which it was told; None where nobody wrote it down."""
        return None if self.day == NO_DAY else self.day

    @property
    def circle_name(self) -> str:
        """Who could know, in the page's language; empty where nobody said so."""
        known = pack.circle(self.circle)
        return pack.named(known.names) if known else self.circle

    @property
    def passage(self) -> str:
        """Its passage in the source's words; empty where it has none, or the testimony is gone."""
        if self.testimony is None or self.start is None or self.end is None:
            return ""
        return self.testimony.words[self.start : self.end]


def stage_of(statement: Statement) -> Stage:
    """The column that it stands in: what waits for a person goes before what does not."""
    if statement.proposed:
        return Stage.PROPOSED
    if statement.contested:
        return Stage.CONTESTED
    if statement.graded is None:
        return Stage.UNGRADED
    return Stage.RESTED_ON if statement.rested_on else Stage.GRADED


def says_how(statement: Statement) -> bool:
    """Whether it says how the source knows: of a proposal the desk does not know, unless the words told."""
    return not statement.proposed or "access" in statement.suggested


def grade(statement: Statement, credibility: int | None, day: date) -> None:
    """Put a grade on the statement, with the day of the judgement; None takes it off. The caller keeps it."""
    given = credibility or CANNOT_BE_JUDGED
    if credibility is None:
        statement.graded = None
    elif statement.graded is None or statement.credibility != given:
        statement.graded = day
    statement.credibility = given


class Article(models.Model):
    """Something published, here or elsewhere: public knowledge, so all of the desk sees it."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    title = models.CharField(_("title"), max_length=200)
    outlet = models.CharField(_("outlet"), max_length=80, blank=True)
    published = models.DateField(_("published on"))

    class Meta:
        ordering: ClassVar[list[str]] = ["-published", "title"]

    def __str__(self) -> str:
        return (
            f"{self.title} ({self.outlet}, {self.published})"
            if self.outlet
            else f"{self.title} ({self.published})"
        )


class ToldOn(BelongsToASource):
    """That an article rests on a statement. Which one is known to those who see the source, and to nobody else."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="told_on")
    article = models.ForeignKey(Article, models.CASCADE, related_name="told_on")

    class Meta(BelongsToASource.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["statement", "article"], name="once_per_article")
        ]
