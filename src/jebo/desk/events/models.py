"""Events: what the desk holds to have happened, resting on statements; and what all of the desk may know of those."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk.events.corroboration import Matter
from jebo.desk.ids import LENGTH, new_id
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.testimony.facts import Facts
from jebo.desk.testimony.statement import NO_DAY, Access, Statement
from jebo.desk.wall import BelongsToASource


class Event(Facts):
    """The desk's own finding. It names nobody and belongs to all of the desk."""

    class Status(models.TextChoices):
        REPORTED = "reported", _("reported")
        CORROBORATED = "corroborated", _("corroborated")
        DISPUTED = "disputed", _("disputed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    day = models.DateField(default=NO_DAY)  # the last day that it may have been, by which events are ordered
    korean = models.CharField(_("in Korean"), max_length=200, blank=True)
    english = models.CharField(_("in English"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.REPORTED)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=200, blank=True)
    public = models.JSONField(_("what may be public"), default=list, blank=True)
    independent = models.PositiveSmallIntegerField(default=0)  # statements that stand on feet of their own
    exact = models.BooleanField(default=True)  # whether there can be no more of them
    resting_on = models.PositiveSmallIntegerField(default=0)  # statements in all
    circles = models.JSONField(default=list, blank=True)  # of steps, see jebo.desk.events.rests

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-day", "id"], name="event_by_day"),
            models.Index(fields=["status", "-day", "id"], name="event_by_status"),
            models.Index(fields=["event_type", "-day", "id"], name="event_by_type"),
            models.Index(fields=["place", "-day", "id"], name="event_by_place"),
            models.Index(fields=["region", "-day", "id"], name="event_by_region"),
            models.Index(fields=["-earliest", "id", "latest"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return self.korean or self.english or self.type_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the event, with its first and last day and the precision of its place."""
        self.settle()
        self.day = self.latest or self.earliest or NO_DAY
        super().save(*args, **kwargs)

    @property
    def title(self) -> str:
        """What it is called in the page's language."""
        from jebo.desk.pack import tongue

        mine, other = (self.korean, self.english) if tongue() == "ko" else (self.english, self.korean)
        return mine or other or self.type_name


class Support(BelongsToASource):
    """That an event rests on a statement. Who may not see the source may not see this."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, models.CASCADE, related_name="supports")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="supports")
    named = models.BooleanField(_("show the alias to the desk"), default=False)
    shown = models.BooleanField(_("show the number, the date and the place to the desk"), default=False)
    known_as = models.JSONField(
        default=dict, blank=True
    )  # the values that stood here when it was last looked at

    class Meta(BelongsToASource.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "statement"], name="once_per_event")
        ]


class Standing(models.Model):
    """What all of the desk may know of a statement under an event: how it is known, grades, verdicts. No words.

    The alias is here only where its contact editor says that a story needs it, the number, the date and the place only
    where the contact editor shows them.
    """

    support = models.OneToOneField(Support, models.CASCADE, related_name="standing", primary_key=True)
    event = models.ForeignKey(Event, models.CASCADE, related_name="standings")
    voice = models.PositiveSmallIntegerField(
        default=0
    )  # counts the sources of this event, and means nothing elsewhere
    alias = models.CharField(max_length=60, blank=True)
    sort = models.CharField(max_length=12, default="told")  # that of the testimony
    access = models.CharField(max_length=10, choices=Access.choices)
    reliability = models.CharField(max_length=1)
    credibility = models.PositiveSmallIntegerField()
    graded = models.BooleanField(default=False)
    counts = models.BooleanField(default=False)
    tie = models.CharField(max_length=16, blank=True)  # why it does not count, and the one that it hangs on
    hangs_on = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    refusal = models.CharField(max_length=16, blank=True)  # why it may not be graded 1; empty where it may
    mistaken = models.JSONField(default=list, blank=True)  # matters in which the desk holds it to be mistaken
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["voice", "support_id"]


class Contradiction(models.Model):
    """That two statements under an event cannot both be right in a matter. Not in what they say, only that they do."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="contradictions")
    one = models.ForeignKey(Standing, models.CASCADE, related_name="+")
    other = models.ForeignKey(Standing, models.CASCADE, related_name="+")
    matter = models.CharField(max_length=8, choices=[(matter.value, matter.value) for matter in Matter])
    what = models.CharField(max_length=30, blank=True)  # what the number counts

    class Meta:
        ordering: ClassVar[list[str]] = ["matter", "one", "other"]


class Verdict(models.Model):
    """That somebody who knows says of two statements under an event that they are, or are not, independent. Not why."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="verdicts")
    one = models.ForeignKey(Standing, models.CASCADE, related_name="+")
    other = models.ForeignKey(Standing, models.CASCADE, related_name="+")
    independent = models.BooleanField()
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="once_per_pair")
        ]
