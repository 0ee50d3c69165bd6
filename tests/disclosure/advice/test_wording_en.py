"""English wordings: true, from exact to vague, and the sentence holds."""

from __future__ import annotations

import pytest
from tests.disclosure.marked import told, wordings

from jebo.disclosure.advice.english.numbers import magnitude, rounded
from jebo.disclosure.advice.english.tidy import article
from jebo.disclosure.advice.rewrite import reworded

NORTH = ["a city in North Hamgyong Province", "North Hamgyong Province", "North Korea"]
LADDERS = [
    ("A source told us {time|on Thursday} that it rained.", ["on Thursday", "recently", ""]),
    ("It was {when|on Feb. 12}.", ["on Feb. 12", "in mid-February", "in February", "recently", ""]),
    ("It has been so {when|since Oct. 3}.", ["since Oct. 3", "since early October", "since October", ""]),
    ("{exact|20 inspectors} came.", ["20 inspectors", "about 20 inspectors", "a number of inspectors", "inspectors", ""]),
    ("They took {exact|650 tons of maize}.", ["650 tons of maize", "more than 600 tons of maize", "hundreds of tons of maize", "maize", ""]),
    ("{exact|Two men} were held.", ["Two men", "some men", "men", ""]),
    ("{exact|A cook} was held.", ["A cook", ""]),
    ("The {exact|20 inspectors} came.", ["20 inspectors", "inspectors", ""]),
    ("She paid {exact|$8,500}.", ["$8,500", "thousands of dollars", "a sum of money", ""]),
    ("They left at {exact|5 a.m.} again.", ["5 a.m.", "early in the morning", ""]),
    ("Homes in {where|Kimchaek} were searched.", ["Kimchaek", *NORTH, "a place", ""]),
    (
        "Crowds at {where|a levee in Kimchaek} watched.",
        [
            "a levee in Kimchaek",
            "at a place in Kimchaek",
            "at a levee in North Hamgyong Province",
            *(f"in {name}" for name in NORTH),
            "at a place",
            "",
        ],
    ),
    ("A source in {place|Kimchaek} said so.", ["Kimchaek", "North Hamgyong Province", "North Korea", ""]),
    ("{role|A nurse at a clinic} said so.", ["A nurse at a clinic", "A health worker", "A source", ""]),
    ("{role|Residents} said so.", ["Residents", "Sources", ""]),
    ("A {role|military} source said so.", ["military", ""]),
    ("{person|She} said so.", ["She", "The source", ""]),
    ("He lost {person|his} job.", ["his", "their", ""]),
    ("{link|Another source} said so.", ["Another source", "A source", ""]),
    ("{link|Another officer} said so.", ["Another officer", "An officer", ""]),
    ("A source read {paper|a directive} aloud.", ["a directive", "an internal instruction", "an instruction", ""]),
    ("{third|Lobsang Tenpa, 24, whose uncle died}, is gone.", ["Lobsang Tenpa, 24, whose uncle died", "A person", ""]),
]  # fmt: skip


def distinct(texts: list[str]) -> list[str]:
    """Without the steps that leave the phrase, and then the sentence, out: both show nothing."""
    return list(dict.fromkeys(texts))


@pytest.mark.parametrize(("sentence", "ladder"), LADDERS, ids=[ladder[0] for _, ladder in LADDERS])
def test_a_detail_is_worded_from_exact_to_vague(sentence: str, ladder: list[str]) -> None:
    assert distinct(wordings(sentence)) == ladder


def at_step(sentence: str, step: int, *, pick: int = 0, code: str = "en") -> str:
    story, parts, _ = told(sentence, code)
    part = parts[pick]
    chosen = {part.detail.id: (part.unit, part.phrasings[step])}
    (changed,) = reworded(story.text, code, story.units, chosen)
    return changed.text


SENTENCES = [
    ("A source told Daily NK {time|on Thursday}.", 2, "A source told Daily NK."),
    ("{time|On Thursday}, a source told Daily NK so.", 2, "A source told Daily NK so."),
    ("A source said, {time|on Thursday}, that it rained.", 2, "A source said that it rained."),
    ("A source said so {way|by text message}.", 1, "A source said so."),
    ("A trader, {role|who sells coal}, said so.", 1, "A trader said so."),
    ("An {role|official} source said so.", 1, "A source said so."),
    ("{person|He} said so.", 1, "The source said so."),
    ("Nobody, {person|she} said, came.", 1, "Nobody, the source said, came."),
    ("They left at {exact|5 p.m.}", 1, "They left in the afternoon."),
    ("{quote|“Prices rose again,”} the source said.", 1, "Prices rose again, the source said."),
    ("It was called {quote|“getting ahead of”} the storm.", 1, "It was called getting ahead of the storm."),
    ("The source said, {quote|“The lights are out.”}", 1, "The source said that the lights are out."),
    ("{quote|“They have shut the three upper markets.”}", 1, "They have shut the three upper markets, the source said."),
    ("Police came to a market in {where|Kimchaek} at noon.", 1, "Police came to a market in a city in North Hamgyong Province at noon."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "step", "said"), SENTENCES, ids=[said for _, _, said in SENTENCES])
def test_a_sentence_with_a_vaguer_detail_is_whole(sentence: str, step: int, said: str) -> None:
    assert at_step(sentence, step) == said


SPOKEN = [
    "{quote|“I saw it myself,”} the source said.",
    "{quote|“We have nothing left,”} the source said.",
    "{quote|“Why would they?”} the source said.",
    "{quote|“Nothing moves here,”} the source said.",
]


@pytest.mark.parametrize("sentence", SPOKEN)
def test_words_that_only_their_speaker_can_say_are_not_made_indirect(sentence: str) -> None:
    assert distinct(wordings(sentence))[1:] == [""]


def test_a_place_that_no_table_holds_is_never_put_into_a_city_named_nearby() -> None:
    texts = wordings("Families waited in {where|the corridor with the blue gates} while Kimchaek slept.")
    assert not [text for text in texts if "Kimchaek" in text or "Hamgyong" in text]


@pytest.mark.parametrize("number", [*range(2, 400), 999, 1_000, 5_400, 70_000, 3_000_000])
def test_the_words_for_a_number_are_true_of_it(number: int) -> None:
    least = {
        "some": 2,
        "several": 3,
        "a number of": 10,
        "dozens of": 24,
        "hundreds of": 200,
        "thousands of": 2000,
    }
    assert number >= least.get(magnitude(number), 2)
    rough = rounded(number)
    if rough.startswith("more than"):
        assert number > int(rough.removeprefix("more than ").replace(",", ""))
    elif rough:
        assert number == int(rough.removeprefix("about ").replace(",", ""))


@pytest.mark.parametrize(
    ("word", "a"),
    [
        ("hour", "an"),
        ("university", "a"),
        ("NGO", "an"),
        ("source", "a"),
        ("internal", "an"),
        ("one", "a"),
        ("11-year", "an"),
        ("UN", "a"),
        ("eighth", "an"),
        ("used", "a"),
    ],
)  # fmt: skip
def test_the_article_goes_by_the_sound(word: str, a: str) -> None:
    assert article(word) == a
