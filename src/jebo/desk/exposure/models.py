"""The row of a history: noise to whoever does not hold its key, which is not in the database."""

from __future__ import annotations

from django.db import models

from jebo.desk.sources.models import Source
from jebo.desk.wall import BelongsToASource


class History(BelongsToASource):
    """What was given away of a source so far, sealed to a key of its own (:mod:`jebo.desk.keyring`)."""

    source = models.OneToOneField(Source, models.CASCADE, related_name="+", primary_key=True)
    sealed = models.BinaryField()

    class Meta(BelongsToASource.Meta):
        verbose_name_plural = "histories"
