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


class Language(models.TextChoices):
    """The language of a source's words: what the page tells the browser, for fonts and for those who listen to it."""

    KOREAN = "ko", _("Korean")
    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")
    OTHER = "und", _("another language")


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
        ordering: ClassVar[list[str]] = ["-day", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["day"], name="contacts_by_day")]


class Question(BelongsToASource):
    """What to ask at the next call."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=300)
    place = models.PositiveSmallIntegerField(default=0)  # in the list; the first is asked first
    asked = models.BooleanField(_("asked"), default=False)

    class Meta(BelongsToASource.Meta):
        ordering: ClassVar[list[str]] = ["place", "id"]


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
    gave_away = models.JSONField(
        _("what it gave away"), default=list, blank=True
    )  # ids of statements and testimonies

    class Meta(BelongsToASource.Meta):
        ordering: ClassVar[list[str]] = ["-day", "id"]
        verbose_name_plural = "outgoing"


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
    language = models.CharField(
        _("language"), max_length=8, choices=Language.choices, default=Language.KOREAN
    )
    words = models.TextField(_("the source's words"))
    translation = models.TextField(_("translation"), blank=True)
    read = models.BooleanField(_("read"), default=False)
    draft = models.BooleanField(_("draft"), default=False)  # written down in a hurry, not yet gone over
    version = models.PositiveIntegerField(
        default=1
    )  # one more each time it is saved, so that nobody overwrites unseen

    class Meta(BelongsToASource.Meta):
        ordering: ClassVar[list[str]] = ["-day", "id"]
        verbose_name_plural = "testimonies"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-day", "id", "source"], name="testimony_by_day"),
            models.Index(fields=["source", "-day", "id"], name="testimony_of_source"),
            models.Index(fields=["sort", "-day", "id", "source"], name="testimony_by_sort"),
            models.Index(
                fields=["-day", "id", "source"], name="testimony_unread", condition=models.Q(read=False)
            ),
            models.Index(
                fields=["-day", "id", "source"], name="testimony_drafts", condition=models.Q(draft=True)
            ),
        ]


class Attachment(BelongsToASource):
    """A photo or paper that came with testimony: the original sealed, and what was made anew from its pixels or text."""

    class Kind(models.TextChoices):
        JPEG = "image/jpeg", _("photo")
        PNG = "image/png", _("screen or drawing")
        TEXT = "text/plain", _("document, its text")
        SEALED = "sealed", _("document, sealed only")

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="attachments")
    testimony = models.ForeignKey(Testimony, models.CASCADE, related_name="attachments")
    envelope = models.BinaryField(
        blank=True, default=b""
    )  # the original, or the key to its file; empty if not kept
    recipients = models.JSONField(default=list)  # public keys that open it, age1…
    sealed_in = models.CharField(
        max_length=64, blank=True
    )  # the file of a large one, in the folder of envelopes
    shown = models.BinaryField(blank=True, default=b"")  # a picture that was drawn anew
    text = models.TextField(blank=True)  # or the text of a document
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.JPEG)
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta(BelongsToASource.Meta):
        ordering: ClassVar[list[str]] = ["place", "id"]

    @property
    def is_picture(self) -> bool:
        """Whether there is something to look at."""
        return self.kind in (self.Kind.JPEG, self.Kind.PNG)

    @property
    def has_original(self) -> bool:
        """Whether the original is kept, sealed."""
        return bool(self.recipients)


from jebo.desk.testimony.statement import Access, Statement  # noqa: E402 - Django looks for models here

__all__ = ["Access", "Attachment", "Contact", "Language", "Outgoing", "Question", "Statement", "Testimony"]
