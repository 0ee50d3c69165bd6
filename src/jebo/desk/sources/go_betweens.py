"""Makes a go-between: a person through whom word or money passes, under an alias of their own."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.sources.models import GoBetween, Source
from jebo.desk.sources.register import take


def register(day: date, member: Member, source: Source, alias: str) -> GoBetween:
    """Keep a new go-between of a source.

    :raises jebo.desk.sources.register.AliasTaken: nothing was kept.
    :raises jebo.desk.wall.BehindTheWall: the source is not the member's to see.
    """
    with transaction.atomic():
        take(alias)
        made: GoBetween = GoBetween.objects.create(source=source, alias=alias)
        trail.write(day, member.pk, "go_between.register", made.trail)
    return made
