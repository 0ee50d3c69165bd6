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
    shown = models.BinaryField(blank=True, default=b"")
    kind = models.CharField(max_length=20, default="image/jpeg")
    caption = models.CharField(_("caption"), max_length=200, blank=True)


from jebo.desk.testimony.statement import Access, Statement  # noqa: E402 - Django looks for models here

__all__ = ["Access", "Attachment", "Contact", "Outgoing", "Question", "Statement", "Testimony"]
