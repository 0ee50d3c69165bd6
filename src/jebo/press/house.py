"""What a newsroom says of itself and of its site: ``press.toml`` as values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from jebo.press.edition import LANGUAGES
from jebo.press.wrong import BadHouse
from jebo.sealing.refusals import BadVerifyKey
from jebo.sealing.signing import VerifyKey

Both = Mapping[str, str]
"""Words by language."""
PAGES: Final = ("about", "how", "faq", "reach")
"""Pages whose words are the newsroom's; where it gives none, ours stand (:mod:`jebo.press.standing`)."""
_HOST: Final = re.compile(r"[\w-]+(\.[\w-]+)*")
_ONION: Final = re.compile(r"([\w-]+\.)*[a-z2-7]{56}\.onion")
_SCHEMES: Final = {
    "url": ("https", "http"),
    "onion": ("http", "https"),
    "door": ("http", "https"),
    "record": ("https", "http"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A newsroom as its readers see it.

    :param url: where the site stands, ending in ``/``; empty for a site that is carried by hand alone. Feeds and what machines
        read name it; pages link to each other without it.
    :param onion: the same as an onion service; empty where there is none.
    :param comments: where readers write to: a mail address or a URL.
    :param door: the onion address of the tip line.
    :param record: where the public record of events stands.
    :param front: how many stories stand on the front page.
    :param pages: words of :data:`PAGES` by name and language, as paragraphs parted by blank lines.
    :param other_keys: public keys by name and text that readers may need, such as an ``age`` recipient.
    """

    name: Both
    tagline: Both = field(default_factory=dict)
    url: str = ""
    onion: str = ""
    comments: str = ""
    door: str = ""
    record: str = ""
    languages: tuple[str, ...] = LANGUAGES
    topics: tuple[Both, ...] = ()
    packs: tuple[str, ...] = ()
    pages: Mapping[str, Both] = field(default_factory=dict)
    keys: tuple[VerifyKey, ...] = ()
    other_keys: tuple[tuple[str, str], ...] = ()
    front: int = 24

    def called(self, language: str) -> str:
        """Its name in a language."""
        return self.name[language]


def house(said: Mapping[str, Any]) -> House:
    """A newsroom from what ``press.toml`` says.

    :raises BadHouse: a setting is missing, not known, or has not its form.
    """
    for name in said.keys() - _READ.keys():
        raise BadHouse(name)
    if "name" not in said:
        raise BadHouse("name")
    return House(**{name: _read(name, value) for name, value in said.items()})


def _read(name: str, value: Any) -> Any:
    try:
        return _READ[name](name, value)
    except (TypeError, ValueError, KeyError, AttributeError, BadVerifyKey):
        raise BadHouse(name) from None


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value.strip()


def _whole(name: str, value: Any) -> str:
    """No example from our pages, of which the rest is left out."""
    if "…" in _text(name, value):
        raise ValueError
    return _text(name, value)


def _both(name: str, value: Any) -> Both:
    if not set(value) <= set(LANGUAGES) or not all(
        isinstance(one, str) and one.strip() for one in value.values()
    ):
        raise ValueError
    return dict(value)


def _named(name: str, value: Any) -> Both:
    if set(found := _both(name, value)) != set(LANGUAGES):
        raise ValueError
    return found


def _url(name: str, value: Any) -> str:
    parts = urlsplit(_text(name, value))
    if parts.scheme not in _SCHEMES[name] or not parts.hostname or parts.query or parts.fragment:
        raise ValueError
    if not (_ONION if name in ("onion", "door") else _HOST).fullmatch(parts.hostname):
        raise ValueError
    return parts.geturl().rstrip("/") + "/"


def _comments(name: str, value: Any) -> str:
    words = _text(name, value)
    if "@" in words and ":" not in words and not set(words) & set(" <>\"'"):
        return words
    if urlsplit(words).scheme not in ("https", "http"):
        raise ValueError
    return words


def _languages(name: str, value: Any) -> tuple[str, ...]:
    if not value or not set(value) <= set(LANGUAGES):
        raise ValueError
    return tuple(dict.fromkeys(value))


def _pages(name: str, value: Any) -> Mapping[str, Both]:
    if not set(value) <= set(PAGES):
        raise ValueError
    return {page: _both(name, words) for page, words in value.items()}


def _count(name: str, value: Any) -> int:
    if type(value) is not int or not 1 <= value <= 200:
        raise ValueError
    return value


_READ: Final[Mapping[str, Any]] = {
    "name": _named,
    "tagline": _both,
    "url": _url,
    "onion": _url,
    "comments": _comments,
    "door": _url,
    "record": _url,
    "languages": _languages,
    "topics": lambda name, value: tuple(_both(name, one) for one in value),
    "packs": lambda name, value: tuple(_text(name, one) for one in value),
    "pages": _pages,
    "keys": lambda name, value: tuple(VerifyKey(text=_text(name, one)) for one in value),
    "other_keys": lambda name, value: tuple(
        (_text(name, key), _whole(name, words)) for key, words in value.items()
    ),
    "front": _count,
}
