"""The one way in which a value is written down before it is digested or signed.

RFC 8785 (JSON Canonicalization Scheme), without its hard part: no floats. Chosen over a length-prefixed form of our
own because any JSON library that sorts its keys can write it, a person can read it, and there is a standard to
point at. Unicode is not normalised: two texts that look alike and differ in form are two texts, because a reader
gets one of them.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from jebo.sealing.refusals import NotCanonical

INTEGER_LIMIT: Final = 2**53 - 1  # RFC 7493 (I-JSON), section 2.2: beyond it readers differ
_HALF: Final = re.compile("[\ud800-\udfff]")
DEPTH_LIMIT: Final = 32  # chosen by us: an edition has four levels; it also ends a value that holds itself


def canonical(value: object) -> bytes:
    """*value* as canonical JSON in UTF-8: keys sorted by their UTF-16 code units, no spaces, no escapes but needed.

    :param value: text, a whole number up to 2^53 - 1 either way, ``True``, ``False``, ``None``, a list or tuple of
        such, or a mapping from text to such. Bytes go in as their digest (:func:`jebo.sealing.digest.digest_bytes`).
    :raises NotCanonical: for anything else: a float, bytes, a set, half of a surrogate pair, an enum.

    >>> canonical({"title": "쌀값", "blocks": ["하나", "둘"], "release": 2}).decode()
    '{"blocks":["하나","둘"],"release":2,"title":"쌀값"}'
    """
    plain = _plain(value, DEPTH_LIMIT)
    # json escapes as RFC 8785 section 3.2.2.2 does: quotation mark, backslash, and what is below U+0020.
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: object, depth: int) -> Any:
    if depth == 0:
        raise NotCanonical
    if isinstance(value, str):  # first, for nearly all is text
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, Mapping):
        return _mapping(value, depth - 1)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_plain(item, depth - 1) for item in value]
    raise NotCanonical


def _text(value: str) -> str:
    if not value.isascii() and _HALF.search(value):
        raise NotCanonical
    return str(value)


def _integer(value: int) -> int:
    if abs(value) > INTEGER_LIMIT:
        raise NotCanonical
    return int(value)


def _mapping(value: Mapping[Any, object], depth: int) -> dict[str, Any]:
    if not all(isinstance(key, str) for key in value):
        raise NotCanonical
    keys = sorted(value) if all(map(str.isascii, value)) else sorted(map(_text, value), key=_units)
    return {str(key): _plain(value[key], depth) for key in keys}


def _units(key: str) -> bytes:
    return key.encode("utf-16-be")
