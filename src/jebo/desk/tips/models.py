"""What came from the door and is nobody's yet, and what is said back to sources through it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk.ids import LENGTH, new_id
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Testimony
from jebo.desk.wall import BelongsToASource

NAME = 32
"""Letters of what the door calls a thread, a sending or an envelope: 128 bits, hexadecimal."""


class Way(models.Model):
    """How the desk reaches its door: one row, or none."""

    address = models.CharField(_("the desk's address of the door"), max_length=62)
    key = models.CharField(max_length=64)


class Seen(models.Model):
    """That an envelope was here: nothing is filed twice, and the door is told that it may drop it. Then its name is forgotten."""

    digest = models.CharField(primary_key=True, max_length=64)
    name = models.CharField(max_length=NAME, blank=True)
    told = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name"], name="seen_not_told", condition=models.Q(told=False))
        ]


class Thread(models.Model):
    """Somebody who wrote, and is no source yet.

    :param name: by which the door knows them; it stands in no address.
    :param key: for which answers are sealed; the first one that came, for a later one may be somebody else's.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    name = models.CharField(max_length=NAME, unique=True)
    key = models.CharField(max_length=80)
    day = models.DateField(_("came on"))
    wants_all_destroyed = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "id"]


class Tip(models.Model):
    """A message or a file from the door, sealed as it came; the words of a message beside it."""

    class Kind(models.TextChoices):
        MESSAGE = "message", _("message")
        FILE = "file", _("file")

    class Why(models.TextChoices):
        """Why something is set aside."""

        NOT_FOR_US = "not for us", _("it was sealed for another key, perhaps one that this desk had before")
        DAMAGED = "damaged", _("it is damaged or cut off, or is no envelope at all")
        NOT_A_TIP = "not a tip", _("it opens, but holds nothing that a door seals")
        TOO_LARGE = "too large", _("it was larger than any envelope of a door, and was not fetched")
        NO_KEY = (
            "no key",
            _("it is a file of a source of whose contact editors none has a key; when one has, try again"),
        )
        ANOTHER_KEY = (
            "another key",
            _(
                "it says that it is from somebody known, with another key for answers; take it for a stranger's, and ask over"
                " another way before you believe it"
            ),
        )

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, blank=True, related_name="tips")
    day = models.DateField(_("came on"))
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.MESSAGE)
    sending = models.CharField(max_length=NAME, blank=True)
    number = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(_("what was written"), blank=True)
    size = models.BigIntegerField(_("size"), default=0)  # bytes, of what was sent
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)  # set aside; blank: not
    envelope = models.BinaryField(blank=True, default=b"")
    sealed_in = models.CharField(max_length=64, blank=True)  # the file of a large one

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "sending", "number", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-day", "id"], name="tips_aside", condition=~models.Q(why=""))
        ]


class SourceThread(BelongsToASource):
    """By what name the door knows a source, and the key for which answers are sealed."""

    id = models.CharField(primary_key=True, max_length=NAME, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="threads")
    key = models.CharField(max_length=80)
    wants_all_destroyed = models.BooleanField(default=False)


class Sending(BelongsToASource):
    """What a source sent in one form is one testimony, whenever its parts arrive."""

    id = models.CharField(primary_key=True, max_length=NAME, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    testimony = models.ForeignKey(Testimony, models.CASCADE, related_name="+")


class Answer(BelongsToASource):
    """What a contact editor says to a source through the door."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the next visit to the door")
        AT_THE_DOOR = "at the door", _("at the door")
        LOST = "lost", _("the door says that the source destroyed everything there, so nobody will read it")

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="answers")
    thread = models.ForeignKey(SourceThread, models.CASCADE, related_name="answers")
    day = models.DateField(_("written on"))
    words = models.TextField(_("answer"))
    sealed = models.BinaryField(blank=True, default=b"")  # until it is at the door
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)

    class Meta(BelongsToASource.Meta):
        ordering: ClassVar[list[str]] = ["-day", "id"]
