"""A statement: one checkable thing that a source stated, and how they know."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk.ids import LENGTH, new_id
from jebo.desk.sources.models import Source
from jebo.desk.wall import BelongsToASource


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
        "testimony.Testimony", models.SET_NULL, null=True, blank=True, related_name="statements"
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


