"""What happens when a colleague leaves: their ways in, their key and their sources; and envelopes that are sealed anew.

Three people have a part in it, so that none of them can do it for their own ends. An administrator ends the membership and
sees no alias. A safety editor hands over the sources that would be left with nobody. Whoever can open an envelope seals it
anew, for those who look after the source now; the copy in an older backup still opens with the key of that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.apps import apps
from django.db import transaction

from jebo.desk import unlocked
from jebo.desk.people import keys, trail
from jebo.desk.people.members import NotYourself, keep_an_administrator, shut
from jebo.desk.people.models import Entry, Member
from jebo.desk.refused import Refused
from jebo.desk.wall import BelongsToASource, whole_desk
from jebo.errors import N_
from jebo.sealing import Recipient, rewrap

_TWO: Final = 2  # as jebo.desk.sources.identity: one key lost must not lose the source
COULD_OPEN: Final = "identity.could_open"


class StillHere(Refused):
    """The member has not left."""

    says = N_("this member still works here; end the membership first")


class NotForThem(Refused):
    """The member who is to take the sources cannot look after sources."""

    says = N_("sources go to a contact editor who works here and has a key of their own")


def leave(day: date, by: str, member: Member) -> None:
    """End a membership: no way in, no key, no roles, no open session, and no source that others look after too.

    Which envelopes they could open is written to the trail first, for those who may see the sources.

    :raises NotYourself, LastAdministrator: nothing was changed.
    """
    if by == member.pk:
        raise NotYourself
    keep_an_administrator(member)
    with transaction.atomic(), whole_desk():
        for about in sorted(one.trail for one in _sealed_to(member.recipient)):
            trail.write(day, member.pk, COULD_OPEN, about)
        _let_go(member)
        member.is_active, member.roles, member.recipient, member.sealed_identity = False, [], "", b""
        member.save(update_fields=["is_active", "roles", "recipient", "sealed_identity"])
        shut(member)
        trail.write(day, by, "member.leave", member.pk)


def hand_over(day: date, by: str, member: Member, to: Member) -> int:
    """Give the sources that somebody who left has still in their name to a contact editor; how many there were.

    :raises StillHere, NotForThem: nothing was changed.
    """
    if member.is_active:
        raise StillHere
    if not (to.may("source.register") and to.recipient):
        raise NotForThem
    sharing = _model("sources", "Sharing")
    with transaction.atomic(), whole_desk():
        theirs = list(sharing.objects.filter(member=member).select_related("source"))
        for one in theirs:
            sharing.objects.update_or_create(
                source=one.source, member=to, defaults={"how": sharing.How.CONTACT}
            )
            one.delete()
            trail.write(day, by, "source.hand_over", one.source.trail)
    return len(theirs)


def in_their_name(member: Member) -> int:
    """How many sources a member has in their name: a number, which the one who hands them over may know."""
    with whole_desk():
        return int(_model("sources", "Sharing").objects.filter(member=member).count())


def _let_go(member: Member) -> None:
    """Leave the sources that another contact editor looks after too; the others wait to be handed over."""
    sharing = _model("sources", "Sharing")
    others = sharing.objects.filter(how=sharing.How.CONTACT, member__is_active=True).exclude(member=member)
    for one in sharing.objects.filter(member=member):
        if one.how != sharing.How.CONTACT or others.filter(source=one.source_id).exists():
            one.delete()


def could_open(member: Member) -> list[Any]:
    """The sources whose envelopes a member who left could open, of those that the member in front of the screen sees."""
    written = set(Entry.objects.filter(action=COULD_OPEN, member=member.pk).values_list("about", flat=True))
    return [source for source in _model("sources", "Source").objects.all() if source.trail in written]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """An envelope, without what is in it."""

    model: Any
    pk: Any
    source: str
    alias: str
    trail: str
    """What the trail calls its person by."""
    recipients: frozenset[str]


def unsettled(member: Member) -> list[Sealed]:
    """The envelopes that the member sees and can open, and that somebody who left can open or a successor cannot."""
    return looked_through(member)[0]


def looked_through(member: Member) -> tuple[list[Sealed], int]:
    """Those of :func:`unsettled`, and how many envelopes the member sees that only the recovery key opens."""
    wanted, paper = _wanted(), {unlocked.desk().recovery}
    due, only_on_paper = [], 0
    for one in _sealed():
        to = wanted[one.source]
        only_on_paper += not (to & one.recipients) - paper
        if len(to) >= _TWO and member.recipient in one.recipients and one.recipients != to:
            due.append(one)
    return due, only_on_paper


def reseal(day: date, member: Member, passphrase: str) -> int:
    """Seal all that :func:`unsettled` lists anew, with the member's own key; how many. Nothing of it is shown.

    :raises jebo.desk.people.keys.NoKey: the member has no key.
    :raises jebo.sealing.SealingError: the passphrase is not the one, or an envelope is damaged.
    """
    identity = keys.opened(member, passphrase)
    with transaction.atomic():
        wanted, due = _wanted(), unsettled(member)
        for one in due:
            trail.write(day, member.pk, "identity.reseal", one.trail)
            to, row = sorted(wanted[one.source]), one.model.objects.get(pk=one.pk)
            row.envelope = rewrap(bytes(row.envelope), identity, [Recipient(text=key) for key in to])
            row.recipients = to
            row.save(update_fields=["envelope", "recipients"])
    return len(due)


def _wanted() -> defaultdict[str, frozenset[str]]:
    """For each source that the member sees the keys of its contact editors who work here, and the recovery key."""
    sharing = _model("sources", "Sharing")
    looked_after = sharing.objects.filter(how=sharing.How.CONTACT, member__is_active=True).exclude(
        member__recipient=""
    )
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for source, key in looked_after.values_list("source", "member__recipient"):
        found[source] |= {key}
    for source in found:
        found[source] |= {unlocked.desk().recovery} - {""}
    return found


def _sealed() -> Iterator[Sealed]:
    """Every envelope that the member sees."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields()}
        if issubclass(model, BelongsToASource) and {"envelope", "recipients", "source"} <= names:
            person = "trail" if "trail" in names else "source__trail"
            rows = model.objects.exclude(envelope=b"").order_by("source__alias")
            for row in rows.values_list("pk", "source", "source__alias", person, "recipients"):
                pk, source, alias, about, to = row
                yield Sealed(
                    model=model, pk=pk, source=source, alias=alias, trail=about, recipients=frozenset(to)
                )


def _sealed_to(recipient: str) -> Iterator[Sealed]:
    return (one for one in _sealed() if recipient and recipient in one.recipients)


def _model(app: str, name: str) -> Any:
    """A model of a layer above: ``people`` knows no sources, only that they may be somebody's."""
    return apps.get_model(app, name)


def aliases(about: set[str]) -> dict[str, str]:
    """By trail id the aliases of those sources and go-betweens that the member in front of the screen sees."""
    found = {}
    for model in (_model("sources", "Source"), _model("sources", "GoBetween")):
        found.update(model.objects.filter(trail__in=about).values_list("trail", "alias"))
    return found
