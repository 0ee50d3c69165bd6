"""Both editions as one release: a reader who has both knows what either tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jebo.disclosure.anonymity import BadScene, Fact, Figures, Scene, measure, union
from jebo.disclosure.country import Pack
from jebo.disclosure.detail import Detail, Source
from jebo.disclosure.drift.change import Comparison, Span
from jebo.disclosure.find import find, read
from jebo.disclosure.language import Language
from jebo.disclosure.modelling import Part, SourceScene, modelled, story_of
from jebo.disclosure.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """One source of a story in two editions, with the figures of each edition alone and of both.

    ``korean`` and ``english`` are where it is introduced; None where an edition does not have it. ``both``
    is None where the two cannot be put together (they lie in different countries).
    """

    korean: Source | None
    english: Source | None
    korean_alone: Figures | None
    english_alone: Figures | None
    both: Figures | None


def together(
    korean: str,
    english: str,
    comparison: Comparison,
    languages: Mapping[str, Language],
    pack: Pack,
    settings: Settings | None = None,
    *,
    alone: bool = True,
) -> tuple[Together, ...]:
    """What both editions leave of each source's cover.

    Sources are the same where the sentences that introduce them stand for each other, else in their order.
    Details of one kind are one fact where their sentences stand for each other; all others are added up.

    :param languages: ``ko`` and ``en``.
    :param alone: whether each edition is measured by itself as well; without, only sources of both have figures.
    :raises BadScene: if the pack names a circle or a place that it does not have.
    """
    settings = settings or Settings()
    ours = _scenes(korean, languages["ko"], pack, settings)
    theirs = _scenes(english, languages["en"], pack, settings)
    found = []
    for one, other in _sources(ours, theirs, comparison):
        by_itself = [_figures(side.scene, settings) if side and alone else None for side in (one, other)]
        found.append(_joined(one, other, by_itself, comparison, settings))
    return tuple(found)


def _scenes(text: str, language: Language, pack: Pack, settings: Settings) -> tuple[SourceScene, ...]:
    finding = find(text, language)
    story = story_of(text, read(text, language), finding.details, language, pack, settings)
    return modelled(story, finding)[1]


Side = SourceScene | None


def _sources(
    ours: tuple[SourceScene, ...], theirs: tuple[SourceScene, ...], comparison: Comparison
) -> list[tuple[Side, Side]]:
    """The sources of both editions, paired."""
    left, over = list(ours), list(theirs)
    pairs: list[tuple[Side, Side]] = []
    for one in ours:
        other = next((o for o in over if _paired(_span(one.source), _span(o.source), comparison)), None)
        if other is not None:
            pairs.append((one, other))
            left.remove(one)
            over.remove(other)
    pairs += list(zip(left, over, strict=False))
    return [*pairs, *((one, None) for one in left[len(over) :]), *((None, one) for one in over[len(left) :])]


def _span(found: Source | Detail) -> Span:
    return Span(found.start, found.end)


def _paired(korean: Span, english: Span, comparison: Comparison) -> bool:
    """Whether two phrases stand in sentences that stand for each other."""
    return any(
        any(s.start <= korean.start < s.end for s in pairing.korean)
        and any(s.start <= english.start < s.end for s in pairing.english)
        for pairing in comparison.pairings
    )


def _joined(
    one: Side, other: Side, alone: Sequence[Figures | None], comparison: Comparison, settings: Settings
) -> Together:
    return Together(
        korean=one.source if one else None,
        english=other.source if other else None,
        korean_alone=alone[0],
        english_alone=alone[1],
        both=_both(one, other, comparison, settings) if one and other else alone[0] or alone[1],
    )


def _figures(scene: Scene, settings: Settings) -> Figures:
    return measure(scene, draws=settings.draws, k=settings.limits.k)


def _both(one: SourceScene, other: SourceScene, comparison: Comparison, settings: Settings) -> Figures | None:
    try:
        return _figures(
            union(one.scene, replace(other.scene, facts=_renamed(one, other, comparison))), settings
        )
    except BadScene:
        return None


def _renamed(one: SourceScene, other: SourceScene, comparison: Comparison) -> tuple[Fact, ...]:
    """The facts of the English edition, with the ids of those of the Korean one that they repeat."""
    known = {fact.id: fact for fact in one.scene.facts}
    free = list(one.parts.items())
    made = []
    for fact in other.scene.facts:
        same = next((held for held in free if _repeats(held[1], other.parts[fact.id], comparison)), None)
        if same is None:
            made.append(replace(fact, id=f"en-{fact.id}"))
            continue
        free.remove(same)
        twin = known[same[0]]
        made.append(replace(fact, id=twin.id, entity=twin.key, bundle=twin.bundle, breath=twin.breath))
    return tuple(made)


def _repeats(korean: Part, english: Part, comparison: Comparison) -> bool:
    alike = korean.detail.kind == english.detail.kind
    return alike and _paired(_span(korean.detail), _span(english.detail), comparison)
