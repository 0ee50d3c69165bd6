"""Events: what the desk holds to have happened, resting on statements."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk.ids import LENGTH, new_id
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Statement
from jebo.desk.wall import BelongsToASource


class Event(models.Model):
    """The desk's own finding. It names nobody and belongs to all of the desk."""

    class Status(models.TextChoices):
        REPORTED = "reported", _("reported")
        CORROBORATED = "corroborated", _("corroborated")
        DISPUTED = "disputed", _("disputed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    korean = models.CharField(_("in Korean"), max_length=200, blank=True)
    english = models.CharField(_("in English"), max_length=200, blank=True)
    event_type = models.CharField(_("what happened"), max_length=20, blank=True)
    when = models.CharField(_("when"), max_length=60, blank=True)
    place = models.CharField(_("where"), max_length=40, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.REPORTED)
    public = models.JSONField(_("what may be public"), default=list, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.korean or self.english


class Support(BelongsToASource):
    """That an event rests on a statement. Who may not see the source may not see this."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, models.CASCADE, related_name="supports")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="supports")

    class Meta(BelongsToASource.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "statement"], name="once_per_event")
        ]


class Standing(models.Model):
    """What all of the desk may know of a statement under an event: alias, access, grades, group. No words."""

    support = models.OneToOneField(Support, models.CASCADE, related_name="standing", primary_key=True)
    event = models.ForeignKey(Event, models.CASCADE, related_name="standings")
    alias = models.CharField(max_length=60)
    access = models.CharField(max_length=10)
    reliability = models.CharField(max_length=1)
    credibility = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=LENGTH, blank=True)
