"""Demands of the model: the limits hold, alone and together, and nothing that blocks is left open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jebo.desk.publication.candidate import Candidate, Candidates
from jebo.desk.publication.demand import Demand, Settled
from jebo.disclosure.detail import Severity
from jebo.packs import load
from jebo.packs.drift import tongues

if TYPE_CHECKING:
    from jebo.disclosure.drift.together import Together

LIMITS = _(
    "Too few other people could have said all this, or the source would be among the first suspected too surely."
)
BLOCKS = _(
    "This phrase must be reworded: it tells too much of a source, or of when and how they were in touch."
)
TOGETHER = _("Both editions together leave too few people who could have said all of it.")
BOTH = {"ko", "en"}


def limits(found: Candidates) -> Iterator[Demand]:
    """The figures of every voice of every edition, with what was published before; each voice is told once."""
    for one in found.editions:
        broken = {
            heard.source.id: heard
            for heard in one.heard
            if not found.settings.limits.met(heard.figures) and _tells(one, heard.source.id)
        }
        for number, heard in broken.items():
            yield Demand(
                code="limits", says=LIMITS, settled=Settled.TEXT, language=one.language, phrase=heard.label,
                of=f"{one.language}:{number}:{found.past}", may_be_accepted=True,
            )  # fmt: skip


def _tells(one: Candidate, source: int) -> bool:
    return any(source in detail.sources for detail in one.details)


def blocks(found: Candidates) -> Iterator[Demand]:
    """Details of blocking severity, whether or not the model could take them in."""
    for one in found.editions:
        for number, detail in enumerate(one.details):
            if detail.severity is Severity.BLOCK:
                yield Demand(
                    code="blocks", says=BLOCKS, settled=Settled.TEXT, language=one.language, start=detail.start,
                    phrase=one.phrase(detail.start, detail.end), of=f"{one.language}:{detail.kind}:{number}", may_be_accepted=True,
                )  # fmt: skip


def union(found: Candidates) -> Iterator[Demand]:
    """What both editions leave together, with what was published before: what counts is the union."""
    limits = found.settings.limits
    told = dict.fromkeys(
        number
        for pairs in _together(found)
        for number, one in enumerate(pairs)
        if one.korean and one.english and (one.both is None or not limits.met(one.both))
    )
    for number in told:
        yield Demand(
            code="together", says=TOGETHER, settled=Settled.COMPARISON, of=f"{number}:{found.past}", may_be_accepted=True
        )  # fmt: skip


def _together(found: Candidates) -> Iterator[tuple[Together, ...]]:
    """The sources of both editions, once for each history, which leaves fewer people than the same without it; nothing
    where there is one edition alone.
    """
    from jebo.disclosure.drift import paired  # numpy, which the first page does without
    from jebo.disclosure.drift.together import together
    from jebo.packs.language import language

    texts = {one.language: one.prose for one in found.editions}
    if texts.keys() != BOTH:
        return
    pack, ko, en = load(found.story.pack), texts["ko"], texts["en"]
    known = {code: language(code, pack.id) for code in sorted(BOTH)}
    both = paired(ko, en, tongues(pack.id), pack)
    for settings in found.pasts or (found.settings,):
        yield together(ko, en, both, known, pack, settings, alone=False)
