"""Which stories a reader can link."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.desk.exposure.linked import SAME, linked, says_so

SIGNS = st.frozensets(st.sampled_from(["a", "b", "c", "d", SAME]), max_size=3)


@pytest.mark.parametrize(
    ("signs", "others", "found"),
    [
        ({"a"}, {"1": ["a"]}, {"1"}),
        ({"a"}, {"1": ["b"]}, set()),
        ({"a"}, {"1": ["a", "b"], "2": ["b"]}, {"1", "2"}),  # over the story between
        ({SAME}, {"1": ["b"], "2": []}, {"1", "2"}),
        ({"a"}, {"1": [SAME, "b"], "2": ["b"]}, {"1"}),  # it does not say to which
        (set(), {"1": ["a"], "2": []}, set()),
    ],
)
def test_a_story_is_linked_by_a_sign_by_a_story_between_or_because_it_says_so(
    signs: set[str], others: dict[str, list[str]], found: set[str]
) -> None:
    assert linked(signs, others) == found


@given(SIGNS, st.dictionaries(st.text("xyz", max_size=2), SIGNS, max_size=5), SIGNS)
def test_one_story_more_never_unlinks_another(
    signs: frozenset[str], others: dict[str, frozenset[str]], more: frozenset[str]
) -> None:
    assert linked(signs, others) <= linked(signs, {**others, "one more": more})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The same source said that it went on.", True),
        ("A person quoted earlier said so.", True),
        ("같은 소식통은 그 뒤로도 이어졌다고 했다.", True),
        ("앞서 전한 소식통이 다시 말했다.", True),
        ("On the same day a source said so.", False),
        ("같은 날 다른 소식통이 말했다.", False),
        ("The same market was searched.", False),
    ],
)
def test_a_text_that_says_that_its_source_spoke_before_is_known(text: str, says: bool) -> None:
    assert says_so(text) is says
