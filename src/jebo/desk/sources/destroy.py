"""Destroys a source: every row about it, every file, what others made of it; then the journal in which it still stood.

Rows go because they hang on the source (Django's CASCADE). What is no row (an index, a file) is destroyed by functions that
its owner puts into ``copies``::

    from jebo.desk.sources.destroy import copies

    copies.append(forget)  # forget(source_id): called before the rows go, through the eyes of the whole desk
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from jebo.desk import disk, ledger, unlocked
from jebo.desk.folder import DataFolder
from jebo.desk.ledger import Backup
from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.desk.sources import register
from jebo.desk.sources.identity import about
from jebo.desk.sources.models import GoBetween, Sharing, Source, Status
from jebo.desk.sources.terms import Kind, read
from jebo.desk.wall import BelongsToASource, must_be_mine, whole_desk
from jebo.errors import N_

copies: Final[list[Callable[[str], None]]] = []
"""What destroys copies that are no rows."""

_WORDS: Final = {
    "Identity": _("who it is"), "GoBetween": _("go-betweens"), "NeverPrint": _("terms never to print"),
    "Contact": _("contacts"), "Question": _("questions for the next call"), "Outgoing": _("questions put to others"),
    "Testimony": _("testimony"), "Attachment": _("photos and documents"), "Statement": _("statements"),
    "Sharing": _("members who see it"), "History": _("exposure history"),
    "Asked": _("that it was asked before publication"), "Answer": _("answers through the door"),
    "SourceThread": _("by what the door knows it"),
}  # fmt: skip


class MustBeAllowed(Refused):
    """The statements were to stay, and no safety editor has said so."""

    says = N_(
        "statements stay without their source only if a safety editor says so; ask one to whom you share the source"
    )


def going(source: Source) -> list[tuple[Any, int]]:
    """What will go with a source: what it is called, and how many there are."""
    held = (
        (_WORDS.get(model.__name__), model.objects.filter(source=source).count())
        for model in _hang_on_a_source()
    )
    return [(words, count) for words, count in held if words and count]


def destroy(day: date, member: Member, source: Source, *, keep_statements: bool = False) -> bool:
    """Destroy a source and all that hangs on it.

    :param keep_statements: let its statements stand, under an alias of their own that stands for nobody.
    :returns: whether the journal is empty as well (:func:`wipe`).
    :raises MustBeAllowed: nothing was destroyed.
    :raises jebo.desk.wall.BehindTheWall: the member may not see the source.
    """
    must_be_mine(source.pk)
    if keep_statements and source.statements_may_stay is None:
        raise MustBeAllowed
    with whole_desk(), transaction.atomic():
        trail.write(day, member.pk, "source.destroy", source.trail)
        register.remember(source.alias)
        for forget in copies:
            forget(source.pk)
        files = list(_files(source))
        if keep_statements:
            _let_statements_stand(day, source)
        _join_aliases(source)
        Source.objects.filter(pk=source.pk).delete()
        _unlink(files)
    return wipe()


def destroy_go_between(day: date, member: Member, one: GoBetween) -> bool:
    """Destroy a go-between; whether the journal is empty as well."""
    must_be_mine(one.source_id)
    with transaction.atomic():
        trail.write(day, member.pk, "go_between.destroy", about(one))
        register.remember(one.alias)
        one.delete()
    return wipe()


def wipe() -> bool:
    """Take what was destroyed out of the database's journal (SQLCipher) or its dead rows (PostgreSQL) too.

    In the database itself SQLCipher has overwritten it already (``secure_delete``).

    :returns: False while somebody still reads from the journal; then it is to be done again.
    """
    if connection.in_atomic_block:
        return False
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM FULL")
        return True
    try:
        return bool(connection.checkpoint())  # type: ignore[attr-defined]  # of jebo.desk.sqlcipher
    except Refused:
        return False


def backups_that_hold(source: Source) -> tuple[Backup, ...]:
    """The backups in which a source stands: those made since it was registered.

    :raises jebo.desk.refused.Refused: the list cannot be read.
    """
    return tuple(one for one in backups() if one.day >= source.registered)


def backups() -> tuple[Backup, ...]:
    """All that the desk knows of, oldest first; none on a desk without a data folder."""
    envelopes = unlocked.desk().envelopes
    return ledger.backups(DataFolder(envelopes.parent)) if envelopes else ()


def _hang_on_a_source() -> list[type[Any]]:
    """Every model whose rows name the source that they are about."""
    behind = (model for model in apps.get_models() if issubclass(model, BelongsToASource))
    return [model for model in behind if any(one.name == "source" for one in model._meta.get_fields())]


def _files(source: Source) -> Iterator[Path]:
    """The sealed files of a source: a row names its file in ``sealed_in``."""
    folder = unlocked.desk().envelopes
    for model in _hang_on_a_source():
        if folder and any(one.name == "sealed_in" for one in model._meta.get_fields()):
            named = model.objects.filter(source=source).exclude(sealed_in="")
            yield from (folder / name for name in named.values_list("sealed_in", flat=True))


def _unlink(files: list[Path]) -> None:
    """The blocks stay on the disk until they are used again; they hold an age envelope, which only its keys open."""
    with disk.in_one_sentence():
        for file in files:
            file.unlink(missing_ok=True)
        for folder in {file.parent for file in files}:
            disk.sync_folder(folder)


def _join_aliases(source: Source) -> None:
    """The same person's later aliases hang on their earlier one, with this one out between them."""
    for later in Source.objects.filter(once_known_as=source):
        later.once_known_as_id = source.once_known_as_id
        later.save(update_fields=["once_known_as"])


def _let_statements_stand(day: date, source: Source) -> None:
    """Hang the statements on a source that stands for nobody: nothing of the person goes with them but the grade, the
    zone and what was agreed about printing, which binds the desk still."""
    statement = apps.get_model("testimony", "Statement")
    kept = [one.row for one in read(source.terms) if one.kind is not Kind.OTHER]
    stand_in = Source(
        alias=register.offers("ko" if not source.alias.isascii() else "en", 1)[0], registered=day, zone=source.zone,
        reliability=source.reliability, terms=kept, status=Status.ENDED, stands_for_nobody=True,
    )  # fmt: skip
    stand_in.save(force_insert=True)
    register.remember(stand_in.alias)
    for one in Sharing.objects.filter(source=source):
        Sharing.objects.create(source=stand_in, member=one.member, how=one.how)
    for model in _hang_on_a_source():
        if any(
            one.is_relation and one.concrete and one.related_model is statement
            for one in model._meta.get_fields()
        ):
            model.objects.filter(source=source).update(source=stand_in)
    for one in statement.objects.filter(source=source):
        one.source, one.testimony, one.start, one.end = stand_in, None, None, None
        one.day = statement._meta.get_field("day").default  # the day on which they were in touch
        one.save()
    stand_in.save()  # tells those who show its alias
