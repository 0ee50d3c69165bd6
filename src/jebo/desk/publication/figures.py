"""Demands of the model: the limits hold, alone and together, and nothing that blocks is left open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jebo.desk.publication.candidate import Candidate, Candidates
from jebo.desk.publication.demand import Demand, Settled
from jebo.disclosure.detail import Severity
from jebo.texts import Document

if TYPE_CHECKING:
    from jebo.told.compared import Compared

LIMITS = _(
    "Too few other people could have said all this, or the source would be among the first suspected too surely."
)
BLOCKS = _(
    "This phrase must be reworded: it tells too much of a source, or of when and how they were in touch."
)
TOGETHER = _("Each edition holds, but both together leave too few people who could have said all of it.")
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
    """What both editions leave together: what counts is the union."""
    both = comparison(found)
    if both is None:
        return
    for number, one in enumerate(both.together):
        if one.both is not None and not found.settings.limits.met(one.both):
            alone = [figures for figures in (one.korean_alone, one.english_alone) if figures is not None]
            if all(found.settings.limits.met(figures) for figures in alone):
                yield Demand(
                    code="together",
                    says=TOGETHER,
                    settled=Settled.COMPARISON,
                    of=str(number),
                    may_be_accepted=True,
                )


def comparison(found: Candidates) -> Compared | None:
    """The comparison of both editions; none where there is one alone."""
    from jebo.told.comparing import compared, edition_of  # numpy, which the first page does without
    from jebo.told.newsroom import Newsroom

    texts = {one.language: one.prose for one in found.editions}
    if texts.keys() != BOTH:
        return None
    korean, english = (
        edition_of(
            Document(text=texts[code], front={}, body=0, format="txt"),
            Newsroom(language=code, pack=found.story.pack),
        )
        for code in ("ko", "en")
    )
    return compared(korean, english, pack=found.story.pack, year=found.day.year)
