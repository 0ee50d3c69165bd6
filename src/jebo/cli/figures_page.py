"""The figures of a heat map's page: each source, the rewrites, the ways out, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from jebo.cli.places import Places
from jebo.cli.tags import tag
from jebo.disclosure.detail import Source
from jebo.disclosure.judgement import Assumption, Judgement, Reworded, Rewrite
from jebo.told import in_words, wordings
from jebo.told.answer import Answer
from jebo.told.circles import name_of
from jebo.told.messages import _


def sources(answer: Answer) -> Element | None:
    """Each source with its figures."""
    parts = [part for voice in answer.voices for part in _source(answer, voice)]
    return _section(_("Sources"), parts) if parts else None


def sections(answer: Answer, *, all: bool) -> list[Element]:
    """What follows the text."""
    judgement = answer.judgement
    return list(_of_judgement(answer, judgement, all=all)) if judgement is not None else []


def _section(title: str, parts: list[Element]) -> Element:
    return tag("section", tag("h3", title), parts)


def _of_judgement(answer: Answer, judgement: Judgement, *, all: bool) -> Iterator[Element]:
    if judgement.rewrites:
        yield _section(_("Rewrites"), [part for rewrite in _numbered(answer) for part in rewrite])
    if judgement.ways_out:
        ways = [tag("li", _(in_words.WAYS_OUT[way])) for way in judgement.ways_out]
        yield _section(_("No rewrite gets within your limits. What is left"), [tag("ul", ways)])
    if judgement.points_at:
        small = [_sized(judgement, one.circle, one.size.low, one.size.high) for one in judgement.points_at]
        yield _section(
            _("The text points at small circles, whose members may be harmed too"), [tag("ul", small)]
        )
    if left := answer.not_judged():
        phrases = [
            tag(
                "li",
                tag("q", answer.phrase(one.detail.start, one.detail.end), lang=answer.language),
                f": {told}",
            )
            for one in left
            if (told := wordings.reveals(one.detail.check, one.detail.kind))
        ]
        title = _("Not judged: the model knows too little of these, so a person has to look")
        yield _section(title, [tag("ul", phrases)])
    if judgement.assumptions:
        yield _section(
            _("Assumed, the most important first; front matter or jebo.toml can set other sizes"),
            _assumptions(judgement, all=all),
        )
    if answer.limits is not None and answer.voices:
        yield _section(_("Limits"), list(_limits(answer)))


def _source(answer: Answer, voice: Source) -> Iterator[Element]:
    heard = answer.heard(voice.id)
    label = heard.label if heard else answer.phrase(voice.start, voice.end)
    line, _column = Places(answer.text).of(voice.start)
    yield tag(
        "h4",
        _("Source {number} (line {line})").format(number=voice.id + 1, line=line),
        ": ",
        tag("q", label, lang=answer.language),
    )
    if heard is None:
        return
    figures = heard.figures
    both = in_words.both(figures.possible_speakers, figures.suspected_first, figures.k)
    yield _figures(both, heard.specific)
    yield from (tag("p", sentence) for sentence in in_words.meaning(heard.figures))
    yield from (tag("p", in_words.bridge(bridge)) for bridge in heard.bridges)


def _figures(rows: list[tuple[str, str]], specific: float) -> Element:
    axis = (_("how specific the attribution is"), f"{in_words.specificity(specific)} ({in_words.axis()})")
    cells = [cell for label, figure in [*rows, axis] for cell in (tag("dt", label), tag("dd", figure))]
    return tag("dl", cells, class_="figures")


def _numbered(answer: Answer) -> Iterator[Iterator[Element]]:
    rewrites = answer.judgement.rewrites if answer.judgement else ()
    for source in dict.fromkeys(rewrite.source for rewrite in rewrites):
        offered = (rewrite for rewrite in rewrites if rewrite.source == source)
        for number, rewrite in enumerate(offered, 1):
            yield _rewrite(answer, rewrite, number)


def _rewrite(answer: Answer, rewrite: Rewrite, number: int) -> Iterator[Element]:
    yield tag("h4", f"{in_words.title(rewrite, number)}: {in_words.loss(rewrite)}")
    both = in_words.both(rewrite.possible_speakers, rewrite.suspected_first, answer.k)
    yield _figures(both, rewrite.specific)
    changes = [_change(answer, sentence) for sentence in rewrite.sentences]
    yield tag("ul", changes, class_="change")


def _change(answer: Answer, sentence: Reworded) -> Element:
    before = answer.phrase(sentence.start, sentence.end).strip()
    after = (
        tag("ins", sentence.text, lang=answer.language)
        if sentence.text.strip()
        else tag("em", _("(leave the sentence out)"))
    )
    return tag(
        "li",
        tag("p", tag("b", _("Now:")), " ", tag("del", before, lang=answer.language)),
        tag("p", tag("b", _("Instead:")), " ", after),
    )


def _sized(judgement: Judgement, id: str, low: float, high: float) -> Element:
    return tag("li", f"{name_of(id, judgement.pack)}: {in_words.size(low, high)}")


def _assumptions(judgement: Judgement, *, all: bool) -> list[Element]:
    shown = len(judgement.assumptions) if all else 5
    items = [_assumption(judgement, one) for one in judgement.assumptions]
    parts = [tag("ol", items[:shown])]
    if items[shown:]:
        label = tag("summary", _("{count} more").format(count=len(items) - shown))
        parts.append(tag("details", label, tag("ol", items[shown:], start=str(shown + 1))))
    return parts


def _assumption(judgement: Judgement, one: Assumption) -> Element:
    name = f"{one.id} {name_of(one.id, judgement.pack)}: {in_words.size(one.low, one.high)}"
    if not one.basis:
        return tag("li", name)
    return tag("li", name, " (", tag("span", one.basis, lang="en"), ")")


def _limits(answer: Answer) -> Iterator[Element]:
    if answer.limits is not None:
        yield tag("p", in_words.limits_in_words(answer.limits))
    if answer.settings_from:
        yield tag("p", _("Settings from {file}.").format(file=answer.settings_from))
    yield tag(
        "p", _("These figures stand on estimates and promise nothing; they compare one wording with another.")
    )
