"""Korean sentences made whole again after a change: spaces and marks; particles agree with the word before
them.
"""

from __future__ import annotations

import re

from jebo.disclosure.advice.particles import agree

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[ \t]+"), " "),
    (re.compile(r" +([,.;:!?”’)\]])"), r"\1"),
    (re.compile(r"([“‘(\[]) +"), r"\1"),
    (re.compile(r"\(\)|\[\]|“”|‘’"), ""),
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r",\s*([.;:!?])"), r"\1"),
    (re.compile(r"^([\s“‘(\[]*)[,;:]\s*"), r"\1"),
    (re.compile(r"최근(?:에)?,? 최근"), "최근"),
    (re.compile(r"(한 곳|한 사람)(?:과|와|·|, )\s?\1"), r"\1"),
    (re.compile(r"(\S+의 한 (?:곳|도시|군|구역|구|지역))(?:[,·] \1)*(?:과|와|·|, )\s?\1"), r"\1"),
)
_PARTICLE = re.compile(
    r"(?:이라고|라고|이라며|라며|이라는|라는|으로부터|로부터|으로서|로서|으로써|로써|으로는|로는|으로도|로도|으로|로|이나|나|이며|며|이었다|였다|은|는|이|가|을|를|과의|와의|과는|와는|과|와)(?=$|[\s,.”’)])"
)


def tidy(sentence: str, *, changed: frozenset[int] = frozenset(), capital: bool = True) -> str:
    """The sentence with its spaces, marks and particles set right.

    :param changed: offsets in *sentence* at which a new wording ends; the particle there is made to agree.
    :param capital: not used in Korean.
    """
    for at in sorted(changed, reverse=True):
        if (found := _PARTICLE.match(sentence, at)) and at:
            sentence = sentence[:at] + agree(sentence[:at], found[0]) + sentence[found.end() :]
    for pattern, by in _STEPS:
        sentence = pattern.sub(by, sentence)
    return sentence.strip(" ")
