"""``jebo desk member``, ``audit`` and ``seed``: work on the rows of a desk, whether it is being served or not."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jebo.cli.desk_asking import folder_of, opened
from jebo.desk import database, serve
from jebo.desk.clock import today
from jebo.desk.refused import Refused
from jebo.errors import N_
from jebo.told.messages import _

if TYPE_CHECKING:
    from jebo.desk.people.models import Member

BROKEN_TRAIL = 1


class NoMember(Refused):
    """No member has that name."""

    says = N_("nobody at the desk has this name")


@contextmanager
def at_work(arguments: Namespace) -> Iterator[None]:
    """Within, the rows of the desk are at hand; its passphrase is asked for."""
    folder = folder_of(arguments.folder)
    database.demand(os.environ)
    with serve.at_work(folder, opened(folder), os.environ):
        yield


def member(arguments: Namespace) -> int:
    """Make a member, let one in anew, or give one other roles."""
    with at_work(arguments):
        if arguments.what == "add":
            made(arguments.name, arguments.roles)
            return 0
        from jebo.desk.people import members
        from jebo.desk.people.trail import AT_THE_MACHINE

        found = _named(arguments.name)
        if arguments.what == "roles":
            members.change_roles(today(), AT_THE_MACHINE, found, _roles(arguments.roles))
            print(_("Done; it holds from their next page on."))
        else:
            _show(found, members.new_way_in(today(), AT_THE_MACHINE, found))
    return 0


def _roles(words: Sequence[str]) -> list[str]:
    return [word.replace("-", " ") for word in words]


def _named(name: str) -> Member:
    from jebo.desk.people.models import Member, house_name

    found = Member.objects.filter(name__iexact=house_name(name)).first()
    if found is None:
        raise NoMember
    return found


def made(name: str, roles: Sequence[str]) -> None:
    """Make a member and show the one-time password; within :func:`jebo.desk.serve.at_work`."""
    from jebo.desk.people import members
    from jebo.desk.people.trail import AT_THE_MACHINE

    _show(*members.add(today(), AT_THE_MACHINE, name, _roles(roles)))


def _show(member: Member, password: str) -> None:
    from jebo.desk.people.members import DAYS

    print(
        _(
            "{name} comes in once with this password, within {days} days, and then sets a passkey or codes:"
        ).format(name=member.name, days=DAYS)
    )
    print(f"    {password}", flush=True)


def audit(arguments: Namespace) -> int:
    """Tell whether the trail holds, and its last line, by which a trail cut short is known."""
    with at_work(arguments):
        from jebo.desk.people.models import Entry
        from jebo.desk.people.trail import first_fault

        fault = first_fault(Entry.objects.order_by("number").iterator())
        if fault is not None:
            print(_("Line {number} of the trail was changed, taken out or put in.").format(number=fault))
            return BROKEN_TRAIL
        last = Entry.objects.order_by("-number").first()
        if last is None:
            print(_("The trail is empty."))
            return 0
        print(
            _("The trail holds. Its last line is number {number}, with the mark:").format(number=last.number)
        )
        print(last.digest)
    return 0


def seed(arguments: Namespace) -> int:
    """Fill an empty desk with invented people."""
    with at_work(arguments):
        from jebo.desk.seed import seed as scatter

        counts = {
            name: getattr(arguments, name)
            for name in ("sources", "testimonies", "statements", "stories", "seed")
        }
        scatter(**counts, day=today())
        print(_("Invented people and what they told are in the desk."))
    return 0
