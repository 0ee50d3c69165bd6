"""The figures that are shown: possible speakers, and the chance to be among the first suspected.

Neither is a guarantee. They stand on estimated sizes, and know nothing of phones, couriers and informers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from jebo.disclosure.anonymity.constants import BLOCK_NUMBERS, NODES, RHO, RHO_EXPERT, SUSPECTS, TYPING_DRAWS
from jebo.disclosure.anonymity.draws import Draws
from jebo.disclosure.anonymity.normal import FloatArray
from jebo.disclosure.anonymity.numbers import Numbers, Steps, numbers
from jebo.disclosure.anonymity.outline import Outline, outline
from jebo.disclosure.anonymity.population import TooManyTypes
from jebo.disclosure.anonymity.scene import Scene

FIRST_TYPES = 512
"""Of many types, so many of the likeliest are sorted; they nearly always hold the people suspected first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Triple:
    """A figure with its 5th, 50th and 95th percentile over the draws."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a text leaves of its source's cover.

    ``possible_speakers``: how many *other* people could truthfully have said all this. ``suspected_first``:
    the chance that the source is among the *k* people suspected first, and ``vulnerability`` that of the one
    likeliest; both None where the source must be treated as unique, because they would be ratios of guessed
    tails. ``ever_published`` is the first figure with everything ever published from the source multiplied
    in; None where no reader can link more.
    """

    possible_speakers: Triple
    suspected_first: Triple | None
    treat_as_unique: bool
    vulnerability: Triple | None
    draws: int
    k: int
    ever_published: Triple | None = None


def triple(values: FloatArray) -> Triple:
    """The 5th, 50th and 95th percentile, linear between neighbours. Shape ``(draws,)``, at least one."""
    ordered = np.sort(values).tolist()  # plain numbers, for three of them are wanted
    low, middle, high = (_at(ordered, share * (len(ordered) - 1)) for share in (0.05, 0.5, 0.95))
    return Triple(low=low, middle=middle, high=high)


def _at(ordered: list[float], place: float) -> float:
    """The value at a place that may lie between two."""
    below = int(place)
    first, then = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
    return first + (then - first) * (place - below)


def weight(people: FloatArray, likelihood: FloatArray) -> FloatArray:
    """``S = sum N l``: people who could have said it, the source among them, shape ``(draws,)``."""
    return np.asarray(np.einsum("td,td->d", people, likelihood))


def others(total: FloatArray) -> FloatArray:
    """``A = max(0, S - 1)``: *other* people who could have said it, shape ``(draws,)``."""
    return np.asarray(np.maximum(total - 1.0, 0.0))


def suspected(people: FloatArray, likelihood: FloatArray, *ks: int) -> list[FloatArray]:
    """For each *k*, the sum of the *k* largest posteriors ``p(x) = l(x) / sum l``, shape ``(draws,)``, in
    [0, 1].

    The vulnerability to a guess of *k* people (M. S. Alvim, K. Chatzikokolakis, C. Palamidessi & G. Smith,
    "Measuring Information Leakage Using Generalized Gain Functions", 2012). A type with less than one person
    counts as that part of one.

    :param people: shape ``(types, draws)``.
    :param likelihood: shape ``(types, draws)``.
    :param ks: how many people are taken in.
    """
    total = np.maximum(weight(people, likelihood), 1e-300)
    crowd, chance = _likeliest(people, likelihood, max(ks))
    before = np.cumsum(crowd, axis=1) - crowd
    taken = [np.einsum("dt,dt->d", np.clip(k - before, 0.0, crowd), chance) for k in ks]
    return [np.minimum(mass / total, 1.0) for mass in taken]


def _likeliest(people: FloatArray, likelihood: FloatArray, k: int) -> tuple[FloatArray, FloatArray]:
    """The likeliest types, at least *k* people of them, in falling order: people and chances, ``(draws,
    types)``.
    """
    crowd, chance = np.ascontiguousarray(people.T), np.ascontiguousarray(likelihood.T)
    if chance.shape[1] > 2 * FIRST_TYPES:
        some = np.argpartition(-chance, FIRST_TYPES, axis=1)[:, :FIRST_TYPES]
        few = np.take_along_axis(crowd, some, axis=1)
        if bool((few.sum(axis=1) >= k).all()):
            crowd, chance = few, np.take_along_axis(chance, some, axis=1)
    order = np.argsort(-chance, axis=1)
    return np.take_along_axis(crowd, order, axis=1), np.take_along_axis(chance, order, axis=1)


def blocks(made: Outline, draws: int) -> tuple[Draws, ...]:
    """The draws in blocks that fit in memory: many of a small scene, few of a large one."""
    tables = max((len(bundle.codes) * NODES for bundle in made.bundles), default=0)
    size = max(1, BLOCK_NUMBERS // (len(made.types) + tables))
    whole = Draws(stop=draws)
    return tuple(whole.part(at, at + size) for at in range(0, draws, size))


def gathered(total: FloatArray, first: FloatArray, top: FloatArray, k: int) -> Figures:
    """The figures from their values in every draw, each of shape ``(draws,)``.

    Where the low end leaves less than one other person, no normalised figure is given.
    """
    speakers = triple(others(total))
    unique = speakers.low < 1.0
    return Figures(
        possible_speakers=speakers,
        suspected_first=None if unique else triple(first),
        treat_as_unique=unique,
        vulnerability=None if unique else triple(top),
        draws=len(total),
        k=k,
    )


def figures_of(part: Numbers, steps: Steps, k: int = SUSPECTS) -> Figures:
    """The figures of a scene whose numbers are at hand."""
    likelihood = part.likelihood(steps)
    first, top = suspected(part.people, likelihood, k, 1)
    return gathered(weight(part.people, likelihood), first, top, k)


def measure_outline(
    made: Outline,
    steps: Steps | None = None,
    *,
    draws: int = TYPING_DRAWS,
    k: int = SUSPECTS,
    rho: float = RHO,
) -> Figures:
    """The figures of a scene made ready; see :func:`measure`. Peak memory does not grow with the draws."""
    found: list[list[FloatArray]] = []
    for block in blocks(made, draws):
        part = numbers(made, block, rho, once=True)
        likelihood = part.likelihood(steps or {})
        found.append([weight(part.people, likelihood), *suspected(part.people, likelihood, k, 1)])
    total, first, top = (np.concatenate(values) for values in zip(*found, strict=True))
    return gathered(total, first, top, k)


def measure(
    scene: Scene,
    steps: Steps | None = None,
    *,
    draws: int = TYPING_DRAWS,
    k: int = SUSPECTS,
    rho: float = RHO,
) -> Figures:
    """What a text leaves of its source's cover (anonymity.md, section 5); nobody, where more is told than one person can be.

    :param steps: the step of each fact by its id; facts left out stand at their exact wording.
    :param draws: 64 while typing, 2,000 at release. A count, at least 1.
    :param k: how many people are suspected first. A count, at least 1.
    :param rho: correlation of knowing within a bundle, in [0, .8].
    :raises BadScene: if the scene lacks a place or a circle that a fact names.
    """
    try:
        made = outline(scene)
    except TooManyTypes:  # nobody else fits so much
        nobody = np.zeros(draws)
        return gathered(nobody, nobody, nobody, k)
    figures = measure_outline(made, steps, draws=draws, k=k, rho=rho)
    if all(past.linked for past in scene.history):
        return figures
    ever = measure_outline(outline(scene, unlinked=True), steps, draws=draws, k=k, rho=rho)
    return replace(figures, ever_published=ever.possible_speakers)


def expert_view(
    made: Outline, steps: Steps | None = None, *, draws: int = TYPING_DRAWS
) -> dict[float, Triple]:
    """Possible speakers under other correlations; 0 is independence, the floor (Slepian 1962)."""
    return {rho: measure_outline(made, steps, draws=draws, rho=rho).possible_speakers for rho in RHO_EXPERT}


def what_if(part: Numbers, steps: Steps | None = None) -> dict[str, tuple[Triple, ...]]:
    """Possible speakers if one fact alone were worded otherwise: for each fact, one figure for each of its
    steps.

    Facts of one entity move together, as they must in the text.
    """
    now = dict(steps or {})
    facts = part.outline.scene.facts
    out: dict[str, tuple[Triple, ...]] = {}
    for fact in facts:
        alike = [f.id for f in facts if f.key == fact.key]
        moves = [now | dict.fromkeys(alike, step) for step in range(len(fact.wordings))]
        out[fact.id] = tuple(triple(others(weight(part.people, part.likelihood(move)))) for move in moves)
    return out
