"""A comparison for a terminal: both phrases in their lines, what changed, what to write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jebo.cli.cells import WIDTH, clean, padded, width, wrapped
from jebo.cli.paint import painted
from jebo.cli.places import Places
from jebo.cli.snippet import snippet
from jebo.disclosure.detail import Severity
from jebo.disclosure.drift import Drift, Span
from jebo.disclosure.drift.together import Together
from jebo.told.compared import SAYS, WRITE, Compared, about, rows
from jebo.told.in_words import SEVERITIES
from jebo.told.messages import _

_COLOURS: Final = {Severity.BLOCK: "red", Severity.WARN: "yellow", Severity.NOTE: "cyan"}


def report(compared: Compared, *, colour: bool) -> str:
    """The whole comparison: what weighs with both phrases in their lines, then notes, then figures."""
    return "\n".join(_lines(compared, colour))


def _lines(compared: Compared, colour: bool) -> Iterator[str]:
    page = _Page(compared, colour)
    drifts = compared.found.drifts
    yield page.head()
    for found in (d for d in drifts if d.severity is not Severity.NOTE):
        yield ""
        yield from page.finding(found)
    notes = [d for d in drifts if d.severity is Severity.NOTE]
    if notes:
        yield ""
        yield painted(_("For the editor's eye"), "bold", colour)
        for found in notes:
            yield from page.note(found)
    if compared.together:
        yield ""
        yield from page.sources()
    yield ""
    yield from wrapped(page.paired(), WIDTH)


class _Page:
    """A comparison on its way to a terminal."""

    def __init__(self, compared: Compared, colour: bool) -> None:
        self.compared, self.colour = compared, colour
        self.places = {"ko": Places(compared.korean.text), "en": Places(compared.english.text)}
        self.names = {"ko": clean(compared.korean.name), "en": clean(compared.english.name)}

    def head(self) -> str:
        """What was compared, and how much was changed."""
        count = len(self.compared.found.drifts)
        names = painted(f"{self.names['ko']} → {self.names['en']}", "bold", self.colour)
        if count == 0:
            told = painted(_("nothing changed that jebo can tell"), "green", self.colour)
        else:
            told = painted(_("{count} changes").format(count=count), "yellow", self.colour)
        return f"{names}: {told} ({about(self.compared)})"

    def finding(self, found: Drift) -> Iterator[str]:
        """A drift with both phrases in their lines, and what to write."""
        tone = _COLOURS[found.severity]
        title = f"{_(SEVERITIES[found.severity])}[{found.check}]"
        lines = wrapped(f"{title}: {_(SAYS[found.says])}", WIDTH, rest="  ")
        yield lines[0].replace(title, painted(title, tone, self.colour), 1)
        yield from lines[1:]
        for code, span in (("ko", found.korean), ("en", found.english)):
            if span is not None:
                yield f" {painted('-->', 'blue', self.colour)} {self.names[code]}:{self.at(code, span)}"
                yield from snippet(self.places[code], span.start, span.end, tone, self.colour)
        if found.write:
            yield from wrapped(
                f"{_(WRITE[found.write_in])}: “{clean(found.write)}”", WIDTH, first="  = ", rest=" " * 6
            )

    def note(self, found: Drift) -> Iterator[str]:
        """A drift in a line or two."""
        code, span = ("ko", found.korean) if found.english is None else ("en", found.english)
        if found.says.endswith((".dropped", ".coarser", ".vague")) and found.korean is not None:
            code, span = "ko", found.korean
        assert span is not None
        text = self.compared.korean.text if code == "ko" else self.compared.english.text
        phrase = clean(text[span.start : span.end])
        shown = phrase if len(phrase) <= 40 else phrase[:39] + "…"
        told = f"{self.names[code]}:{self.at(code, span)} “{shown}”: {_(SAYS[found.says])} [{found.check}]"
        if found.write:
            told += f"; {_(WRITE[found.write_in])}: “{clean(found.write)}”"
        return iter(wrapped(told, WIDTH, first="  - ", rest="    "))

    def at(self, code: str, span: Span) -> str:
        """Line and column."""
        line, column = self.places[code].of(span.start)
        return f"{line}:{column}"

    def sources(self) -> Iterator[str]:
        """What each edition leaves of each source's cover, and what both leave together."""
        yield painted(_("Both editions together: people who could have said this"), "bold", self.colour)
        for number, one in enumerate(self.compared.together, 1):
            yield "  " + _("Source {number}").format(number=number) + self.introduced(one)
            figures = rows(one)
            room = max((width(label) for label, _figure in figures), default=0)
            for label, figure in figures:
                if figure:
                    yield f"    {padded(label, room)}  {figure}"

    def introduced(self, one: Together) -> str:
        """The phrases that introduce a source."""
        texts = ((self.compared.korean.text, one.korean), (self.compared.english.text, one.english))
        phrases = [f"“{clean(text[s.start : s.end])}”" for text, s in texts if s is not None]
        return ": " + ", ".join(phrases)

    def paired(self) -> str:
        """How the sentences were paired."""
        pairings = self.compared.found.pairings
        both = [p for p in pairings if p.korean and p.english]
        return _(
            "Paired {korean} sentences of the Korean edition with {english} of the English one; {moved} stand"
            " in another place, {alone} in one edition only."
        ).format(
            korean=sum(len(p.korean) for p in both),
            english=sum(len(p.english) for p in both),
            moved=sum(p.moved for p in both),
            alone=len(pairings) - len(both),
        )
