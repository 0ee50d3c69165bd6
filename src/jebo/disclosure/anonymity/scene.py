"""What the anonymity model is told of a story: who could know each fact, in each of its wordings.

Nothing here holds the text of a story's sentences or anything about who the source is: wording is chosen
from the circles alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jebo.disclosure.country import Circle, Place, Profile, Range
from jebo.errors import JeboError


class BadScene(JeboError):
    """The scene names a place, a circle or a wording that it does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A fact that the source must have known.

    ``core`` are ids of the scene's circles whose members were there. ``knowers`` is how many people know of
    it by the time of publication, in people; None means ten times those of the wording before, capped by the
    adults of the place. ``place`` is the place that the wording names, as exact as it names it.
    """

    core: tuple[str, ...]
    knowers: Range | None
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """An attribute that the source shares with others, such as ``sex:female``, ``age:40`` or ``role:trader``.

    Attributes with the same word before the colon exclude each other; ``age:40+50`` is either of two.
    ``share`` is the part of all adults who have it, in [0, 1]; the scene's profile wins where it has the
    attribute.
    """

    attribute: str
    share: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """The source lives in a place (its id)."""

    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongs:
    """The source is a member of a circle of the scene, at a place."""

    circle: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A trace of a contact: the share of comparable contacts that fit it, in [0, 1]. It tells all types
    alike.
    """

    share: Range


Tells = Known | Shared | Lives | Belongs | Traced


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One step of a ladder: the wording, what it costs the story (0 at the exact one, any unit) and what it
    tells.

    ``tells`` is None where nothing is left (the fact is dropped). ``needs_two`` marks wordings that are true
    only of two sources or more ("sources say").
    """

    text: str
    loss: float
    tells: Tells | None
    needs_two: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One detail with its ladder, from the most exact wording to the vaguest.

    ``bundle`` names what it is known together with (None: everything in the story). ``entity`` names the
    thing that several mentions speak of; their steps move together. ``breath`` names the announcement at
    which it was told. ``side`` is as in :class:`~jebo.disclosure.country.Circle`. ``forbidden`` are steps
    that a rule closes.
    """

    id: str
    wordings: tuple[Wording, ...]
    bundle: str | None = None
    entity: str | None = None
    breath: str | None = None
    side: str = "any"
    forbidden: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.wordings:
            raise BadScene("a fact has no wording; give at least its exact one")

    @property
    def key(self) -> str:
        """What its random streams hang on: the entity if it has one, so that a repeated detail is the same
        detail.
        """
        return self.entity or self.id

    @property
    def is_known(self) -> bool:
        """Whether it is a fact that the source knew (and not an attribute of the source, or a trace)."""
        return any(isinstance(wording.tells, Known) for wording in self.wordings)

    def at(self, step: int) -> Wording:
        """The wording at a step; beyond the last, the last."""
        return self.wordings[min(max(step, 0), len(self.wordings) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A fact already published from the same source, as the exposure history keeps it: no text.

    ``id`` is the same opaque id as the fact's (or its entity's) where a story repeats it. ``linked`` tells
    that a reader can see that both stories come from one source; what is not linked counts for the warning
    figure only. ``times`` is how many facts it stands for that tell the same and have ids of their own.
    """

    id: str
    tells: Tells
    story: str
    linked: bool
    bundle: str | None = None
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that the model is told of one source of a story.

    ``root`` is the id of the country in ``places``; ``circles`` holds every circle that a fact names, and
    what those lie in. ``plural`` tells that the story has two sources or more behind this voice.
    """

    root: str
    places: Mapping[str, Place]
    circles: Mapping[str, Circle]
    facts: tuple[Fact, ...]
    profile: Profile = field(default_factory=lambda: Profile(shares={}))
    history: tuple[Published, ...] = ()
    plural: bool = False

    def __post_init__(self) -> None:
        if self.root not in self.places:
            raise BadScene("the scene's country is not among its places; add it")
        if len({fact.id for fact in self.facts}) != len(self.facts):
            raise BadScene(
                "two facts of the scene have one id; give each its own, and one entity where they are one"
            )
