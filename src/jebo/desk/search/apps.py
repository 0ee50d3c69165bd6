"""Tells Django of the app, and keeps the index beside the rows."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class Search(AppConfig):
    """The app ``search``."""

    name = "jebo.desk.search"
    label = "search"

    def ready(self) -> None:
        """A row is written into the index when it is saved, and leaves it when it is deleted, in the same transaction."""
        from jebo.desk.search import index
        from jebo.desk.search.kinds import KINDS
        from jebo.desk.sources import destroy
        from jebo.desk.testimony import contacts

        for kind in KINDS:
            post_save.connect(_saved, sender=kind.model, dispatch_uid=f"index {kind.sort}")
            post_delete.connect(_deleted, sender=kind.model, dispatch_uid=f"index {kind.sort}")
        if index.forget not in destroy.copies:
            destroy.copies.append(index.forget)
        if index.drop_all not in contacts.copies:
            contacts.copies.append(index.drop_all)


def _saved(sender: Any, instance: Any, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    from jebo.desk.search import index
    from jebo.desk.search.kinds import BY_MODEL

    kind = BY_MODEL[sender]
    if update_fields is None or not update_fields.isdisjoint({*kind.fields, kind.day, "source"}):
        index.keep(instance)


def _deleted(sender: Any, instance: Any, **_: Any) -> None:
    from jebo.desk.search import index

    index.drop(instance)
