"""``jebo compare``: what a translation changed, and what both editions tell together."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from jebo.cli.cells import clean
from jebo.cli.compared_text import report
from jebo.cli.files import STDIN, Given, given
from jebo.cli.newsroom import file_above, from_file
from jebo.cli.paint import wanted
from jebo.cli.saying import complain, make_printable
from jebo.disclosure.anonymity import Figures, Triple
from jebo.disclosure.drift import Drift, Span
from jebo.disclosure.drift.together import Together
from jebo.errors import N_, JeboError
from jebo.told.compared import SAYS, Compared, Edition
from jebo.told.comparing import YEAR, compared, edition_of
from jebo.told.messages import _
from jebo.told.newsroom import Newsroom, from_front_matter
from jebo.told.refusals import Refused, failed, sentence

VERSION: Final = 1
Row = dict[str, Any]


class WrongEdition(Refused):
    """A file is not in the language of the edition that it stands for."""

    says = N_("give the Korean edition first and the English one second; this file is in another language")


class NoEdition(Refused):
    """A folder was given."""

    says = N_("a folder is no edition; name two files, the Korean edition and the English one")


class TwiceFromOutside(Refused):
    """Both editions were to come from standard input."""

    says = N_("only one of the two editions can come from standard input")


class WrongYear(Refused):
    """The year is none."""

    says = N_("a year of four digits is needed, as 2023")


def run(
    korean: str, english: str, format: str, *, pack: str | None = None, year: str | int | None = None
) -> int:
    """Compare two editions, show what differs, and tell the exit status.

    :returns: 0 where nothing was changed, 1 where something was, 2 where it could not be told.
    """
    make_printable(format)
    try:
        found = _both(korean, english, pack, year)
    except _Refusal as refusal:
        return _refused(refusal, korean, english, format)
    if format == "json":
        print(json.dumps(row(found), ensure_ascii=False, allow_nan=False))
    else:
        print(report(found, colour=wanted(sys.stdout)))
    return 1 if found.found.drifts else 0


class _Refusal(Exception):
    def __init__(self, file: str, told: str) -> None:
        super().__init__()
        self.file, self.told = file, told


def _refused(refusal: _Refusal, korean: str, english: str, format: str) -> int:
    if format == "json":
        error = {"jebo": VERSION, "korean": korean, "english": english, "error": refusal.told}
        print(json.dumps(error, ensure_ascii=False))
    return complain(f"{clean(refusal.file)}: {refusal.told}" if refusal.file else refusal.told)


def _both(korean: str, english: str, pack_id: str | None, year: str | int | None) -> Compared:
    """Read, compare, and put together. A fault is told by its class and line, without the texts."""
    file = ""
    try:
        if korean == english == STDIN:
            raise TwiceFromOutside
        asked = _year(year)
        file = korean
        ours = _edition(korean, "ko")
        file = english
        theirs = _edition(english, "en")
        file = ""
        return compared(ours, theirs, pack=pack_id, year=asked)
    except JeboError as error:
        told = sentence(error)
    except (Exception, RecursionError) as fault:  # noqa: BLE001 - what cannot be compared must be said, not passed over
        told = sentence(failed(fault))
    raise _Refusal(file, told)


def _year(year: str | int | None) -> int | None:
    if year is None:
        return None
    if not YEAR.fullmatch(str(year)):
        raise WrongYear
    return int(year)


def _edition(name: str, code: str) -> Edition:
    if name != STDIN and Path(name).is_dir():
        raise NoEdition
    file = given([name])[0]
    document = file.document()
    above = file_above(_folder(file))
    newsroom = from_front_matter(document.front).over(from_file(above) if above else Newsroom())
    edition = edition_of(document, newsroom, name=name)
    if edition.language != code:
        raise WrongEdition
    return edition


def _folder(file: Given) -> Path:
    return file.path.absolute() if file.data is not None else file.path.absolute().parent


def row(compared: Compared) -> Row:
    """The comparison as plain values."""
    korean, english = compared.korean, compared.english
    return {
        "jebo": VERSION,
        "korean": korean.name,
        "english": english.name,
        "pack": compared.pack,
        "year": compared.year,
        "drifts": [_drift(found, korean, english) for found in compared.found.drifts],
        "pairings": [
            {
                "korean": [_ends(s) for s in p.korean],
                "english": [_ends(s) for s in p.english],
                "moved": p.moved,
            }
            for p in compared.found.pairings
        ],
        "sources": [_source(one, korean, english) for one in compared.together],
    }


def _drift(found: Drift, korean: Edition, english: Edition) -> Row:
    return {
        "kind": found.kind,
        "check": found.check,
        "severity": found.severity,
        "says": found.says,
        "tells": _(SAYS[found.says]),
        "korean": _phrase(found.korean, korean),
        "english": _phrase(found.english, english),
        "write": found.write or None,
        "write_in": found.write_in or None,
    }


def _phrase(span: Span | None, edition: Edition) -> Row | None:
    return None if span is None else {**_ends(span), "text": edition.text[span.start : span.end]}


def _ends(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _source(one: Together, korean: Edition, english: Edition) -> Row:
    return {
        "korean": _phrase(Span(one.korean.start, one.korean.end), korean) if one.korean else None,
        "english": _phrase(Span(one.english.start, one.english.end), english) if one.english else None,
        "possible_speakers": {
            name: _figures(figures)
            for name, figures in (
                ("korean", one.korean_alone),
                ("english", one.english_alone),
                ("both", one.both),
            )
        },
    }


def _figures(figures: Figures | None) -> list[float] | None:
    return None if figures is None else [_short(v) for v in _three(figures.possible_speakers)]


def _three(triple: Triple) -> tuple[float, float, float]:
    return triple.low, triple.middle, triple.high


def _short(value: float) -> float:
    return float(f"{value:.4g}")
