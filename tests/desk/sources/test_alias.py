"""Aliases are two words of the desk's own that say nothing of anybody."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from random import Random

import pytest

from jebo.desk.sources.alias import LANGUAGES, draws, is_ours, word_pairs, words
from jebo.packs import load

LISTS = [(language, part) for language in LANGUAGES for part in ("qualities", "things")]


def listed(language: str, part: str) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(words(language), part)
    return found


@pytest.mark.parametrize(("language", "part"), LISTS)
def test_there_are_at_least_four_hundred_words_of_each_kind(language: str, part: str) -> None:
    assert len(set(listed(language, part))) == len(listed(language, part)) >= 400


@pytest.mark.parametrize(("language", "part"), LISTS)
def test_no_two_words_differ_by_one_letter(language: str, part: str) -> None:
    spelled = [unicodedata.normalize("NFD", word) for word in listed(language, part)]
    assert close(spelled) == []


def test_words_that_differ_by_one_letter_would_be_found() -> None:
    assert close(["간단한", "pebble"]) == []
    assert close([unicodedata.normalize("NFD", word) for word in ("간단한", "단단한", "우산")]) != []
    assert close(["glove", "globe"]) != [] != close(["glove", "gloves"])


def close(spelled: list[str]) -> list[str]:
    """What is left of two words when one letter is taken out of each at the same place, or of one of them."""
    seen: dict[str, str] = {}
    found = []
    for word in spelled:
        shapes = {word, *(word[:i] + "*" + word[i + 1 :] for i in range(len(word)))}
        shorter = {word[:i] + word[i + 1 :] for i in range(len(word))}
        if any(seen.get(shape, word) != word for shape in shapes) or any(one in spelled for one in shorter):
            found.append(word)
        seen |= dict.fromkeys(shapes, word)
    return found


@pytest.mark.parametrize(("language", "part"), LISTS)
def test_words_are_short_enough_to_say_and_long_enough_to_hear(language: str, part: str) -> None:
    low, high = (2, 6) if language == "ko" else (3, 10)
    assert [word for word in listed(language, part) if not low <= len(word) <= high] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_a_place_a_body_a_term_or_a_good_of_a_country_pack(language: str) -> None:
    known = names_of_the_pack()
    assert {"혜산시", "medicine", "예심"} <= known  # the control: the pack does hold such words
    assert [
        word for word in (*words(language).qualities, *words(language).things) if word.casefold() in known
    ] == []


def names_of_the_pack() -> set[str]:
    pack = load("kp")
    rows = (pack.places, pack.organisations, pack.goods, pack.terms, pack.circles)
    return {text.casefold() for text in texts(rows)}


def texts(found: object) -> Iterator[str]:
    """Every text in a record, however deep."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, Mapping):
        yield from texts((*found, *found.values()))
    elif isinstance(found, Iterable):
        yield from chain.from_iterable(map(texts, found))
    else:
        yield from chain.from_iterable(
            texts(getattr(found, name)) for name in getattr(found, "__dataclass_fields__", ())
        )


HINTS = (
    "늙은 젊은 할머니 아가씨 장군 붉은 별 칼 총 망치 바다 강 시장 교회 염주 깃발 "
    "old young lady captain red star knife gun hammer harbor river market church flag"
)


@pytest.mark.parametrize("hint", HINTS.split())
def test_words_that_hint_at_somebody_are_not_among_them(hint: str) -> None:
    everything = {word for language, part in LISTS for word in listed(language, part)}
    assert hint not in everything


def test_those_that_are_drawn_one_after_another_are_easy_to_tell_apart() -> None:
    drawn = list(islice(draws("en", Random(1).randrange), 12))
    assert len({word for alias in drawn for word in alias.split()}) == 24
    assert all(is_ours(alias) for alias in drawn)


def test_drawing_never_comes_to_an_end() -> None:
    assert len(list(islice(draws("ko", Random(2).randrange), 2_000))) == 2_000


@pytest.mark.parametrize("typed", ["상인 김씨", "푸른", "항아리 푸른", "푸른 항아리 둘", "", "푸른  항아리"])
def test_an_alias_that_somebody_thought_of_is_none_of_ours(typed: str) -> None:
    assert not is_ours(typed)


def test_all_pairs_can_be_listed_in_order() -> None:
    first = list(islice(word_pairs("ko"), 2))
    assert [alias.split()[0] for alias in first] == [words("ko").qualities[0]] * 2
    assert words("de") == words("en")
