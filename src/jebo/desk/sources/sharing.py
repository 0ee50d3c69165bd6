"""Who looks after a source: its contact editors, and colleagues who may see it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from jebo.desk.people import keys, trail
from jebo.desk.people.models import Member
from jebo.desk.people.offboard import NotForThem
from jebo.desk.refused import Refused
from jebo.desk.sources import identity
from jebo.desk.sources.models import Sharing, Source
from jebo.desk.wall import BehindTheWall
from jebo.errors import N_

How = Sharing.How


class LastContactEditor(Refused):
    """Without this member nobody would look after the source."""

    says = N_("a source has at least one contact editor; hand it over instead")


def theirs(member: Member) -> QuerySet[Source]:
    """The sources whose contact editor a member is."""
    return Source.objects.filter(sharings__member=member, sharings__how=How.CONTACT)


def must_look_after(member: Member, source: Source) -> None:
    """Stop unless the member is a contact editor of the source.

    :raises BehindTheWall: the member is not; it looks like a source that is not there.
    """
    if not theirs(member).filter(pk=source.pk).exists():
        raise BehindTheWall


def colleagues(source: Source) -> list[Member]:
    """Those who may see sources and do not see this one yet."""
    known = Sharing.objects.filter(source=source).values("member")
    others = Member.objects.filter(is_active=True).exclude(pk__in=known).order_by("name")
    return [one for one in others if one.may("source.see")]


def share(day: date, member: Member, source: Source, whom: Member, how: How) -> None:
    """Let a colleague see a source, or look after it as well.

    :raises NotForThem: a contact editor must have that role and a key of their own.
    :raises BehindTheWall: *member* is not its contact editor, or *whom* may see no source.
    """
    must_look_after(member, source)
    if not whom.may("source.see"):
        raise BehindTheWall
    if how == How.CONTACT:
        _fit(whom)
    with transaction.atomic():
        trail.write(day, member.pk, "source.share", source.trail)
        Sharing.objects.update_or_create(source=source, member=whom, defaults={"how": how})


def stop_sharing(day: date, member: Member, source: Source, whom: Member) -> None:
    """Let a colleague see a source no longer.

    :raises LastContactEditor: nobody else looks after it.
    :raises BehindTheWall: *member* is not its contact editor.
    """
    must_look_after(member, source)
    with transaction.atomic():
        if not _contact_editors(source).exclude(member=whom).exists():
            raise LastContactEditor
        trail.write(day, member.pk, "source.unshare", source.trail)
        Sharing.objects.filter(source=source, member=whom).delete()


def hand_over(day: date, member: Member, source: Source, to: Member, passphrase: str) -> None:
    """Make *to* a contact editor in the place of *member*, and seal what is sealed to them.

    :param passphrase: of the member's own key; not looked at where nothing is sealed.
    :raises NotForThem: *to* must be a contact editor with a key of their own.
    :raises BehindTheWall: *member* is not its contact editor.
    :raises jebo.errors.JeboError: an envelope cannot be sealed anew; nothing was changed.
    """
    must_look_after(member, source)
    if to == member:
        raise NotForThem
    _fit(to)
    with transaction.atomic():
        trail.write(day, member.pk, "source.hand_over", source.trail)
        Sharing.objects.update_or_create(source=source, member=to, defaults={"how": How.CONTACT})
        mine = Sharing.objects.filter(source=source, member=member)
        mine.update(how=How.SHARED)  # still seen, so that the envelopes can be written
        if identity.envelopes(source):
            identity.rewrapped(day, member, source, keys.opened(member, passphrase))
        mine.delete()


def _fit(whom: Member) -> None:
    if not (whom.may("source.register") and whom.recipient):
        raise NotForThem


def _contact_editors(source: Source) -> QuerySet[Sharing]:
    return Sharing.objects.filter(source=source, how=How.CONTACT, member__is_active=True)
