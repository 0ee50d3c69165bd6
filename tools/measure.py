"""Measure the finding on labelled stories, in this process: quick enough to run after every change of a rule.

    python tools/measure.py en --corpus                     our own stories of corpus/
    python tools/measure.py ko FILE.jsonl --kind access.exact --show 20

The figures are those of the corpus's score.py: a span counts when it overlaps one of the same kind.
"""

from __future__ import annotations

import argparse
import collections
import json
import pathlib
import sys
import time
from typing import Any

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parent.parent / "src")]

import markup

from jebo.disclosure.find import find
from jebo.packs.language import language

Span = tuple[str, int, int]


def overlap(a: Span, b: Span) -> bool:
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


def stories(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    found = [json.loads(line) for path in arguments.files for line in path.open(encoding="utf-8")]
    if arguments.corpus:
        for path in sorted(pathlib.Path(__file__).parent.parent.joinpath("corpus").glob("*.txt")):
            if not arguments.only or path.stem[0] in arguments.only:
                found += markup.stories(path)
    return [story for story in found if story["lang"] == arguments.language]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=("en", "ko"))
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--corpus", action="store_true")
    parser.add_argument("--only", help="only these authors of the corpus, such as abc")
    parser.add_argument("--kind", help="only this kind")
    parser.add_argument("--show", type=int, default=0, help="misses and false details to print for each kind")
    arguments = parser.parse_args()
    ear = language(arguments.language, "kp")
    gold_n, gold_hit, said_n, said_hit = (collections.Counter[str]() for _ in range(4))
    misses, false = collections.defaultdict(list), collections.defaultdict(list)
    counts, negatives, right = collections.Counter[tuple[int, int]](), [], 0
    documents = stories(arguments)
    began = time.perf_counter()
    findings = [find(story["text"], ear) for story in documents]
    spent = time.perf_counter() - began
    for story, finding in zip(documents, findings, strict=True):
        text = story["text"]
        gold = [(s["kind"], s["start"], s["end"]) for s in story["spans"]]
        said = [(d.kind.value, d.start, d.end) for d in finding.details]
        n = len(finding.sources)
        right += abs(n - story["source_count"]) <= (story["source_count"] > 2)
        counts[min(story["source_count"], 6), min(n, 6)] += 1
        if not story["anonymous_sources"]:
            negatives.append(len(said))
        for span in gold:
            hit = any(overlap(span, other) for other in said)
            gold_n[span[0]] += 1
            gold_hit[span[0]] += hit
            if not hit:
                misses[span[0]].append((story["id"], text[max(0, span[1] - 40) : span[1]], text[span[1] : span[2]], text[span[2] : span[2] + 30]))
        for span in said:
            hit = any(overlap(span, other) for other in gold)
            said_n[span[0]] += 1
            said_hit[span[0]] += hit
            if not hit:
                false[span[0]].append((story["id"], text[max(0, span[1] - 40) : span[1]], text[span[1] : span[2]], text[span[2] : span[2] + 30]))

    def row(name: str, kinds: list[str]) -> None:
        g, gh, s, sh = (sum(c[k] for k in kinds) for c in (gold_n, gold_hit, said_n, said_hit))
        recall, precision = gh / g if g else 1.0, sh / s if s else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"{name:20s} gold {g:5d}  said {s:5d}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")

    kinds = sorted(set(gold_n) | set(said_n))
    for kind in kinds:
        if arguments.kind in (None, kind):
            row(kind, [kind])
    row("all kinds", kinds)
    mean = sum(negatives) / max(1, len(negatives))
    print(f"documents {len(documents)}, negatives {len(negatives)}: {mean:.2f} details each; {1e3 * spent / max(1, len(documents)):.2f} ms each")
    print(f"sources right {right / max(1, len(documents)):.2f}  (gold, said): {sorted(counts.items())}")
    for kind in kinds if arguments.show else []:
        if arguments.kind in (None, kind):
            for title, rows in (("missed", misses), ("false", false)):
                print(f"## {kind}: {title}")
                for story, before, span, after in rows[kind][: arguments.show]:
                    print(f"  {story}: {before!r} [{span}] {after!r}")


if __name__ == "__main__":
    main()
