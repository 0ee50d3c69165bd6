"""A second person says that a source is real, in one line."""

from __future__ import annotations

from datetime import date

from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.desk.sources.models import Source
from jebo.errors import N_


class NotTheSame(Refused):
    """Whoever registers a source cannot be the second person."""

    says = N_(
        "a second person says that the source is real, not the one who registered it; and only that person takes it back"
    )


def attest(day: date, member: Member, source: Source, line: str) -> None:
    """Take down that *member* says so.

    :raises NotTheSame: the member registered the source.
    :raises jebo.desk.wall.BehindTheWall: the member does not see the source.
    """
    if source.registered_by_id == member.pk:
        raise NotTheSame
    _keep(day, member, source, "source.attest", member, line)


def take_back(day: date, member: Member, source: Source) -> None:
    """Take back what the member said.

    :raises NotTheSame: somebody else said it.
    """
    if source.attested_by_id != member.pk:
        raise NotTheSame
    _keep(day, member, source, "source.unattest", None, "")


def _keep(day: date, member: Member, source: Source, action: str, by: Member | None, line: str) -> None:
    source.attested_by, source.attestation = by, line
    source.save(update_fields=["attested_by", "attestation"])
    trail.write(day, member.pk, action, source.trail)
