"""The answer as one page that needs nothing else: the heat map with its rewrites beside it, the figures, what
was assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from jebo.cli.figures_page import sections, sources
from jebo.cli.tags import tag, written
from jebo.told import in_words, wordings
from jebo.told.answer import Answer, Unjudged
from jebo.told.heat import NAMES, SYMBOLS, Mark, Stretch, blocks, marks, stretches
from jebo.told.messages import _, tongue

SHOWN: Final = 5
"""Findings whose card is open; the others are folded."""
# The page runs nothing, loads nothing and sends nothing, whatever a story holds.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


def article(answer: Answer | Unjudged, number: int, *, all: bool) -> str:
    """The part of the page about one file, the *number*-th of the page from 1."""
    name = f"f{number}"
    title = tag("h2", answer.file, id=name)
    if isinstance(answer, Unjudged):
        return written(
            tag("article", title, tag("p", _("Could not judge: {error}").format(error=answer.error)))
        )
    found = marks(answer)
    return written(
        tag(
            "article",
            title,
            _verdict(answer),
            sources(answer),
            _map(answer, found, name, all=all),
            sections(answer, all=all),
            aria_labelledby=name,
        )
    )


def page(articles: Sequence[str], names: Sequence[str]) -> str:
    """The whole page around the *articles* about the files *names*."""
    style = (Path(__file__).parent / "heat.css").read_text(encoding="utf-8")
    title = _("What the story gives away about its source")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("title", f"{names[0]} · {title}" if len(names) == 1 else title),
        tag("style", style),
    )
    top = [
        tag("a", _("Skip to the story"), class_="skip", href="#main"),
        tag("header", tag("h1", title), _files(names)),
    ]
    bottom = tag(
        "footer",
        tag("p", _("This page is a list of what endangers a source. Delete it when you have read it.")),
    )
    body = tag("body", *top, tag("main", _HERE, id="main"), bottom)
    before, after = written(tag("html", head, body, lang=tongue())).split(_HERE)
    return "".join(["<!DOCTYPE html>\n", before, *articles, after, "\n"])


_HERE: Final = "\ue000articles\ue000"  # a private character, which no message holds


def _files(names: Sequence[str]) -> Element | None:
    if len(names) < 2:
        return None
    links = [tag("li", tag("a", name, href=f"#f{number}")) for number, name in enumerate(names, 1)]
    return tag("nav", tag("ol", links), aria_label=_("Files"))


def _verdict(answer: Answer) -> list[Element]:
    words, verdict = in_words.verdict(answer)
    said = tag("p", words, class_=f"verdict {verdict}" if verdict else "verdict")
    return [said, tag("p", in_words.about(answer), class_="faint")]


def _map(answer: Answer, found: list[Mark], name: str, *, all: bool) -> Element:
    """The text with its marks; beside each paragraph a card for each mark that begins in it."""
    title = tag("h3", _("The text"), id=f"{name}-text")
    rows = [
        tag(
            "div",
            tag("p", _marked(answer, cut, name), lang=answer.language),
            _side(answer, cut, name, all=all),
            class_="row",
        )
        for cut in _paragraphs(answer, found)
    ]
    return tag("section", title, _legend(found), rows, aria_labelledby=f"{name}-text")


def _legend(found: list[Mark]) -> Element | None:
    used = [strength for strength in NAMES if any(mark.strength == strength for mark in found)]
    if not used:
        return None
    items = [
        tag("li", tag("mark", f"{SYMBOLS[strength]} {_(NAMES[strength])}", class_=strength))
        for strength in used
    ]
    return tag("ul", items, class_="legend", aria_label=_("Marks"))


def _paragraphs(answer: Answer, found: list[Mark]) -> Iterator[list[Stretch]]:
    """The stretches of each paragraph."""
    spans = blocks(answer.text, answer.body)
    bounds = [offset for span in spans for offset in span]
    parts = iter(stretches(bounds, found)) if bounds else iter(())
    part = next(parts, None)
    for start, end in spans:
        cut: list[Stretch] = []
        while part is not None and part.start < end:
            if part.start >= start:
                cut.append(part)
            part = next(parts, None)
        yield cut


def _marked(answer: Answer, cut: list[Stretch], name: str) -> Iterator[Element | str]:
    for stretch in cut:
        text = answer.phrase(stretch.start, stretch.end)
        if stretch.strength is None:
            yield text
            continue
        yield tag("mark", text, class_=stretch.strength)
        yield from (_number(mark, name) for mark in stretch.ends)


def _number(mark: Mark, name: str) -> Element:
    told = f"{mark.number}: {_(NAMES[mark.strength])}, {mark.reveals}"
    return tag(
        "a",
        f"{SYMBOLS[mark.strength]}{mark.number}",
        class_=f"n {mark.strength}",
        id=f"{name}-m{mark.number}",
        href=f"#{name}-c{mark.number}",
        aria_label=told,
        lang=tongue(),
    )


def _side(answer: Answer, cut: list[Stretch], name: str, *, all: bool) -> Element:
    """Cards for the marks that end in a paragraph: those that matter most open, the others folded."""
    here = sorted((mark for stretch in cut for mark in stretch.ends), key=lambda mark: mark.number)
    shown = [mark for mark in here if all or (mark.rank is not None and mark.rank < SHOWN)]
    folded = [mark for mark in here if mark not in shown]
    cards = [_card(answer, mark, name) for mark in shown]
    if folded:
        label = tag("summary", _("{count} more here").format(count=len(folded)))
        cards.append(tag("details", label, [_card(answer, mark, name) for mark in folded]))
    return tag("div", cards, class_="side")


def _card(answer: Answer, mark: Mark, name: str) -> Element:
    back = tag(
        "a",
        f"{SYMBOLS[mark.strength]} {mark.number}",
        href=f"#{name}-m{mark.number}",
        class_=f"tag {mark.strength}",
    )
    phrase = tag("q", _shortened(answer.phrase(mark.start, mark.end)), lang=answer.language)
    title = tag(
        "p", back, " ", phrase, " ", tag("span", f"{_(NAMES[mark.strength])} · {mark.check}", class_="faint")
    )
    lines = [
        tag("p", _("Reveals: {what}").format(what=mark.reveals)),
        tag("p", _("To whom: {whom}").format(whom=mark.whom)),
        *_advice(answer, mark),
    ]
    return tag("div", title, lines, class_=f"card {mark.strength}", id=f"{name}-c{mark.number}")


def _shortened(phrase: str) -> str:
    """The phrase, without the middle of a long one."""
    words = " ".join(phrase.split())
    return words if len(words) <= 60 else f"{words[:40]} … {words[-15:]}"


def _advice(answer: Answer, mark: Mark) -> Iterator[Element]:
    rung = answer.better(mark.judged) if mark.judged else None
    if mark.judged is None or rung is None:
        if example := wordings.instead(mark.check, answer.language):
            yield tag("p", _("Write instead, for example:"), " ", tag("b", example, lang=answer.language))
        return
    if rung.text:
        yield tag("p", _("Write instead:"), " ", tag("b", rung.text, lang=answer.language))
    else:
        yield tag("p", tag("b", _("Leave it out.")))
    now = answer.present(mark.judged)
    effect = now and rung.possible_speakers and in_words.reworded(now, rung.possible_speakers)
    if effect:
        yield tag("p", effect, class_="faint")
