"""Who belongs to the desk: members are added, given roles, let in anew; each act is a line of the trail.

All of it happens at the desk's page or, without a member who asks, by the command at the machine
(:data:`jebo.desk.people.trail.AT_THE_MACHINE`). That somebody leaves is in :mod:`jebo.desk.people.leaving`.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.db import transaction

from jebo.desk.ids import new_id
from jebo.desk.people import sessions, trail
from jebo.desk.people.models import Member, house_name
from jebo.desk.refused import Refused
from jebo.desk.rights import Role, may
from jebo.errors import N_

_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
_GROUPS, _IN_A_GROUP = 5, 4  # 31^20 = 2^99: not to be guessed, and short enough to be read out
DAYS: Final = 2  # chosen by us: a one-time password made on Friday opens until Sunday


class NameTaken(Refused):
    """A member of this name is there, or was."""

    says = N_("somebody at the desk has this name already, or had it; choose another")


class NoName(Refused):
    """The name is empty."""

    says = N_("a member needs a house name")


class NoRole(Refused):
    """No role was given."""

    says = N_("choose at least one role")


class NotYourself(Refused):
    """Nobody gives rights to themselves."""

    says = N_("nobody changes their own rights; ask another administrator, or use the command at the machine")


class LastAdministrator(Refused):
    """The desk would be left without an administrator."""

    says = N_("the desk needs an administrator; make somebody else one first")


def add(day: date, by: str, name: str, roles: Iterable[str]) -> tuple[Member, str]:
    """A new member and the one-time password with which they make their own way in. It is shown once and kept nowhere.

    :raises NoName, NameTaken, NoRole: nothing was made.
    """
    name, chosen = house_name(name), _roles(roles)
    if not name:
        raise NoName
    if Member.objects.filter(name__iexact=name).exists():
        raise NameTaken
    with transaction.atomic():
        member = Member.objects.create_user(name, roles=chosen)
        password = _one_time(day, member)
        trail.write(day, by, "member.add", member.pk)
    return member, password


def change_roles(day: date, by: str, member: Member, roles: Iterable[str]) -> None:
    """Give a member these roles and no others; it holds from their next page on.

    :raises NotYourself, NoRole, LastAdministrator: nothing was changed.
    """
    chosen = _roles(roles)
    if by == member.pk:
        raise NotYourself
    if Role.ADMINISTRATOR not in chosen:
        keep_an_administrator(member)
    with transaction.atomic():
        member.roles = chosen
        member.save(update_fields=["roles"])
        trail.write(day, by, "member.roles", member.pk)


def new_way_in(day: date, by: str, member: Member) -> str:
    """A one-time password for a member who lost their passkey or their codes; both stop working, and so do open sessions.

    The member's own key stays: with its passphrase they prove on the way in that they are who they were, so an
    administrator who takes the new password for themselves gets nowhere. Somebody who had left comes back without a key.

    :raises NotYourself: one's own way in is not lost while one asks.
    """
    if by == member.pk:
        raise NotYourself
    with transaction.atomic():
        action = "member.new_way_in" if member.is_active else "member.return"
        shut(member)
        member.is_active = True
        member.save(update_fields=["is_active"])
        password = _one_time(day, member)
        trail.write(day, by, action, member.pk)
    return password


def shut(member: Member) -> None:
    """Take away every way in of a member and end their sessions, also those of another process."""
    Authenticator.objects.filter(user=member).delete()
    member.set_unusable_password()
    member.one_time_until = None
    member.stamp = new_id()
    member.save(update_fields=["password", "one_time_until", "stamp"])
    sessions.end(member.pk)


def keep_an_administrator(member: Member) -> None:
    """:raises LastAdministrator: nobody else looks after the members."""
    others = Member.objects.filter(is_active=True).exclude(pk=member.pk)
    if may(member.roles, "member.manage") and not any(m.may("member.manage") for m in others):
        raise LastAdministrator


def _roles(roles: Iterable[str]) -> list[str]:
    chosen = [role.value for role in Role if role.value in set(roles)]
    if not chosen:
        raise NoRole
    return chosen


def _one_time(day: date, member: Member) -> str:
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_IN_A_GROUP)) for _ in range(_GROUPS))
    password = "-".join(groups)
    member.set_password(password)
    member.one_time_until = day + timedelta(days=DAYS)
    member.save(update_fields=["password", "one_time_until"])
    return password
