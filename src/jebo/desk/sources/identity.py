"""Who a source or a go-between is: one age envelope, sealed to its contact editors and to the desk's recovery key.

What is sealed is never kept otherwise. Opening takes a contact editor's own passphrase, and is written to the trail before
anything is opened. ``people/offboard.py`` seals envelopes anew after a colleague has left; the rule for whom is the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass, field, fields
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from jebo.desk import unlocked
from jebo.desk.people import keys, trail
from jebo.desk.people.keys import NoKey
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.desk.sources.models import GoBetween, Identity, Sharing, Source
from jebo.desk.wall import BelongsToASource
from jebo.errors import N_
from jebo.sealing import Identity as Key
from jebo.sealing import Part, Recipient, SealingError, rewrap, unseal
from jebo.sealing import seal as sealed

Envelope = Identity | GoBetween
_TWO = 2  # asked for by the desk's design: one key lost must not lose the source


class Reason(models.TextChoices):
    """Why an identity is opened. The trail takes it down, so it is one of a few words and nothing of the source's."""

    TOUCH = "touch", _("to get in touch")
    WARN = "warn", _("to warn them")
    HAND_OVER = "hand over", _("to hand them over")
    CORRECT = "correct", _("to correct what is written")
    OTHER = "other", _("for another reason")


class NobodyElse(Refused):
    """There is only one who could open the envelope."""

    says = N_(
        "an identity is sealed to at least two: share the source with a second contact editor who has a key, or start"
        " the desk with its recovery key"
    )


class NothingSealed(Refused):
    """There is no envelope."""

    says = N_("nothing is sealed yet; write down who it is first")


class ChangedMeanwhile(Refused):
    """Another envelope has taken the place of the one that was opened."""

    says = N_("somebody has sealed this anew meanwhile; open it again and write your change into that one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who somebody is. ``repr`` shows nothing of it."""

    name: str = field(default="", repr=False)
    phones: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    kin: str = field(default="", repr=False)
    reach: str = field(default="", repr=False)
    notes: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return any(astuple(self))


NAMES = tuple(one.name for one in fields(Who))


def envelopes(source: Source) -> list[Any]:
    """Every row with an envelope about a source: who it is, its go-betweens, originals of photos and papers."""
    found: list[Any] = []
    for model in apps.get_models():
        names = {one.name for one in model._meta.get_fields()}
        if issubclass(model, BelongsToASource) and {"envelope", "recipients", "source"} <= names:
            found += model.objects.filter(source=source).exclude(envelope=b"").select_related("source")
    return found


def recipients(source: Source) -> list[str]:
    """The public keys to which what is known of a source is sealed: its contact editors' and the recovery key.

    :raises NobodyElse: that is not two.
    """
    those = Sharing.objects.filter(source=source, how=Sharing.How.CONTACT, member__is_active=True)
    found = {key for key in those.values_list("member__recipient", flat=True) if key}
    if recovery := unlocked.desk().recovery:
        found.add(recovery)
    if len(found) < _TWO:
        raise NobodyElse
    return sorted(found)


def edition(row: Envelope | None) -> str:
    """Which envelope this is: a word that changes whenever it is sealed anew; empty where there is none."""
    return hashlib.sha256(bytes(row.envelope)).hexdigest() if row is not None and row.envelope else ""


def seal(day: date, member: Member, row: Envelope, who: Who, replaces: str = "") -> None:
    """Seal *who* into the envelope of *row* and keep it.

    :param replaces: the :func:`edition` that was opened; empty for the first.
    :raises NoKey: *member* could not open it again.
    :raises NobodyElse, ChangedMeanwhile: nothing was changed.
    """
    to = recipients(row.source)
    if member.recipient not in to:
        raise NoKey
    with transaction.atomic():
        if edition(type(row).objects.filter(pk=row.pk).first()) != replaces:
            raise ChangedMeanwhile
        trail.write(day, member.pk, "identity.seal", about(row))
        row.envelope = sealed(_parts(who), [Recipient(text=key) for key in to])
        row.recipients = to
        row.save()


def opened(day: date, member: Member, row: Envelope | None, passphrase: str, reason: Reason) -> Who:
    """Who it is, for as long as the caller holds it. The trail has the line before the envelope is touched.

    :raises NothingSealed: there is no envelope.
    :raises NoKey: the member has no key.
    :raises jebo.sealing.SealingError: the passphrase is not the one, or the envelope was sealed to others. The trail has
        a second line then.
    """
    if row is None or not row.envelope:
        raise NothingSealed
    with transaction.atomic(durable=True):
        trail.write(day, member.pk, f"identity.open.{reason.value.replace(' ', '_')}", about(row))
    try:
        parts = unseal(bytes(row.envelope), keys.opened(member, passphrase), expected=NAMES)
    except (SealingError, NoKey):
        trail.write(day, member.pk, "identity.not_opened", about(row))
        raise
    return Who(**{part.name: part.content.decode() for part in parts})


def reseal(day: date, member: Member, source: Source, passphrase: str) -> None:
    """Seal all about a source that the member can open to those who look after it now. Nothing of it is shown.

    :raises NobodyElse: that is not two.
    :raises NothingSealed: nothing is sealed to the member.
    :raises NoKey, jebo.sealing.SealingError: the envelopes are as they were.
    """
    key = keys.opened(member, passphrase)
    with transaction.atomic():
        if not rewrapped(day, member, source, key):
            raise NothingSealed


def rewrapped(day: date, member: Member, source: Source, key: Key) -> int:
    """Keep what the member can open sealed to those who look after the source now; how many envelopes it was."""
    mine = [row for row in envelopes(source) if member.recipient in row.recipients]
    for row in mine:
        trail.write(day, member.pk, "identity.reseal", about(row))
        row.recipients = recipients(source)
        row.envelope = rewrap(bytes(row.envelope), key, [Recipient(text=one) for one in row.recipients])
        row.save(update_fields=["envelope", "recipients"])
    return len(mine)


def about(row: Any) -> str:
    """What the trail calls the person by: a go-between has a word of its own there, and what else is sealed the source's."""
    return str(getattr(row, "trail", None) or row.source.trail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """Who can open an envelope, by house name."""

    can: tuple[str, ...]
    paper: bool
    """Whether the recovery key on paper can."""
    formerly: bool
    """Whether a key can that belongs to nobody who looks after the source now."""
    cannot: tuple[str, ...]
    """Contact editors of the source who cannot."""

    @property
    def fit(self) -> bool:
        """Whether those who look after the source can open it and nobody else can."""
        return not self.formerly and not self.cannot


def holders(row: Envelope) -> Holders:
    """Who can open the envelope of *row*."""
    sealed_to, recovery = set(row.recipients), unlocked.desk().recovery
    those = Sharing.objects.filter(source=row.source, how=Sharing.How.CONTACT, member__is_active=True)
    members = list(those.order_by("member__name").values_list("member__name", "member__recipient"))
    present = {key for _, key in members} | {recovery}
    return Holders(
        can=tuple(name for name, key in members if key and key in sealed_to),
        paper=bool(recovery) and recovery in sealed_to,
        formerly=not sealed_to <= present,
        cannot=tuple(name for name, key in members if not key or key not in sealed_to),
    )


def _parts(who: Who) -> list[Part]:
    return [Part(name=name, content=getattr(who, name).encode()) for name in NAMES]
