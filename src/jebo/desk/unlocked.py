"""The desk that this process has opened: what Django's settings need and must not read from a file or an environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jebo.desk.keyring import Keyring
from jebo.errors import N_, Refusal


class Locked(Refusal):
    """Django was started before the desk was opened."""

    says = N_("the desk is locked; start it with 'jebo desk start'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """An open desk.

    :param secret: Django's own secret, drawn anew at each start: what it signs outlives no start.
    :param database: the entry for ``DATABASES["default"]``.
    :param names: the names under which colleagues reach it, besides this machine's own.
    :param local: reached without TLS: from this machine alone, or through an onion service, which encrypts by itself.
    :param recovery: the public half of the desk's recovery key (``age1…``), to which every identity is sealed as well;
        its secret half is on paper.
    :param exposure: the keys of the sources' exposure histories; without them no history is read or written.
    :param envelopes: the folder of sealed files too large for the database; none where there is no data folder.
    """

    secret: str = field(repr=False)
    database: dict[str, Any] = field(repr=False)
    names: tuple[str, ...] = ()
    local: bool = True
    recovery: str = ""
    envelopes: Path | None = None
    exposure: Keyring | None = None


_desk: list[Unlocked] = []


def desk() -> Unlocked:
    """The open desk.

    :raises Locked: none is.
    """
    if not _desk:
        raise Locked
    return _desk[-1]


def unlock(opened: Unlocked) -> None:
    """Say which desk this process has opened; settings read it once."""
    _desk[:] = [opened]
