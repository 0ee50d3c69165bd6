"""No pattern of ours takes long on a text that almost matches it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from tests.disclosure.any_text import CODES
from tests.disclosure.patterns import danger

import jebo
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
SAFE_PATTERNS: dict[str, str] = {}


@cache
def modules() -> tuple[ModuleType, ...]:
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


def compiled() -> dict[str, set[tuple[str, int]]]:
    """Pattern and flags of all compiled patterns, by module."""
    found: dict[str, set[tuple[str, int]]] = {}
    for module in modules():
        patterns = [p for value in vars(module).values() for p in held(value)]
        texts = {(p.pattern if isinstance(p.pattern, str) else p.pattern.decode("latin-1"), p.flags) for p in patterns}
        found[module.__name__] = texts
    return found


def written(tree: ast.AST) -> tuple[list[str], list[str]]:
    """The patterns that calls of ``re`` in a source spell out, and the calls whose pattern is made elsewhere."""
    plain, made = [], []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args):
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str | bytes):
                plain.append(first.value if isinstance(first.value, str) else first.value.decode("latin-1"))
            else:
                made.append(ast.unparse(node))
    return plain, made


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(HOME.rglob("*.py")):
        yield path.relative_to(HOME).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_no_compiled_pattern_is_ambiguous() -> None:
    every = {pattern: flags for patterns in compiled().values() for pattern, flags in patterns}
    assert len(every) > 20
    dangerous = {p: how for p, flags in every.items() if (how := danger(p, flags))}
    assert {p: how for p, how in dangerous.items() if p not in SAFE_PATTERNS} == {}


def test_no_pattern_written_in_a_call_is_ambiguous() -> None:
    every = {(name, p) for name, tree in sources() for p in written(tree)[0]}
    assert len(every) > 5
    dangerous = {(name, p): how for name, p in every if (how := danger(p))}
    assert {key: how for key, how in dangerous.items() if key[1] not in SAFE_PATTERNS} == {}


# Patterns made while the program runs; each is looked at where the reason says.
MADE: dict[str, str] = {"disclosure/rules.py": "the rules of a language, below"}


def test_every_pattern_that_is_made_up_elsewhere_is_looked_at_too() -> None:
    inside: dict[str, list[str]] = {}
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and (made := written(node)[1]):
                inside.setdefault(name, []).extend(made)
    assert {name: made for name, made in inside.items() if name not in MADE} == {}


@pytest.mark.parametrize("code", CODES)
def test_no_rule_of_a_language_is_ambiguous(code: str) -> None:
    rules = language(code, "kp").rules
    patterns = {rule.id: rules.compiled(rule, text).pattern for rule, text, _ in rules._written}
    assert len(patterns) == len(rules.rules) > 50
    dangerous = {(code, id): how for id, pattern in patterns.items() if (how := danger(pattern))}
    assert {key: how for key, how in dangerous.items() if key not in SAFE_RULES} == {}
    assert {key for key in SAFE_RULES if key[0] == code} <= set(dangerous)
    assert "exponential" not in dangerous.values()


def test_the_safe_rules_rest_on_what_the_lists_hold() -> None:
    lexicon = language("en", "kp").lexicon
    rules = {rule.id: rule.pattern for rule in language("en", "kp").rules.rules}
    bit = lexicon.bit["place_local"]
    for _, id in (key for key in SAFE_RULES if key[0] == "en"):
        for form in {form for element in rules[id].split() if element.isalpha() or "/" in element for form in element.split("/")}:
            assert not lexicon.mark(split_words(f"so {form} and")).mask[1] & bit, form


def split_words(text: str):  # type: ignore[no-untyped-def]
    from jebo.disclosure.words import split

    return split(text)


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
