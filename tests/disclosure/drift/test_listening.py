"""What is told only where somebody listens for the sources: whose pronoun it is, and which day is that of
the contact.
"""

from __future__ import annotations

from jebo.disclosure.drift import Drift, compare
from jebo.packs import load
from jebo.packs.drift import tongues
from jebo.packs.language import language

KOREAN = "함경남도 소식통은 13일 물마루통신에 “검열이 시작됐다”고 전했다. 소식통은 다들 떨고 있다고 덧붙였다."
ENGLISH = (
    "“The inspection has begun,” a source in South Hamgyong Province told Mulmaru Wire on Thursday. "
    "Everyone trembles, {who} added."
)


def drifts(english: str, *, listening: bool = True) -> list[Drift]:
    languages = {code: language(code, "kp") for code in ("ko", "en")} if listening else None
    return list(compare(KOREAN, english, tongues("kp"), load("kp"), languages=languages).drifts)


def test_the_day_of_contact_is_known_where_no_list_has_the_outlet() -> None:
    assert [one.says for one in drifts(ENGLISH.format(who="the source"))] == ["contact.day.two_forms"]
    assert drifts(ENGLISH.format(who="the source"), listening=False) == []


def test_a_pronoun_is_a_source_s_where_the_ear_hears_it() -> None:
    told = [(one.says, one.severity) for one in drifts(ENGLISH.format(who="he"))]
    assert ("gender.added", "block") in told
