"""A member's own key: to its public half identities are sealed, and the other half opens with a passphrase of theirs."""

from __future__ import annotations

from jebo.desk.people.models import Member
from jebo.sealing import Identity


def give_key(member: Member, passphrase: str) -> None:
    """Make the member's key, locked with a *passphrase* that nobody else knows, and keep it.

    :raises jebo.sealing.SealingError: the passphrase is empty or cannot be typed.
    """
    identity = Identity.make()
    member.recipient = str(identity.recipient)
    member.sealed_identity = identity.locked(passphrase)
    member.save(update_fields=["recipient", "sealed_identity"])


def opened(member: Member, passphrase: str) -> Identity:
    """The member's key, for as long as the caller holds it; it is never kept.

    :raises jebo.sealing.SealingError: the passphrase is not the one.
    """
    return Identity.unlock(bytes(member.sealed_identity), passphrase)
