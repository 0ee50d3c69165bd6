"""No error of the engine or of its languages quotes what it was given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from tests.disclosure.any_text import ANY, CODES, TELLING

from jebo.disclosure.find import find, found, read, ruled
from jebo.disclosure.lexicon import Automaton, Lexicon, Lookup, join
from jebo.disclosure.rules import BadRule, Rule, Rules
from jebo.disclosure.stems import Stemmed
from jebo.disclosure.structure import structure
from jebo.disclosure.words import split
from jebo.errors import JeboError
from jebo.packs import load
from jebo.packs.language import language
from jebo.packs.language import read as read_language

CANARY = "canary7"
TINY = Lexicon({"say": ["said", "told"]})


def told(error: BaseException) -> Iterator[str]:
    """All that an error and those behind it say."""
    waiting: list[BaseException | None] = [error]
    while waiting:
        if (one := waiting.pop()) is not None:
            yield from (
                str(one),
                repr(one),
                repr(one.args),
                repr(vars(one)),
                repr(getattr(one, "object", "")),
            )
            yield from getattr(one, "__notes__", ())
            waiting += [one.__cause__, one.__context__]


def quoted(action: Callable[[], object]) -> bool:
    """Whether an error of *action* quotes the canary; no error is quiet."""
    try:
        action()
    except Exception as error:  # noqa: BLE001 - whatever is raised must be quiet
        return any(CANARY in words for words in told(error))
    return False


def test_an_error_that_quotes_would_be_seen() -> None:
    assert quoted(lambda: int(CANARY))
    assert quoted(lambda: f"{CANARY}\ud800".encode())
    assert not quoted(lambda: int("7"))


UNUSUAL = [
    *(f"{CANARY}{end}" for end in ("", "\ud800", "\0", "\u202e", "1" * 5_000, "İ", "👩🏽")),
    f"\udfff a {CANARY} source said “{CANARY}",
    f"소식통은 {CANARY}\ud800 13일 말했다.",
    f"{CANARY} ²³①Ⅷ٣ {CANARY} said",
]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("text", UNUSUAL)
def test_reading_and_finding_raise_nothing_that_quotes(code: str, text: str) -> None:
    tongue = language(code, "kp")
    reading = read(text, tongue)
    for action in (
        lambda: find(text, tongue),
        lambda: found(reading, tongue),
        lambda: ruled(reading, tongue),
        lambda: structure(split(text)),
        lambda: tongue.lexicon.mark(split(text)),
        lambda: Automaton([" a "]).find(join([text])),
        lambda: Lookup([" a "]).find(join([text])),
    ):
        assert action() is not None


@given(text=ANY)
def test_finding_raises_nothing(text: str) -> None:
    for code in CODES:
        assert not quoted(lambda code=code: find(text + CANARY, language(code, "kp")))  # type: ignore[misc]
        find(text, language(code, "kp"))


@given(text=TELLING)
def test_word_lists_of_any_phrases_are_read_quietly(text: str) -> None:
    for kind in (Lexicon, Stemmed):
        assert not quoted(lambda kind=kind: kind({"a": [text + CANARY, text]}).mark(split(text)))  # type: ignore[misc]


PATTERNS = [f"<{CANARY}>", f"[ {CANARY}", f"{CANARY} )", f"( {CANARY} ] )", f"<say {CANARY}"]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_rule_that_cannot_be_read_is_refused_by_its_id_alone(pattern: str) -> None:
    rule = Rule(id="tried", kind="note", check="R01", pattern=pattern)
    with pytest.raises(BadRule) as caught:
        compiled(rule)
    assert isinstance(caught.value, JeboError)
    assert str(caught.value).startswith("rule tried: ")
    assert not any(CANARY in words for words in told(caught.value))


def compiled(rule: Rule) -> None:
    rules = Rules([rule], TINY)
    for one, written, _ in rules._written:
        rules.compiled(one, written)


def folder_with(tmp_path: Path, rule: str) -> Path:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "say.txt").write_text("said\n", encoding="utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "tried.toml").write_text(rule, encoding="utf-8")
    (tmp_path / "ladders.toml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "rule",
    [
        f'[[rule]]\nid = "a"\nkind = "note"\ncheck = "R01"\npattern = "said"\n{CANARY} = "{CANARY}"',
        f'[[rule]]\nid = "a"\npattern = "{CANARY}"',
        f'[[rule]]\nid = "a"\nkind = "note"\ncheck = "R01"\npattern = "<{CANARY}>"',
    ],
)
def test_a_folder_of_a_language_with_a_bad_rule_is_refused_quietly(tmp_path: Path, rule: str) -> None:
    folder = folder_with(tmp_path, rule)
    with pytest.raises(BadRule) as caught:
        read_language(folder, "en", (load("world"),))
    assert not any(CANARY in words for words in told(caught.value))
