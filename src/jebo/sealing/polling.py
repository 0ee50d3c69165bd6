"""What a desk and its door say to each other: requests and answers that are always of the same size, however much or little there is.

A request is :data:`ASK_BYTES` long, an answer :data:`GIVE_BYTES`: canonical JSON, a line feed, and in an answer the pieces of envelopes
that it tells of, then random bytes to the end. Whoever watches the line, or the door, sees that a desk asked, and nothing else.
"""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from jebo.sealing.canonical_json import canonical
from jebo.sealing.refusals import NotAPoll, NotCanonical

ASK_BYTES: Final = 256 * 1024
GIVE_BYTES: Final = 1024 * 1024
"""Chosen by us: over Tor some seconds each, and a hundred short tips in one."""
HEAD_BYTES: Final = 32 * 1024
ROOM_BYTES: Final = GIVE_BYTES - HEAD_BYTES
"""What an answer holds of envelopes."""
PIECES: Final = 300
"""Of envelopes, at most: each takes up to 80 bytes of the head. Chosen by us."""
SEALED_LIMIT_BYTES: Final = 100_000
"""An answer or a decoy, sealed, at most."""
_NAME: Final = re.compile(r"[0-9a-f]{32}")
_NAMES: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What the desk asks.

    :param have: names of envelopes that it keeps, and the door drops.
    :param name: of the envelope of which it wants more, from byte ``at`` on; none: any.
    :param answers: to a thread each, sealed for it.
    :param decoys: envelopes of its own, which the door keeps as if somebody had sent them.
    """

    have: tuple[str, ...] = field(default=(), repr=False)
    name: str = field(default="", repr=False)
    at: int = 0
    answers: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    decoys: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some of an envelope, or all of it: the bytes from ``at`` on, of ``size`` in all."""

    name: str = field(repr=False)
    at: int
    size: int
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Give:
    """What the door gives.

    :param lost: which of the answers, by their place, nobody asks for any more.
    :param more: whether there is more.
    """

    pieces: tuple[Piece, ...] = ()
    lost: tuple[int, ...] = ()
    more: bool = False


def ask_bytes(ask: Ask) -> bytes:
    """A request.

    :raises NotAPoll: it is too much for one.
    """
    return _filled(_ask_head(ask), (), ASK_BYTES)


def _ask_head(ask: Ask) -> bytes:
    return canonical({
        "have": list(ask.have), "name": ask.name, "at": ask.at,
        "answers": [[thread, _text(sealed)] for thread, sealed in ask.answers], "decoys": [_text(one) for one in ask.decoys],
    })  # fmt: skip


def read_ask(told: bytes) -> Ask:
    """A request, back.

    :raises NotAPoll: if it is not exactly what :func:`ask_bytes` writes.
    """
    head = _head(told, ASK_BYTES)
    try:
        ask = Ask(
            have=tuple(head["have"]), name=head["name"], at=head["at"],
            answers=tuple((thread, _bytes(sealed)) for thread, sealed in head["answers"]), decoys=tuple(map(_bytes, head["decoys"])),
        )  # fmt: skip
        names = (*ask.have, *(thread for thread, _ in ask.answers), *([ask.name] if ask.name else []))
        good = (
            all(_NAME.fullmatch(one) for one in names)
            and type(ask.at) is int
            and ask.at >= 0
            and type(head["name"]) is str
            and max(len(ask.have), len(ask.answers), len(ask.decoys)) <= _NAMES
            and told.startswith(_ask_head(ask) + b"\n")
        )
    except (KeyError, TypeError, ValueError, NotCanonical):
        good = False
    if not good:
        raise NotAPoll
    return ask


def give_bytes(give: Give) -> bytes:
    """An answer.

    :raises NotAPoll: it is too much for one.
    """
    return _filled(_give_head(give), [one.content for one in give.pieces], GIVE_BYTES)


def _give_head(give: Give) -> bytes:
    return canonical({
        "pieces": [[one.name, one.at, one.size, len(one.content)] for one in give.pieces], "lost": list(give.lost), "more": give.more,
    })  # fmt: skip


def read_give(told: bytes) -> Give:
    """An answer, back.

    :raises NotAPoll: if it is not exactly what :func:`give_bytes` writes.
    """
    head = _head(told, GIVE_BYTES)
    try:
        pieces = tuple(_pieces(head["pieces"], told, told.index(b"\n") + 1))
        good = all(
            _NAME.fullmatch(one.name) and 0 <= one.at <= one.at + len(one.content) <= one.size
            for one in pieces
        )
        give = Give(pieces=pieces, lost=tuple(head["lost"]), more=head["more"])
        good = good and type(head["more"]) is bool and all(type(one) is int and one >= 0 for one in give.lost)
        good = good and told.startswith(_give_head(give) + b"\n")
    except (KeyError, TypeError, ValueError, NotCanonical):
        good = False
    if not good:
        raise NotAPoll
    return give


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a door says, in a folder that somebody carries, of what the folder brought: answers by their names, envelopes by theirs.

    :param kept: answers that lie there for their sources; :param lost: that nobody asks for any more; :param dropped: envelopes.
    """

    kept: tuple[str, ...] = field(default=(), repr=False)
    lost: tuple[str, ...] = field(default=(), repr=False)
    dropped: tuple[str, ...] = field(default=(), repr=False)


def is_name(text: str) -> bool:
    """Whether a door calls something so."""
    return _NAME.fullmatch(text) is not None


def name_of(sealed: bytes) -> str:
    """What an answer or a decoy is called at the door: it looks drawn at random, as what is sealed does."""
    return sha256(sealed).hexdigest()[:32]


def receipt_bytes(receipt: Receipt) -> bytes:
    """A receipt."""
    return canonical(
        {"kept": list(receipt.kept), "lost": list(receipt.lost), "dropped": list(receipt.dropped)}
    )


def read_receipt(told: bytes) -> Receipt:
    """A receipt, back.

    :raises NotAPoll: if it is not exactly what :func:`receipt_bytes` writes.
    """
    try:
        found = json.loads(told)
        receipt = Receipt(**{part: tuple(map(str, found[part])) for part in ("kept", "lost", "dropped")})
        good = receipt_bytes(receipt) == told and all(
            map(_NAME.fullmatch, (*receipt.kept, *receipt.lost, *receipt.dropped))
        )
    except (KeyError, TypeError, ValueError, RecursionError, NotCanonical):
        good = False
    if not good:
        raise NotAPoll
    return receipt


def _pieces(told: Iterable[Any], whole: bytes, at: int) -> Iterable[Piece]:
    for name, start, size, length in told:
        if not all(type(one) is int and one >= 0 for one in (start, size, length)) or at + length > len(
            whole
        ):
            raise ValueError
        yield Piece(name=name, at=start, size=size, content=whole[at : at + length])
        at += length


def _filled(head: bytes, contents: Sequence[bytes], size: int) -> bytes:
    bare = b"".join([head, b"\n", *contents])
    if len(bare) > size:
        raise NotAPoll
    return bare + os.urandom(size - len(bare))


def _head(told: bytes, size: int) -> dict[str, Any]:
    head, end, _ = told.partition(b"\n")
    try:
        found = json.loads(head) if end and len(told) == size else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise NotAPoll
    return found


def _text(sealed: bytes) -> str:
    return base64.b64encode(sealed).decode()


def _bytes(text: str) -> bytes:
    found = base64.b64decode(text, validate=True)
    if len(found) > SEALED_LIMIT_BYTES:
        raise ValueError
    return found
