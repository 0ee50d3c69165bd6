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

_AFTER_ONE: Final = "고지던게거기자는네나다더도려며면니아어았었세셔시신실겠러서야요구"
"""What may follow a stem of one syllable, which is too short to be looked for by itself. Chosen by us."""
_AFTER_A_CONSONANT: Final = "으은을음습"
"""And what may follow it if it ends in a consonant other than ㄹ."""


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
    found = [_form(stem[:-1] + last, whole) for last, whole in _lasts(stem[-1])]
    return found + _lieut(stem)


def _form(text: str, whole: bool) -> Form:
    if len(text) > 1:
        return Form(text=text)
    ends_so = _apart(text)[2] not in (
        0,
        _N,
        _L,
        _M,
        _B,
    )  # those are endings that were put on, or a stem in ㄹ
    return Form(text=text, then=_AFTER_ONE + (_AFTER_A_CONSONANT if ends_so else ""), whole=whole)


def _lasts(syllable: str) -> list[tuple[str, bool]]:
    """What a stem's last syllable may become, and whether that can end a word."""
    first, vowel, final = _apart(syllable)
    found = [(syllable, False)]
    if final == 0:
        found += [(_together(first, vowel, end), end in (_N, _L)) for end in (_N, _L, _M, _B)]
        for merged in (1,) if syllable == "하" else _MERGED.get(vowel, ()):
            found += [(_together(first, merged, 0), True), (_together(first, merged, _SS), False)]
    elif final == _L:
        found += [(_together(first, vowel, end), end == _N) for end in (0, _N, _B)]
    elif final == _B:
        found += [(_together(first, vowel, 0) + end, False) for end in "와워왔웠우운울"]
    elif final == _D:
        found.append((_together(first, vowel, _L), False))
    elif final == _S:
        found += [(_together(first, vowel, 0) + end, False) for end in "아어았었으은을"]
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
