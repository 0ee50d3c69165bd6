"""Generalise, never falsify: what a wording says must hold wherever the one before it held."""

from __future__ import annotations

import pytest
from tests.disclosure.marked import wordings

ONE_PERSON = [
    ("{third|the widow Torres} wept.", "en", "people"),
    ("{third|Carlos} wept.", "en", "people"),
    ("{third|아들이} 울었다.", "ko", "들"),
    ("{third|맏아들} 이야기다.", "ko", "친척들"),
    ("{role|A boss} said so.", "en", "ources"),
    ("{role|The actress} said so.", "en", "ources"),
    ("{person|그녀}는 말했다.", "ko", "소식통들"),
    ("{role|A former party secretary} said so.", "en", "ources"),
    ("{exact|One guard} came.", "en", "several"),
    ("{exact|1명}이 왔다.", "ko", "여러"),
]


@pytest.mark.parametrize(("sentence", "code", "plural"), ONE_PERSON)
def test_one_is_never_made_several(sentence: str, code: str, plural: str) -> None:
    assert not [text for text in wordings(sentence, code)[1:] if plural in text]


SEVERAL = [("{third|two grandsons} wept.", "en", "relatives"), ("{role|Residents} said so.", "en", "Sources")]


@pytest.mark.parametrize(("sentence", "code", "plural"), SEVERAL)
def test_several_stay_several(sentence: str, code: str, plural: str) -> None:
    assert plural in wordings(sentence, code)


NOT_SAID = [
    ("{exact|Nearly 200 people} came.", "en", "hundreds"),
    ("{exact|20 inspectors} came.", "en", "dozens"),
    ("{exact|fewer than 40 people} came.", "en", "dozens"),
    ("{exact|20명}이 왔다.", "ko", "수십"),
    ("{exact|두 명}이 왔다.", "ko", "여러"),
    ("{exact|62명}이 왔다.", "ko", "수백"),
    ("{paper|A broadcast} said so.", "en", "meeting"),
    ("{paper|A notice} said so.", "en", "instruction"),
    ("{paper|통지서}가 왔다.", "ko", "지시"),
    ("{where|the search room} is cold.", "en", "Kimchaek"),
    ("{when|on Oct. 25} it rained.", "en", "early"),
    ("{when|10월 25일} 비가 왔다.", "ko", "초순"),
    ("They left at {exact|5 p.m.} again.", "en", "morning"),
]


@pytest.mark.parametrize(("sentence", "code", "claim"), NOT_SAID)
def test_what_the_exact_wording_does_not_say_is_not_said(sentence: str, code: str, claim: str) -> None:
    assert not [text for text in wordings(sentence, code)[1:] if claim in text]


def test_a_false_step_would_be_seen() -> None:
    """The control: the words that the tables forbid do turn up where they are true."""
    assert any("dozens" in text for text in wordings("{exact|60 people} came."))
    assert any("instruction" in text for text in wordings("{paper|A directive} said so."))
    assert any("early" in text for text in wordings("It rained {when|on Oct. 5}."))
