"""The answer as annotations of a workflow run.

Logs of workflows are often public. So an annotation tells the check, what it reveals and where it stands,
and never a word of the story or of a rewrite.
"""

from __future__ import annotations

from collections.abc import Iterator

from jebo.cli.places import Places
from jebo.disclosure.detail import Severity
from jebo.told import in_words, wordings
from jebo.told.answer import Answer, Unjudged
from jebo.told.messages import _

_LEVELS = {Severity.BLOCK: "error", Severity.WARN: "warning", Severity.NOTE: "notice"}
# https://docs.github.com/actions/reference/workflow-commands: escapes of values, and of properties
_IN_VALUES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_VALUES, ":": "%3A", ",": "%2C"}


def lines(answer: Answer | Unjudged) -> Iterator[str]:
    """One line for each finding, and one for the verdict."""
    file = _escaped(answer.file, _IN_PROPERTIES)
    if isinstance(answer, Unjudged):
        yield f"::error file={file}::{_escaped(answer.error, _IN_VALUES)}"
        return
    places = Places(answer.text)
    for level, start, check, told in sorted(_findings(answer), key=lambda finding: finding[1]):
        line, column = places.of(start)
        yield f"::{level} file={file},line={line},col={column}::{check}: {_escaped(told, _IN_VALUES)}"
    if answer.verdict is not None:
        level = "notice" if answer.verdict == "within" else "error"
        yield f"::{level} file={file}::{_(in_words.VERDICTS[answer.verdict])}"


def _findings(answer: Answer) -> Iterator[tuple[str, int, str, str]]:
    """Level, offset, check, and what it reveals."""
    for judged in answer.details:
        detail = judged.detail
        told = wordings.reveals(detail.check, detail.kind)
        yield _LEVELS[detail.severity], detail.start, detail.check or detail.kind, told
    for remark in answer.third_parties:
        yield "warning", remark.start, remark.check, wordings.reveals(remark.check)
    for remark in answer.notes:
        yield "notice", remark.start, remark.check, wordings.reveals(remark.check)


def _escaped(text: str, letters: dict[str, str]) -> str:
    return "".join(letters.get(letter, letter) for letter in text)
