"""What one release, or one question put to others, gave away of a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jebo.disclosure.anonymity.scene import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one release, or one question put to others, gave away of a source: facts as the model knows them, without texts.

    ``facts`` have ``story`` set to *story*; ``release`` is the id of the release, or of the outgoing question.

    :param signs: by which a reader links it with others (:func:`jebo.desk.exposure.facts.of` gives them).
    :param asked: it was a question put to somebody, and nothing was published.
    """

    story: str
    release: str
    day: date
    facts: tuple[Published, ...]
    signs: tuple[str, ...] = ()
    asked: bool = False
