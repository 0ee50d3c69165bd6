"""Which stories a reader can tell to come from one source (the anonymity model, section 4)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

SAME: Final = "same"
"""The sign of a story that says so itself: it is linked to all others of its source."""
FEW: Final = 100_000
"""A description of the source that fits fewer people is a sign by itself. People, asked for by the model."""
_SAYS_SO: Final = re.compile(
    r"(?i)\b(?:the|this) same (?:source|person|trader|official|resident)\b"
    r"|\b(?:source|person) (?:quoted|cited|who spoke) (?:earlier|before|previously)\b"
    r"|같은 (?:소식통|취재원|주민|간부|상인)|앞서 (?:전한|말한|인용한) (?:소식통|취재원|주민)"
)


def says_so(text: str) -> bool:
    """Whether a text says that its source spoke before.

    >>> (
    ...     says_so("The same source said that the search went on."),
    ...     says_so("같은 소식통은 검열이 이어졌다고 했다."),
    ... )
    (True, True)
    >>> says_so("A source said so on the same day."), says_so("같은 날 소식통은 이렇게 말했다.")
    (False, False)
    """
    return bool(_SAYS_SO.search(text))


def linked(signs: Collection[str], others: Mapping[str, Collection[str]]) -> frozenset[str]:
    """The stories that a reader can link with one that bears *signs*: over one sign in common, or over a story between.

    A story that says that its source spoke before is linked to each; it does not say to which, so it links no two others.

    :param signs: opaque marks of its events, and of its description of the source where that fits few; or :data:`SAME`.
    :param others: the signs of each other story of the source.
    """
    if SAME in signs:
        return frozenset(others)
    found = {one for one, theirs in others.items() if SAME in theirs}
    seen, chain = set(signs), set[str]()
    while new := {one for one, theirs in others.items() if one not in chain and not seen.isdisjoint(theirs)}:
        chain |= new
        seen |= {sign for one in new for sign in others[one]} - {SAME}
    return frozenset(found | chain)
