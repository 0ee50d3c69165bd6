"""What holds of every finding, whatever the text."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.disclosure.any_text import ANY, CODES, spoilt, stories

from jebo.disclosure.check import ABOUT_OTHERS
from jebo.disclosure.detail import Detail, Finding, Kind, Severity, Source
from jebo.disclosure.find import find, read
from jebo.disclosure.language import Language
from jebo.packs.language import language

FEW = 40  # examples: each reads a whole story


def without_tagger(code: str) -> Language:
    return replace(language(code, "kp"), tagger=None)


def broken_laws(text: str, finding: Finding) -> list[str]:
    """The laws that a finding breaks."""
    spans = [(d.start, d.end) for d in finding.details] + [(s.start, s.end) for s in finding.sources]
    spans += [(r.start, r.end) for r in finding.third_parties + finding.notes]
    ids = [source.id for source in finding.sources]
    laws = {
        "inside the text": all(0 <= start < end <= len(text) for start, end in spans),
        "begin and end with what is seen": all(text[a:b] == text[a:b].strip() for a, b in spans),
        "numbered in order": [d.id for d in finding.details] == list(range(len(finding.details))),
        "in the order of the text": _ordered(finding),
        "of one kind do not overlap": not _overlaps(finding.details),
        "sources are numbered": ids == list(range(len(ids))),
        "sources exist": all(d.sources and set(d.sources) <= set(ids) for d in finding.details),
        "without sources only third parties": bool(ids) or not (finding.details or finding.notes),
        "third parties are about others": all(r.check in ABOUT_OTHERS for r in finding.third_parties),
    }
    return [law for law, holds in laws.items() if not holds]


def _ordered(finding: Finding) -> bool:
    starts = [d.start for d in finding.details]
    remarks = [[(r.start, r.end) for r in several] for several in (finding.third_parties, finding.notes)]
    return starts == sorted(starts) and all(spans == sorted(spans) for spans in remarks)


def _overlaps(details: tuple[Detail, ...]) -> bool:
    end: dict[Kind, int] = {}
    for detail in details:
        if detail.start < end.get(detail.kind, 0):
            return True
        end[detail.kind] = detail.end
    return False


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("tagged", [True, False])
def test_every_story_is_found_by_the_laws(code: str, tagged: bool) -> None:
    told = language(code, "kp") if tagged else without_tagger(code)
    for text in stories(code):
        assert broken_laws(text, find(text, told)) == []


@pytest.mark.parametrize("code", CODES)
@given(text=ANY)
@example(text="")
@example(text="\ud800")
@example(text="a source said \udfff")
def test_any_text_is_found_by_the_laws(code: str, text: str) -> None:
    assert broken_laws(text, find(text, language(code, "kp"))) == []


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=FEW)
@given(data=st.data())
def test_a_spoilt_story_is_found_by_the_laws(code: str, data: st.DataObject) -> None:
    text = data.draw(spoilt(code))
    assert broken_laws(text, find(text, language(code, "kp"))) == []
    assert broken_laws(text, find(text, without_tagger(code))) == []


TEXT = "A source said on May 3."
DETAIL = Detail(
    id=0, kind=Kind.TIME, start=17, end=22, sources=(0,), severity=Severity.BLOCK, check="R01"
)  # fmt: skip
LAWFUL = Finding(
    language="en", details=(DETAIL,), sources=(Source(id=0, start=0, end=8),), third_parties=(), notes=()
)
BREACHES = {
    "inside the text": {"end": 99},
    "begin and end with what is seen": {"end": 20, "start": 16},
    "numbered in order": {"id": 1},
    "sources exist": {"sources": (1,)},
}


@pytest.mark.parametrize("law", BREACHES)
def test_a_detail_that_breaks_a_law_would_be_seen(law: str) -> None:
    assert broken_laws(TEXT, LAWFUL) == []
    detail = dataclasses.replace(DETAIL, **BREACHES[law])  # type: ignore[arg-type]
    assert law in broken_laws(TEXT, replace(LAWFUL, details=(detail,)))


def test_a_finding_that_breaks_a_law_would_be_seen() -> None:
    twice = replace(LAWFUL, details=(DETAIL, replace(DETAIL, id=1, start=19)))
    assert broken_laws(TEXT, twice) == ["of one kind do not overlap"]
    turned = replace(LAWFUL, details=(DETAIL, replace(DETAIL, id=1, start=0, end=1, kind=Kind.ROLE)))
    assert broken_laws(TEXT, turned) == ["in the order of the text"]
    assert "without sources only third parties" in broken_laws(TEXT, replace(LAWFUL, sources=()))
    assert "sources are numbered" in broken_laws(TEXT, replace(LAWFUL, sources=LAWFUL.sources * 2))


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "text",
    [char * 200_000 for char in ("a", "A", "가", "1", ".", "“", "'", '"', " ", "\n", "\0", "\u0301", "\ud800")]
    + ["word " * 20_000, "A man said. " * 2_000, "\n" * 10_000 + "A source said so." + "\n" * 10_000]
    + ["“We left,” a trader said.\n" * 2_000, "1 2 " * 20_000],
    ids=lambda text: f"{len(text)} of {text[:12]!a}",
)  # fmt: skip
def test_a_long_and_empty_minded_text_is_borne(code: str, text: str) -> None:
    assert broken_laws(text, find(text, language(code, "kp"))) == []


@pytest.mark.parametrize("code", CODES)
def test_a_finding_does_not_hang_on_what_was_read_before(code: str) -> None:
    told = language(code, "kp")
    chosen = stories(code)[:6]
    first = [find(text, told) for text in chosen]
    assert [find(text, told) for text in reversed(chosen)] == first[::-1]
    assert [find(text, told) for text in chosen] == first
    assert len(set(map(repr, first))) > 1


@pytest.mark.parametrize("code", CODES)
def test_a_story_that_nobody_tells_has_no_details_and_no_notes(code: str) -> None:
    told = language(code, "kp")
    silent = [find(text, told) for text in stories(code)]
    quiet = [f for f in silent if not f.sources]
    assert quiet
    assert any(f.sources for f in silent)
    assert all(not f.details and not f.notes for f in quiet)


@pytest.mark.parametrize("code", CODES)
def test_reading_alone_takes_any_piece_of_a_story(code: str) -> None:
    told = language(code, "kp")
    text = stories(code)[0]
    for size in (1, 2, 3, 17, 100):
        for at in range(0, min(len(text), 40 * size), size):
            assert read(text[at : at + size], told).words.text == text[at : at + size]
