"""Through whose eyes this process looks: what :mod:`jebo.desk.wall` and the database are both built upon."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final

from jebo.errors import N_, Refusal

EVERYBODY: Final = "*"
"""Stands for the desk's own work (migrations, destruction, seeding), which :func:`jebo.desk.wall.whole_desk` alone may do."""

EYES: Final[ContextVar[str | None]] = ContextVar("eyes", default=None)
"""The id of a member, :data:`EVERYBODY`, or nobody. Only :mod:`jebo.desk.wall` sets it."""

SETTING: Final = "jebo.member"
"""The setting of a connection to PostgreSQL that tells the same: an id, :data:`EVERYBODY`, or nothing."""


class BehindTheWall(Refusal):
    """Something was written about a source that the member may not see."""

    says = N_("this source is not yours; ask a contact editor of it to share it with you")
