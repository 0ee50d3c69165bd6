"""No pattern of ours takes long on a text that almost matches it."""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import django
import pytest
from tests.disclosure.any_text import CODES, stories
from tests.disclosure.drift.pairs import PAIRS
from tests.disclosure.patterns import danger

import jebo
from jebo.disclosure.drift.comparing import compare
from jebo.disclosure.judge import judge
from jebo.disclosure.words import split
from jebo.packs import load
from jebo.packs.drift import tongues
from jebo.packs.language import language

HOME = Path(jebo.__file__).parent
CALLS = frozenset("compile search match fullmatch split findall finditer sub subn".split())

# Ambiguous as written, and yet safe; each with its reason.
SAFE_RULES = {
    ("en", "one-journey"): "a name of a place is no word for leaving, so one run of names is never the other",
    ("en", "from-here-to-there"): "a name of a place is no word such as *to*",
    ("en", "institution-of-the-county"): "*county* and *city* alone are no names of places",
    ("ko", "words-at-a-closed-meeting"): "both gaps are bounded: 14 words and 60 words",
}
PHRASE = "reads the words of one detail, never a whole text"
LINE = "reads one line, in which a name has 100 characters at most"
PLAIN = re.compile(r"(?<![^ ])[a-zA-Z][a-z/]+(?![^ ])")
SAFE_PATTERNS = {
    (
        "told.heat",
        r"(?>\r\n|\r|\n)[ \t]*(?:(",
    ): "a line end, once taken, is not given back, and nothing follows the loop",
    ("desk.testimony.chats.kakao", r"(?:(?:오전|오후|"): LINE,
    ("desk.testimony.chats.kakao", r"(?:(?:[A-Z][a-z]"): LINE,
    ("desk.testimony.chats.kakao", r"\[(?P<who>.{1,100}"): LINE,
    ("desk.testimony.chats.wechat", r"(?P<who>\S(?:.{0,"): LINE,
    ("desk.testimony.chats.signal", r"\[(?P<day>\d{4}"): LINE,
    ("desk.testimony.chats.signal", r"(?P<day>\d{4}-\d"): LINE,
    ("disclosure.advice.english.counts", r"(?is)^(?P<hedge>(?:ab"): PHRASE,
    ("disclosure.advice.english.papers", r"(?i)^(?P<lead>an?|the"): PHRASE,
    ("disclosure.advice.english.people", r"(?i)(?:second|third|f"): PHRASE,
    ("disclosure.advice.korean.counts", r"\d[\d,]*(?:\.\d+)?(?:"): PHRASE,
    ("disclosure.advice.particles", r"[1-9][\d,]*?(0+)$"): PHRASE,
    ("disclosure.drift.korean_numbers", r"(?:(?P<before>약|대략|거의|"): "a figure has 15 digits at most",
    ("disclosure.rules", r"(?P<open>\[|\()|(?P<clos"): "reads the rules of a language, not texts",
    ("texts.front_matter", r"[\"']?\w[\w .-]*+[\"']?["): "possessive: what it took it never gives back",
    ("texts.webpage", r"<(?:meta[^>]+charset|\?xm"): "reads the first 4 kB of a page",
}


def unsafe(found: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Those of the modules, patterns and dangers *found* that the table above does not hold."""
    return {f for f in found if not any(f[0] == m and f[1].startswith(p) for m, p in SAFE_PATTERNS)}


@cache
def modules() -> tuple[ModuleType, ...]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.desk.settings")
    django.setup()  # without it the desk's tables cannot be read
    names = [m.name for m in pkgutil.walk_packages([str(HOME)], "jebo.") if not m.name.endswith("__main__")]
    return tuple(importlib.import_module(name) for name in names)


def held(value: object, depth: int = 2) -> Iterator[re.Pattern[str]]:
    """The patterns in a global of a module: itself, or in a list, a table, a class."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        for inner in (*value.keys(), *value.values()):
            yield from held(inner, depth - 1)
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from held(inner, depth - 1)
    elif depth and isinstance(value, type) and value.__module__.startswith("jebo"):
        for inner in vars(value).values():
            yield from held(inner, depth - 1)


def compiled() -> set[tuple[str, str, int]]:
    """Module, pattern and flags of all patterns that modules hold; a pattern counts where it is first met."""
    found: dict[tuple[str | bytes, int], str] = {}
    for module in modules():
        for pattern in (p for value in vars(module).values() for p in held(value)):
            found.setdefault((pattern.pattern, pattern.flags), module.__name__.removeprefix("jebo."))
    return {(name, text(pattern), flags) for (pattern, flags), name in found.items()}


def text(pattern: str | bytes) -> str:
    return pattern if isinstance(pattern, str) else pattern.decode("latin-1")


def written(tree: ast.AST) -> tuple[list[str], list[str]]:
    """The patterns that calls of ``re`` in a source spell out, and the calls whose pattern is made elsewhere."""
    plain, made = [], []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args):
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str | bytes):
                plain.append(text(first.value))
            else:
                made.append(ast.unparse(node))
    return plain, made


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(HOME.rglob("*.py")):
        yield (
            path.relative_to(HOME).with_suffix("").as_posix().replace("/", "."),
            ast.parse(path.read_text(encoding="utf-8")),
        )


def test_no_compiled_pattern_is_ambiguous() -> None:
    every = compiled()
    assert len(every) > 100
    assert unsafe({(name, p, how) for name, p, flags in every if (how := danger(p, flags))}) == set()


def test_no_pattern_written_in_a_call_is_ambiguous() -> None:
    every = {(name, p) for name, tree in sources() for p in written(tree)[0]}
    assert len(every) > 100
    assert unsafe({(name, p, how) for name, p in every if (how := danger(p))}) == set()


def test_every_exception_is_still_needed() -> None:
    both = {(name, p, danger(p, flags)) for name, p, flags in compiled()}
    both |= {(name, p, danger(p)) for name, tree in sources() for p in written(tree)[0]}
    met = {key for key in SAFE_PATTERNS for m, p, how in both if how and m == key[0] and p.startswith(key[1])}
    assert met == set(SAFE_PATTERNS)


# Functions that make a pattern up while the program runs. What they make is looked at below, in use.
MADE = {
    "disclosure.advice.english.counts._of",
    "disclosure.advice.korean.numbers.value",
    "disclosure.drift.days._told",
    "disclosure.drift.phrases.__init__",
    "disclosure.drift.phrases._has_hangul",
    "disclosure.drift.tongue.cue",
    "disclosure.drift.tongue.line_cue",
    "desk.search.query._compiled",
    "desk.translation.glossary._stands",
    "desk.translation.glossary.never_used",
    "disclosure.rules.compiled",
    "door.doctor._of_sources",
    "door.doctor._without",
    "door.settings._salt",
    "observatory.quantity._approximator",
    "observatory.said._is_named",
    "observatory.said._is_there",
    "observatory.said._in_english",
    "observatory.said._in_korean",
}


def test_only_known_functions_make_patterns_up() -> None:
    makers = {
        f"{name}.{node.name}"
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and written(node)[1]
    }
    assert makers == MADE


def test_no_pattern_made_in_use_is_ambiguous(monkeypatch: pytest.MonkeyPatch) -> None:
    met: set[tuple[str, int]] = set()
    real = re._compile  # type: ignore[attr-defined]

    def noted(pattern: str | bytes | re.Pattern[str], flags: int) -> re.Pattern[str]:
        if isinstance(pattern, str):
            met.add((pattern, int(flags)))
        return real(pattern, flags)  # type: ignore[no-any-return]

    monkeypatch.setattr(re, "_compile", noted)
    tongues.cache_clear()
    for code in CODES:
        for story in stories(code)[:4]:
            judge(story, language(code, "kp"), load("kp"))
    compare(PAIRS[0].text("ko"), PAIRS[0].text("changing"), tongues("kp"), load("kp"))
    tongues.cache_clear()
    assert len(met) > 50
    monkeypatch.undo()
    found = {(p, danger(p, flags)) for p, flags in met if "(?P<hit>" not in p}
    known = {p for _, p in SAFE_PATTERNS}
    assert {(p, how) for p, how in found if how and not p.startswith(tuple(known))} == set()


@pytest.mark.parametrize("code", CODES)
def test_no_rule_of_a_language_is_ambiguous(code: str) -> None:
    rules = language(code, "kp").rules
    patterns = {rule.id: rules.compiled(rule, text).pattern for rule, text, _ in rules._written}
    assert len(patterns) == len(rules.rules) > 50
    dangerous = {(code, name): how for name, pattern in patterns.items() if (how := danger(pattern))}
    assert {key: how for key, how in dangerous.items() if key not in SAFE_RULES} == {}
    assert {key for key in SAFE_RULES if key[0] == code} <= set(dangerous)
    assert "exponential" not in dangerous.values()


def test_the_safe_rules_rest_on_what_the_lists_hold() -> None:
    told = language("en", "kp")
    place = told.lexicon.bit["place_local"]
    for rule in (rule for rule in told.rules.rules if ("en", rule.id) in SAFE_RULES):
        between = {form for element in PLAIN.findall(rule.pattern) for form in element.split("/")}
        for form in between - {"Any", "the"}:
            words = split(f"so {form} and")
            assert not told.lexicon.mark(words).mask[1] & place, form


@pytest.mark.parametrize(
    ("pattern", "how"),
    [
        ("(a+)+$", "exponential"),
        (r"(\w|\d|--)*x", "exponential"),
        ("(a|aa)+x", "exponential"),
        ("(?:a*b?)*x", "exponential"),
        ("(?=(a+)+b)x", "exponential"),
        ("(?:x(?:y|[a-z])z?)*!", ""),
        (r"(?:\s|x\s*)+y", "exponential"),
        (r"\s*\s*x", "polynomial"),
        (r"\d+\.?\d+x", "polynomial"),
        ("(ab)*(ab)*x", "polynomial"),
        (".*x.*y.*z", "polynomial"),
        ("(?i)a+A+x", "polynomial"),
    ],
)
def test_a_dangerous_pattern_would_be_seen(pattern: str, how: str) -> None:
    assert danger(pattern) == how


@pytest.mark.parametrize(
    "pattern",
    [
        r"(\w|\d)*x",  # Python reads the alternatives as one set
        r"\s*,\s*",
        r"\d+(?:\.\d+)?",
        r"(?:\d{1,3},)*\d{3}",
        "(?:ab|ac)*x",
        "(a|ab)*c",
        "[^\n]*\n",
        r"\w+\s+\w+",
        "a{0,3}a{0,3}",
        "(?:a{2})+",
        "",
    ],
)
def test_a_harmless_pattern_passes(pattern: str) -> None:
    assert danger(pattern) == ""


def test_a_call_that_makes_its_pattern_up_would_be_seen() -> None:
    tree = ast.parse("def f(a):\n    re.sub(r'x+', '', a)\n    return re.search(f'{a}+', a)")
    assert written(tree) == (["x+"], ["re.search(f'{a}+', a)"])
