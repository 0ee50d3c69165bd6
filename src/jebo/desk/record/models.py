"""Entries of the public record, ties between events, and releases. Nothing here names a source or a person."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk.events.models import Event
from jebo.desk.ids import LENGTH, new_id
from jebo.desk.people.models import Member
from jebo.desk.stories.models import Edition as Text

_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
PUBLIC = 8
"""Letters of a public id: about 39 bits, for an id that is looked up in a list and guards nothing."""


def public_id() -> str:
    """A fresh id for readers: it tells neither order nor time, and nothing of the desk's own id."""
    return "".join(secrets.choice(_LETTERS) for _ in range(PUBLIC))


class Entry(models.Model):
    """That an event is to stand in the public record. What stands there is worked out at each release."""

    id = models.CharField(primary_key=True, max_length=PUBLIC, default=public_id, editable=False)
    event = models.OneToOneField(Event, models.SET_NULL, null=True, related_name="entry")
    named = models.BooleanField(
        _("tell of it although such events are only counted"), default=False
    )  # of a kind that is withheld by default; a released story has to tell of it as well
    officials = models.JSONField(
        default=list
    )  # public officials in office whom an editor marked: part, name, office
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()
    left = models.BooleanField(default=False)  # taken out of the record
    since = models.PositiveIntegerField(null=True)  # the first release that held it
    version = models.PositiveIntegerField(default=1)
    told = models.JSONField(default=dict)  # what stood in the last release, to see whether it changed
    granted = models.CharField(
        max_length=71, blank=True
    )  # digest of what was within limits beyond its stories, and of what that rests on
    refusals = models.JSONField(default=list)  # digests of what was not within limits
    gone = models.PositiveIntegerField(null=True)  # the first release without it
    stories = models.JSONField(default=list)  # ids of the stories from which it was told
    counted = models.BooleanField(default=False)  # among the totals of the last release
    differs = models.DateField(
        null=True
    )  # when it was first seen to rest on more or fewer sources than was told

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class Tie(models.Model):
    """How one event lies to another, as the desk holds it."""

    class How(models.TextChoices):
        CAUSES = "causes", _("led to")
        PRECEDES = "precedes", _("came before")
        PART_OF = "part_of", _("is part of")
        SAME_AS = "same_as", _("is the same as")

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    one = models.ForeignKey(Event, models.CASCADE, related_name="ties")
    how = models.CharField(_("how"), max_length=10, choices=How.choices)
    other = models.ForeignKey(Event, models.CASCADE, related_name="ties_from")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="tied_once")
        ]


class Edition(models.Model):
    """A numbered release of the record, and the digest of all that it told."""

    number = models.PositiveIntegerField(primary_key=True)
    day = models.DateField()
    digest = models.CharField(max_length=71)
    links = models.JSONField(default=list)  # the ties that it told, by ids of entries

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]


class Pin(models.Model):
    """That a number in an edition is a count of the record: of what, in which release, and how it is said."""

    edition = models.ForeignKey(Text, models.CASCADE, related_name="pins")
    type = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=40, blank=True)
    says = models.CharField(max_length=40)
    count = models.PositiveIntegerField()
    number = models.PositiveIntegerField()  # of the release

    class Meta:
        ordering: ClassVar[list[str]] = ["edition", "year", "type", "place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "type", "year", "place"], name="pinned_once")
        ]
