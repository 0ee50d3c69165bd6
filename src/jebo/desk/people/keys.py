"""A member's own key: to its public half identities are sealed, and the other half opens with a passphrase of theirs."""

from __future__ import annotations

from jebo.desk import strength
from jebo.desk.key import Passphrase
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.errors import N_
from jebo.sealing import Identity


class NoKey(Refused):
    """The member has no key of their own."""

    says = N_(
        "you have no key of your own yet; ask an administrator for a new way in, with which you make one"
    )


def give_key(member: Member, passphrase: str) -> None:
    """Make the member's key, locked with a *passphrase* that nobody else knows, and keep it.

    :raises jebo.sealing.SealingError: the passphrase is empty or cannot be typed.
    """
    identity = Identity.make()
    member.recipient = identity.recipient.text
    member.sealed_identity = identity.locked(passphrase)
    member.save(update_fields=["recipient", "sealed_identity"])


def opened(member: Member, passphrase: str) -> Identity:
    """The member's key, for as long as the caller holds it; it is never kept.

    :raises NoKey: they have none.
    :raises jebo.sealing.SealingError: the passphrase is not the one.
    """
    if not member.sealed_identity:
        raise NoKey
    return Identity.unlock(bytes(member.sealed_identity), passphrase)


def demand_strength(passphrase: str) -> None:
    """A passphrase that a member chooses must be as strong as the desk's own: both lie on the same disk.

    :raises jebo.desk.strength.WeakPassphrase: it could be guessed.
    """
    strength.demand(Passphrase(passphrase))


def change_passphrase(member: Member, old: str, new: str) -> None:
    """Lock the same key with a new passphrase; nothing that was sealed to it has to be sealed again.

    :raises NoKey: they have none.
    :raises jebo.sealing.SealingError: the old passphrase is not the one, or the new one cannot be typed.
    """
    member.sealed_identity = opened(member, old).locked(new)
    member.save(update_fields=["sealed_identity"])
