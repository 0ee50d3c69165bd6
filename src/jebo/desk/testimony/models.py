"""Contacts, questions, testimony and the statements taken from it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk.ids import LENGTH, new_id
from jebo.desk.sources.models import Source
from jebo.desk.wall import BelongsToASource

CONTACT_DAYS = 30
"""A contact is forgotten after so many days, unless it is kept for a reason. Asked for by the desk's design."""


class Contact(BelongsToASource):
    """One occasion on which a source was in touch: a day, and no more unless somebody needs it."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="contacts")
    day = models.DateField(_("day"))
    channel = models.CharField(_("channel"), max_length=40, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    kept_because = models.CharField(_("kept because"), max_length=200, blank=True)

    class Meta(BelongsToASource.Meta):
        ordering: ClassVar[list[str]] = ["-day"]


class Question(BelongsToASource):
    """What to ask at the next call."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=300)
    asked = models.BooleanField(_("asked"), default=False)


class Outgoing(BelongsToASource):
    """What was told to somebody while checking what a source said. It counts as exposure."""

    class ToWhom(models.TextChoices):
        SOURCE = "source", _("another source")
        OFFICIAL = "official", _("an official")
        EXPERT = "expert", _("an expert")
        OTHER = "other", _("somebody else")

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="outgoing")
    day = models.DateField(_("day"))
    to_whom = models.CharField(_("to whom"), max_length=10, choices=ToWhom.choices)
    told = models.TextField(_("what was told"))


class Testimony(BelongsToASource):
    """What a source told, in their own words, with its translation beside it."""

    class Sort(models.TextChoices):
        TOLD = "told", _("told by the source")
        NOT_FOUND = "not found", _("looked for, not found")
        STATE_MEDIA = "state media", _("state media")

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="testimonies")
    sort = models.CharField(_("what it is"), max_length=12, choices=Sort.choices, default=Sort.TOLD)
    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=8, default="ko")
    words = models.TextField(_("the source's words"))
    translation = models.TextField(_("translation"), blank=True)
    read = models.BooleanField(_("read"), default=False)

    class Meta(BelongsToASource.Meta):
        ordering: ClassVar[list[str]] = ["-day"]
        verbose_name_plural = "testimonies"


class Attachment(BelongsToASource):
    """A photo or paper that came with testimony: the original sealed, and what was made anew from its pixels."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="attachments")
    testimony = models.ForeignKey(Testimony, models.CASCADE, related_name="attachments")
    sealed = models.BinaryField(blank=True, default=b"")
    clean = models.BinaryField(blank=True, default=b"")
    kind = models.CharField(max_length=20, default="image/jpeg")
    caption = models.CharField(_("caption"), max_length=200, blank=True)


class Access(models.TextChoices):
    """How a source knows."""

    SAW = "saw", _("saw it")
    TOOK_PART = "took part", _("took part")
    TOLD = "told", _("told by somebody who saw")
    TALK = "talk", _("common talk")
    DOCUMENT = "document", _("a document")


class Statement(BelongsToASource):
    """One checkable thing that a source stated: what, when, where, who, how many, how known."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="statements")
    testimony = models.ForeignKey(
        Testimony, models.SET_NULL, null=True, blank=True, related_name="statements"
    )
    start = models.PositiveIntegerField(null=True, blank=True)  # its passage, in characters of the testimony's words
    end = models.PositiveIntegerField(null=True, blank=True)
    korean = models.TextField(_("in Korean"), blank=True)
    english = models.TextField(_("in English"), blank=True)
    event_type = models.CharField(_("what happened"), max_length=20, blank=True)
    when = models.CharField(_("when"), max_length=60, blank=True)  # EDTF, jebo.observatory.date
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    place = models.CharField(_("where"), max_length=40, blank=True)  # a place of the pack
    geo_precision = models.PositiveSmallIntegerField(_("how precisely"), null=True, blank=True)
    roles = models.JSONField(_("who did it to whom"), default=list, blank=True)
    goods = models.JSONField(_("goods"), default=list, blank=True)
    quantity = models.CharField(_("how many"), max_length=80, blank=True)  # as told, with its approximator
    hedge = models.CharField(_("how sure it was said"), max_length=80, blank=True)
    access = models.CharField(_("how they know"), max_length=10, choices=Access.choices, default=Access.TALK)
    circle = models.CharField(_("who could know"), max_length=20, blank=True)
    circle_low = models.PositiveIntegerField(null=True, blank=True)
    circle_high = models.PositiveIntegerField(null=True, blank=True)
    credibility = models.PositiveSmallIntegerField(_("credibility"), default=6)
    only_theirs = models.BooleanField(_("only this source could have this version"), default=False)
    heard_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="passed_on_as")
    origin = models.CharField(_("heard from"), max_length=10, default="unknown")  # own, person, article, unknown
    group = models.CharField(max_length=LENGTH, blank=True)  # opaque: who shares it is not independent


