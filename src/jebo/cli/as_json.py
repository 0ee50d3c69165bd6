"""The answer as JSON, one line for a file. The form is public interface: docs/reference/json.md and
check.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from jebo.disclosure.anonymity import Triple
from jebo.disclosure.detail import Remark, Source
from jebo.disclosure.judgement import Assumption, Judged, Rewrite, Rung
from jebo.told.answer import Answer, Unjudged
from jebo.told.wordings import reveals

VERSION: Final = 1

Row = dict[str, Any]


def line(answer: Answer | Unjudged) -> str:
    """One line of JSON, without its line end."""
    return json.dumps(row(answer), ensure_ascii=False, allow_nan=False)


def row(answer: Answer | Unjudged) -> Row:
    """The answer as plain values."""
    if isinstance(answer, Unjudged):
        return {"jebo": VERSION, "file": answer.file, "error": answer.error}
    judgement = answer.judgement
    return {
        "jebo": VERSION,
        "file": answer.file,
        "digest": answer.digest,
        "language": answer.language,
        "pack": answer.pack,
        "verdict": answer.verdict,
        "details": [_detail(answer, judged) for judged in answer.details],
        "sources": [_source(answer, voice) for voice in answer.voices],
        "rewrites": [_rewrite(rewrite) for rewrite in judgement.rewrites] if judgement else [],
        "third_parties": [_remark(remark, "reveals") for remark in answer.third_parties],
        "notes": [_remark(remark, "says") for remark in answer.notes],
        "assumptions": [_assumption(assumption) for assumption in judgement.assumptions] if judgement else [],
    }


def _detail(answer: Answer, judged: Judged) -> Row:
    detail = judged.detail
    return {
        "id": detail.id,
        "kind": detail.kind,
        "start": detail.start,
        "end": detail.end,
        "text": answer.phrase(detail.start, detail.end),
        "sources": list(detail.sources),
        "severity": detail.severity,
        "check": detail.check,
        "reveals": reveals(detail.check, detail.kind),
        "circles": list(judged.circles),
        "bundle": judged.bundle,
        "entity": detail.entity,
        "modelled": judged.modelled,
        "step": judged.step,
        "ladder": [_rung(rung) for rung in judged.ladder],
    }


def _rung(rung: Rung) -> Row:
    return {"step": rung.step, "text": rung.text, "possible_speakers": _triple(rung.possible_speakers)}


def _source(answer: Answer, voice: Source) -> Row:
    heard = answer.heard(voice.id)
    figures = heard.figures if heard else None
    return {
        "id": voice.id,
        "label": heard.label if heard else answer.phrase(voice.start, voice.end),
        "treat_as_unique": figures.treat_as_unique if figures else None,
        "possible_speakers": _triple(figures.possible_speakers) if figures else None,
        "suspected_first": _triple(figures.suspected_first) if figures else None,
    }


def _rewrite(rewrite: Rewrite) -> Row:
    return {
        "source": rewrite.source,
        "loss": _number(rewrite.loss),
        "steps": _steps(rewrite.steps),
        "possible_speakers": _triple(rewrite.possible_speakers),
        "suspected_first": _triple(rewrite.suspected_first),
    }


def _steps(steps: Mapping[int, int]) -> dict[str, int]:
    return {str(detail): steps[detail] for detail in sorted(steps)}


def _remark(remark: Remark, tells: str) -> Row:
    return {"start": remark.start, "end": remark.end, "check": remark.check, tells: reveals(remark.check)}


def _assumption(assumption: Assumption) -> Row:
    return {
        "id": assumption.id,
        "low": _number(assumption.low),
        "high": _number(assumption.high),
        "basis": assumption.basis,
    }


def _triple(triple: Triple | None) -> list[float] | None:
    return [_number(value) for value in (triple.low, triple.middle, triple.high)] if triple else None


def _number(value: float) -> float:
    """Four digits: the model knows no more, and machines differ in the sixteenth."""
    rounded = float(f"{value:.4g}")
    return int(rounded) if rounded.is_integer() else rounded
