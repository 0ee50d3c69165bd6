"""The one place where the desk asks what day it is. Nothing about a source is kept finer than a day.

A day is the newsroom's: it begins at midnight where the newsroom is, which ``JEBO_TIME_ZONE`` names, else the machine's
own settings do.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from jebo.desk.refused import Refused
from jebo.errors import N_

VARIABLE: Final = "JEBO_TIME_ZONE"
"""Names the newsroom's time zone as the IANA database does: ``Asia/Seoul``."""
_MACHINES: Final = Path("/etc/localtime")
_DATABASE: Final = "zoneinfo/"


class NoZone(Refused):
    """``JEBO_TIME_ZONE`` names no time zone that this machine knows."""

    says = N_("JEBO_TIME_ZONE names no time zone that is known here; a name looks like Asia/Seoul")


def zone(environment: Mapping[str, str], machines: Path = _MACHINES) -> ZoneInfo:
    """The newsroom's time zone: what ``JEBO_TIME_ZONE`` in *environment* names, else the machine's, else UTC.

    :param machines: the link by which the system says where the machine is.
    :raises NoZone: nothing has that name.
    """
    if named := environment.get(VARIABLE):
        if (found := _known(named)) is None:
            raise NoZone
        return found
    return next(filter(None, map(_known, _of_the_machine(environment, machines))), ZoneInfo("UTC"))


def _of_the_machine(environment: Mapping[str, str], machines: Path) -> Iterator[str]:
    """Names by which the machine may say where it is: POSIX's ``TZ``, then the link that systemd and macOS keep."""
    yield environment.get("TZ", "").removeprefix(":")
    yield machines.resolve().as_posix().partition(_DATABASE)[2]


def _known(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # not there, no name at all, a folder of names
        return None


def day(moment: datetime, where: tzinfo) -> date:
    """The day that it is *where* at a moment, which must say its offset.

    >>> day(datetime(2026, 3, 1, 15, tzinfo=UTC), ZoneInfo("Asia/Seoul"))
    datetime.date(2026, 3, 2)
    """
    return moment.astimezone(where).date()


def today() -> date:
    """Today, by the machine's clock, in the newsroom's time zone.

    :raises NoZone: ``JEBO_TIME_ZONE`` is wrong.
    """
    now = datetime.now(UTC)  # noqa: TID251 - the edge where the clock comes in
    return day(now, zone(os.environ))
