"""``jebo demo``: invented stories as printed and as reworded, side by side, in both languages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

from jebo.cli import in_words
from jebo.cli.answer import Answer
from jebo.cli.cells import WIDTH, clean, padded, wrapped
from jebo.cli.check import complain, make_printable, write
from jebo.cli.files import Given
from jebo.cli.heat import blocks, marks, stretches
from jebo.cli.judging import Options, judged
from jebo.cli.messages import _
from jebo.cli.paint import painted, wanted
from jebo.cli.refusals import ClosedOutput, sentence
from jebo.disclosure.judgement import Heard
from jebo.errors import N_

HERE: Final = Path(__file__).parent
AS_PRINTED: Final = N_("As printed")
AS_REWORDED: Final = N_("Reworded")
_GAP: Final = 2
COLUMN: Final = (WIDTH - _GAP) // 2
"""Cells of one of two columns."""
_BRACKETS: Final = {(False, True): "[", (True, False): "]", (True, True): "", (False, False): ""}
_LANGUAGES: Final = ("en", "ko")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A demo story: the files of its printed and its reworded version begin with these names."""

    title: str
    printed: str
    reworded: str


STORIES: Final = (
    Story(title=N_("The first story, told for North Korea"), printed="story", reworded="reworded"),
    Story(title=N_("A second story, from another country"), printed="second", reworded="second-reworded"),
)


def run(output: str | None) -> int:
    """Show the stories, write the heat maps into the folder *output* if one is named, and tell the exit
    status.
    """
    make_printable("text")
    colour = wanted(sys.stdout)
    for story in STORIES:
        print(f"{painted(_(story.title), 'bold', colour)}\n")
        for language in _LANGUAGES:
            columns = [_column(version, answer) for version, answer in _versions(story, language)]
            print("\n".join(_beside(columns)), end="\n\n")
    return 0 if output is None else _maps(Path(output))


def _versions(story: Story, language: str) -> Iterator[tuple[str, Answer]]:
    """The versions of a story in one language, judged with the default limits."""
    for title, name in ((AS_PRINTED, story.printed), (AS_REWORDED, story.reworded)):
        path = HERE / f"{name}.{language}.md"
        if path.exists():
            answer = judged(Given(name=path.name, path=path), Options())
            if isinstance(answer, Answer):
                yield _(title), answer
            else:
                complain(f"{path.name}: {answer.error}")


def _column(title: str, answer: Answer) -> list[str]:
    """A version in half the width: its verdict, its text with the details in brackets, and its figures."""
    language = _(in_words.LANGUAGE_NAMES[answer.language])
    verdict = _(in_words.VERDICTS[answer.verdict]) if answer.verdict else _("no anonymous source found")
    lines = [*wrapped(f"{title} ({language}): {verdict}", COLUMN), "-" * COLUMN]
    for start, end in blocks(answer.text, answer.body):
        lines += [*wrapped(_bracketed(answer, start, end), COLUMN), ""]
    for voice in answer.voices:
        heard = answer.heard(voice.id)
        if heard is not None:
            lines += _figures(heard)
    return lines


def _figures(heard: Heard) -> Iterator[str]:
    figures = heard.figures
    yield from wrapped(f"“{clean(heard.label)}”", COLUMN)
    for name, figure in in_words.both(figures.possible_speakers, figures.suspected_first, figures.k):
        yield from wrapped(f"{name}: {figure}", COLUMN, first="  ", rest="    ")
    if figures.treat_as_unique:
        yield from wrapped(_("treat as unique"), COLUMN, first="  ", rest="    ")


def _bracketed(answer: Answer, start: int, end: int) -> str:
    """A paragraph with each marked stretch in square brackets."""
    parts: list[str] = []
    before = False
    for stretch in stretches([start, end], marks(answer)):
        inside = stretch.strength is not None
        parts.append(_BRACKETS[before, inside] + clean(answer.phrase(stretch.start, stretch.end)))
        before = inside
    return "".join(parts) + _BRACKETS[before, False]


def _beside(columns: list[list[str]]) -> Iterator[str]:
    """The columns side by side, line by line."""
    for cells in zip_longest(*columns, fillvalue=""):
        yield (" " * _GAP).join(padded(cell, COLUMN) for cell in cells).rstrip()


def _maps(folder: Path) -> int:
    """Write a heat map of each printed version, and say where."""
    from jebo.cli.as_html import article, page

    folder.mkdir(parents=True, exist_ok=True)
    for story in STORIES:
        for language in _LANGUAGES:
            versions = [answer for _title, answer in _versions(story, language)]
            articles = [article(answer, number, all=False) for number, answer in enumerate(versions, 1)]
            path = folder / f"{story.printed}.{language}.html"
            if versions and not write(path, page(articles, [answer.file for answer in versions])):
                return complain(f"{clean(str(path))}: {sentence(ClosedOutput())}")
            if versions:
                print(_("Heat map: {file}").format(file=clean(str(path))))
    return 0
