"""Letters of readers. Of who wrote one nothing is kept but an address to answer to, until it is answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk.ids import LENGTH, new_id
from jebo.desk.people.models import Member
from jebo.desk.stories.models import Story

ADDRESS_DAYS = 30
"""An address to answer to is forgotten after so many days, answered or not: like a contact, and chosen by us."""


class Letter(models.Model):
    """A comment or a question of a reader, as it was written."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        ASSIGNED = "assigned", _("assigned")
        ANSWERED = "answered", _("answered")
        CORRECTION = "correction", _("became a correction")
        LEAD = "lead", _("became a lead")
        ASIDE = "aside", _("set aside")

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    day = models.DateField(_("came on"))
    words = models.TextField(_("what was written"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    assigned_to = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    story = models.ForeignKey(Story, models.SET_NULL, null=True, blank=True, related_name="letters")
    address = models.CharField(_("address to answer to"), max_length=254, blank=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "-day", "id"], name="letter_by_state")
        ]

    def __str__(self) -> str:
        return self.words[:60]
