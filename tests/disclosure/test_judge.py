"""The judgement of a whole text, and of the stories that the demo shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.disclosure.marked import judged

from jebo.disclosure.anonymity import WAYS_OUT, Limits, Verdict
from jebo.disclosure.detail import Severity
from jebo.disclosure.judge import figures, judge
from jebo.disclosure.judgement import Judgement
from jebo.disclosure.settings import Settings
from jebo.packs import guess, load
from jebo.packs.language import language

DEMO = Path(__file__).parents[2] / "src" / "jebo" / "cli" / "demo"
STORY = (
    "A source in {place|North Hamgyong Province} told Daily NK {time|on Thursday} that {exact|20 inspectors} came to "
    "{where|Kimchaek}. {quote|“I saw them,”} {person|she} said."
)


def demo(name: str, settings: Settings | None = None) -> tuple[str, Judgement]:
    text = (DEMO / f"{name}.md").read_text(encoding="utf-8")
    code = name.rsplit(".", 1)[-1]
    pack = guess(text, code)
    return text, judge(text, language(code, pack), load(pack), settings=settings)


def test_a_text_without_anonymous_sources_is_within_and_has_no_details() -> None:
    text = (
        "The ministry said on Tuesday that 14 bridges would be built, spokeswoman Anna Keller told reporters."
    )
    judgement = judge(text, language("en", "world"), load("world"))
    assert judgement.verdict is Verdict.WITHIN
    assert not judgement.details
    assert not judgement.sources


def test_an_empty_text_is_within() -> None:
    assert judge("", language("ko", "kp"), load("kp")).verdict is Verdict.WITHIN


def test_a_contact_day_keeps_a_text_from_being_within_whatever_the_figures_say() -> None:
    _, judgement = judged("A source told Daily NK {time|on Thursday} that it rained in North Korea.")
    assert Limits().met(judgement.sources[0].figures)
    assert judgement.verdict is Verdict.REWORD
    _, without = judged("A source told Daily NK that it rained in {place|North Korea}.")
    assert without.verdict is Verdict.WITHIN


def test_every_rewrite_is_within_the_limits_and_leaves_nothing_that_blocks() -> None:
    _, judgement = judged(STORY)
    blocked = {d.detail.id for d in judgement.details if d.detail.severity is Severity.BLOCK}
    assert judgement.rewrites
    for rewrite in judgement.rewrites:
        assert rewrite.possible_speakers.middle >= Limits().middle
        assert rewrite.suspected_first is not None
        assert rewrite.suspected_first.high <= Limits().suspected
        assert blocked <= set(rewrite.steps)
        assert 0 <= rewrite.loss <= 1


def test_rewrites_differ_and_the_one_that_costs_least_comes_first() -> None:
    _, judgement = demo("story.en")
    steps = [
        tuple(sorted(r.steps.items()))
        for r in judgement.rewrites
        if r.source == judgement.sources[0].source.id
    ]
    losses = [r.loss for r in judgement.rewrites if r.source == judgement.sources[0].source.id]
    assert len(set(steps)) == len(steps) >= 2
    assert losses == sorted(losses)


def test_limits_that_nothing_meets_leave_the_honest_ways_out() -> None:
    _, judgement = judged(STORY, settings=Settings(limits=Limits(middle=1e9)))
    assert judgement.verdict is Verdict.NOT_LIKE_THIS
    assert not judgement.rewrites
    assert judgement.ways_out == WAYS_OUT


def test_a_lone_source_is_never_made_several() -> None:
    for name in ("story.en", "story.ko", "world.en", "world.ko"):
        text, judgement = demo(name)
        for rewrite in judgement.rewrites:
            for sentence in rewrite.sentences:
                new = len(re.findall(r"(?i)\bsources\b|복수의 소식통", sentence.text))
                assert new <= len(re.findall(r"(?i)\b\w+s\b|들|복수의", text[sentence.start : sentence.end]))


def test_people_of_one_plural_voice_are_judged_alike() -> None:
    _, judgement = judged("Residents say that {exact|20 inspectors} came to {where|Kimchaek}.", sources=3)
    assert len({source.figures for source in judgement.sources}) == 1
    assert {r.source for r in judgement.rewrites} == {0, 1, 2}


def test_more_draws_change_the_figures_a_little_and_not_the_order_of_things() -> None:
    _, quick = judged(STORY)
    _, slow = judged(STORY, settings=Settings(draws=500))
    assert quick.verdict == slow.verdict
    assert slow.sources[0].figures.draws == 500


def test_a_proof_says_how_far_the_answer_may_be_from_the_best() -> None:
    _, judgement = judged(STORY, settings=Settings(proof=200))
    assert judgement.rewrites


def test_the_attribution_gets_no_more_specific_by_rewriting() -> None:
    _, judgement = judged(STORY)
    assert all(r.specific <= judgement.sources[0].specific for r in judgement.rewrites)


FACTS = {
    "F01": (r"spread through the markets", r"시장들에 퍼지"),
    "F02": (r"July", r"7월"),
    "F03": (r"20 inspectors", r"검열 성원 20명"),
    "F04": (r"cosmetics", r"화장품"),
    "F05": (r"stalls", r"매대"),
    "F06": (r"wholesalers were arrested", r"도매상 .{1,4}명이 체포"),
    "F07": (r"struggle session was called|denounced in the open", r"공개투쟁회의가 열|비판하는 모임이 열"),
    "F08": (r"the enemy’s thoughts|called their wares hostile", r"적의 생각|적대적"),
    "F09": (r"preliminary examination|being questioned", r"예심|조사를 받"),
    "F10": (r"expect to be punished", r"처벌받을 것"),
    "F11": (r"borrowing money", r"돈을 꾸"),
    "F12": (r"come by (?:ship|sea)", r"배로|바닷길로"),
    "F13": (r"on Thursday", r"13일"),
    "F14": (r"\bhe (?:said|added)\b", r"그녀"),
}
"""The facts of the seed fact table, and words by which they stand in the demo stories."""


def standing(text: str, column: int) -> set[str]:
    return {fact for fact, words in FACTS.items() if re.search(words[column], text)}


@pytest.mark.parametrize(("code", "column"), [("en", 0), ("ko", 1)])
def test_the_printed_demo_tells_all_fourteen_facts_and_treats_its_source_as_unique(
    code: str, column: int
) -> None:
    text, judgement = demo(f"story.{code}")
    assert standing(text, column) == set(FACTS)
    assert judgement.verdict is Verdict.REWORD
    assert any(source.figures.treat_as_unique for source in judgement.sources)


@pytest.mark.parametrize(("code", "column"), [("en", 0), ("ko", 1)])
def test_the_reworded_demo_keeps_eight_facts_and_is_within(code: str, column: int) -> None:
    text, judgement = demo(f"reworded.{code}")
    assert len(standing(text, column)) >= 8
    assert not standing(text, column) & {"F03", "F11", "F13", "F14"}
    assert not text.startswith(("---", "+++"))
    assert judgement.verdict is Verdict.WITHIN


@pytest.mark.parametrize("code", ["en", "ko"])
def test_the_second_demo_is_about_another_country_and_not_within_as_printed(code: str) -> None:
    text, judgement = demo(f"world.{code}")
    assert guess(text, code) == judgement.pack == "world"
    assert judgement.verdict in (Verdict.REWORD, Verdict.NOT_LIKE_THIS)
    assert judgement.details


@pytest.mark.parametrize("name", ["story.en", "story.ko", "world.en", "reworded.ko"])
def test_the_figures_alone_are_those_of_the_whole_judgement(name: str) -> None:
    text, whole = demo(name)
    pack = load(whole.pack)
    found, heard = figures(text, language(whole.language, pack.id), pack)
    assert [(d.start, d.end) for d in found.details] == [
        (j.detail.start, j.detail.end) for j in whole.details
    ]
    assert heard == whole.sources


@pytest.mark.parametrize("code", ["en", "ko"])
def test_each_wording_comes_with_the_sentences_in_which_it_stands(code: str) -> None:
    text, whole = demo(f"story.{code}")
    rungs = [(one.detail, rung) for one in whole.details for rung in one.ladder]
    assert rungs
    for detail, rung in rungs:
        own = [s for s in rung.sentences if s.start <= detail.start < s.end]
        assert all(text[s.start : s.end] != s.text for s in rung.sentences)
        assert len(own) <= 1
        if own and rung.text and rung.text != "…" and detail.kind != "event.place":
            assert rung.text.casefold() in own[0].text.casefold()


def test_a_detail_told_twice_is_reworded_in_both_places() -> None:
    text, whole = demo("story.en")
    pronoun = next(j for j in whole.details if text[j.detail.start : j.detail.end] == "he")
    assert [s.text.strip()[-16:] for s in pronoun.ladder[0].sentences] == ["the source said."] * 2


def test_a_korean_wording_cuts_no_word_in_two() -> None:
    _text, whole = demo("story.ko")
    every = [s.text for one in whole.details for rung in one.ladder for s in rung.sentences]
    assert any("최근 사흘 동안" in one for one in every)
    assert any("한 곳 안전부에" in one for one in every)
    assert not any(cut in one for one in every for cut in ("7최근", "한 곳전부"))
