"""Places: which a text names, which a phrase is about, and which country it all lies in."""

from __future__ import annotations

import pytest
from tests.disclosure.marked import told

from jebo.disclosure.modelling.where import SOMEWHERE, gazetteer
from jebo.packs import load


@pytest.mark.parametrize(
    ("text", "code", "pack", "root"),
    [
        ("Homes in {where|Kimchaek} were searched.", "en", "kp", "KP"),
        ("{where|김책시}에서 수색이 있었다.", "ko", "kp", "KP"),
        ("Beds in {where|Sittwe} were cleared; Myanmar denies it.", "en", "world", "MM"),
        ("{where|시트웨} 병동이 비워졌다.", "ko", "world", "MM"),
        ("A man in {place|Istanbul} spoke of Mandalay, Sittwe and Pathein.", "en", "world", "MM"),
        ("A source {time|on Monday} named no place.", "en", "world", SOMEWHERE),
    ],
)
def test_the_country_is_that_of_most_places(text: str, code: str, pack: str, root: str) -> None:
    story, _, scenes = told(text, code, pack)
    assert story.land.root == root
    assert scenes[0].scene.root in scenes[0].scene.places


def test_a_detail_without_a_place_takes_the_one_named_last_before_it_in_its_paragraph() -> None:
    story, _, _ = told("Musan is quiet. In Kimchaek {exact|20 inspectors} came.\n\nHyesan is quiet too.")
    assert story.land.near(7, story.reading.structure.paragraph.tolist()) == "KP0202"


def test_a_paragraph_without_a_place_takes_the_last_one_named_before_it() -> None:
    story, _, _ = told("In Kimchaek it rained.\n\nThen {exact|20 inspectors} came.")
    assert story.land.near(6, story.reading.structure.paragraph.tolist()) == "KP0202"


def test_a_place_of_another_country_places_no_event() -> None:
    story, parts, _ = told("A source in {place|Istanbul} spoke of Sittwe and Mandalay.", pack="world")
    assert story.land.abroad
    assert story.land.within(0, 5) is None
    assert "abroad" in str(parts[0].tells[0])


def test_the_text_s_own_spelling_is_kept() -> None:
    story, parts, _ = told("북한 양강도 {where|혜산시}에서 단속이 있었다.", "ko")
    assert story.land.places["KP-10"].names["ko"] == "량강도"
    assert [p.text for p in parts[0].phrasings][1:3] == ["양강도의 한 도시", "양강도"]


def test_the_names_of_both_packs_lead_to_places() -> None:
    assert gazetteer(load("kp"))["kimchaek"] == ("KP0202",)
    assert "김책" in gazetteer(load("kp"))
