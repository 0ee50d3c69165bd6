"""What the command says of one file: what was found and what the model makes of it, or why it cannot."""

from __future__ import annotations

from dataclasses import dataclass, field

from jebo.disclosure.anonymity import Limits, Triple, Verdict
from jebo.disclosure.anonymity.constants import SUSPECTS
from jebo.disclosure.detail import Remark, Severity, Source
from jebo.disclosure.judgement import Heard, Judged, Judgement, Rung

_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A file that was read.

    ``text`` is the file as decoded, front matter and all, ``body`` where the story begins in it; every
    offset counts code points of ``text``. ``judgement`` and ``limits`` are None where only the details were
    asked for.
    """

    file: str
    text: str = field(repr=False)
    body: int
    digest: str
    language: str
    pack: str
    details: tuple[Judged, ...] = ()
    voices: tuple[Source, ...] = ()
    third_parties: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    judgement: Judgement | None = None
    limits: Limits | None = None
    settings_from: str | None = None
    """The name of the ``jebo.toml`` that was followed, if one was."""

    @property
    def verdict(self) -> Verdict | None:
        """None where only the details were asked for, or no anonymous source speaks."""
        return self.judgement.verdict if self.judgement else None

    @property
    def k(self) -> int:
        """How many are suspected first."""
        return self.limits.k if self.limits else SUSPECTS

    def heard(self, source: int) -> Heard | None:
        """The figures of a source, where they were asked for."""
        heard = self.judgement.sources if self.judgement else ()
        return next((one for one in heard if one.source.id == source), None)

    def phrase(self, start: int, end: int) -> str:
        """The text between two offsets."""
        return self.text[start:end]

    def findings(self) -> list[Judged]:
        """The details, what matters most first: what blocks, what weighs most, what comes first."""
        return sorted(self.details, key=_importance)

    def better(self, judged: Judged) -> Rung | None:
        """The wording to take instead: that of the first rewrite that changes the detail, or the next on its
        ladder.
        """
        rungs = {rung.step: rung for rung in judged.ladder}
        rewrites = self.judgement.rewrites if self.judgement else ()
        taken = next((r.steps[judged.detail.id] for r in rewrites if judged.detail.id in r.steps), None)
        if taken in rungs:
            return rungs[taken]
        return next((rungs[step] for step in sorted(rungs) if step > judged.step), None)

    def present(self, judged: Judged) -> Triple | None:
        """Possible speakers of the detail's source as the text stands; of several, the worst off."""
        heard = [found for source in judged.detail.sources if (found := self.heard(source))]
        return min((one.figures.possible_speakers for one in heard), key=lambda t: t.middle, default=None)

    def not_judged(self) -> list[Judged]:
        """The details that the model could not take in, in the order of the text."""
        left = self.judgement.not_judged if self.judgement else ()
        return [judged for judged in self.details if judged.detail.id in left]


def _importance(judged: Judged) -> tuple[int, float, int]:
    return _ORDER[judged.detail.severity], -judged.weight, judged.detail.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """A file that could not be judged: one sentence says why, in the reader's language."""

    file: str
    error: str
