"""``jebo demo``: invented stories as printed and as reworded, side by side, in both languages."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

from jebo.cli.as_text import report
from jebo.cli.cells import WIDTH, clean, padded, wrapped
from jebo.cli.check import write
from jebo.cli.files import Given
from jebo.cli.judging import Options, judged
from jebo.cli.paint import painted, wanted
from jebo.cli.refusals import ClosedOutput
from jebo.cli.saying import CANNOT_JUDGE, complain, make_printable
from jebo.disclosure.judgement import Heard
from jebo.errors import N_, JeboError
from jebo.told import in_words
from jebo.told.answer import Answer
from jebo.told.heat import blocks, marks, stretches
from jebo.told.messages import _
from jebo.told.refusals import sentence

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
    """A demo story: how the names of its versions begin, as printed first, then as reworded."""

    title: str
    versions: tuple[str, ...]


STORIES: Final = (
    Story(title=N_("The first story, from North Korea"), versions=("story", "reworded")),
    Story(title=N_("A second story, from another country"), versions=("world", "world-reworded")),
)
_TITLES: Final = (AS_PRINTED, AS_REWORDED)


def run(output: str | None, desk: str | None = None) -> int:
    """Show the stories, write the heat maps into the folder *output* and make a desk in *desk* where these are named.

    :returns: the exit status.
    """
    make_printable("text")
    colour = wanted(sys.stdout)
    maps: dict[str, list[Answer]] = {}
    for story in STORIES:
        print(f"{painted(_(story.title), 'bold', colour)}\n")
        for language in _LANGUAGES:
            answers = [answer for name in story.versions if (answer := _judged(f"{name}.{language}.md"))]
            if len(answers) < len(story.versions):
                return CANNOT_JUDGE
            print("\n".join(_shown(answers, colour)))
            maps[f"{story.versions[0]}.{language}.html"] = answers
    status = 0 if output is None else _write(maps, Path(output))
    return status if desk is None or status else _desk(Path(desk))


def _desk(folder: Path) -> int:
    from jebo.cli.demo_desk import made

    try:
        made(folder)
    except JeboError as error:
        return complain(sentence(error))
    return 0


def _judged(name: str) -> Answer | None:
    """A version that comes with jebo, judged with the default limits; None where it cannot be."""
    answer = judged(Given(name=name, path=HERE / name), Options())
    if isinstance(answer, Answer):
        return answer
    complain(f"{name}: {answer.error}")
    return None


def _shown(answers: list[Answer], colour: bool) -> Iterator[str]:
    """Two versions side by side; one alone as ``jebo check`` shows it."""
    if len(answers) == 1:
        yield report(answers[0], colour=colour, all=False)
        return
    yield from _beside([_column(_(title), answer) for title, answer in zip(_TITLES, answers, strict=True)])
    yield ""


def _column(title: str, answer: Answer) -> list[str]:
    """A version in half the width: its verdict, its text with the details in brackets, and its figures."""
    language = _(in_words.LANGUAGE_NAMES[answer.language])
    verdict, _value = in_words.verdict(answer)
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


def _write(maps: Mapping[str, list[Answer]], folder: Path) -> int:
    """Write a heat map of each story, and say where."""
    from jebo.cli.as_html import article, page

    with suppress(OSError):  # what is wrong with the folder is told of the first file
        folder.mkdir(parents=True, exist_ok=True)
    for name, answers in maps.items():
        articles = [article(answer, number, all=False) for number, answer in enumerate(answers, 1)]
        path = folder / name
        if not write(path, page(articles, [answer.file for answer in answers])):
            return complain(f"{clean(str(path))}: {sentence(ClosedOutput())}")
        print(_("Heat map: {file}").format(file=clean(str(path))))
    return 0
