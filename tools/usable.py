"""Can a newsroom use what is advised? Of stories with anonymous sources, how many get within the limits,
and at what price.

python tools/usable.py [--gold] [--pack ID] [--show N] FILE…

FILE is a corpus as tools/score.py reads it (.jsonl) or our own markup (.txt). With --gold the details are
the labels themselves, otherwise what jebo finds. Printed are

- **within by a rewrite**: stories whose every source gets within the default limits by one offered rewrite
that leaves no more than three statements out (a sentence, or a quotation that is one), of those with
anonymous sources; - **within as printed**: stories that name a contact day, a gender or a job and are
within as they stand.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import statistics
import sys
import time
from collections import Counter
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import markup

from jebo.disclosure.anonymity import Verdict
from jebo.disclosure.check import SPLIT, default_check, severity
from jebo.disclosure.detail import Detail, Finding, Kind, Source
from jebo.disclosure.find import find, read
from jebo.disclosure.judge import judge_finding
from jebo.disclosure.judgement import Judgement
from jebo.disclosure.language import Language
from jebo.disclosure.reading import Reading
from jebo.disclosure.settings import Settings
from jebo.disclosure.words import DIGIT
from jebo.packs import guess, load
from jebo.packs.language import language

MOST_LEFT_OUT = 3
NAMES = frozenset((Kind.TIME, Kind.PERSON, Kind.ROLE))
OF_SPEAKER = frozenset(
    (Kind.PLACE, Kind.ROLE, Kind.PERSON, Kind.LINK, Kind.TIME, Kind.CHANNEL, Kind.QUOTE, Kind.WITNESS)
)


def labelled(story: dict[str, Any], reading: Reading, tongue: Language) -> Finding:
    """The labels as a finding. Who is speaking is guessed from the order in which roles and persons are
    named.
    """
    n = story["source_count"]
    spans = sorted(story["spans"], key=lambda s: (s["start"], -s["end"]))
    owners = speakers(story, spans, n)
    details = []
    for i, span in enumerate(spans):
        kind = Kind(span["kind"])
        check = default_check(kind, classes(reading, tongue, span))
        details.append(
            Detail(
                id=i,
                kind=kind,
                start=span["start"],
                end=span["end"],
                sources=owners[i],
                severity=severity(check, tongue.checks),
                check=check,
            )
        )
    sources = tuple(Source(id=i, start=0, end=0) for i in range(n))
    return Finding(
        language=story["lang"], details=tuple(details), sources=sources, third_parties=(), notes=()
    )


def speakers(story: dict[str, Any], spans: list[dict[str, Any]], n: int) -> list[tuple[int, ...]]:
    """Which sources each label is charged to: its own speaker where it is about one, else all."""
    heads: dict[str, int] = {}
    now, paragraph_of_now, out = 0, -1, []
    for span in spans:
        paragraph = story["text"].count("\n", 0, span["start"])
        if span["kind"] == "attribution.role":
            head = span["text"].lower().split()[-1].removesuffix("s")
            now = heads.setdefault(head, min(len(set(heads.values())), n - 1))
        elif span["kind"] == "attribution.link":
            now = min(now + 1, n - 1)
        elif span["kind"] == "attribution.place" and paragraph != paragraph_of_now and not heads:
            now = 0
        paragraph_of_now = paragraph
        out.append((now,) if Kind(span["kind"]) in OF_SPEAKER else tuple(range(n)))
    return out


def classes(reading: Reading, tongue: Language, span: dict[str, Any]) -> set[str]:
    """The telling classes of a label's words, as the finding has them."""
    words = reading.words
    inside = [i for i in range(len(words)) if words.starts[i] < span["end"] and words.ends[i] > span["start"]]
    telling = sorted(frozenset().union(*SPLIT.values()))
    bit = {name: int(tongue.lexicon.bit[name]) for name in telling if name in tongue.lexicon.bit}
    masks = [int(reading.marks.mask[i]) for i in inside]
    found = {name for name, one in bit.items() if any(mask & one for mask in masks)}
    if any(words.sort[i] == DIGIT for i in inside):
        found.add("digit")
    role, standing = bit.get("role", 0), bit.get("check_standing", 0)
    if any(mask & role and not mask & standing for mask in masks):
        found.add("job")
    return found


def stories(paths: list[pathlib.Path]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in paths:
        if path.suffix == ".txt":
            found += markup.stories(path)
        else:
            found += [
                json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
            ]
    return found


def left_out(judgement: Judgement, rewrite: Any) -> int:
    """How many statements a rewrite leaves out."""
    return sum(not sentence.text for sentence in rewrite.sentences)


def usable(judgement: Judgement) -> tuple[bool, int]:
    """Whether every source has a rewrite that leaves at most three statements out; and how many the best
    ones leave out.

    Sources of one story share sentences: what counts is the story, so the sentences of the best rewrites
    are joined.
    """
    if judgement.verdict is Verdict.WITHIN:
        return True, 0
    if judgement.verdict is Verdict.NOT_LIKE_THIS:
        return False, -1
    gone: set[int] = set()
    for heard in judgement.sources:
        offers = [r for r in judgement.rewrites if r.source == heard.source.id]
        if offers:
            best = min(offers, key=lambda r: left_out(judgement, r))
            gone |= {s.start for s in best.sentences if not s.text}
    return len(gone) <= MOST_LEFT_OUT, len(gone)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--gold", action="store_true", help="take the labels for the finding")
    parser.add_argument("--pack", help="use this pack for all; else it is guessed from each text")
    parser.add_argument("--show", type=int, default=0, help="print this many stories that do not get within")
    arguments = parser.parse_args()
    told = [story for story in stories(arguments.files) if story["anonymous_sources"]]
    report([row(story, arguments.pack, arguments.gold) for story in told], arguments.show)


def row(story: dict[str, Any], pack_id: str | None, gold: bool) -> dict[str, Any]:
    pack = load(pack_id or guess(story["text"], story["lang"]))
    tongue = language(story["lang"], pack.id)
    began = time.perf_counter()
    reading = read(story["text"], tongue)
    finding = labelled(story, reading, tongue) if gold else find(story["text"], tongue)
    judgement = judge_finding(story["text"], finding, reading, tongue, pack, Settings())
    spent = time.perf_counter() - began
    good, out = usable(judgement)
    limits = Settings().limits
    return {
        "id": story["id"],
        "lang": story["lang"],
        "good": good,
        "out": out,
        "verdict": str(judgement.verdict),
        "details": len(judgement.details),
        "names": any(s["kind"] in NAMES for s in story["spans"]),
        "within": judgement.verdict is Verdict.WITHIN,
        "figures": bool(judgement.sources) and all(limits.met(h.figures) for h in judgement.sources),
        "ms": 1000 * spent,
    }


def report(rows: list[dict[str, Any]], show: int) -> None:
    for lang in ("en", "ko", ""):
        mine = [r for r in rows if r["lang"] == lang or not lang]
        if not mine or (not lang and len({r["lang"] for r in rows}) == 1):
            continue
        named = [r for r in mine if r["names"]]
        good = sum(r["good"] for r in mine)
        within = sum(r["within"] for r in named)
        figures = sum(r["figures"] for r in named)
        print(
            f"{lang or 'all':4s}{len(mine):4d} stories  within by a rewrite {good / len(mine):.2f}"
            f"  within as printed {within / max(1, len(named)):.3f} of {len(named)} (by the figures alone {figures / max(1, len(named)):.3f})"
            f"  statements left out {dict(sorted(Counter(r['out'] for r in mine).items()))}"
            f"  {statistics.median(r['ms'] for r in mine):.0f} ms, at most {max(r['ms'] for r in mine):.0f}"
        )
    for bad in [r for r in rows if not r["good"]][:show]:
        print(f"  {bad['id']}: {bad['verdict']}, {bad['details']} details, {bad['out']} left out")


if __name__ == "__main__":
    main()
