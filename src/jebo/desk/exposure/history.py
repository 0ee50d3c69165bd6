"""The exposure history of a source: kept sealed, read by the check, destroyed with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jebo.disclosure.anonymity.scene import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one release, or one question put to others, gave away of a source: facts as the model knows them, without texts.

    ``facts`` have ``story`` set to *story*; ``release`` is the id of the release, or of the outgoing question.
    """

    story: str
    release: str
    day: date
    facts: tuple[Published, ...]


def record(source: str, told: Told) -> None:
    """Keep what was given away of a source (by its id). The same facts of the same release twice are one."""
    raise NotImplementedError


def published(source: str, *, but: str = "") -> tuple[Published, ...]:
    """All that was given away of a source so far, for :class:`jebo.disclosure.settings.Settings`.

    :param but: the id of a story whose own releases do not count, since two editions of a story are one release.
    """
    raise NotImplementedError


def ever(source: str) -> Sequence[Told]:
    """The same by release, oldest first, for the page of a source."""
    raise NotImplementedError
