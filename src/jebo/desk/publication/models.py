"""Releases with their receipts, signatures, accepted risks, and deputies. A release is written once and never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk.ids import LENGTH, new_id
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.stories.models import Edition, Story
from jebo.desk.wall import BelongsToASource

DIGEST: int = 71  # letters of "sha256:" and 64 digits


class ReleaseKey(models.Model):
    """What opens the sealed key of receipts (:mod:`jebo.desk.publication.key`): one row, drawn at the first release."""

    opens = models.CharField(max_length=100)
    sealed = models.BinaryField(blank=True, default=b"")  # the key itself, only where the desk has no folder


class Release(models.Model):
    """An edition as it went out: its bytes, and the receipt over them. What counts is the receipt; no column publishes anything."""

    class Kind(models.TextChoices):
        EDITION = "edition", _("edition")
        CORRECTION = "correction", _("correction")
        WITHDRAWAL = "withdrawal", _("withdrawal")

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.EDITION)
    day = models.DateField()  # on which it goes out
    note = models.TextField(_("what was wrong"), blank=True)  # of a correction, printed on the page
    content = models.JSONField()  # jebo.desk.stories.content.Content.plain(), with the note
    document = models.BinaryField()  # of the receipt
    signature = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "edition", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "number"], name="release_once")
        ]


class Notice(models.Model):
    """That the next release of a story is a correction or a withdrawal. What it says is checked and signed like the text."""

    story = models.OneToOneField(Story, models.CASCADE, related_name="notice", primary_key=True)
    kind = models.CharField(max_length=12, choices=Release.Kind.choices)
    korean = models.TextField(_("what was wrong, in Korean"), blank=True)
    english = models.TextField(_("what was wrong, in English"), blank=True)
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()


class WentOut(models.Model):
    """That a release was handed out once. What is out stays out; what is not yet waits for a source in danger."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="went_out", primary_key=True)


class ReleasedPhoto(models.Model):
    """The bytes of a photo that went out, by their digest."""

    digest = models.CharField(primary_key=True, max_length=DIGEST)
    kind = models.CharField(max_length=20)
    data = models.BinaryField()


class Signature(models.Model):
    """That a member says yes to exactly these bytes, as what they are at the desk."""

    class As(models.TextChoices):
        EDITOR = "editor", _("editor")
        SAFETY_EDITOR = "safety editor", _("safety editor")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="signatures")
    digest = models.CharField(max_length=DIGEST)
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    role = models.CharField(max_length=14, choices=As.choices)
    day = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "digest", "by", "role"], name="signed_once")
        ]


class AcceptedRisk(models.Model):
    """That a named person accepts a finding in exactly these bytes, with a reason. It still counts as exposure.

    ``digest`` is that of the edition; of all of them together, where the finding is about the story.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="accepted")
    digest = models.CharField(max_length=DIGEST)
    finding = models.CharField(max_length=120)  # the key of a demand
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "digest", "finding"], name="accepted_once")
        ]


class Asked(BelongsToASource):
    """That a source agreed to exactly these bytes, as its contact editor says. Of when and how nothing is kept."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="asked")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="asked")
    digest = models.CharField(max_length=DIGEST)
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")

    class Meta(BelongsToASource.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "digest"], name="asked_once")
        ]


class Answer(models.Model):
    """What a colleague says to one of the questions before publication, of the text that had this digest."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20)
    says = models.CharField(_("answer"), max_length=300)
    digest = models.CharField(max_length=DIGEST, blank=True)  # of all editions together
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]


class Deputy(models.Model):
    """That a member signs in somebody's place, from a day to a day."""

    of = models.ForeignKey(Member, models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    role = models.CharField(max_length=14, choices=Signature.As.choices)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
