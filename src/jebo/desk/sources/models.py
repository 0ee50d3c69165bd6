"""Sources, who may see them, their sealed identities, and go-betweens."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from jebo.desk.ids import LENGTH, new_id
from jebo.desk.people.models import Member
from jebo.desk.sources.due import DaysAfter
from jebo.desk.wall import BelongsToASource


class Zone(models.TextChoices):
    """Where a source lives, as coarsely as the desk needs it."""

    INSIDE = "inside", _("inside")
    CHINA = "china", _("China")
    ELSEWHERE = "elsewhere", _("elsewhere")


class Status(models.TextChoices):
    """How things stand with a source."""

    ACTIVE = "active", _("active")
    RESTING = "resting", _("resting")
    LOST = "lost", _("lost contact")
    AT_RISK = "at risk", _("at risk")
    ENDED = "ended", _("ended")


STOPS = frozenset({Status.LOST.value, Status.AT_RISK.value})
"""With such a source nothing unpublished that rests on it moves on."""


class Reliability(models.TextChoices):
    """How far a source has proved right so far: the Admiralty scale of NATO (AJP-2.1), kept apart from any one statement."""

    A = "A", _("completely reliable")
    B = "B", _("usually reliable")
    C = "C", _("fairly reliable")
    D = "D", _("not usually reliable")
    E = "E", _("unreliable")
    F = "F", _("cannot be judged yet")


def trail_id() -> str:
    """A random word under which the trail speaks of a source."""
    return secrets.token_urlsafe(16)


class Source(BelongsToASource):
    """A person who tells the newsroom something. Who that is lies in the sealed :class:`Identity`."""

    to_source: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    alias = models.CharField(_("alias"), max_length=60, unique=True)
    zone = models.CharField(_("zone"), max_length=10, choices=Zone.choices, default=Zone.INSIDE)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ACTIVE)
    reliability = models.CharField(
        _("reliability"), max_length=1, choices=Reliability.choices, default=Reliability.F
    )
    terms = models.JSONField(_("agreed terms"), default=list, blank=True)  # rows of jebo.desk.sources.terms
    safe_contact = models.TextField(_("how to be in touch safely"), blank=True)
    duress_word = models.CharField(_("duress word"), max_length=60, blank=True)
    check_in_days = models.PositiveSmallIntegerField(_("check in every … days"), null=True, blank=True)
    last_heard = models.DateField(_("last heard of"), null=True, blank=True)
    due = models.GeneratedField(
        expression=DaysAfter(Coalesce("last_heard", "registered"), "check_in_days"),
        output_field=models.DateField(),
        db_persist=True,
    )
    registered = models.DateField(_("registered"))
    registered_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    attested_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    attestation = models.CharField(_("attestation"), max_length=200, blank=True)
    statements_may_stay = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # the safety editor who said so
    stands_for_nobody = models.BooleanField(
        default=False
    )  # holds the statements of a source that was destroyed
    once_known_as = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="later_known_as"
    )
    trail = models.CharField(max_length=LENGTH, default=trail_id, editable=False)

    class Meta(BelongsToASource.Meta):
        ordering: ClassVar[list[str]] = ["alias"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "due"], name="who_is_overdue")
        ]

    def __str__(self) -> str:
        return self.alias

    @property
    def stops(self) -> bool:
        """Whether unpublished work that rests on this source must wait."""
        return self.status in STOPS


class UsedAlias(models.Model):
    """That an alias was given once and is never given again, though its source be destroyed.

    What is kept is a mark that about two dozen aliases share (:mod:`jebo.desk.sources.register`).
    """

    digest = models.CharField(primary_key=True, max_length=4)


class AliasKey(models.Model):
    """The key of the digests of used aliases: one row, drawn when the first source is registered."""

    key = models.BinaryField()


class Sharing(BelongsToASource):
    """That a member may see a source: as its contact editor, or because one shared it."""

    class How(models.TextChoices):
        CONTACT = "contact", _("contact editor")
        SHARED = "shared", _("shared")

    source = models.ForeignKey(Source, models.CASCADE, related_name="sharings")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices, default=How.CONTACT)

    every: ClassVar[models.Manager[Sharing]] = models.Manager()  # the wall's own, which nothing else may ask

    class Meta(BelongsToASource.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "member"], name="once_per_member")
        ]


class NeverPrint(BelongsToASource):
    """Words that may not appear in print beside what this source told."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="never_print")
    term = models.CharField(_("never print"), max_length=120)
    why = models.CharField(_("why"), max_length=200, blank=True)  # for the contact editors' eyes

    class Meta(BelongsToASource.Meta):
        ordering: ClassVar[list[str]] = ["term"]

    def __str__(self) -> str:
        return self.term


class Identity(BelongsToASource):
    """Who a source is: one age envelope to its contact editors and the recovery key. Nothing here can be read."""

    source = models.OneToOneField(Source, models.CASCADE, related_name="identity", primary_key=True)
    envelope = models.BinaryField()
    recipients = models.JSONField(default=list)  # public keys, age1…


class GoBetween(BelongsToASource):
    """A person through whom word or money passes: protected like a source, with an envelope of their own."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="go_betweens")
    alias = models.CharField(_("alias"), max_length=60, unique=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ACTIVE)
    envelope = models.BinaryField(blank=True, default=b"")
    recipients = models.JSONField(default=list)
    trail = models.CharField(max_length=LENGTH, default=trail_id, editable=False)

    class Meta(BelongsToASource.Meta):
        ordering: ClassVar[list[str]] = ["alias"]

    def __str__(self) -> str:
        return self.alias
