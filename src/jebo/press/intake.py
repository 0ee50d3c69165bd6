"""What comes in: releases by edition, each let in once, and what was learned of them before.

What a receipt was once seen to cover is not asked for again as long as it is the same receipt: the page that was set then stands,
whatever the newsroom's database says meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Final

import msgspec

from jebo.press import images
from jebo.press.admit import admit, again, mark_of
from jebo.press.edition import Edition, Head, Release
from jebo.press.images import Size, Sizes
from jebo.press.spread import spread
from jebo.press.wrong import NoPhoto
from jebo.sealing.digest import Digest, digest_bytes
from jebo.sealing.signing import VerifyKey

Photo = Callable[[Digest], bytes | None]
"""Gives the bytes of a photo that was released."""
KEPT: Final = 128
"""Editions that are kept in memory. Chosen by us: what feeds ask for again and again."""


@dataclass(kw_only=True)
class Intake:
    """Releases and photos, as a newsroom gives them."""

    releases: Mapping[str, Sequence[Release]]
    photo: Photo
    keys: tuple[VerifyKey, ...]
    marks: dict[str, tuple[str, Digest]] = field(default_factory=dict)
    """Of editions that were let in a moment ago: what they said, and its digest."""
    _last: dict[str, Edition] = field(default_factory=dict)

    def load(self, edition: str) -> Edition:
        """An edition, all of its receipts seen."""
        if edition not in self._last:
            if len(self._last) >= KEPT:
                del self._last[next(iter(self._last))]
            self._last[edition] = self._again(edition) or admit(self.releases[edition], self.keys)
        return self._last[edition]

    def _again(self, edition: str) -> Edition | None:
        told = self.marks.get(edition)
        return again(self.releases[edition][0], *told) if told else None

    def bytes_of(self, edition: str, digest: Digest) -> bytes:
        """A photo, seen to be the one that was released.

        :raises NoPhoto: it is not there, or another.
        """
        data = self.photo(digest)
        if data is None or digest_bytes(data) != digest:
            raise NoPhoto(edition)
        return data

    @cached_property
    def stamps(self) -> dict[str, str]:
        """Of each edition what changes with any of its receipts, or with whose receipts count."""
        ground = "".join(key.text for key in self.keys).encode()
        return {edition: _stamp(some, ground) for edition, some in self.releases.items()}


def intake(releases: Iterable[Release], photo: Photo, keys: Iterable[VerifyKey]) -> Intake:
    """Releases by their edition."""
    by_edition: dict[str, list[Release]] = defaultdict(list)
    for one in releases:
        by_edition[one.edition].append(one)
    return Intake(releases=by_edition, photo=photo, keys=tuple(keys))


def _stamp(releases: Sequence[Release], ground: bytes) -> str:
    ordered = releases if len(releases) == 1 else sorted(releases, key=lambda one: one.number)
    receipts = [part for one in ordered for part in (one.receipt.document, one.receipt.signature.encode())]
    return blake2b(b"".join([ground, *receipts]), digest_size=16).hexdigest()


Told = Mapping[str, Head]
"""Of each edition's id what lists know of it."""


def learn(desk: Intake, known: Told, workers: int = 0) -> dict[str, Head]:
    """All editions as lists know them; what is new is let in.

    :raises jebo.press.wrong.PressRefusal: something is wrong with an edition.
    """
    stamps = desk.stamps
    told = {one: head for one, head in known.items() if stamps.get(one) == head.stamp}

    def let_in(edition: str) -> tuple[str, Head, str, Digest]:
        let = desk.load(edition)
        mark = mark_of(let.content) if len(desk.releases[edition]) == 1 else ""
        return edition, let.head, mark, let.digest

    for edition, head, mark, digest in spread(let_in, [one for one in stamps if one not in told], workers):
        told[edition] = msgspec.structs.replace(head, stamp=stamps[edition])
        if mark:
            desk.marks[edition] = mark, digest
    return told


def measured(desk: Intake, heads: Iterable[Head], known: Sizes, workers: int = 0) -> dict[str, Size]:
    """The sizes of the photos of these editions; those that are not known yet are looked at.

    :raises jebo.press.wrong.PressRefusal: something is wrong with a photo.
    """
    shown = {one.digest: head.id for head in heads for one in head.pictures}

    def look(digest: Digest) -> tuple[Digest, Size]:
        return digest, images.size(shown[digest], desk.bytes_of(shown[digest], digest))

    before = {digest: size for digest, size in known.items() if digest in shown}
    return before | dict(spread(look, [one for one in shown if one not in before], workers))
