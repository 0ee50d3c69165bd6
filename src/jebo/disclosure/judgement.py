"""What a check says of a text: the verdict, the figures of each source, and the rewrites offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jebo.disclosure.anonymity import Bridge, Figures, Triple, Verdict, WayOut
from jebo.disclosure.country import Range
from jebo.disclosure.detail import Detail, Remark, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """A sentence before and after: offsets of the sentence in the text, and its new wording (empty: leave it out)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One wording of a detail: ``text`` in the story's language, empty where the detail is left out.

    ``possible_speakers`` is what the whole text would leave with this one detail so reworded. ``sentences`` are
    the sentences with it, wherever the same detail is told; without any, the wording does not fit the text.
    """

    step: int
    text: str
    possible_speakers: Triple | None = None
    sentences: tuple[Reworded, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A detail and what the model makes of it.

    ``circles`` are ids of the pack, ``bundle`` what it is known together with, ``modelled`` whether it entered the
    arithmetic, ``step`` its present wording on the ladder; ``weight`` its Shapley share, for the order of findings.
    """

    detail: Detail
    circles: tuple[str, ...]
    bundle: str | None
    modelled: bool
    step: int
    ladder: tuple[Rung, ...]
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An anonymous source with its figures.

    ``label`` is the phrase that introduces it. ``specific`` tells how specific the attribution stays, from 0 (an outlet's
    own voice) to 1 (a job at a workplace), and ``rewritten`` the same after the first rewrite.
    """

    source: Source
    label: str
    figures: Figures
    bridges: tuple[Bridge, ...] = ()
    specific: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """An offered rewrite for one source.

    ``steps`` gives the step of each detail that changes, by its id; ``loss`` in [0, 1] how much of the story it costs;
    ``gap`` how far from the least loss it may be (0: proven, None: not looked into).
    """

    source: int
    loss: float
    steps: Mapping[int, int]
    possible_speakers: Triple
    suspected_first: Triple | None
    sentences: tuple[Reworded, ...]
    specific: float = 0.0
    gap: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A size that was assumed: of a circle, of the knowers of an event type, of a place."""

    id: str
    low: float
    high: float
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsAt:
    """A small circle that the text points at: its id in the pack and its size."""

    circle: str
    size: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All that a check says of one text. Assumptions come the most important first."""

    language: str
    pack: str
    verdict: Verdict | None
    details: tuple[Judged, ...]
    sources: tuple[Heard, ...]
    rewrites: tuple[Rewrite, ...]
    third_parties: tuple[Remark, ...]
    notes: tuple[Remark, ...]
    assumptions: tuple[Assumption, ...] = ()
    not_judged: tuple[int, ...] = ()
    points_at: tuple[PointsAt, ...] = ()
    ways_out: tuple[WayOut, ...] = field(default_factory=tuple)
