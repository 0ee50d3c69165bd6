"""What a newsroom sets: in ``jebo.toml`` for a folder of stories, in the front matter of one, or at the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from jebo.disclosure.anonymity import BadLimits, Limits
from jebo.disclosure.country import Pack, Range
from jebo.disclosure.detail import Kind
from jebo.disclosure.settings import Settings
from jebo.errors import N_
from jebo.told.messages import _
from jebo.told.refusals import UnknownCircle, UnknownKey, UnknownKeyNear, WrongValue

FRONT_MATTER: Final = N_("the front matter")
_LIMITS: Final = frozenset(one.name for one in fields(Limits))
# What publishing programs write in front matter, and jebo passes over. A key that is in neither list is
# refused: it may be one of jebo's, mistyped, and a limit that is silently not followed endangers somebody.
_OF_OTHERS: Final = frozenset(
    "title subtitle headline heading slug date lastmod updated published publishdate expirydate modified"
    " author authors byline translator translators editor editors tags tag keywords categories category"
    " section topics type layout template draft status weight url permalink aliases alias description"
    " summary abstract excerpt image images photo caption credit cover thumbnail lang locale edition id uuid"
    " version source_url comments toc menu cascade"
    " 제목 부제 날짜 기자 글 번역 편집 태그 분류 요약 사진".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """What was set in one place; None and empty where nothing was. Sizes are in people."""

    language: str | None = None
    pack: str | None = None
    outlets: tuple[str, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)
    circles: Mapping[str, Range] = field(default_factory=dict)
    knowers: Mapping[str, Range] = field(default_factory=dict)
    forbidden: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def over(self, wider: Newsroom) -> Newsroom:
        """These settings, and those of *wider* where these say nothing."""
        return Newsroom(
            language=self.language or wider.language,
            pack=self.pack or wider.pack,
            outlets=wider.outlets + self.outlets,
            limits={**wider.limits, **self.limits},
            circles={**wider.circles, **self.circles},
            knowers={**wider.knowers, **self.knowers},
            forbidden={**wider.forbidden, **self.forbidden},
        )

    def settings(self, pack: Pack, limit: float | None = None) -> Settings:
        """These settings for stories of *pack*; *limit* goes before the middle that they set.

        :raises UnknownCircle: if a size is set for what the pack does not have.
        :raises WrongValue: if the limits cannot be meant so.
        """
        known = {str(kind) for kind in Kind} | set(pack.events)
        if not (set(self.circles) <= set(pack.circles) and set(self.knowers) <= known):
            raise UnknownCircle(pack=pack.id)
        return Settings(
            limits=_limits(self.limits if limit is None else {**self.limits, "middle": limit}),
            circles=self.circles,
            knowers=self.knowers,
            forbidden=self.forbidden,
        )


def _limits(values: Mapping[str, float]) -> Limits:
    kept = Limits()
    try:
        return Limits(
            middle=values.get("middle", kept.middle),
            low=values.get("low", kept.low),
            suspected=values.get("suspected", kept.suspected),
            k=int(values.get("k", kept.k)),
        )
    except BadLimits:
        pass
    raise WrongValue(key="limits", wanted=_(_LIMITS_WANTED))


def from_front_matter(front: Mapping[str, object]) -> Newsroom:
    """What the front matter of a story sets.

    :raises Refused: if a key is neither jebo's nor one that publishing programs write, or a value is wrong.
    """
    return read(
        {key: value for key, value in front.items() if key.casefold() not in _OF_OTHERS}, _(FRONT_MATTER)
    )


def read(values: Mapping[str, object], where: str) -> Newsroom:
    """What a table sets; *where* names it in errors.

    :raises Refused: if it holds a key that jebo does not know, or a wrong value.
    """
    made: dict[str, Any] = {}
    for key, value in values.items():
        if key not in KEYS:
            raise _unknown(key, where)
        wanted, take = KEYS[key]
        taken = take(value)
        if taken is None:
            raise WrongValue(key=key, wanted=_(wanted))
        name = "limits" if key == "limit" else key
        made[name] = {**made[name], **taken} if name in made else taken
    return Newsroom(**made)


def _unknown(key: str, where: str) -> UnknownKey:
    """The key itself is not repeated, for it stands in the file; what it may have been meant for is."""
    from difflib import get_close_matches

    near = get_close_matches(key, KEYS, n=1, cutoff=0.7)
    if near:
        return UnknownKeyNear(where=where, near=near[0])
    return UnknownKey(where=where, keys=", ".join(KEYS))


def _language(value: object) -> str | None:
    return value if value in ("en", "ko") and isinstance(value, str) else None


def _pack(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _outlets(value: object) -> tuple[str, ...] | None:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        return None
    return tuple(name.strip() for name in names)


def _limit(value: object) -> dict[str, float] | None:
    return None if (number := _number(value)) is None else {"middle": number}


def _table_of_limits(value: object) -> dict[str, float] | None:
    if not isinstance(value, dict) or not value.keys() <= _LIMITS:
        return None
    return _all_taken(value, _number)


def _sizes(value: object) -> dict[str, Range] | None:
    return _all_taken(value, _size) if isinstance(value, dict) else None


def _steps(value: object) -> dict[str, frozenset[int]] | None:
    if not isinstance(value, dict) or not value.keys() <= {str(kind) for kind in Kind}:
        return None
    return _all_taken(value, _closed)


def _all_taken(table: Mapping[Any, object], take: Callable[[object], Any]) -> dict[str, Any] | None:
    taken = {str(key): take(value) for key, value in table.items()}
    return None if any(value is None for value in taken.values()) else taken


def _closed(value: object) -> frozenset[int] | None:
    steps = value if isinstance(value, list) else [value]
    if not all(isinstance(step, int) and not isinstance(step, bool) and step >= 1 for step in steps):
        return None
    return frozenset(steps)


def _size(value: object) -> Range | None:
    ends = value if isinstance(value, list) else [value, value]
    numbers = [number for end in ends if (number := _number(end)) is not None]
    if len(numbers) != 2 or len(ends) != 2 or numbers[0] > numbers[1]:
        return None
    return Range(low=numbers[0], high=numbers[1])


def _number(value: object) -> float | None:
    """A number from 0; YAML's and TOML's infinities and truth values are none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e12:
        return None
    return float(value)


_LIMITS_WANTED: Final = N_(
    "numbers from 0 for middle and low, a share above 0 and up to 1 for suspected, a count for k"
)
_SIZES_WANTED: Final = N_("a number of people for each, or its low and high end, as [5, 120]")
KEYS: Final[Mapping[str, tuple[str, Callable[[object], Any]]]] = {
    "language": (N_("en or ko"), _language),
    "pack": (N_("the name of a country pack, as kp or world"), _pack),
    "outlets": (N_("a list of names of newsrooms"), _outlets),
    "limit": (N_("a number of people, 0 or more"), _limit),
    "limits": (_LIMITS_WANTED, _table_of_limits),
    "circles": (_SIZES_WANTED, _sizes),
    "knowers": (_SIZES_WANTED, _sizes),
    "forbidden": (N_("for each kind of detail a list of steps from 1, as [2, 3]"), _steps),
}
