"""Stories for tests: ``{place|Kimchaek}`` marks a detail by hand, so that wording is tested apart from the
finding.
"""

from __future__ import annotations

import re

from jebo.disclosure.check import default_check, severity
from jebo.disclosure.detail import Detail, Finding, Kind, Source
from jebo.disclosure.find import read
from jebo.disclosure.judge import judge_finding
from jebo.disclosure.judgement import Judgement
from jebo.disclosure.modelling import Part, Story, modelled, story_of
from jebo.disclosure.modelling.scenes import SourceScene
from jebo.disclosure.settings import Settings
from jebo.packs import load
from jebo.packs.language import language

KINDS = {
    "place": Kind.PLACE,
    "role": Kind.ROLE,
    "person": Kind.PERSON,
    "link": Kind.LINK,
    "time": Kind.TIME,
    "way": Kind.CHANNEL,
    "witness": Kind.WITNESS,
    "paper": Kind.DOCUMENT,
    "exact": Kind.EXACT,
    "where": Kind.EVENT_PLACE,
    "when": Kind.EVENT_TIME,
    "quote": Kind.QUOTE,
    "third": Kind.THIRD_PARTY,
}
MARK = re.compile(r"\{(\w+)\|([^{}]*)\}")


def marked(text: str, code: str = "en", pack: str = "kp", sources: int = 1) -> tuple[str, Finding]:
    """The text without its marks, and the details that they mark, charged to all sources."""
    plain, spans = "", []
    at = 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        spans.append((KINDS[mark[1]], len(plain), len(plain) + len(mark[2])))
        plain += mark[2]
        at = mark.end()
    plain += text[at:]
    checks = language(code, pack).checks
    details = []
    for i, (kind, start, end) in enumerate(spans):
        gender = kind is Kind.PERSON and plain[start:end].lower() in ("he", "she", "그녀")
        check = default_check(kind, frozenset({"she"}) if gender else frozenset())
        details.append(
            Detail(
                id=i,
                kind=kind,
                start=start,
                end=end,
                sources=tuple(range(sources)),
                severity=severity(check, checks),
                check=check,
            )
        )
    voices = tuple(Source(id=i, start=0, end=0) for i in range(sources))
    return plain, Finding(language=code, details=tuple(details), sources=voices, third_parties=(), notes=())


def told(
    text: str, code: str = "en", pack: str = "kp", sources: int = 1, settings: Settings | None = None
) -> tuple[Story, tuple[Part, ...], tuple[SourceScene, ...]]:
    """A marked story, modelled."""
    plain, finding = marked(text, code, pack, sources)
    tongue = language(code, pack)
    reading = read(plain, tongue)
    story = story_of(plain, reading, finding.details, tongue, load(pack), settings or Settings())
    return (story, *modelled(story, finding))


def judged(
    text: str, code: str = "en", pack: str = "kp", sources: int = 1, settings: Settings | None = None
) -> tuple[str, Judgement]:
    """A marked story, judged."""
    plain, finding = marked(text, code, pack, sources)
    tongue = language(code, pack)
    reading = read(plain, tongue)
    return plain, judge_finding(plain, finding, reading, tongue, load(pack), settings or Settings())


def wordings(text: str, code: str = "en", pack: str = "kp") -> list[str]:
    """The wordings of the first detail of a marked sentence."""
    _, parts, _ = told(text, code, pack)
    return [phrasing.text for phrasing in parts[0].phrasings]
