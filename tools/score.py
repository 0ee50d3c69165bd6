"""Score the finding on labelled stories: precision, recall and F1 by overlap, for each kind, and the number of sources.

    python tools/score.py FILE… [--language ko] [--kind access.exact] [--show 20] [--rules]

FILE is a corpus (.jsonl) or our own markup (.txt). A span counts when it overlaps one of the same kind by a character; on a
story without anonymous sources every detail is false. The number of sources is right when it is exact, or within one where
there are more than two. ``--rules`` leaves the tagger out.
"""

from __future__ import annotations

import argparse
import dataclasses
import pathlib
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parent.parent / "src")]

import markup

from jebo.disclosure.detail import Finding, Kind
from jebo.disclosure.find import find
from jebo.packs import guess
from jebo.packs.language import language

Span = tuple[int, int]
Story = dict[str, Any]
KINDS = tuple(kind.value for kind in Kind)


def f1(gold: int, hit: int, said: int, right: int) -> float:
    """The harmonic mean of precision ``right/said`` and recall ``hit/gold``; 0 where nothing is right."""
    recall, precision = hit / gold if gold else 0.0, right / said if said else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def unmatched(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The spans that overlap none of the others."""
    return [(a, z) for a, z in spans if not any(a < y and x < z for x, y in others)]


def tally(gold: Sequence[Span], said: Sequence[Span]) -> tuple[int, int, int, int]:
    """Labels, labels found, details told, details that are right."""
    missed, false = len(unmatched(gold, said)), len(unmatched(said, gold))
    return len(gold), len(gold) - missed, len(said), len(said) - false


def gold_of(story: Story, kind: str) -> list[Span]:
    return [(s["start"], s["end"]) for s in story["spans"] if s["kind"] == kind]


def said_of(finding: Finding, kind: str) -> list[Span]:
    return [(d.start, d.end) for d in finding.details if d.kind == kind]


def near(true: int, said: int) -> bool:
    """Whether a number of sources is right: exact, or within one where there are more than two."""
    return abs(said - true) <= (true > 2)


def counted_right(story: Story, finding: Finding) -> bool:
    return near(story["source_count"], len(finding.sources))


def judge(stories: Sequence[Story], rules: bool) -> list[Finding]:
    found = []
    for story in stories:
        ear = language(story["lang"], guess(story["text"], story["lang"]))
        found.append(find(story["text"], dataclasses.replace(ear, tagger=None) if rules else ear))
    return found


def line(name: str, rows: Sequence[tuple[int, int, int, int]]) -> str:
    g, h, s, r = (sum(row[i] for row in rows) for i in range(4))
    precision, recall = r / s if s else 1.0, h / g if g else 1.0
    return f"{name:20s} gold {g:5d}  said {s:5d}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1(g, h, s, r):.3f}"


def show(stories: Sequence[Story], findings: Sequence[Finding], kind: str, most: int) -> None:
    """Misses and false details of a kind, in their lines."""
    for title, missing in (("missed", True), ("false", False)):
        print(f"## {kind}: {title}")
        rows = []
        for story, finding in zip(stories, findings, strict=True):
            gold, said = gold_of(story, kind), said_of(finding, kind)
            for a, z in unmatched(gold, said) if missing else unmatched(said, gold):
                text = story["text"]
                rows.append(
                    f"  {story['id']}: {text[max(0, a - 40) : a]!r} [{text[a:z]}] {text[z : z + 30]!r}"
                )
        print("\n".join(rows[:most]))


def report(name: str, stories: Sequence[Story], arguments: argparse.Namespace) -> None:
    began = time.perf_counter()
    findings = judge(stories, arguments.rules)
    spent = time.perf_counter() - began
    rows = defaultdict(list)
    for story, finding in zip(stories, findings, strict=True):
        for kind in KINDS:
            rows[kind].append(tally(gold_of(story, kind), said_of(finding, kind)))
    print(f"== {name}: {len(stories)} stories, {1e3 * spent / len(stories):.1f} ms each")
    for kind in KINDS:
        if arguments.kind in (None, kind):
            print(line(kind, rows[kind]))
    print(line("all kinds", [row for kind in KINDS for row in rows[kind]]))
    negatives = [len(f.details) for s, f in zip(stories, findings, strict=True) if not s["anonymous_sources"]]
    right = sum(map(counted_right, stories, findings)) / len(stories)
    print(
        f"number of sources right {right:.2f}; {sum(negatives) / max(1, len(negatives)):.2f} details on a story without any"
    )
    for kind in KINDS if arguments.show else ():
        if arguments.kind in (None, kind):
            show(stories, findings, kind, arguments.show)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--language", choices=("en", "ko"))
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("--rules", action="store_true")
    arguments = parser.parse_args()
    stories = [story for path in arguments.files for story in markup.read(path)]
    for code in ("en", "ko"):
        mine = [story for story in stories if story["lang"] == code]
        if mine and arguments.language in (None, code):
            report(code, mine, arguments)


if __name__ == "__main__":
    main()
