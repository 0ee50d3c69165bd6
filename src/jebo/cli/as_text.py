"""The answer for a terminal: findings as compilers show errors, then the figures, the rewrites and what was
assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jebo.cli.cells import WIDTH, clean, padded, width, wrapped
from jebo.cli.paint import painted
from jebo.cli.places import Places
from jebo.cli.snippet import snippet
from jebo.disclosure.detail import Remark, Severity, Source
from jebo.disclosure.judgement import Heard, Judged, Reworded, Rewrite
from jebo.told import in_words, wordings
from jebo.told.answer import Answer
from jebo.told.circles import name_of
from jebo.told.messages import _

SHOWN = 5
"""Findings, assumptions and remarks that are shown; the rest is folded. People who see fifty marks override
all.
"""
_COLOURS = {Severity.BLOCK: "red", Severity.WARN: "yellow", Severity.NOTE: "cyan"}
_VERDICT_COLOURS = {"within": "green", "reword": "yellow", "not_like_this": "red"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer on its way to a terminal."""

    answer: Answer
    places: Places
    colour: bool
    all: bool

    def painted(self, text: str, colour: str) -> str:
        """*text* in a colour, on a terminal that takes it."""
        return painted(text, colour, self.colour)

    def quoted(self, start: int, end: int) -> str:
        """A phrase of the text as it may be shown on a terminal."""
        return "“" + clean(self.answer.phrase(start, end)) + "”"

    def fold(self, count: int) -> int:
        """How many of *count* are shown."""
        return count if self.all else min(count, SHOWN)


def report(answer: Answer, *, colour: bool, all: bool) -> str:
    """The whole report of one file, ending in a line end."""
    page = Page(answer=answer, places=Places(answer.text), colour=colour, all=all)
    blocks = [list(block) for block in _blocks(page)]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _blocks(page: Page) -> Iterator[Iterator[str]]:
    yield _head(page)
    findings = page.answer.findings()
    for judged in findings[: page.fold(len(findings))]:
        yield _finding(page, judged)
    yield _folded(page, len(findings))
    for voice in page.answer.voices:
        yield _source(page, voice)
    yield _points_at(page)
    yield from _rewrites(page)
    yield _ways_out(page)
    yield _remarks(page, _("Other people who could be found"), page.answer.third_parties)
    yield _remarks(page, _("For the editor's eye"), page.answer.notes)
    yield _not_judged(page)
    yield _assumptions(page)
    yield _limits(page)


def _head(page: Page) -> Iterator[str]:
    answer = page.answer
    yield f"{page.painted(clean(answer.file), 'bold')}: {_verdict(page)} ({in_words.about(answer)})"


def _verdict(page: Page) -> str:
    words, verdict = in_words.verdict(page.answer)
    return page.painted(words, _VERDICT_COLOURS[verdict]) if verdict else words


def _folded(page: Page, count: int) -> Iterator[str]:
    if count > (shown := page.fold(count)):
        more = _("{count} more; --all shows them").format(count=count - shown)
        yield page.painted(f"… {more}", "dim")


def _labelled(page: Page, label: str, text: str) -> list[str]:
    """``  = label: text``, broken into lines under its text."""
    first = f"  = {label}: "
    lines = wrapped(clean(text), WIDTH, first=first, rest=" " * 6)
    return [lines[0].replace(f"{label}:", page.painted(f"{label}:", "bold"), 1), *lines[1:]]


def _paragraph(text: str, indent: str = "  ", first: str = "") -> list[str]:
    return wrapped(text, WIDTH, first=first or indent, rest=indent)


def _at(page: Page, start: int) -> str:
    line, column = page.places.of(start)
    return f"{clean(page.answer.file)}:{line}:{column}"


def _finding(page: Page, judged: Judged) -> Iterator[str]:
    detail = judged.detail
    colour = _COLOURS[detail.severity]
    title = f"{_(in_words.SEVERITIES[detail.severity])}[{detail.check or detail.kind}]"
    yield from _titled(page, title, colour, wordings.reveals(detail.check, detail.kind))
    whose = in_words.whose(page.answer, judged)
    yield f" {page.painted('-->', 'blue')} {_at(page, detail.start)}{whose and ' ' + whose}"
    yield from snippet(page.places, detail.start, detail.end, colour, page.colour)
    yield from _labelled(page, _("to whom"), wordings.to_whom(detail.check, detail.kind))
    for label, text in _advice(page, judged):
        yield from _labelled(page, label, text)


def _titled(page: Page, title: str, colour: str, text: str) -> list[str]:
    lines = wrapped(f"{title}: {text}", WIDTH, rest="  ")
    return [lines[0].replace(title, page.painted(title, colour), 1), *lines[1:]]


def _advice(page: Page, judged: Judged) -> Iterator[tuple[str, str]]:
    """The wording that the first rewrite takes, or the next on the ladder, or an example."""
    rung = page.answer.better(judged)
    if rung is None:
        if example := wordings.instead(judged.detail.check, page.answer.language):
            yield _("write instead, for example"), example
        return
    yield _("write instead"), f"“{clean(rung.text)}”" if rung.text else _("leave it out")
    now = page.answer.present(judged)
    effect = now and rung.possible_speakers and in_words.reworded(now, rung.possible_speakers)
    if effect:
        yield _("then"), effect


def _source(page: Page, voice: Source) -> Iterator[str]:
    heard = page.answer.heard(voice.id)
    label = heard.label if heard else page.answer.phrase(voice.start, voice.end)
    line, _column = page.places.of(voice.start)
    title = _("Source {number}: “{label}” (line {line})").format(
        number=voice.id + 1, label=clean(label), line=line
    )
    yield from (page.painted(part, "bold") for part in wrapped(title, WIDTH, rest="  "))
    if heard is not None:
        yield from _figures(page, heard)


def _figures(page: Page, heard: Heard) -> Iterator[str]:
    figures = heard.figures
    specific = _specific(heard.specific)
    both = in_words.both(figures.possible_speakers, figures.suspected_first, figures.k)
    yield from _table([*both, (specific[0], f"{specific[1]} ({in_words.axis()})")])
    for sentence in in_words.meaning(figures):
        yield from _paragraph(sentence)
    for bridge in heard.bridges:
        yield from _paragraph(in_words.bridge(bridge))


def _specific(value: float) -> tuple[str, str]:
    return _("how specific the attribution is"), in_words.specificity(value)


def _table(rows: list[tuple[str, str]]) -> Iterator[str]:
    room = max(width(label) for label, _figure in rows)
    for label, figure in rows:
        yield from wrapped(figure, WIDTH, first=f"  {padded(label, room)}  ", rest=" " * (room + 4))


def _points_at(page: Page) -> Iterator[str]:
    judgement = page.answer.judgement
    if judgement is None or not judgement.points_at:
        return
    yield page.painted(_("The text points at small circles, whose members may be harmed too"), "bold")
    for small in judgement.points_at:
        size = in_words.size(small.size.low, small.size.high)
        yield from _paragraph(f"{clean(name_of(small.circle, judgement.pack))}: {size}", "    ", first="  - ")


def _rewrites(page: Page) -> Iterator[Iterator[str]]:
    judgement = page.answer.judgement
    if judgement is None:
        return
    for source in dict.fromkeys(rewrite.source for rewrite in judgement.rewrites):
        offered = [rewrite for rewrite in judgement.rewrites if rewrite.source == source]
        for number, rewrite in enumerate(offered, 1):
            yield _rewrite(page, rewrite, number, whole=page.all or number == 1)


def _rewrite(page: Page, rewrite: Rewrite, number: int, *, whole: bool) -> Iterator[str]:
    yield f"{page.painted(in_words.title(rewrite, number), 'bold')}: {in_words.loss(rewrite)}"
    rows = in_words.both(rewrite.possible_speakers, rewrite.suspected_first, page.answer.k)
    yield from _table([*rows, _specific(rewrite.specific)])
    if not whole:
        yield page.painted("  … " + _("--all shows its sentences"), "dim")
        return
    for sentence in rewrite.sentences:
        yield from _reworded(page, sentence)


def _reworded(page: Page, sentence: Reworded) -> Iterator[str]:
    line, _column = page.places.of(sentence.start)
    before = clean(page.answer.phrase(sentence.start, sentence.end)).strip()
    after = clean(sentence.text).strip() or _("(leave the sentence out)")
    gutter = " " * len(f"  {line} ")
    yield from _coloured(page, "red", wrapped(before, WIDTH, first=f"  {line} - ", rest=f"{gutter}  "))
    yield from _coloured(page, "green", wrapped(after, WIDTH, first=f"{gutter}+ ", rest=f"{gutter}  "))


def _coloured(page: Page, colour: str, lines: list[str]) -> Iterator[str]:
    return (page.painted(line, colour) for line in lines)


def _ways_out(page: Page) -> Iterator[str]:
    judgement = page.answer.judgement
    if judgement is None or not judgement.ways_out:
        return
    yield page.painted(_("No rewrite gets within your limits. What is left"), "bold")
    for way in judgement.ways_out:
        yield from _paragraph(_(in_words.WAYS_OUT[way]), "    ", first="  - ")


def _remarks(page: Page, title: str, remarks: tuple[Remark, ...]) -> Iterator[str]:
    if not remarks:
        return
    yield page.painted(title, "bold")
    shown = page.fold(len(remarks))
    for remark in remarks[:shown]:
        line, column = page.places.of(remark.start)
        told = f"{page.quoted(remark.start, remark.end)}: {wordings.reveals(remark.check)} [{remark.check}]"
        yield from _paragraph(told, "    ", first=f"  {line}:{column} ")
    if shown < len(remarks):
        yield page.painted(
            "  … " + _("{count} more; --all shows them").format(count=len(remarks) - shown), "dim"
        )


def _not_judged(page: Page) -> Iterator[str]:
    details = page.answer.not_judged()
    if not details:
        return
    yield page.painted(_("Not judged: the model knows too little of these, so a person has to look"), "bold")
    for judged in details:
        line, column = page.places.of(judged.detail.start)
        told = wordings.reveals(judged.detail.check, judged.detail.kind)
        phrase = page.quoted(judged.detail.start, judged.detail.end)
        yield from _paragraph(f"{phrase}: {told}", "    ", first=f"  {line}:{column} ")


def _assumptions(page: Page) -> Iterator[str]:
    judgement = page.answer.judgement
    if judgement is None or not judgement.assumptions:
        return
    yield page.painted(
        _("Assumed, the most important first; front matter or jebo.toml can set other sizes"), "bold"
    )
    shown = page.fold(len(judgement.assumptions))
    for assumption in judgement.assumptions[:shown]:
        size = in_words.size(assumption.low, assumption.high)
        basis = f" ({clean(assumption.basis)})" if assumption.basis else ""
        told = f"{assumption.id} {clean(name_of(assumption.id, judgement.pack))}: {size}{basis}"
        yield from _paragraph(told, "    ", first="  - ")
    if shown < len(judgement.assumptions):
        count = len(judgement.assumptions) - shown
        yield page.painted("  … " + _("{count} more; --all shows them").format(count=count), "dim")


def _limits(page: Page) -> Iterator[str]:
    answer = page.answer
    if answer.limits is None or not answer.voices:
        return
    yield from _paragraph(in_words.limits_in_words(answer.limits), "")
    if answer.settings_from:
        yield from _paragraph(_("Settings from {file}.").format(file=clean(answer.settings_from)), "")
    yield from _paragraph(
        _("These figures stand on estimates and promise nothing; they compare one wording with another."), ""
    )
