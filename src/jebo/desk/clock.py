"""The one place where the desk asks what day it is. Nothing about a source is kept finer than a day."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """Today, by the machine's clock, in UTC."""
    return datetime.now(UTC).date()  # noqa: TID251 - the edge where the clock comes in
