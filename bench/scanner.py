"""Which automaton finds 5,000 phrases of a lexicon in a story soonest: the measurement behind decision 0002.

    python bench/scanner.py [--quick] [--json]

Every engine must give the same hits: of the phrases that start soonest, the longest, none overlapping, in
code points. Phrases and stories are made up of syllables, with a phrase about every thirty words, in English
and in Korean. An engine that is not installed is named and left out. Its time is the best of five rounds.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

Hit = tuple[int, int]
Scan = Callable[[str], list[Hit]]

PHRASES = 5_000  # chosen by us: about the lexicons and place names of one language and one country
WORDS = 600  # a news story
SEED = 20_231_123


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A way to scan: ``build`` takes the phrases and gives the scan; ``package`` is None for pure Python."""

    name: str
    package: str | None
    build: Callable[[list[str]], Scan]


def leftmost_longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of all *hits*, those that start soonest and reach furthest, none overlapping."""
    kept, free = [], 0
    for start, end in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= free:
            kept.append((start, end))
            free = end
    return kept


def build_ahocorasick_rs(phrases: list[str]) -> Scan:
    import ahocorasick_rs as engine

    automaton = engine.AhoCorasick(phrases, matchkind=engine.MatchKind.LeftmostLongest)
    return lambda text: [(start, end) for _, start, end in automaton.find_matches_as_indexes(text)]


def build_pyahocorasick(phrases: list[str]) -> Scan:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for phrase in phrases:
        automaton.add_word(phrase, len(phrase))
    automaton.make_automaton()
    return lambda text: leftmost_longest((end + 1 - size, end + 1) for end, size in automaton.iter(text))


def build_hyperscan(phrases: list[str]) -> Scan:
    import hyperscan

    database = hyperscan.Database()
    raw_phrases = [phrase.encode() for phrase in phrases]
    sizes = [len(phrase) for phrase in raw_phrases]
    # A phrase has one length, so its end tells its start: the slower mode that reports starts is not needed.
    patterns = [re.escape(phrase) for phrase in raw_phrases]
    database.compile(expressions=patterns, ids=list(range(len(phrases))), elements=len(phrases), flags=0)

    def scan(text: str) -> list[Hit]:
        raw, hits = text.encode(), []
        database.scan(raw, match_event_handler=lambda n, _, end, *rest: hits.append((end - sizes[n], end)))
        return as_code_points(text, raw, leftmost_longest(hits))

    return scan


def as_code_points(text: str, raw: bytes, hits: list[Hit]) -> list[Hit]:
    """Byte offsets as code points; nothing to do where the text is ASCII."""
    if text.isascii():
        return hits
    points, told, at = [], 0, 0
    for start, end in hits:
        told += len(raw[at:start].decode())
        size = len(raw[start:end].decode())
        points.append((told, told + size))
        told, at = told + size, end
    return points


def build_re2(phrases: list[str]) -> Scan:
    import re2

    options = re2.Options()
    options.longest_match = True
    options.max_mem = 256 << 20  # the default of 8 MB falls back to its slow engine on 5,000 phrases
    pattern = re2.compile("|".join(map(re2.escape, phrases)), options)
    return lambda text: [match.span() for match in pattern.finditer(text)]


def build_re_alternation(phrases: list[str]) -> Scan:
    pattern = re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))))
    return lambda text: [match.span() for match in pattern.finditer(text)]


def build_re_trie(phrases: list[str]) -> Scan:
    pattern = re.compile(as_pattern(trie(phrases)))
    return lambda text: [match.span() for match in pattern.finditer(text)]


def build_dict_trie(phrases: list[str]) -> Scan:
    root = trie(phrases)

    def longest_at(text: str, start: int) -> int:
        node, best = root, 0
        for at in range(start, len(text)):
            found = node.get(text[at])
            if found is None:
                break
            node = found
            if "" in node:
                best = at + 1
        return best

    def scan(text: str) -> list[Hit]:
        hits, at = [], 0
        while at < len(text):
            end = longest_at(text, at) if text[at] in root else 0
            if end:
                hits.append((at, end))
            at = end or at + 1
        return hits

    return scan


class Trie(dict[str, "Trie"]):
    """A node by the next character; the empty string marks that a phrase ends here."""


def trie(phrases: list[str]) -> Trie:
    root = Trie()
    for phrase in phrases:
        node = root
        for character in phrase:
            node = node.setdefault(character, Trie())
        node[""] = Trie()
    return root


def as_pattern(node: Trie) -> str:
    """A regular expression that tries each character once: branches grouped, longest first."""
    branches = [re.escape(character) + as_pattern(child) for character, child in node.items() if character]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return body + "?" if "" in node else body


ENGINES = (
    Engine(name="ahocorasick-rs", package="ahocorasick-rs", build=build_ahocorasick_rs),
    Engine(name="pyahocorasick", package="pyahocorasick", build=build_pyahocorasick),
    Engine(name="hyperscan", package="hyperscan", build=build_hyperscan),
    Engine(name="google-re2", package="google-re2", build=build_re2),
    Engine(name="pure: trie of dicts", package=None, build=build_dict_trie),
    Engine(name="pure: re, trie", package=None, build=build_re_trie),
    Engine(name="pure: re, alternation", package=None, build=build_re_alternation),
)

SYLLABLES = {
    "en": [a + b + c for a in "bdfgklmnprstv" for b in "aeiou" for c in ("", "n", "r", "s", "th")],
    "ko": list(
        "가나다라마바사아자차카타파하고노도로모보소오조초코토포호기니디리미비시이지치관장원시군도검사"
    ),
}


def words(language: str, dice: random.Random) -> Iterator[str]:
    """Made-up words without end."""
    while True:
        yield "".join(dice.choices(SYLLABLES[language], k=dice.randint(1, 4)))


def lexicon(language: str, dice: random.Random) -> list[str]:
    """5,000 different phrases of one to four words of at least two syllables, sorted."""
    made, phrases = words(language, dice), set[str]()
    while len(phrases) < PHRASES:
        phrase = " ".join(next(made) for _ in range(dice.choice((1, 1, 2, 2, 3, 4))))
        if len(phrase) > (6 if language == "en" else 2):
            phrases.add(phrase)
    return sorted(phrases)


def stories(language: str, phrases: list[str], count: int, dice: random.Random) -> list[str]:
    """*count* stories of about 600 words, with a phrase about every thirty words."""
    made = words(language, dice)
    return [
        " ".join(dice.choice(phrases) if dice.random() < 1 / 30 else next(made) for _ in range(WORDS))
        for _ in range(count)
    ]


def measure(engine: Engine, phrases: list[str], texts: list[str]) -> dict[str, object]:
    """The engine's row, or why there is none."""
    row: dict[str, object] = {"engine": engine.name}
    try:
        row["version"] = version(engine.package) if engine.package else "-"
    except PackageNotFoundError:
        return row | {"absent": "not installed"}
    began = time.perf_counter()
    scan = engine.build(phrases)
    row["build_s"] = round(time.perf_counter() - began, 4)
    row["hits"] = [scan(text) for text in texts]
    row["seconds"] = min(timed(scan, texts) for _ in range(5))
    return row


def timed(scan: Scan, texts: list[str]) -> float:
    began = time.perf_counter()
    for text in texts:
        scan(text)
    return time.perf_counter() - began


def compare(language: str, count: int) -> list[dict[str, object]]:
    """A row for each engine. Raises SystemExit when two engines do not find the same."""
    dice = random.Random(SEED)
    phrases = lexicon(language, dice)
    texts = stories(language, phrases, count, dice)
    size = sum(len(text.encode()) for text in texts)
    rows, told = [], None
    for engine in ENGINES:
        row = measure(engine, phrases, texts)
        hits, seconds = row.pop("hits", None), row.pop("seconds", None)
        if isinstance(hits, list) and isinstance(seconds, float):
            told = told if told is not None else hits
            if hits != told:
                raise SystemExit(f"{engine.name} does not find what {ENGINES[0].name} finds in {language}")
            row |= {"language": language, "hits": sum(map(len, hits))}
            row |= {"stories_per_s": round(count / seconds), "mb_per_s": round(size / seconds / 1e6, 2)}
        rows.append(row)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="10 stories instead of 100")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each engine and language")
    arguments = parser.parse_args()
    for language in SYLLABLES:
        rows = compare(language, 10 if arguments.quick else 100)
        if not arguments.json:
            print(f"\n{language}: {PHRASES} phrases, stories of {WORDS} words, one core")
            print(f"{'engine':22} {'version':>14} {'build s':>8} {'hits':>6} {'stories/s':>10} {'MB/s':>8}")
        for row in rows:
            if arguments.json:
                print(json.dumps(row))
            elif "absent" in row:
                print(f"{row['engine']:22} {row['absent']}")
            else:
                print(
                    "{engine:22} {version:>14} {build_s:8} {hits:6} {stories_per_s:10} {mb_per_s:8}".format(
                        **row
                    )
                )


if __name__ == "__main__":
    main()
