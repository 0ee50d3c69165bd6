"""What the page shows of an answer: marks, findings with their wordings, figures, rewrites, assumptions; as frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from jebo.desk.paste.offers import OPEN, Offer, Sheet, of_detail, of_rewrite, of_sentence
from jebo.desk.paste.ruler import Ruler, ruler
from jebo.disclosure.detail import Source
from jebo.disclosure.judgement import Judgement, Rewrite
from jebo.told import in_words, wordings
from jebo.told.answer import Answer
from jebo.told.circles import name_of
from jebo.told.heat import NAMES, SYMBOLS, Mark, marks, stretches
from jebo.told.messages import _

FINDINGS = 5
"""Findings that stand open, and marks that are drawn strongly. People who see fifty marks override all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A line under words. Offsets are UTF-16 units, as a browser counts; ``faint`` where the finding is folded."""

    number: int
    start: int
    end: int
    strength: str
    faint: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A phrase, what it reveals and to whom, and its wordings one click away.

    ``offers`` stand open, ``more`` are folded; ``example`` is a wording to take as a pattern where the engine has none.
    """

    spot: Spot
    phrase: str = field(repr=False)
    symbol: str
    name: str
    check: str
    reveals: str
    whom: str
    whose: str
    offers: tuple[Offer, ...]
    more: tuple[Offer, ...]
    example: str

    @property
    def effect(self) -> str:
        """What the first wording would leave."""
        return self.offers[0].effect if self.offers else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A source with its two figures, what they mean, and how specific its attribution is.

    ``numbers`` has several where a reader cannot tell sources apart: they have the same words and the same figures.
    """

    numbers: str
    language: str
    label: str = field(repr=False)
    rows: tuple[tuple[str, str], ...]
    ruler: Ruler | None
    meaning: tuple[str, ...]
    specific: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence now and reworded; ``after`` is empty where it is left out."""

    before: str = field(repr=False)
    after: str = field(repr=False)
    offer: Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A rewrite for one source: what it costs, what it leaves, and its sentences."""

    title: str
    cost: str
    rows: tuple[tuple[str, str], ...]
    specific: str
    offer: Offer
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the text as the page without a script shows it; ``ends`` are the findings whose phrase ends with it."""

    text: str = field(repr=False)
    strength: str | None
    faint: bool
    ends: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All that a page shows of one text. Sentences are in the reader's language, wordings in the text's.

    ``of`` names the text area; ``digest`` is that of the text that was judged. ``findings`` matter most, ``others`` are
    folded, both in the order in which they matter. ``verdict`` is ``within``, ``reword``, ``not_like_this`` or None.
    """

    of: str
    digest: str
    language: str
    pack: str
    verdict: str | None
    said: str
    about: str
    findings: tuple[Finding, ...]
    others: tuple[Finding, ...]
    third_parties: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    pieces: tuple[Piece, ...]
    voices: tuple[Voice, ...]
    rewrites: tuple[Whole, ...]
    ways_out: tuple[str, ...]
    points_at: tuple[str, ...]
    not_judged: tuple[tuple[str, str], ...]
    assumptions: tuple[str, ...]
    limits: str
    legend: tuple[tuple[str, str, str], ...]

    @property
    def spots(self) -> list[Spot]:
        """Every line under words, in the order of the text."""
        every = (*self.findings, *self.others, *self.third_parties, *self.notes)
        return sorted((one.spot for one in every), key=lambda spot: spot.number)

    @property
    def offers(self) -> Iterator[Offer]:
        """Every wording that can be taken."""
        for one in (*self.findings, *self.others):
            yield from (*one.offers, *one.more)
        for whole in self.rewrites:
            yield whole.offer
            yield from (change.offer for change in whole.changes)


def shown_of(answer: Answer, of: str = "text") -> Shown:
    """What a page shows of an answer, in the language that is spoken (:func:`jebo.told.messages.spoken`).

    :param of: the name of the text area that holds the text.
    """
    sheet, found = Sheet.of(answer), marks(answer)
    findings = {mark.number: _finding(sheet, mark) for mark in found}
    ranked = sorted((m for m in found if m.rank is not None), key=lambda mark: mark.rank or 0)
    details = [findings[mark.number] for mark in ranked]
    judgement = answer.judgement
    return Shown(
        of=of,
        digest=answer.digest,
        language=answer.language,
        pack=answer.pack,
        verdict=answer.verdict if answer.voices else None,
        said=in_words.verdict(answer)[0],
        about=in_words.about(answer),
        findings=tuple(details[:FINDINGS]),
        others=tuple(details[FINDINGS:]),
        third_parties=_unranked(found, findings, "third"),
        notes=_unranked(found, findings, "note"),
        pieces=tuple(_pieces(answer, found, findings)),
        voices=tuple(_voices(answer)),
        rewrites=tuple(_wholes(sheet)),
        ways_out=tuple(_(in_words.WAYS_OUT[way]) for way in (judgement.ways_out if judgement else ())),
        points_at=tuple(_points_at(judgement)),
        not_judged=tuple(_not_judged(answer)),
        assumptions=tuple(_assumptions(judgement)),
        limits=in_words.limits_in_words(answer.limits) if answer.limits and answer.voices else "",
        legend=tuple(_legend(found)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """What is there at once while somebody writes: the lines under the words, and the figures."""

    spots: tuple[Spot, ...]
    voices: tuple[Voice, ...]


def first_of(answer: Answer) -> First:
    """The lines and the figures of an answer, with or without advice."""
    sheet = Sheet.of(answer)
    return First(spots=tuple(_spot(sheet, mark) for mark in marks(answer)), voices=tuple(_voices(answer)))


def _spot(sheet: Sheet, mark: Mark) -> Spot:
    return Spot(
        number=mark.number,
        start=sheet.units(mark.start),
        end=sheet.units(mark.end),
        strength=mark.strength,
        faint=mark.rank is None or mark.rank >= FINDINGS,
    )


def _finding(sheet: Sheet, mark: Mark) -> Finding:
    answer, offers = sheet.answer, of_detail(sheet, mark.judged) if mark.judged else ()
    return Finding(
        spot=_spot(sheet, mark),
        phrase=short(answer.phrase(mark.start, mark.end)),
        symbol=SYMBOLS[mark.strength],
        name=_(NAMES[mark.strength]),
        check=mark.check,
        reveals=mark.reveals,
        whom=mark.whom,
        whose=in_words.whose(answer, mark.judged) if mark.judged else "",
        offers=offers[:OPEN],
        more=offers[OPEN:],
        example="" if offers else wordings.instead(mark.check, answer.language),
    )


def short(phrase: str) -> str:
    """The phrase on one line, without the middle of a long one."""
    words = " ".join(phrase.split())
    return words if len(words) <= 60 else f"{words[:40]} … {words[-15:]}"


def _unranked(found: Iterable[Mark], findings: dict[int, Finding], strength: str) -> tuple[Finding, ...]:
    return tuple(findings[m.number] for m in found if m.rank is None and m.strength == strength)


def _pieces(answer: Answer, found: list[Mark], findings: dict[int, Finding]) -> Iterator[Piece]:
    for stretch in stretches([0, len(answer.text)], found) if answer.text else ():
        faint = all(findings[mark.number].spot.faint for mark in stretch.marks)
        yield Piece(
            text=answer.phrase(stretch.start, stretch.end),
            strength=stretch.strength,
            faint=faint,
            ends=tuple(findings[mark.number] for mark in stretch.ends),
        )


def _voices(answer: Answer) -> Iterator[Voice]:
    """The sources; those that a reader cannot tell apart as one."""
    alike: dict[Voice, list[str]] = {}
    for voice in answer.voices:
        alike.setdefault(_voice(answer, voice), []).append(str(voice.id + 1))
    for shown, numbers in alike.items():
        yield replace(shown, numbers=", ".join(numbers))


def _voice(answer: Answer, voice: Source) -> Voice:
    heard = answer.heard(voice.id)
    label = short(heard.label if heard else answer.phrase(voice.start, voice.end))
    if heard is None:
        return Voice(
            numbers="", language=answer.language, label=label, rows=(), ruler=None, meaning=(), specific=""
        )
    figures = heard.figures
    bridges = (in_words.bridge(bridge) for bridge in heard.bridges)
    return Voice(
        numbers="",
        language=answer.language,
        label=label,
        rows=tuple(in_words.both(figures.possible_speakers, figures.suspected_first, figures.k)),
        ruler=ruler(figures.possible_speakers, answer.limits.middle if answer.limits else 0),
        meaning=(*in_words.meaning(figures), *bridges),
        specific=in_words.specificity(heard.specific),
    )


def _wholes(sheet: Sheet) -> Iterator[Whole]:
    """The rewrites, those of one source numbered from 1."""
    counted: dict[int, int] = {}
    for at, rewrite in enumerate(sheet.answer.judgement.rewrites if sheet.answer.judgement else ()):
        counted[rewrite.source] = counted.get(rewrite.source, 0) + 1
        yield _whole(sheet, rewrite, at, counted[rewrite.source])


def _whole(sheet: Sheet, rewrite: Rewrite, at: int, number: int) -> Whole:
    rows = in_words.both(rewrite.possible_speakers, rewrite.suspected_first, sheet.answer.k)
    changes = [
        Change(
            before=sheet.answer.phrase(sentence.start, sentence.end).strip(),
            after=sentence.text.strip(),
            offer=of_sentence(sheet, sentence, at, n),
        )
        for n, sentence in enumerate(rewrite.sentences)
    ]
    return Whole(
        title=in_words.title(rewrite, number),
        cost=in_words.loss(rewrite),
        rows=tuple(rows),
        specific=in_words.specificity(rewrite.specific),
        offer=of_rewrite(sheet, rewrite, at),
        changes=tuple(changes),
    )


def _points_at(judgement: Judgement | None) -> Iterator[str]:
    for one in judgement.points_at if judgement else ():
        assert judgement is not None
        yield f"{name_of(one.circle, judgement.pack)}: {in_words.size(one.size.low, one.size.high)}"


def _not_judged(answer: Answer) -> Iterator[tuple[str, str]]:
    for judged in answer.not_judged():
        detail = judged.detail
        yield (
            short(answer.phrase(detail.start, detail.end)),
            wordings.reveals(detail.check, detail.kind),
        )


def _assumptions(judgement: Judgement | None) -> Iterator[str]:
    for one in judgement.assumptions if judgement else ():
        assert judgement is not None
        yield f"{name_of(one.id, judgement.pack)}: {in_words.size(one.low, one.high)} ({one.id})"


def _legend(found: list[Mark]) -> Iterator[tuple[str, str, str]]:
    for strength, name in NAMES.items():
        if any(mark.strength == strength for mark in found):
            yield strength, SYMBOLS[strength], _(name)
