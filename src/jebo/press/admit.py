"""Lets a release in only if its receipt is the newsroom's, over exactly these bytes; and reads it without trust."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, Final

import msgspec

from jebo.errors import JeboError
from jebo.press.edition import (
    KINDS,
    LANGUAGES,
    ROLES,
    SORTS,
    Correction,
    Credit,
    Edition,
    Head,
    Picture,
    Piece,
    Release,
)
from jebo.press.wrong import BadEdition, NotReceipted
from jebo.sealing.digest import Digest, digest_bytes, edition_digest, is_digest
from jebo.sealing.receipt import read_receipt, receipt_faults
from jebo.sealing.signing import Signed, VerifyKey

LONGEST: Final = 400
"""Characters of a headline, a name, a tag or an address. Chosen by us."""
LONG: Final = 100_000
"""Characters of a block. Chosen by us: a long report is 20,000 in all."""
_SLUG: Final = re.compile(r"[\w-]{1,80}")


def admit(releases: Sequence[Release], keys: Iterable[VerifyKey]) -> Edition:
    """The edition of which these are all releases so far, as the latest says it.

    :param releases: at least one, of one edition.
    :raises NotReceipted: one of them is not the newsroom's, or not of these bytes, number and day.
    :raises BadEdition: it was signed, and is not what the press can set.
    """
    keys, ordered = tuple(keys), sorted(releases, key=lambda one: one.number)
    believed = [_believed(one, keys) for one in ordered]
    told, last = [content for content, _ in believed], ordered[-1]
    content, digest = believed[-1]
    try:
        return _edition(content, told, ordered, digest)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadEdition(last.edition) from None


def settable(content: Mapping[str, Any]) -> bool:
    """Whether the press could set this, if it was released: for whoever would rather know before."""
    one = Release(
        edition=str(content.get("edition")), number=1, day=date.min, receipt=Signed(document=b"", signature=""),
        content=lambda: content,
    )  # fmt: skip
    try:
        _edition(content, [content], [one], digest_bytes(b""))
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return True


def again(one: Release, mark: str, digest: Digest) -> Edition | None:
    """The edition of a single release that was let in before, if it still says just what it said then."""
    content = one.content()
    if mark_of(content) != mark:
        return None
    return _edition(content, [content], [one], digest)


def mark_of(content: Mapping[str, Any]) -> str:
    """The same for the same content. It is told to nobody, so that it may be quicker to make than a digest."""
    return blake2b(msgspec.json.encode(content, order="deterministic"), digest_size=16).hexdigest()


def _believed(one: Release, keys: tuple[VerifyKey, ...]) -> tuple[Mapping[str, Any], Digest]:
    """What a release says, once its receipt is seen to be of exactly that; and its digest."""
    try:
        content = one.content()
        digest = edition_digest(content)
        wrong = receipt_faults(one.receipt, keys, digest=digest, edition=one.edition, release=one.number)
        said = None if wrong else read_receipt(one.receipt)
    except (JeboError, ValueError, TypeError, AttributeError):
        raise NotReceipted(one.edition) from None
    if said is None or said.day != one.day.isoformat() or content.get("edition") != one.edition:
        raise NotReceipted(one.edition)
    return content, digest


def _edition(
    content: Mapping[str, Any], told: Sequence[Mapping[str, Any]], ordered: Sequence[Release], digest: Digest
) -> Edition:
    pieces = tuple(_piece(one) for one in _list(content["pieces"]))
    return Edition(
        head=_head(content, told, ordered, tuple(one.picture for one in pieces if one.picture)),
        dateline=_short(content["dateline"]),
        share=_text(content["share"]),
        credits=tuple(_credit(one) for one in _list(content["credits"])),
        pieces=pieces,
        digest=digest,
        receipt=ordered[-1].receipt,
        content=content,
    )


def _head(
    content: Mapping[str, Any],
    told: Sequence[Mapping[str, Any]],
    ordered: Sequence[Release],
    pictures: tuple[Picture, ...],
) -> Head:
    last, language = ordered[-1], _of(content["language"], LANGUAGES)
    first = min(one.day for one in ordered)  # days are drawn by lot, so a correction's may be the earlier one
    return Head(
        id=last.edition,
        story=_short(content["story"]),
        language=language,
        kind=_of(content["kind"], KINDS),
        number=last.number,
        first=first,
        folder=f"{language}/{first.year}/{first.month:02}",
        day=last.day,
        headline=_short(content["headline"]),
        standfirst=_text(content["standfirst"]),
        slug=_slug(content["slug"]),
        tags=tuple(_short(tag) for tag in _list(content["tags"])),
        corrections=_corrections(told, ordered) if content["kind"] != "withdrawal" else (),
        earlier=tuple(dict.fromkeys(_slug(one["slug"]) for one in told if one["slug"] != content["slug"])),
        pictures=pictures,
    )


def _corrections(told: Sequence[Mapping[str, Any]], ordered: Sequence[Release]) -> tuple[Correction, ...]:
    """Those of which something is said, the latest first."""
    found = [
        Correction(day=one.day, note=_text(content["note"]))
        for content, one in zip(told, ordered, strict=True)
        if content["kind"] == "correction" and content["note"]
    ]
    return tuple(reversed(found))


def _credit(plain: Mapping[str, Any]) -> Credit:
    return Credit(role=_of(plain["role"], ROLES), name=_short(plain["name"]))


def _piece(plain: Mapping[str, Any]) -> Piece:
    picture = plain["picture"]
    return Piece(
        sort=_of(plain["sort"], SORTS),
        text=_text(plain["text"]),
        ref=_short(plain["ref"]),
        term=_short(plain["term"]),
        picture=None if picture is None else _picture(picture),
    )


def _picture(plain: Mapping[str, Any]) -> Picture:
    if not is_digest(plain["digest"]):
        raise ValueError
    return Picture(
        name=_short(plain["name"]),
        digest=Digest(plain["digest"]),
        caption=_text(plain["caption"]),
        alt=_text(plain["alt"]),
        credit=_short(plain["credit"]),
        place=_short(plain["place"]),
        file_photo=bool(plain["file_photo"]),
    )


def _of(value: object, known: Sequence[str]) -> str:
    if value not in known:
        raise ValueError
    return str(value)


def _list(value: object) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return value


def _slug(value: object) -> str:
    if not isinstance(value, str) or not _SLUG.fullmatch(value):
        raise ValueError
    return value


def _short(value: object) -> str:
    return _text(value, LONGEST)


def _text(value: object, longest: int = LONG) -> str:
    """Words as they are printed: what changes the direction of other words, or is not seen, is not taken."""
    if not isinstance(value, str) or len(value) > longest or _HIDDEN.search(value):
        raise ValueError
    return value


_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters, halves of characters, what XML does not take, what nobody sees, and the marks of direction with which a text
can show other words than it holds (Boucher & Anderson, "Trojan Source", 2021). Joiners stay, for scripts that need them."""
