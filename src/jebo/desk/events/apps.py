"""Tells Django of the app, and sees to it that verdicts follow what they hang on."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class Events(AppConfig):
    """The app ``events``."""

    name = "jebo.desk.events"
    label = "events"

    def ready(self) -> None:
        """Listen. The apps below do not know of events, so they cannot say that something changed."""
        from jebo.desk.events.models import Support
        from jebo.desk.sources.models import Source
        from jebo.desk.testimony.statement import Statement, ToldOn

        for happened in (post_save, post_delete):
            happened.connect(_support, Support, dispatch_uid=f"support {id(happened)}")
            happened.connect(_statement, Statement, dispatch_uid=f"statement {id(happened)}")
            happened.connect(_told_on, ToldOn, dispatch_uid=f"told on {id(happened)}")
        post_save.connect(_source, Source, dispatch_uid="source")


def _support(instance: Any, **_: Any) -> None:
    from jebo.desk.events import rests

    rests.recompute([instance.event_id])
    rests.board([instance.statement_id])


def _statement(instance: Any, created: bool = False, **_: Any) -> None:
    from jebo.desk.events import rests

    if created:
        return
    hanging = rests.resting_on([instance.pk])
    if instance.group != instance.group_before:
        hanging |= rests.of_source(instance.source_id)
        instance.group_before = instance.group
    if hanging:
        rests.recompute(hanging)


def _told_on(instance: Any, **_: Any) -> None:
    from jebo.desk.events import rests

    rests.recompute(rests.resting_on([instance.statement_id, instance.article_id]))


_SHOWN = frozenset({"alias", "reliability", "once_known_as"})


def _source(
    instance: Any, created: bool = False, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    from jebo.desk.events import rests

    if not created and (update_fields is None or _SHOWN & update_fields):
        rests.follow(instance)
