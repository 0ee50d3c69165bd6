"""Korean verbs looked for by their dictionary form: 팔다 finds 팔았다, 파는 and 판.

A dictionary would know more (and takes 490 MB); the forms of a verb follow from its last syllable. Rules as in any grammar of
Korean, e.g. I. Lee and S. R. Ramsey, *The Korean Language*, 2000.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_FIRST, _LAST, _VOWELS, _FINALS = 0xAC00, 0xD7A3, 21, 28
_N, _D, _L, _M, _B, _S, _SS = 4, 7, 8, 16, 17, 19, 20  # final consonants by their number in a syllable

# A vowel that runs into the 아 or 어 that follows: the number of the vowel, and what becomes of both.
_MERGED: Final = {
    0: (0,), 1: (1,), 4: (4,), 5: (5,), 6: (6,), 8: (9,), 11: (10,), 13: (14,), 18: (4, 0), 20: (6,),
}  # fmt: skip

# What may follow a stem of one syllable, which is too short to be looked for by itself: the commonest endings, chosen by us.
_ANY: Final = "고지던게거기자더도다겠"
_AFTER_VOWEL: Final = _ANY + "는네나니며면려러시세셔신실서라야요"
_AFTER_CONSONANT: Final = _ANY + "는네나니아어았었으은을음습"
_AFTER_L: Final = _ANY + "아어았었며면려러라"
_AFTER_LOST_L: Final = "는네나니시세셔신실"
_AFTER_N: Final = "다데지"
_AFTER_B: Final = "니시"
_AFTER_MERGED: Final = "서야도라요"
_AFTER_SS: Final = "다고지던는네나니어으을습더거기"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A beginning of the forms of a verb.

    :param text: its syllables.
    :param then: where it has one syllable, what must follow it.
    :param whole: it may also be a word by itself.
    """

    text: str
    then: str = ""
    whole: bool = False


def forms(word: str) -> list[Form]:
    """The beginnings of the forms of a verb or adjective given as in a dictionary; none if it is no such word.

    >>> [form.text for form in forms("강화하다")]
    ['강화']
    >>> {"팔", "판", "파"} <= {form.text for form in forms("팔다")}
    True
    """
    stem = word[:-1]
    if not word.endswith("다") or not stem or not all(_FIRST <= ord(x) <= _LAST for x in stem):
        return []
    if len(stem) > 2 and stem[-1] in "하되":
        return [Form(text=stem[:-1])]  # the noun says it all
    return [_form(stem[:-1] + last, then, whole) for last, then, whole in _lasts(stem[-1])] + _lieut(stem)


def _form(text: str, then: str, whole: bool) -> Form:
    return Form(text=text, then=then, whole=whole) if len(text) == 1 else Form(text=text)


def _lasts(syllable: str) -> list[tuple[str, str, bool]]:
    """What a stem's last syllable may become, what may follow that, and whether it can end a word."""
    first, vowel, final = _apart(syllable)
    if final == 0:
        return _after_a_vowel(syllable, first, vowel)
    lost = _together(first, vowel, 0)
    if final == _L:
        n, b = _together(first, vowel, _N), _together(first, vowel, _B)
        return [
            (syllable, _AFTER_L, False),
            (lost, _AFTER_LOST_L, False),
            (n, _AFTER_N, True),
            (b, _AFTER_B, False),
        ]
    found = [(syllable, _AFTER_CONSONANT, False)]
    if final == _B:
        found += [(lost + end, "", False) for end in "와워왔웠우운울"]
    elif final == _D:
        found.append((_together(first, vowel, _L), "아어았었으은을음", False))
    elif final == _S:
        found += [(lost + end, "", False) for end in "아어았었으은을"]
    return found


def _after_a_vowel(syllable: str, first: int, vowel: int) -> list[tuple[str, str, bool]]:
    ends = ((_N, _AFTER_N, True), (_L, "지", True), (_M, "", True), (_B, _AFTER_B, False))
    found = [(syllable, _AFTER_VOWEL, False)]
    found += [(_together(first, vowel, end), then, whole) for end, then, whole in ends]
    for merged in (1,) if syllable == "하" else _MERGED.get(vowel, ()):
        found.append((_together(first, merged, 0), _AFTER_MERGED, True))
        found.append((_together(first, merged, _SS), _AFTER_SS, False))
    return list(dict.fromkeys(found))


def _lieut(stem: str) -> list[Form]:
    """오르다, which becomes 올라."""
    if len(stem) < 2 or stem[-1] != "르":
        return []
    first, vowel, final = _apart(stem[-2])
    before = stem[:-2] + _together(first, vowel, _L)
    return [Form(text=before + end) for end in "라러랐렀"] if final == 0 else []


def _apart(syllable: str) -> tuple[int, int, int]:
    number = ord(syllable) - _FIRST
    return number // (_VOWELS * _FINALS), number // _FINALS % _VOWELS, number % _FINALS


def _together(first: int, vowel: int, final: int) -> str:
    return chr(_FIRST + (first * _VOWELS + vowel) * _FINALS + final)
