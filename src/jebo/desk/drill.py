"""Rehearses on an invented desk what is done in a bad hour: contact is lost, somebody leaves, a source is destroyed, a desk is restored.

Everything is as on a real desk (encryption, wall, trail, backups) but its folder, which the caller makes and takes away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from jebo.desk import backup as copies
from jebo.desk import serve
from jebo.desk.folder import Created, DataFolder, create, unlock
from jebo.desk.key import Derivation, Key, Passphrase, RecoveryKey
from jebo.desk.keyring import Keyring
from jebo.desk.sqlcipher import connection

PASSPHRASE: Final = "seven copper lanterns wait for the slow ferry"  # noqa: S105 - nobody real is in this desk
_OWN: Final = "호두 서랍 안개 계단 연필 소금"  # of the members' keys
_DESK, _BEFORE, _AFTER = "desk", "before.jebo", "after.jebo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Something that must hold, by the name of its step and of the claim, and whether it does."""

    step: str
    claim: str
    holds: bool


def rehearse(root: Path, day: date, derivation: Derivation | None = None) -> Iterator[Proof]:
    """Each step on a new desk in the folder *root*, and what was proven. Once in a process.

    :param root: an empty folder that is taken away afterwards.
    :param derivation: as in :func:`jebo.desk.folder.create`.
    """
    folder = DataFolder(root / _DESK)
    created = create(folder, Passphrase(PASSPHRASE), derivation=derivation)
    with serve.at_work(folder, created.key, {}):
        from jebo.desk import demo  # its rows are known only now

        demo.fill(day)
        yield from _lost_contact(day)
        yield from _offboard(day)
        yield from _destroy(folder, created.key, root, day)
    yield from _restore(root, created, _rows(folder, created.key))


def _lost_contact(day: date) -> Iterator[Proof]:
    from jebo.desk.sources.models import Source, Status
    from jebo.desk.sources.waiting import stopped
    from jebo.desk.wall import seen_by

    source, colleague = _source_of("Hanbyeol"), _member("Doyun")
    yield Proof(step="lost", claim="moves before", holds=not stopped([source.pk]))
    source.status = Status.LOST
    _saved(source)
    yield Proof(step="lost", claim="stops", holds=stopped([source.pk]))
    with seen_by(colleague.pk):
        hidden = not Source.objects.filter(pk=source.pk).exists()
    yield Proof(step="lost", claim="not told why", holds=hidden and stopped([source.pk]))
    source.status = Status.ACTIVE
    _saved(source)
    yield Proof(step="lost", claim="moves again", holds=not stopped([source.pk]))


def _offboard(day: date) -> Iterator[Proof]:
    from jebo.desk.people import keys, offboard
    from jebo.desk.sources import identity, sharing
    from jebo.desk.sources.models import Identity, Sharing, Source
    from jebo.desk.wall import seen_by

    stays, leaves, safety = _member("Hanbyeol"), _member("Doyun"), _member("Saebom")
    for one in (stays, leaves):
        keys.give_key(one, _OWN)
    key, source = keys.opened(leaves, _OWN), _source_of("Hanbyeol")
    with seen_by(stays.pk):
        sharing.share(day, stays, source, leaves, Sharing.How.CONTACT)
        identity.seal(day, stays, Identity(source=source), identity.Who(name="invented"))
    yield Proof(step="offboard", claim="could open", holds=_opens(source, key))
    offboard.leave(day, safety.pk, leaves)
    with seen_by(leaves.pk):
        sees = Source.objects.filter(pk=source.pk).exists()
    yield Proof(step="offboard", claim="no way in", holds=not _member("Doyun").is_active and not sees)
    offboard.hand_over(day, safety.pk, _member("Doyun"), stays)
    yield Proof(step="offboard", claim="handed over", holds=offboard.in_their_name(leaves) == 0)
    with seen_by(stays.pk):
        offboard.reseal(day, stays, _OWN)
    yield Proof(step="offboard", claim="sealed anew", holds=not _opens(source, key))
    yield Proof(step="offboard", claim="still opens", holds=_opens(source, keys.opened(stays, _OWN)))


def _destroy(folder: DataFolder, key: Key, root: Path, day: date) -> Iterator[Proof]:
    from jebo.desk.exposure import history
    from jebo.desk.sources import destroy
    from jebo.desk.wall import seen_by

    source, contact_editor = _source_of("Hanbyeol"), _member("Hanbyeol")
    alias, words = source.alias, _words(source)
    history.record(source.pk, _told(day))
    copies.backup(folder, key, root / _BEFORE, day)
    yield Proof(
        step="destroy",
        claim="was there",
        holds=_held(folder, key, alias, words) and _has_key(folder, key, source.pk),
    )
    with seen_by(contact_editor.pk):
        emptied = destroy.destroy(day, contact_editor, source)
    yield Proof(step="destroy", claim="gone from the database", holds=not _held(folder, key, alias, words))
    yield Proof(step="destroy", claim="journal empty", holds=emptied)
    yield Proof(
        step="destroy",
        claim="history gone",
        holds=not _has_key(folder, key, source.pk) and not history.ever(source.pk),
    )
    yield Proof(step="destroy", claim="older backups named", holds=bool(destroy.backups()))
    copies.backup(folder, key, root / _AFTER, day)


def _restore(root: Path, created: Created, left: int) -> Iterator[Proof]:
    first, second, third = (DataFolder(root / name) for name in ("by passphrase", "by paper", "older"))
    copies.restore(root / _AFTER, first, Passphrase(PASSPHRASE))
    yield Proof(
        step="restore",
        claim="by passphrase",
        holds=_rows(first, unlock(first, Passphrase(PASSPHRASE))) == left,
    )
    typed = RecoveryKey.typed("\n".join(created.recovery.lines()))
    copies.restore(root / _AFTER, second, typed)
    yield Proof(step="restore", claim="by paper", holds=_rows(second, unlock(second, typed)) == left)
    copies.restore(root / _BEFORE, third, Passphrase(PASSPHRASE))
    older = unlock(third, Passphrase(PASSPHRASE))
    yield Proof(step="restore", claim="older holds it", holds=_rows(third, older) == left + 1)


# What is looked at.


def _member(name: str) -> Any:
    from jebo.desk.people.models import Member

    return Member.objects.get(name=name)


def _source_of(name: str) -> Any:
    """The first source that somebody looks after."""
    from jebo.desk.sources.models import Source
    from jebo.desk.wall import whole_desk

    with whole_desk():
        found = Source.objects.filter(sharings__member__name=name, status="active").order_by(
            "registered", "pk"
        )
        return found[0]


def _saved(source: Any) -> None:
    from jebo.desk.wall import whole_desk

    with whole_desk():
        source.save(update_fields=["status"])


def _words(source: Any) -> str:
    """Words that the source said, as they lie in the database."""
    from jebo.desk.wall import whole_desk

    with whole_desk():
        return str(source.testimonies.first().words)


def _opens(source: Any, key: Any) -> bool:
    """Whether a key opens who the source is."""
    from jebo.desk.sources.models import Identity
    from jebo.desk.wall import whole_desk
    from jebo.sealing import SealingError, unseal

    with whole_desk():
        row = Identity.objects.get(source=source)
    try:
        return bool(unseal(bytes(row.envelope), key))
    except SealingError:
        return False


def _told(day: date) -> Any:
    from jebo.desk.exposure.told import Told
    from jebo.disclosure.anonymity.scene import Published, Traced
    from jebo.disclosure.country import Range

    fact = Published(
        id="invented", tells=Traced(share=Range(low=0.1, high=0.1)), story="invented", linked=True
    )
    return Told(story="invented", release="invented", day=day, facts=(fact,))


def _has_key(folder: DataFolder, key: Key, source: str) -> bool:
    return Keyring(folder.exposure, key).of(source) is not None


def _held(folder: DataFolder, key: Key, *words: str) -> bool:
    """Whether any of the words stands in any row of the database, asked of the database itself."""
    with closing(connection.connect(folder.database, key)) as opened:
        tables = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = (row for table in tables for row in opened.execute(f'SELECT * FROM "{table}"'))  # noqa: S608 - names of ours
        return any(word in str(row) for row in rows for word in words)


def _rows(folder: DataFolder, key: Key) -> int:
    """How many sources a desk holds."""
    with closing(connection.connect(folder.database, key)) as opened:
        return int(next(iter(opened.execute("SELECT count(*) FROM sources_source")))[0])
