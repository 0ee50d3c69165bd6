"""Several people are answered at once, each in their own language, whatever the environment says."""

from __future__ import annotations

import threading

import pytest

from jebo.told import in_words
from jebo.told.messages import _, spoken, tongue
from jebo.told.refusals import OtherLanguage, sentence


def test_what_is_said_within_is_in_that_language_and_afterwards_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    with spoken("ko"):
        assert (tongue(), in_words.people(11), _("reword")) == ("ko", "11명", "표현 수정")
        with spoken("en"):
            assert _("reword") == "reword"
        assert tongue() == "ko"
    assert tongue() == "en"
    monkeypatch.setenv("LANGUAGE", "ko")
    with spoken("en"):
        assert tongue() == "en"
    assert tongue() == "ko"


def test_one_thread_does_not_speak_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    said: list[str] = []
    with spoken("ko"):
        other = threading.Thread(target=lambda: said.append(tongue()))
        other.start()
        other.join()
    assert said == ["en"]


def test_a_refusal_is_told_in_the_language_that_is_spoken() -> None:
    told = {}
    for language in ("en", "ko"):
        with spoken(language):
            told[language] = sentence(OtherLanguage())
    assert "neither in English nor in Korean" in told["en"]
    assert "한국어" in told["ko"]
