"""Whether a sentence says plainly that something happened then or there: what speaks against it, in words of each language.

In doubt a sentence says nothing. Then the limits are asked, and little is lost; while a day of telling that was taken for the day of
an arrest would be told to everybody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from jebo.observatory.quantity import Language

_UNPLAIN: Final[Mapping[Language, re.Pattern[str]]] = {
    "ko": re.compile(
        # somebody speaks
        r"소식통|취재원|다고|라고|냐고|자고|다며|라며|면서|따르면|전했|전한|전해|말했|말한|밝혔|밝힌|증언|귀띔|들었|알려|소문"
        # nothing happened, or is only to happen
        r"|없|않|아니|못|안\s|말라|하라|라는|라고|지시|명령|포고|예정|계획|할\s것|앞으로|다음\s"
        # something else is what happened then or there
        r"|이후|이전|전에|앞두고|뒤|후에|처럼|보다|달리|마다|매년|매달"
    ),
    "en": re.compile(
        r"\b(?:sources?|said|says?|saying|tells?|told|telling|spoke|speaks?|reports?|reported|according|heard|rumou?rs?|claim\w*|testif\w*"
        r"|not?|never|nobody|none|without|unlike|instead|will|would|plan\w*|orders?|ordered|due|expected|scheduled|to be"
        r"|before|after|following|ahead|until|till|since|than|every|each|anniversary)\b|n['’]t\b",
        re.IGNORECASE,
    ),
}
_NOT_THEN: Final[Mapping[Language, re.Pattern[str]]] = {
    "ko": re.compile(
        r"지난해|작년|재작년|그해|이듬해|내년|전년|년\s?전|달\s?전|해마다|예년|지난달|이달|이번\s?달|한\s?달"
    ),
    "en": re.compile(
        r"\b(?:last|next|this|previous|past)\s(?:year|month|winter|spring|summer|autumn|fall)|\b(?:years?|months?)\s(?:earlier|ago|before|later)"
        r"|\b(?:yearly|annual\w*)\b",
        re.IGNORECASE,
    ),
}
_NOT_THERE: Final[Mapping[Language, re.Pattern[str]]] = {
    "ko": re.compile(r"출신|거주|살던|사는|살고|고향|태어|밖|외곽|인근|근처|부근|주변|방향|쪽"),
    "en": re.compile(
        r"\b(?:live[sd]?|living|born|residents?|based|natives?|hometown|outside|beyond|near|nearby|around|from|towards?|bound|heading|left"
        r"|leaving|fled)\b",
        re.IGNORECASE,
    ),
}
_YEARS: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def plain(sentence: str, language: Language) -> bool:
    """Whether nobody speaks in a sentence, and it tells of what happened, not of what did not or was to."""
    return not _UNPLAIN[language].search(sentence)


def of_one_time(sentence: str, language: Language, year: int) -> bool:
    """Whether a sentence names no other year than this one and nothing that comes back each year."""
    return not _NOT_THEN[language].search(sentence) and set(_YEARS.findall(sentence)) <= {str(year)}


def of_one_place(sentence: str, language: Language) -> bool:
    """Whether a sentence tells of no way from or to somewhere, and of nobody's home."""
    return not _NOT_THERE[language].search(sentence)
