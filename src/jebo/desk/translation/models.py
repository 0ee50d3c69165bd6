"""What is kept of translations: from which words each was made, the memory and its keys, the desk's terms, accepted differences."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk.ids import LENGTH, new_id
from jebo.desk.people.models import Member
from jebo.desk.stories.models import Edition, Story

_YEARS = (MinValueValidator(1900), MaxValueValidator(2100))


class Rendered(models.Model):
    """The words that a sentence of the original had when it was translated, or left out, or the change last dealt with."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="rendered")  # the translation
    sentence = models.CharField(max_length=LENGTH)  # of the original
    words = models.TextField()
    machine = models.BooleanField(default=False)  # drafted by a machine, and nobody has gone over it yet

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "sentence"], name="rendered_once")
        ]


class Drafted(models.Model):
    """That a machine wrote a sentence of an edition, by a hash of it: kept until a person goes over those words, wherever they went."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="drafted")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "mark"], name="drafted_once")
        ]


class Pair(models.Model):
    """A sentence in both languages, as a story had it or a file brought it. Never of testimony: there is no way from there."""

    edition = models.ForeignKey(Edition, models.CASCADE, null=True, blank=True, related_name="memory")
    korean = models.TextField()
    english = models.TextField()
    digest = models.CharField(max_length=64)  # of both, so that nothing is kept twice
    day = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "digest"], name="remembered_once")
        ]


class Key(models.Model):
    """By which a pair is found: a hash of three letters of one of its sides (see :mod:`jebo.desk.translation.likeness`)."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="keys")
    language = models.CharField(max_length=2)
    key = models.BigIntegerField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["language", "key", "pair"], name="pair_by_key")
        ]


class GlossaryTerm(models.Model):
    """A term of the desk's own, beside those of the country pack."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    korean = models.CharField(_("term in Korean"), max_length=80)
    english = models.CharField(
        _("term in English"),
        max_length=200,
        help_text=_("With semicolons between several; the first is put in."),
    )
    since = models.PositiveSmallIntegerField(_("from the year"), null=True, blank=True, validators=_YEARS)
    until = models.PositiveSmallIntegerField(_("until the year"), null=True, blank=True, validators=_YEARS)
    note = models.CharField(_("note"), max_length=300, blank=True)
    never = models.CharField(
        _("never write"),
        max_length=300,
        blank=True,
        help_text=_("Wordings in either language, with semicolons between them."),
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["korean", "id"]


class AcceptedDrift(models.Model):
    """That a person lets a difference between the editions stand. It is about exactly these words and void with any other."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="accepted_drifts")
    finding = models.CharField(max_length=64)  # digest of its kind and of the sentences on both sides
    kind = models.CharField(max_length=40)
    by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    day = models.DateField()
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["story", "finding"], name="accepted_drift_once")
        ]
