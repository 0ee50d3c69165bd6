"""Judging: what a text leaves of its sources' cover, and the wordings that would leave more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from jebo.disclosure.advice.ladder import Cut, Phrasing
from jebo.disclosure.advice.rewrite import reworded
from jebo.disclosure.advice.search import Task, distinct
from jebo.disclosure.advice.settle import Sentences, fewest, settle
from jebo.disclosure.advice.specific import specific
from jebo.disclosure.anonymity import (
    WAYS_OUT,
    Figures,
    Triple,
    Verdict,
    bridges,
    figures_of,
    measure,
    outline,
    shapley_shares,
)
from jebo.disclosure.anonymity.figures import others, triple, weight
from jebo.disclosure.anonymity.outline import Outline
from jebo.disclosure.check import Check
from jebo.disclosure.country import Pack
from jebo.disclosure.detail import Finding, Severity, Source
from jebo.disclosure.find import found, read
from jebo.disclosure.judgement import Heard, Judged, Judgement, Rewrite, Rung
from jebo.disclosure.language import Language
from jebo.disclosure.modelling import Part, SourceScene, Story, fact_id, modelled, story_of
from jebo.disclosure.modelling.assumptions import assumptions, points_at
from jebo.disclosure.modelling.scenes import closed
from jebo.disclosure.reading import Reading
from jebo.disclosure.settings import Settings

RUNGS_FOR = 5
"""Details for which each wording's effect on the whole is shown, the heaviest first. Chosen by us: five
are printed first.
"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Spoken:
    """One source with all that was computed for it."""

    heard: Heard
    rewrites: tuple[Rewrite, ...]
    weights: Mapping[str, float]
    rungs: Mapping[str, tuple[Triple, ...]]
    within: bool


def judge(
    text: str,
    language: Language,
    pack: Pack,
    checks: Mapping[str, Check] | None = None,
    settings: Settings | None = None,
) -> Judgement:
    """All that a check says of one text: figures for each source, wordings with their effect, rewrites,
    and the verdict.

    :param checks: the editorial checks by id; the language's own where none are given. Severities come
        from the finding.
    :raises BadScene: if the pack names a circle or a place that it does not have.
    """
    del checks
    reading = read(text, language)
    return judge_finding(text, found(reading, language), reading, language, pack, settings or Settings())


Measured = Callable[..., Figures]
"""Gives the figures of a scene, as :func:`jebo.disclosure.anonymity.measure` does."""


def figures(
    text: str,
    language: Language,
    pack: Pack,
    settings: Settings | None = None,
    *,
    measured: Measured = measure,
) -> tuple[Finding, tuple[Heard, ...]]:
    """What was found, and the figures of each source as :func:`judge` gives them, without any advice: in a tenth of
    the time, for whoever is still writing.

    :param measured: for who remembers the figures of scenes that did not change.
    :raises BadScene: if the pack names a circle or a place that it does not have.
    """
    finding, (heard,) = figures_each(text, language, pack, [settings or Settings()], measured=measured)
    return finding, heard


def figures_each(
    text: str,
    language: Language,
    pack: Pack,
    settings: Sequence[Settings],
    *,
    measured: Measured = measure,
) -> tuple[Finding, tuple[tuple[Heard, ...], ...]]:
    """The same for several settings, of which a text is read once.

    :raises BadScene: if the pack names a circle or a place that it does not have.
    """
    reading = read(text, language)
    finding = found(reading, language)
    stories = (story_of(text, reading, finding.details, language, pack, one) for one in settings)
    each = (_measured(story, finding, one, measured) for story, one in zip(stories, settings, strict=True))
    return finding, tuple(each)


def _measured(story: Story, finding: Finding, settings: Settings, measured: Measured) -> tuple[Heard, ...]:
    known: dict[frozenset[str], Heard] = {}
    made = []
    for scene in modelled(story, finding)[1]:
        key = frozenset(scene.parts)
        if key not in known:
            shown = measured(scene.scene, {}, draws=settings.draws, k=settings.limits.k)
            known[key] = _heard(story, scene, shown)
        made.append(replace(known[key], source=scene.source, label=_label(story, scene.source)))
    return tuple(made)


def _heard(story: Story, scene: SourceScene, shown: Figures) -> Heard:
    return Heard(
        source=scene.source,
        label=_label(story, scene.source),
        figures=shown,
        bridges=bridges(scene.scene),
        specific=specific(story, scene, {}),
    )


def _label(story: Story, source: Source) -> str:
    return story.text[source.start : source.end]


def judge_finding(
    text: str, finding: Finding, reading: Reading, language: Language, pack: Pack, settings: Settings
) -> Judgement:
    """The judgement of what was found, wherever the finding comes from."""
    story = story_of(text, reading, finding.details, language, pack, settings)
    parts, scenes = modelled(story, finding)
    spoken = _all_spoken(story, scenes, settings)
    open_blocks = any(p.detail.severity is Severity.BLOCK for p in parts)
    within = all(s.within for s in spoken) and not open_blocks
    helps = all(
        s.rewrites or (s.within and not _blocked(scene)) for s, scene in zip(spoken, scenes, strict=True)
    )
    unjudged = tuple(p.detail.id for p in parts if not p.modelled)
    stuck = any(p.detail.severity is Severity.BLOCK and not p.modelled for p in parts)
    verdict = Verdict.WITHIN if within else Verdict.REWORD if helps and not stuck else Verdict.NOT_LIKE_THIS
    return Judgement(
        language=language.code,
        pack=pack.id,
        verdict=verdict,
        details=tuple(_judged(story, part, parts, spoken) for part in parts),
        sources=tuple(s.heard for s in spoken),
        rewrites=tuple(rewrite for s in spoken for rewrite in s.rewrites),
        third_parties=finding.third_parties,
        notes=finding.notes,
        assumptions=assumptions(story, parts, _weights(spoken)),
        not_judged=unjudged,
        points_at=points_at(story, parts),
        ways_out=WAYS_OUT if verdict is Verdict.NOT_LIKE_THIS else (),
    )


def _all_spoken(story: Story, scenes: Sequence[SourceScene], settings: Settings) -> list[_Spoken]:
    """Every source; people of one plural voice have one scene, which is computed once."""
    known: dict[frozenset[str], _Spoken] = {}
    made: list[_Spoken] = []
    for scene in scenes:
        key = frozenset(scene.parts)
        if key not in known:
            known[key] = _spoken(story, scene, settings)
        made.append(_for(known[key], scene, story))
    return made


def _for(spoken: _Spoken, scene: SourceScene, story: Story) -> _Spoken:
    """The same for another source of the same words."""
    source = scene.source
    heard = replace(spoken.heard, source=source, label=_label(story, source))
    return replace(
        spoken,
        heard=heard,
        rewrites=tuple(replace(rewrite, source=source.id) for rewrite in spoken.rewrites),
    )


def _blocked(scene: SourceScene) -> bool:
    return any(part.detail.severity is Severity.BLOCK for part in scene.parts.values())


def _spoken(story: Story, scene: SourceScene, settings: Settings) -> _Spoken:
    made = outline(scene.scene)
    task = Task(made, settings.limits)
    shown = _figures(scene, task, {}, settings)
    weights = shapley_shares(made)
    rewrites = _offers(story, scene, task, settings)
    heard = _heard(story, scene, shown)
    within = settings.limits.met(shown) or not scene.parts
    return _Spoken(
        heard=heard, rewrites=rewrites, weights=weights, rungs=_rungs(made, task, weights), within=within
    )


def _candidates(task: Task, sentences: Sentences, settings: Settings) -> list[Mapping[str, int]]:
    """Steps within limits that differ: what keeps most sentences, then the least losses; the first proven
    where asked.

    Empty where even the vaguest wording is not within limits.
    """
    if not task.choices:
        return []
    confirm = settings.draws if settings.draws > task.part.draws.count else None
    kept = fewest(task, sentences)
    made: list[Mapping[str, int]] = [] if kept is None else [kept]
    if settings.proof:
        from jebo.disclosure.advice.proof import prove  # few ask for it

        if (best := prove(task, confirm=confirm, budget=settings.proof)) is not None:
            made.append(settle(task, sentences, best.steps))
    others = distinct(task, max(settings.rewrites - len(made), 1), confirm=confirm)
    made.extend(settle(task, sentences, other.steps) for other in others)
    return made


def _offers(story: Story, scene: SourceScene, task: Task, settings: Settings) -> tuple[Rewrite, ...]:
    """The rewrites, settled sentence by sentence, each once, the least loss first."""
    cut = {
        fact: frozenset(i for i, p in enumerate(part.phrasings) if p.template.cut is Cut.SENTENCE)
        for fact, part in scene.parts.items()
    }
    sentences = Sentences(unit={fact: part.unit for fact, part in scene.parts.items()}, cut=cut)
    offers: list[Rewrite] = []
    for steps in _candidates(task, sentences, settings):
        offer = _offered(story, scene, task, steps, sentences, settings)
        if offer is not None and offer.steps and all(offer.steps != other.steps for other in offers):
            offers.append(offer)
    return tuple(sorted(offers, key=lambda offer: offer.loss)[: settings.rewrites])


def _offered(
    story: Story,
    scene: SourceScene,
    task: Task,
    steps: Mapping[str, int],
    sentences: Sentences,
    settings: Settings,
) -> Rewrite | None:
    """A rewrite as it is offered; None where it does not hold on the draws that are shown."""
    figures = _figures(scene, task, steps, settings)
    if not settings.limits.met(figures):
        return None
    parts = {fact: part for fact, part in scene.parts.items() if steps[fact]}
    chosen = {p.detail.id: (p.unit, _wording(p, steps[fact])) for fact, p in parts.items()}
    return Rewrite(
        source=scene.source.id,
        loss=min(sentences.loss(task, steps) / max(sentences.most(task), 1.0), 1.0),
        steps={part.detail.id: steps[fact] for fact, part in parts.items()},
        possible_speakers=figures.possible_speakers,
        suspected_first=figures.suspected_first,
        sentences=reworded(story.text, story.language.code, story.units, chosen),
        specific=specific(story, scene, steps),
    )


def _wording(part: Part, step: int) -> Phrasing:
    return part.phrasings[min(step, len(part.phrasings) - 1)]


def _figures(scene: SourceScene, task: Task, steps: Mapping[str, int], settings: Settings) -> Figures:
    """The figures on the draws that are shown."""
    if settings.draws == task.part.draws.count and not scene.scene.history:
        return figures_of(task.part, steps, settings.limits.k)
    return measure(scene.scene, steps, draws=settings.draws, k=settings.limits.k)


def _rungs(made: Outline, task: Task, weights: Mapping[str, float]) -> dict[str, tuple[Triple, ...]]:
    """Possible speakers if one detail alone were worded otherwise, for the heaviest details."""
    heavy = sorted(weights, key=lambda fact: (-weights[fact], fact))[:RUNGS_FOR]
    facts = {fact.id: fact for fact in made.scene.facts}
    out = {}
    for fact in heavy:
        alike = [f.id for f in made.scene.facts if f.key == facts[fact].key]
        steps = range(len(facts[fact].wordings))
        moves = [dict.fromkeys(alike, step) for step in steps]
        part = task.part
        out[fact] = tuple(triple(others(weight(part.people, part.likelihood(move)))) for move in moves)
    return out


def _judged(story: Story, part: Part, parts: Sequence[Part], spoken: Sequence[_Spoken]) -> Judged:
    fact = fact_id(part)
    weight = max((s.weights.get(fact, 0.0) for s in spoken), default=0.0)
    rungs = next((s.rungs[fact] for s in spoken if fact in s.rungs), ())
    alike = [one for one in parts if one is part or (part.entity and one.entity == part.entity)]
    return Judged(
        detail=part.detail,
        circles=part.who.core if part.who else (),
        bundle=part.bundle,
        modelled=part.modelled,
        step=0,
        ladder=tuple(_rung(story, alike, step, p, rungs) for step, p in enumerate(part.phrasings) if step),
        weight=weight,
    )


def _rung(
    story: Story, alike: Sequence[Part], step: int, phrasing: Phrasing, rungs: Sequence[Triple]
) -> Rung:
    text = "" if phrasing.template.cut is not Cut.NONE else phrasing.text
    chosen = {part.detail.id: (part.unit, _wording(part, step)) for part in alike}
    return Rung(
        step=step,
        text=text,
        possible_speakers=rungs[step] if step < len(rungs) else None,
        sentences=reworded(story.text, story.language.code, story.units, chosen),
    )


def _weights(spoken: Sequence[_Spoken]) -> dict[str, float]:
    found: dict[str, float] = {}
    for one in spoken:
        for fact, share in one.weights.items():
            found[fact] = max(share, found.get(fact, 0.0))
    return found


__all__ = ["closed", "figures", "figures_each", "judge", "judge_finding"]
