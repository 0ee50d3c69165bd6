"""The exposure history of a source: kept sealed, read by the check, destroyed with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jebo.disclosure.anonymity.scene import Fact, Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one release gave away of a source: facts as the model knows them, with the step at which each was printed."""

    release: str
    day: date
    facts: tuple[Fact, ...]
    steps: tuple[int, ...]
    linked: bool = True


def record(source: str, told: Told) -> None:
    """Keep what a release gave away of a source (by its id)."""
    raise NotImplementedError


def published(source: str, *, but: str = "") -> tuple[Published, ...]:
    """All that is linked and was published of a source so far, for :class:`jebo.disclosure.settings.Settings`.

    :param but: the id of a story whose own releases do not count, since two editions of a story are one release.
    """
    raise NotImplementedError


def ever(source: str) -> Sequence[Told]:
    """Everything ever published from a source, linked or not, oldest first."""
    raise NotImplementedError
