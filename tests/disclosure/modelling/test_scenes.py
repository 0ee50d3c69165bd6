"""Scenes: what each detail tells of its source, and what is kept apart."""

from __future__ import annotations

from dataclasses import replace

from tests.disclosure.marked import judged, marked, told

from jebo.disclosure.anonymity.scene import Belongs, Known, Lives, Shared, Traced
from jebo.disclosure.country import Range
from jebo.disclosure.detail import Kind
from jebo.disclosure.find import read
from jebo.disclosure.judge import judge_finding
from jebo.disclosure.modelling import modelled, story_of, traits
from jebo.disclosure.settings import Settings
from jebo.packs import load
from jebo.packs.language import language

STORY = (
    "A source in {place|North Hamgyong Province} told Daily NK {time|on Thursday} {way|by phone} that "
    "{exact|20 inspectors} searched homes in {where|Kimchaek}. {person|She} said so. {role|The nurse} agreed."
)


def test_each_kind_tells_what_it_is() -> None:
    _, parts, _ = told(STORY)
    assert [type(part.tells[0]) for part in parts] == [Lives, Traced, Traced, Known, Known, Shared, Shared]


def test_the_day_of_contact_is_one_in_ten() -> None:
    assert traits.contact_time("on Thursday") == Traced(share=Range(low=0.1, high=0.1))
    wide = traits.contact_time("at the beginning of March")
    assert isinstance(wide, Traced)
    assert wide.share.low > 0.1


def test_a_role_that_the_pack_sizes_by_a_circle_is_membership_of_it() -> None:
    _, parts, _ = told("{role|A broker} said so in Hyesan.")
    assert parts[0].tells[0] == Belongs(circle="KC29", place="KP0101")


def test_a_vaguer_wording_is_known_to_at_least_as_many_and_to_no_more_than_live_there() -> None:
    story, parts, _ = told("In Kimchaek {exact|20 inspectors} searched homes.")
    known = [t for t in parts[0].tells if isinstance(t, Known) and t.knowers]
    assert [t.knowers.high for t in known if t.knowers] == sorted(t.knowers.high for t in known if t.knowers)
    assert all(t.knowers.high <= story.land.places[t.place].adults.high for t in known if t.knowers)


def test_what_must_not_stand_may_not_be_chosen() -> None:
    _, parts, scenes = told(STORY)
    facts = {scenes[0].parts[f.id].detail.kind: f for f in scenes[0].scene.facts}
    for kind in (Kind.TIME, Kind.CHANNEL, Kind.PERSON, Kind.ROLE):
        assert 0 in facts[kind].forbidden
    role = next(part for part in parts if part.detail.kind is Kind.ROLE)
    wider = [i for i, p in enumerate(role.phrasings) if p.text == "The health worker"]
    assert set(wider) <= facts[Kind.ROLE].forbidden
    assert 0 not in facts[Kind.EXACT].forbidden


def test_a_step_that_the_newsroom_closes_is_closed() -> None:
    settings = Settings(forbidden={"access.exact": frozenset({1, 2})})
    _, _, scenes = told("In Kimchaek {exact|20 inspectors} came.", settings=settings)
    assert scenes[0].scene.facts[0].forbidden == {1, 2}


def test_the_same_thing_said_twice_is_one_and_its_steps_go_together() -> None:
    _, parts, _ = told("In {where|Kimchaek} homes were searched. {where|Kimchaek} was quiet.")
    assert parts[0].entity == parts[1].entity
    assert len(parts[0].phrasings) == len(parts[1].phrasings)


def test_a_pronoun_of_one_source_is_one_trait_however_often_it_stands() -> None:
    _, parts, _ = told("{person|She} said so. {person|She} said more. Nobody saw {person|her}.")
    assert len({part.entity for part in parts}) == 1


def test_traits_that_no_one_person_has_do_not_empty_the_country() -> None:
    _, judgement = judged("{person|He} said so in Kimchaek. {person|She} said so too.")
    assert judgement.sources[0].figures.possible_speakers.low > 1000


def test_a_fact_of_nobody_is_charged_to_each_source_and_a_trait_to_its_own() -> None:
    plain, finding = marked("{person|He} said that {exact|20 inspectors} came to Kimchaek.", sources=2)
    details = tuple(replace(d, sources=(1,)) if d.kind is Kind.PERSON else d for d in finding.details)
    tongue = language("en", "kp")
    reading = read(plain, tongue)
    story = story_of(plain, reading, details, tongue, load("kp"), Settings())
    _, scenes = modelled(story, replace(finding, details=details))
    assert [len(scene.scene.facts) for scene in scenes] == [1, 2]


def test_what_nobody_can_size_is_not_judged_and_said_so() -> None:
    pack = replace(load("kp"), defaults={}, events={})
    plain, finding = marked("{exact|20 inspectors} came to Kimchaek.")
    tongue = language("en", "kp")
    judgement = judge_finding(plain, finding, read(plain, tongue), tongue, pack, Settings())
    assert judgement.not_judged == (0,)
    assert not judgement.details[0].modelled


def test_the_size_that_a_newsroom_gives_goes_before_the_pack_s() -> None:
    text = "In Kimchaek {exact|20 inspectors} searched homes."
    _, before = judged(text)
    sizes = {"KC03": Range(low=4000, high=5000), "KC04": Range(low=4000, high=5000)}
    _, after = judged(text, settings=Settings(circles=sizes))
    assert (
        before.sources[0].figures.possible_speakers.middle < after.sources[0].figures.possible_speakers.middle
    )
    assert {(a.id, a.low, a.basis) for a in after.assumptions} >= {("KC03", 4000, "own")}


def test_small_circles_that_a_wording_points_at_are_named_the_smallest_first() -> None:
    _, judgement = judged("In Kimchaek {exact|20 inspectors} came for an inspection.")
    sizes = [one.size.high for one in judgement.points_at]
    assert [one.circle for one in judgement.points_at] == ["KC03", "KC04"]
    assert sizes == sorted(sizes)
    _, wide = judged("Prices rose in {where|Kimchaek} markets.")
    assert not wide.points_at


def test_the_assumption_that_weighs_most_comes_first() -> None:
    _, judgement = judged(
        "A source in {place|North Hamgyong Province} said {exact|20 inspectors} came to Kimchaek."
    )
    assert judgement.assumptions[0].id in ("access.exact", "INSPECT", "KC03", "KC04", "KC17")
    assert judgement.assumptions[-1].id == "KP-09"


def test_dealings_of_both_sides_raise_a_bridge() -> None:
    text = (
        "{exact|Three inspectors} were sent on the raid in Kimchaek. "
        "Families are borrowing money; {exact|two of them} sold the house."
    )
    _, judgement = judged(text)
    assert judgement.sources[0].bridges
