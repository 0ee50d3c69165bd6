"""The one place where the desk asks what day it is. Nothing about a source is kept finer than a day.

It is the day where the newsroom is: in Seoul it is tomorrow already while it is still today in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jebo.desk import unlocked
from jebo.desk.refused import Refused
from jebo.errors import N_

VARIABLE: Final = "JEBO_TIME_ZONE"
"""Names the newsroom's time zone (IANA, such as ``Asia/Seoul``) where it is not the machine's."""


class UnknownZone(Refused):
    """There is no such time zone, or this machine does not know it."""

    says = N_("this machine knows no such time zone; JEBO_TIME_ZONE takes a name such as Asia/Seoul")


def zone(environment: Mapping[str, str]) -> ZoneInfo | None:
    """The newsroom's time zone; None where nobody named one, for that of the machine.

    :raises UnknownZone: it cannot be found.
    """
    named = environment.get(VARIABLE)
    if not named:
        return None
    try:
        return ZoneInfo(named)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone from None


def today() -> date:
    """Today, by the machine's clock, where the newsroom is."""
    return day_of(datetime.now(UTC), unlocked.zone())  # noqa: TID251 - the edge where the clock comes in


def day_of(moment: datetime, zone: ZoneInfo | None) -> date:
    """The day on which a moment falls in a time zone; in the machine's where none is named.

    >>> day_of(datetime(2026, 3, 1, 16, tzinfo=UTC), ZoneInfo("Asia/Seoul"))
    datetime.date(2026, 3, 2)
    """
    return moment.astimezone(zone).date()
