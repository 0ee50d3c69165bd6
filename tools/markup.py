"""Read and write the labelled stories under corpus/: plain text with ⟦KIND words⟧ around each detail.

A file holds many stories. Each begins with a line ``=== id | sources: N``; N is the number of anonymous
sources, 0 for a story without any (which then carries no labels). Labels nest; two of one kind never overlap.

    python tools/markup.py FILE…          check the files and count what they hold
    python tools/markup.py --jsonl FILE…  print them in the form that tools/score.py of the corpus reads
"""

from __future__ import annotations

import argparse
import collections
import json
import pathlib
import re
import sys
from typing import Any

CODES = {
    "AP": "attribution.place",
    "AR": "attribution.role",
    "APN": "attribution.person",
    "AL": "attribution.link",
    "CT": "contact.time",
    "CC": "contact.channel",
    "AW": "access.witness",
    "AD": "access.document",
    "AX": "access.exact",
    "EP": "event.place",
    "ET": "event.time",
    "Q": "voice.quote",
    "TP": "third_party",
}
NAMES = {kind: code for code, kind in CODES.items()}
HEAD = re.compile(r"^=== (?P<id>[\w-]+) \| sources: (?P<n>\d+)\s*$", re.M)
MARK = re.compile(r"⟦(?P<code>[A-Z]+) |⟧")


class BadMarkup(ValueError):
    """The markup of a story cannot be read."""


def parse(marked: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and its spans ``{kind, start, end, text}``.

    :raises BadMarkup: unknown code, unbalanced brackets, empty span.
    """
    text, last = "", 0
    spans: list[dict[str, Any]] = []
    open_: list[tuple[str, int]] = []
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if code := mark["code"]:
            if code not in CODES:
                raise BadMarkup(f"unknown code {code}")
            open_.append((CODES[code], len(text)))
        elif not open_:
            raise BadMarkup(f"a closing bracket without an opening one at {mark.start()}")
        else:
            kind, start = open_.pop()
            spans.append({"kind": kind, "start": start, "end": len(text)})
    text += marked[last:]
    if open_:
        raise BadMarkup(f"{len(open_)} brackets stay open")
    if "⟦" in text or "⟧" in text:
        raise BadMarkup("a bracket without a code")
    for span in spans:
        span["text"] = text[span["start"] : span["end"]]
        if not span["text"].strip():
            raise BadMarkup("an empty span")
    return text, sorted(spans, key=lambda s: (s["start"], -s["end"]))


def render(text: str, spans: list[dict[str, Any]]) -> str:
    """The inverse of :func:`parse`."""
    marks = []
    for span in spans:
        marks.append((span["start"], 1, -span["end"], f"⟦{NAMES[span['kind']]} "))
        marks.append((span["end"], 0, -span["start"], "⟧"))
    out, last = "", 0
    for at, _, _, mark in sorted(marks):
        out += text[last:at] + mark
        last = at
    return out + text[last:]


def stories(path: pathlib.Path) -> list[dict[str, Any]]:
    """The stories of a file, as the corpus has them."""
    whole = path.read_text(encoding="utf-8")
    heads = list(HEAD.finditer(whole))
    found = []
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        body = whole[head.end() : following.start() if following else len(whole)].strip("\n")
        text, spans = parse(body)
        n = int(head["n"])
        language = "ko" if len(re.findall("[가-힣]", text)) > len(text) / 5 else "en"
        found.append({"id": head["id"], "lang": language, "text": text, "anonymous_sources": n > 0,
                      "source_count": n, "spans": spans})  # fmt: skip
    return found


def read(path: pathlib.Path) -> list[dict[str, Any]]:
    """The stories of a file in our markup (.txt) or in the corpus's form (.jsonl)."""
    if path.suffix == ".txt":
        return stories(path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def faults(story: dict[str, Any]) -> list[str]:
    """What is wrong with the labels of a story."""
    out = []
    if story["source_count"] == 0 and story["spans"]:
        out.append("a story without anonymous sources carries labels")
    if story["source_count"] > 0 and len(story["spans"]) < 3:
        out.append("fewer than three labels on a story with anonymous sources")
    last: dict[str, int] = {}
    for span in story["spans"]:
        if span["start"] < last.get(span["kind"], -1):
            out.append(f"two {span['kind']} overlap at {span['start']}")
        last[span["kind"]] = max(span["end"], last.get(span["kind"], -1))
    return out


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--jsonl", action="store_true")
    arguments = parser.parse_args()
    bad, counts, n = 0, collections.Counter[str](), collections.Counter[tuple[str, bool]]()
    for path in arguments.files:
        whole = path.read_text(encoding="utf-8")
        for line in whole.splitlines():
            if line.startswith("===") and not HEAD.match(line):
                print(f"{path.name}: a heading that cannot be read: {line[:60]}", file=sys.stderr)
                bad += 1
        for chunk in HEAD.split(whole)[3::3]:
            try:
                parse(chunk)
            except BadMarkup as error:
                print(f"{path.name}: {error} near: {chunk.strip()[:60]}", file=sys.stderr)
                bad += 1
        if bad:
            continue
        for story in stories(path):
            for fault in faults(story):
                print(f"{path.name}: {story['id']}: {fault}", file=sys.stderr)
                bad += 1
            n[story["lang"], story["anonymous_sources"]] += 1
            counts.update(span["kind"] for span in story["spans"])
            if arguments.jsonl:
                print(json.dumps(story, ensure_ascii=False))
    if not arguments.jsonl:
        print(f"stories {dict(n)}\n{dict(sorted(counts.items()))}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
