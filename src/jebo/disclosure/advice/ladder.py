"""Ladders as a language has them: steps with slots, by the kind and the class of a phrase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jebo.errors import JeboError


class BadLadder(JeboError):
    """A ladder names a slot, a level or a cut that there is not, or its steps are not in order."""


class Cut(StrEnum):
    """What a step leaves out: nothing, the phrase, or the whole sentence."""

    NONE = ""
    PHRASE = "phrase"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One step of a ladder as the language's file has it.

    ``text`` has slots in braces; a step whose slot a phrase cannot fill is passed over. ``loss`` is what
    the step costs the story: 0 nothing, 1 a whole statement. ``up`` counts the steps from the exact
    wording on the ladder of ``generalisation_ladders.csv``: each multiplies the knowers by ten. ``level``
    is how wide the place is that is still named (``city``, ``province``, ``country``; empty: as before).
    ``nothing`` tells that nothing of the detail is left.
    """

    text: str = ""
    loss: float
    up: int = 1
    level: str = ""
    nothing: bool = False
    cut: Cut = Cut.NONE
    needs_two: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladders:
    """The ladders of a language, and the word lists that its phrases are sorted by.

    ``steps`` is keyed by kind and class of phrase; a class without steps of its own takes those of
    ``other``. ``roles`` gives the class of a role (``trader``) for the words that stand for it, ``wider``
    the wording of the next wider class of a role.
    """

    steps: Mapping[tuple[str, str], tuple[Template, ...]] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    wider: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str, phrase_class: str) -> tuple[Template, ...]:
        """The steps above the exact wording."""
        return self.steps.get((kind, phrase_class)) or self.steps.get((kind, "other")) or (LEFT_OUT,)


LEFT_OUT = Template(loss=1.0, nothing=True, cut=Cut.SENTENCE)
"""The one step that every detail has."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to the text: what stands from ``start`` to ``end`` (code points) gives way to ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """One wording of a detail in its sentence.

    ``text`` is what is shown, empty where the detail is left out; ``edits`` turn the exact wording into
    this one.
    """

    text: str
    template: Template
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What a language makes of the words of a detail: its class, and what fills the slots of the steps.

    ``start`` and ``end`` are what the steps replace; they may reach beyond the detail, over a preposition
    or a particle. ``cuts`` are the edits that leave the phrase out and the sentence whole; None where it
    would not survive. ``unquoted`` are the edits that turn a quotation into indirect speech; None where
    that is not possible.
    """

    kind: str
    phrase_class: str
    start: int
    end: int
    slots: Mapping[str, str] = field(default_factory=dict)
    cuts: tuple[Edit, ...] | None = None
    unquoted: tuple[Edit, ...] | None = None
