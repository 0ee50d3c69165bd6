"""Hand-made answers, so that what is shown can be tested without what is found."""

from __future__ import annotations

from jebo.disclosure.anonymity import WAYS_OUT, Bridge, Figures, Limits, Triple, Verdict
from jebo.disclosure.country import Range
from jebo.disclosure.detail import Detail, Kind, Remark, Severity, Source
from jebo.disclosure.judgement import (
    Assumption,
    Heard,
    Judged,
    Judgement,
    PointsAt,
    Reworded,
    Rewrite,
    Rung,
)
from jebo.told.answer import Answer

ENGLISH = (
    "---\nlanguage: en\n---\n"
    "Inspectors closed three stalls in the market of a port city.\n\n"
    "A source in the province told us by phone on Thursday that 20 inspectors had come from the capital. "
    "“They read out four names,” she added. The wife of one of those named was taken away.\n"
)
KOREAN = (
    "검열조가 항구 도시 장마당에서 매대 세 개를 폐쇄했다.\n\n"
    "함경북도 소식통은 지난 13일 데일리NK에 “검열원 20여 명이 평양에서 내려왔다”고 전했다. "
    "그는 “네 사람의 이름을 불렀다”고 덧붙였다.\n"
)


def at(text: str, phrase: str) -> tuple[int, int]:
    """Where a phrase first stands."""
    start = text.index(phrase)
    return start, start + len(phrase)


def triple(low: float, middle: float, high: float) -> Triple:
    return Triple(low=low, middle=middle, high=high)


def detail(text: str, id: int, phrase: str, kind: Kind, check: str, severity: Severity) -> Detail:
    start, end = at(text, phrase)
    return Detail(
        id=id, kind=kind, start=start, end=end, sources=(0,), severity=severity, check=check, entity=None
    )


def judged(found: Detail, *ladder: Rung, weight: float = 0.0, modelled: bool = True) -> Judged:
    return Judged(
        detail=found,
        circles=("KC03",),
        bundle="1",
        modelled=modelled,
        step=0,
        ladder=ladder,
        weight=weight,
    )


def figures(unique: bool = False) -> Figures:
    return Figures(
        possible_speakers=triple(0.2, 3, 40) if unique else triple(11.4, 123.7, 412),
        suspected_first=None if unique else triple(0.01, 0.02, 0.14),
        treat_as_unique=unique,
        vulnerability=None,
        draws=64,
        k=20,
    )


def answer(
    verdict: Verdict | None = Verdict.REWORD, *, unique: bool = False, file: str = "story.md"
) -> Answer:
    """The English story, with something of everything that a judgement can hold."""
    text = ENGLISH
    body = text.index("Inspectors")
    details = (
        judged(detail(text, 0, "three stalls", Kind.EXACT, "R14", Severity.NOTE), weight=0.1),
        judged(
            detail(text, 1, "in the province", Kind.PLACE, "R10", Severity.WARN),
            Rung(step=1, text="in the country", possible_speakers=triple(20, 300, 900)),
            weight=0.2,
        ),
        judged(
            detail(text, 2, "by phone", Kind.CHANNEL, "R31", Severity.BLOCK),
            Rung(step=1, text=""),
            weight=0.3,
        ),
        judged(
            detail(text, 3, "on Thursday", Kind.TIME, "R01", Severity.BLOCK),
            Rung(step=1, text="recently", possible_speakers=triple(90, 410, 1900)),
            weight=0.5,
        ),
        judged(detail(text, 4, "20 inspectors", Kind.EXACT, "R14", Severity.WARN), weight=0.4),
        judged(detail(text, 5, "“They read out four names,”", Kind.QUOTE, "R35", Severity.WARN), weight=0.2),
        judged(detail(text, 6, "four names", Kind.EXACT, "R17", Severity.WARN), weight=0.6, modelled=False),
        judged(detail(text, 7, "she", Kind.PERSON, "R26", Severity.BLOCK), weight=0.1),
    )
    start, end = at(text, "A source")
    source = Source(id=0, start=start, end=end)
    sentence = text.index("A source"), text.index(" “They")
    heard = Heard(
        source=source,
        label="a source in the province",
        figures=figures(unique),
        bridges=(Bridge(sides=("authorities", "families"), facts=(("4",), ("6",))),),
        specific=0.6,
    )
    rewrites = tuple(
        Rewrite(
            source=0,
            loss=loss,
            steps={3: 1, 2: 1},
            possible_speakers=triple(24, 390, 1500),
            suspected_first=triple(0.002, 0.01, 0.04),
            sentences=(
                Reworded(
                    start=sentence[0],
                    end=sentence[1],
                    text="A source in the province told us recently that inspectors had come.",
                ),
                Reworded(start=at(text, "“They")[0], end=at(text, "she added.")[1], text=""),
            ),
            specific=0.4,
            gap=gap,
        )
        for loss, gap in ((0.2, 0.0), (0.35, None))
    )
    third = at(text, "The wife of one of those named")
    note = at(text, "the capital")
    judgement = Judgement(
        language="en",
        pack="kp",
        verdict=verdict,
        details=details,
        sources=(heard,),
        rewrites=() if verdict is Verdict.NOT_LIKE_THIS else rewrites,
        third_parties=(Remark(check="R43", start=third[0], end=third[1]),),
        notes=(Remark(check="R22", start=note[0], end=note[1]),),
        assumptions=tuple(
            Assumption(id=f"KC0{number}", low=number, high=number * 1000, basis="reports of such events")
            for number in range(1, 8)
        ),
        not_judged=(6,),
        points_at=(PointsAt(circle="KC03", size=Range(low=15, high=30)),),
        ways_out=WAYS_OUT if verdict is Verdict.NOT_LIKE_THIS else (),
    )
    return of(judgement, text=text, body=body, file=file)


def of(judgement: Judgement, *, text: str, body: int = 0, file: str = "story.md") -> Answer:
    return Answer(
        file=file,
        text=text,
        body=body,
        digest="sha256:" + "0" * 64,
        language=judgement.language,
        pack=judgement.pack,
        details=judgement.details,
        voices=tuple(heard.source for heard in judgement.sources),
        third_parties=judgement.third_parties,
        notes=judgement.notes,
        judgement=judgement,
        limits=Limits(),
    )


def korean(verdict: Verdict = Verdict.NOT_LIKE_THIS) -> Answer:
    """A Korean story."""
    text = KOREAN
    details = (
        judged(detail(text, 0, "지난 13일", Kind.TIME, "R01", Severity.BLOCK), Rung(step=1, text="최근")),
        judged(detail(text, 1, "검열원 20여 명", Kind.EXACT, "R14", Severity.WARN), weight=1),
    )
    start, end = at(text, "함경북도 소식통")
    heard = Heard(
        source=Source(id=0, start=start, end=end),
        label="함경북도 소식통",
        figures=figures(True),
        specific=0.3,
    )
    judgement = Judgement(
        language="ko",
        pack="kp",
        verdict=verdict,
        details=details,
        sources=(heard,),
        rewrites=(),
        third_parties=(),
        notes=(),
        assumptions=(Assumption(id="KC03", low=15, high=30, basis="the one count in print"),),
        ways_out=WAYS_OUT,
    )
    return of(judgement, text=text, file="기사.md")
