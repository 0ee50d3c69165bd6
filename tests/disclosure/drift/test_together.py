"""Both editions as one release."""

from __future__ import annotations

import pytest
from tests.disclosure.drift.pairs import PAIRS, Pair

from jebo.disclosure.drift import compare
from jebo.disclosure.drift.together import Together, together
from jebo.packs import load
from jebo.packs.drift import tongues
from jebo.packs.language import language


def joined(pair: Pair, edition: str) -> tuple[Together, ...]:
    pack = load(pair.pack)
    languages = {code: language(code, pair.pack) for code in ("ko", "en")}
    korean, english = pair.text("ko"), pair.text(edition)
    found = compare(korean, english, tongues(pair.pack), pack, languages=languages)
    return together(korean, english, found, languages, pack)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_both_together_never_leave_much_more_than_either_alone(pair: Pair) -> None:
    for one in joined(pair, "changing"):
        if one.both is None or one.korean_alone is None or one.english_alone is None:
            continue
        alone = min(one.korean_alone.possible_speakers.middle, one.english_alone.possible_speakers.middle)
        assert one.both.possible_speakers.middle <= 1.25 * alone + 1


def test_a_source_that_both_editions_introduce_is_one_source() -> None:
    first = joined(PAIRS[0], "faithful")[0]
    assert first.korean is not None
    assert first.english is not None
    assert len(joined(PAIRS[0], "faithful")) == 1


def test_a_story_without_sources_has_none_together() -> None:
    pack, known = load("kp"), tongues("kp")
    languages = {code: language(code, "kp") for code in ("ko", "en")}
    korean, english = "비가 왔다.", "It rained."
    found = compare(korean, english, known, pack)
    assert together(korean, english, found, languages, pack) == ()
