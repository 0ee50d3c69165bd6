"""Train the linear tagger of a language on our own labelled stories, and write it where the language is kept.

    python tools/train_tagger.py en [--check FILE.jsonl …] [--curve]

A logistic regression for each kind of detail over sparse features of words (jebo.disclosure.features), fitted by Adam with
feature dropout; what decides is tuned on held-out thirds. Needs scipy (requirements/data.txt). The same stories, word lists
and rules give the same file.
"""

from __future__ import annotations

import argparse
import pathlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parent.parent / "src")]

import markup
import numpy as np
import score
from scipy import sparse

from jebo.disclosure.features import BUCKET_BITS, KINDS, grid, number, signatures
from jebo.disclosure.find import read, ruled
from jebo.disclosure.language import Language
from jebo.disclosure.reading import Reading, Spot
from jebo.disclosure.tagger import HEARD, HEAVIEST, MANY, UNIT, WINDOWS, gate_part, likely_count, revised
from jebo.disclosure.words import MARK
from jebo.packs.language import FOLDER, language

SHARED = ["f-2", "f-1", "f", "f+1", "f+2", "f-1 f", "f f+1", "m-3", "m-2", "m-1", "m", "m+1", "m+2", "m+3", "m-1 m", "m m+1",
    "m-2 m-1", "m+1 m+2", "m-1 m m+1", "b", "h", "b-1", "b+1", "h-1 h", "h h+1", "l f", "R", "F", "M", "P", "R P", "F P", "F m",
    "R m", "M m", "P m", "P h", "Q m", "Q h", "Q f", "F f", "M f", "F-1 F", "F F+1", "F Q", "R Q", "M+1 m", "M-1 m", "M+2 m",
    "M-2 m", "N m", "N h", "N f", "Q b", "Q m m+1", "Q m-1 m", "N m-1 m", "F-2 F+2", "R-1 R+1"]  # fmt: skip
OWN = {
    "en": ["c", "p", "c-1", "c+1"],
    "ko": [
        "s-1",
        "s",
        "s+1",
        "a",
        "a e",
        "e",
        "e-1",
        "e+1",
        "m e",
        "b-1 e-1",
        "a-1 a",
        "Q b e",
        "Q e",
        "b+1 e",
    ],
}
GATE = ["f", "m", "m-1 m", "f f+1", "M m", "Q m", "N m", "R", "F", "P"]
LEAST_STORIES = 6  # stories that must hold a feature before it is learned. Chosen by us on held-out stories.
EPOCHS, RATE, FADE, DROP, FORGET, BATCH = 8, 0.02, 0.85, 0.4, 0.08, 2000
RIDGE, GATE_STEPS = 2e-3, 400
TWICE = frozenset(
    "kmnopqr"
)  # authors of sober copy, nearest to a newsroom's: theirs count twice. Chosen by us on dev.
THIRDS = 3


@dataclass(slots=True)
class Example:
    """A story made ready: its reading, what the rules found, features, labels."""

    story: dict[str, Any]
    reading: Reading
    spots: list[Spot]
    sure: list[Spot]
    at: Any
    features: Any
    windows: Any
    labels: Any
    held: Any
    open: bool = True  # whether the gate lets anybody be anonymous here


def example(story: dict[str, Any], ear: Language, signature: Any) -> Example:
    reading = read(story["text"], ear)
    spots = ruled(reading, ear)
    whole = grid(reading, spots, signature, SHARED + OWN[ear.code])
    at = np.flatnonzero(reading.words.sort != MARK)
    starts, ends = reading.words.starts[at], reading.words.ends[at]
    labels = np.zeros((len(at), len(KINDS)), np.float32)
    for span in story["spans"]:
        labels[(starts < span["end"]) & (ends > span["start"]), KINDS.index(span["kind"])] = 1
    sure = [(m.rule.kind, "", m.first, m.last) for m in reading.sure]
    lines = [(SHARED + OWN[ear.code]).index(line) for line in GATE]
    held = np.unique(gate_part(reading, whole, lines))
    return Example(story, reading, spots, sure, at, whole[:, at].T, windows(reading, ear)[at], labels, held)


def windows(reading: Reading, ear: Language) -> Any:
    """How many words of each class stand on, before, after a word and in its sentence."""
    n, classes = len(reading.words), len(ear.lexicon.classes)
    shift = np.arange(classes, dtype=np.uint64)
    bits = ((reading.marks.mask[:, None] >> shift) & np.uint64(1)).astype(np.float32)
    sums = np.concatenate((np.zeros((1, classes), np.float32), np.cumsum(bits, axis=0)))
    at, sentence = np.arange(n), reading.structure.sentence
    first = np.searchsorted(sentence, np.arange(int(sentence[-1]) + 2)) if n else at
    before = sums[at] - sums[np.maximum(at - 6, 0)]
    after = sums[np.minimum(at + 7, n)] - sums[np.minimum(at + 1, n)]
    return np.hstack([bits, before, after, sums[first[sentence + 1]] - sums[first[sentence]]])


def matrix(examples: Sequence[Example], keys: Any) -> Any:
    features = np.vstack([e.features for e in examples])
    place = np.minimum(np.searchsorted(keys, features.ravel()), len(keys) - 1)
    known = keys[place] == features.ravel()
    rows = np.repeat(np.arange(len(features)), features.shape[1])[known]
    shape = (len(features), len(keys))
    sparse_part = sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, place[known])), shape=shape)
    return sparse.hstack([sparse_part, sparse.csr_matrix(np.vstack([e.windows for e in examples]))]).tocsr()


def known_keys(examples: Sequence[Example]) -> Any:
    found, count = np.unique(np.concatenate([np.unique(e.features) for e in examples]), return_counts=True)
    keys = found[count >= LEAST_STORIES]
    return one_each(keys)


def one_each(keys: Any) -> Any:
    """One key in a bucket, as the tagger has it."""
    bucket = keys >> np.uint64(64 - BUCKET_BITS)
    return keys[np.concatenate((bucket[1:] != bucket[:-1], [True]))]


def fit(X: Any, Y: Any) -> tuple[Any, Any]:
    """Adam on the logistic loss of each kind (Kingma & Ba 2015), with dropout of features and slow forgetting."""
    dice = np.random.default_rng(0)
    W, b = np.zeros((X.shape[1], len(KINDS)), np.float32), np.full(len(KINDS), -2.0, np.float32)
    mean, spread, step = np.zeros_like(W), np.zeros_like(W), 0
    mean_b, spread_b = np.zeros_like(b), np.zeros_like(b)
    for epoch in range(EPOCHS):
        order, rate = dice.permutation(X.shape[0]), RATE * FADE**epoch
        W *= 1 - FORGET
        for i in range(0, len(order), BATCH):
            rows = order[i : i + BATCH]
            part = X[rows].copy()
            part.data *= (dice.random(len(part.data)) > DROP) / (1 - DROP)
            error = (1 / (1 + np.exp(-(part @ W + b))) - Y[rows]) / len(rows)
            step += 1
            for value, gradient, m, s in (
                (W, part.T @ error, mean, spread),
                (b, error.sum(0), mean_b, spread_b),
            ):
                m += 0.1 * (gradient - m)
                s += 0.01 * (gradient * gradient - s)
                value -= rate * (m / (1 - 0.9**step)) / (np.sqrt(s / (1 - 0.99**step)) + 1e-5)
    return W, b


def gate_matrix(examples: Sequence[Example], keys: Any) -> Any:
    rows, columns = [], []
    for i, e in enumerate(examples):
        place = np.minimum(np.searchsorted(keys, e.held), len(keys) - 1)
        known = place[keys[place] == e.held]
        rows += [i] * len(known)
        columns += known.tolist()
    return sparse.csr_matrix(
        (np.ones(len(rows), np.float32), (rows, columns)), shape=(len(examples), len(keys))
    )


def fit_gate(examples: Sequence[Example]) -> tuple[Any, Any, float]:
    """Whether anybody is anonymous: logistic regression over what a story holds, with a ridge."""
    found, count = np.unique(np.concatenate([e.held for e in examples]), return_counts=True)
    keys = one_each(found[(count >= 2 * LEAST_STORIES) & (count <= 0.98 * len(examples))])
    X, y = gate_matrix(examples, keys), np.array([e.story["anonymous_sources"] for e in examples], np.float32)
    w, b = np.zeros(len(keys), np.float32), 1.0
    mean, spread = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, GATE_STEPS + 1):
        error = (1 / (1 + np.exp(-(X @ w + b))) - y) / len(y)
        gradient = X.T @ error + RIDGE * w
        mean += 0.1 * (gradient - mean)
        spread += 0.01 * (gradient * gradient - spread)
        w -= 0.01 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
        b -= 0.05 * float(error.sum())
    return keys, w, b


def fit_count(examples: Sequence[Example], keys: Any) -> tuple[Any, Any]:
    """How many sources: multinomial logistic regression over what a story with sources holds, with a ridge."""
    sourced = [e for e in examples if e.story["source_count"] and e.reading.speakers.voices]
    told = np.isin(keys, [number(f"{name} {n}") for name, most in HEARD.items() for n in range(most + 1)])
    trust = np.where(told, 3.0, 1.0)  # what the ear hears is shrunk less. Chosen by us.
    X = gate_matrix(sourced, keys).multiply(trust).tocsr()
    Y = np.eye(MANY)[[min(MANY, e.story["source_count"]) - 1 for e in sourced]]
    W, b = np.zeros((len(keys), MANY)), np.zeros(MANY)
    mean, spread = np.zeros_like(W), np.zeros_like(W)
    for step in range(1, GATE_STEPS + 1):
        scores = X @ W + b
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = (odds / odds.sum(axis=1, keepdims=True) - Y) / len(Y)
        gradient = X.T @ error + 5 * RIDGE * W
        mean += 0.1 * (gradient - mean)
        spread += 0.01 * (gradient * gradient - spread)
        W -= 0.01 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
        b -= 0.5 * error.sum(axis=0)
    return W * trust[:, None], b


def report_count(name: str, examples: Sequence[Example], keys: Any, W: Any, b: Any) -> None:
    sourced = [e for e in examples if e.story["source_count"] and e.reading.speakers.voices]
    scores = (gate_matrix(sourced, keys) @ whole(W) + whole(b)).astype(np.int64)
    likely = [likely_count(row) for row in scores]
    right = np.mean(
        [score.near(e.story["source_count"], int(n)) for e, n in zip(sourced, likely, strict=True)]
    )
    heard = np.mean([score.near(e.story["source_count"], e.reading.speakers.count) for e in sourced])
    print(
        f"{name}: number of sources right {right:.3f}, by the ear alone {heard:.3f}; {len(sourced)} stories",
        flush=True,
    )


def gated(examples: Sequence[Example], keys: Any, w: Any, b: float) -> Any:
    return np.rint(gate_matrix(examples, keys) @ whole(w) + round(b * UNIT)).astype(np.int64)


def tune_gate(examples: Sequence[Example], sums: Any) -> tuple[int, int]:
    """The sums at which to close (somebody was heard) and to open (nobody was): a false detail costs as much as two missed."""
    truth = np.array([e.story["anonymous_sources"] for e in examples])
    heard = np.array([bool(e.reading.speakers.voices) for e in examples])
    best = []
    for mine in (heard, ~heard):
        cuts = np.unique(np.concatenate((sums[mine] - 1, sums[mine] + 1, [-(2**30), 2**30])))
        costs = [
            3 * (~truth[mine] & (sums[mine] >= c)).sum() + (truth[mine] & (sums[mine] < c)).sum()
            for c in cuts
        ]
        best.append(int(cuts[int(np.argmin(costs))]))
    return best[0], best[1]


def close(examples: Sequence[Example], sums: Any, cuts: tuple[int, int]) -> None:
    for e, total in zip(examples, sums.tolist(), strict=True):
        e.open = total >= cuts[0 if e.reading.speakers.voices else 1]


def whole(W: Any) -> Any:
    """Weights as whole numbers of units."""
    return np.clip(np.rint(W * UNIT), -HEAVIEST, HEAVIEST)


def scored(examples: Sequence[Example], keys: Any, W: Any, b: Any) -> list[Any]:
    """The scores that the tagger would give, story by story."""
    raw = np.rint((matrix(examples, keys) @ whole(W)) + np.rint(b * UNIT)).astype(np.int32)
    out, begin = [], 0
    for e in examples:
        scores = np.full((len(e.reading.words), len(KINDS)), -(2**30), np.int32)
        scores[e.at] = raw[begin : begin + len(e.at)]
        out.append(scores)
        begin += len(e.at)
    return out


def spans(e: Example, spots: Sequence[Spot]) -> list[tuple[str, int, int]]:
    words = e.reading.words
    return [(k, int(words.starts[a]), int(words.ends[z - 1])) for k, _, a, z in spots]


def counts(examples: Sequence[Example], said: Sequence[list[tuple[str, int, int]]], kind: str) -> Any:
    rows = [
        score.tally(score.gold_of(e.story, kind), [(a, z) for k, a, z in mine if k == kind])
        for e, mine in zip(examples, said, strict=True)
    ]
    return np.array(rows).sum(axis=0)


def decide(e: Example, scores: Any, keep: Any, add: Any) -> list[tuple[str, int, int]]:
    return (
        spans(e, revised(e.reading, e.spots, scores, keep, add, e.sure)) if e.reading.speakers.voices else []
    )


def tune(examples: Sequence[Example], scores: Sequence[Any]) -> tuple[Any, Any]:
    """From which score on a finding stays, and from which one is made: the best pair for each kind."""
    steps = (-3.5, -3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0)
    keep, add = np.zeros(len(KINDS), np.int32), np.zeros(len(KINDS), np.int32)
    tables: dict[tuple[float, float], list[float]] = {}
    for k in steps:
        for a in steps:
            if a < k or a > k + 3:
                continue
            pair = (
                np.full(len(KINDS), round(k * UNIT), np.int32),
                np.full(len(KINDS), round(a * UNIT), np.int32),
            )
            said = [decide(e, s, *pair) for e, s in zip(examples, scores, strict=True)]
            tables[k, a] = [score.f1(*counts(examples, said, kind)) for kind in KINDS]
    for i in range(len(KINDS)):
        k, a = max(tables, key=lambda pair: tables[pair][i])
        keep[i], add[i] = round(k * UNIT), round(a * UNIT)
    return keep, add


def report(
    name: str, examples: Sequence[Example], said: Sequence[list[tuple[str, int, int]]], *, kinds: bool = False
) -> None:
    total = np.array([counts(examples, said, kind) for kind in KINDS])
    for kind, row in zip(KINDS, total, strict=True) if kinds else ():
        print(f"  {kind:20s} F1 {score.f1(*row):.3f}  gold {row[0]}")
    negatives = [len(m) for e, m in zip(examples, said, strict=True) if not e.story["anonymous_sources"]]
    g, h, t, r = total.sum(0)
    print(f"{name}: F1 {score.f1(g, h, t, r):.3f} precision {r / t:.3f} recall {h / g:.3f}; "
          f"{sum(negatives) / max(1, len(negatives)):.2f} on a negative; {len(examples)} stories", flush=True)  # fmt: skip


def train(examples: Sequence[Example]) -> tuple[Any, Any, Any]:
    keys = known_keys(examples)
    often = [*examples, *(e for e in examples if e.story["id"][0] in TWICE)]
    return (keys, *fit(matrix(often, keys), np.vstack([e.labels for e in often])))


def held_out_gate(examples: Sequence[Example]) -> Any:
    third = np.random.default_rng(1).integers(0, THIRDS, len(examples))
    sums = np.zeros(len(examples), np.int64)
    for i in range(THIRDS):
        model = fit_gate([e for e, t in zip(examples, third, strict=True) if t != i])
        sums[third == i] = gated([e for e, t in zip(examples, third, strict=True) if t == i], *model)
    return sums


def held_out(examples: Sequence[Example]) -> list[Any]:
    """Scores of each story by a tagger that has not seen it."""
    third = np.random.default_rng(1).integers(0, THIRDS, len(examples))
    out: list[Any] = [None] * len(examples)
    for i in range(THIRDS):
        model = train([e for e, t in zip(examples, third, strict=True) if t != i])
        others = np.flatnonzero(third == i).tolist()
        for j, scores in zip(others, scored([examples[j] for j in others], *model), strict=True):
            out[j] = scores
    return out


def write(
    path: pathlib.Path, ear: Language, model: Any, gate: Any, cuts: tuple[int, int], keep: Any, add: Any
) -> None:
    keys, W, b = model
    gate_keys, w, bias, count_rows, count = gate
    units, classes = whole(W).astype(np.int16), np.array(ear.lexicon.classes)
    around = units[len(keys) :].reshape(len(WINDOWS), len(classes), len(KINDS)).transpose(1, 0, 2)
    used = np.abs(units[: len(keys)]).max(axis=1) > 0
    np.savez_compressed(
        path,
        templates=np.array(SHARED + OWN[ear.code]),
        gate_templates=np.array(GATE),
        gate_keys=gate_keys,
        gate_rows=whole(w).astype(np.int16),
        gate=np.array([round(bias * UNIT), *cuts], np.int32),
        count_rows=whole(count_rows).astype(np.int16),
        count=whole(count).astype(np.int32),
        keys=keys[used],
        rows=units[: len(keys)][used],
        classes=classes,
        windows=around,
        bias=np.rint(b * UNIT).astype(np.int32),
        keep=keep,
        add=add,
    )


def own(code: str) -> list[dict[str, Any]]:
    """Our stories in a language, but for those that tests/stories keeps back."""
    return given(code, sorted((pathlib.Path(__file__).parent.parent / "corpus").glob("*.txt")))


def given(code: str, paths: Sequence[pathlib.Path]) -> list[dict[str, Any]]:
    return [story for path in paths for story in markup.read(path) if story["lang"] == code]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("language", choices=sorted(OWN))
    parser.add_argument(
        "--check",
        nargs="*",
        type=pathlib.Path,
        default=[],
        help="labelled stories to report on, never learned from",
    )
    parser.add_argument(
        "--also",
        nargs="*",
        type=pathlib.Path,
        default=[],
        help="labelled stories to learn from, besides corpus/",
    )
    parser.add_argument("--curve", action="store_true", help="print a learning curve and write nothing")
    arguments = parser.parse_args()
    ear = language(arguments.language, "kp", tagged=False)
    signature = signatures(ear.lexicon)
    examples = [example(s, ear, signature) for s in own(ear.code) + given(ear.code, arguments.also)]
    checks = [example(s, ear, signature) for s in given(ear.code, arguments.check)]
    report("rules alone, own stories", examples, [spans(e, e.spots) for e in examples])
    if arguments.curve:
        order = np.random.default_rng(2).permutation(len(examples))
        test, rest = (
            [examples[i] for i in order[: len(order) // 5]],
            [examples[i] for i in order[len(order) // 5 :]],
        )
        for n in (len(rest) // 8, len(rest) // 4, len(rest) // 2, len(rest)):
            keep, add = tune(rest[:n], held_out(rest[:n]))
            found = scored(test, *train(rest[:n]))
            report(
                f"learned from {n}", test, [decide(e, s, keep, add) for e, s in zip(test, found, strict=True)]
            )
        return
    sums = held_out_gate(examples)
    cuts = tune_gate(examples, sums)
    close(examples, sums, cuts)
    right = [e.open == e.story["anonymous_sources"] for e in examples]
    heard = [bool(e.reading.speakers.voices) == e.story["anonymous_sources"] for e in examples]
    print(
        f"anybody anonymous: right {np.mean(right):.3f} with the gate, {np.mean(heard):.3f} by the ear; cuts {cuts}"
    )
    scores = held_out(examples)
    keep, add = tune(examples, scores)
    report(
        "held-out thirds",
        examples,
        [decide(e, s, keep, add) for e, s in zip(examples, scores, strict=True)],
        kinds=True,
    )
    model, gate = train(examples), fit_gate(examples)
    census = fit_count(examples, gate[0])
    third = np.random.default_rng(1).integers(0, THIRDS, len(examples))
    rest = [e for e, t in zip(examples, third, strict=True) if t]
    report_count(
        "a third held out",
        [e for e, t in zip(examples, third, strict=True) if not t],
        gate[0],
        *fit_count(rest, gate[0]),
    )
    if checks:
        close(checks, gated(checks, *gate), cuts)
        report("rules alone, checked", checks, [spans(e, e.spots) for e in checks])
        report_count("checked", checks, gate[0], *census)
        found = scored(checks, *model)
        report(
            "checked",
            checks,
            [decide(e, s, keep, add) for e, s in zip(checks, found, strict=True)],
            kinds=True,
        )
    path = FOLDER / ear.code / "tagger.npz"
    write(path, ear, model, (*gate, *census), cuts, keep, add)
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
