"""What comes in: releases by edition, each let in once, and what was learned of them before.

What a receipt was once seen to cover is not asked for again as long as it is the same receipt: the page that was set then stands,
whatever the newsroom's database says meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final

from jebo.press import images
from jebo.press.admit import admit, again, mark_of
from jebo.press.edition import Correction, Edition, Head, Picture, Release
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
    marks: dict[str, str] = field(default_factory=dict)
    """Of editions that were let in a moment ago: what they said."""
    _last: dict[str, Edition] = field(default_factory=dict)

    def load(self, edition: str) -> Edition:
        """An edition, all of its receipts seen."""
        if edition not in self._last:
            if len(self._last) >= KEPT:
                del self._last[next(iter(self._last))]
            self._last[edition] = self._again(edition) or admit(self.releases[edition], self.keys)
        return self._last[edition]

    def _again(self, edition: str) -> Edition | None:
        mark = self.marks.get(edition)
        return again(self.releases[edition][0], mark) if mark else None

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
    found = blake2b(ground, digest_size=16)
    for one in sorted(releases, key=lambda one: one.number):
        found.update(one.receipt.document)
        found.update(one.receipt.signature.encode())
    return found.hexdigest()


Told = Mapping[str, Sequence[Any]]
"""Of each edition's id its stamp, and what lists know of it as plain values: to be found again the next time."""


def learn(desk: Intake, known: Told, workers: int = 0) -> tuple[tuple[Head, ...], dict[str, Sequence[Any]]]:
    """All editions as lists know them; what is new is let in.

    :raises jebo.press.wrong.PressRefusal: something is wrong with an edition.
    """
    stamps = desk.stamps
    told = {one: known[one] for one, stamp in stamps.items() if one in known and known[one][0] == stamp}

    def let_in(edition: str) -> tuple[str, str, dict[str, Any]]:
        let = desk.load(edition)
        mark = mark_of(let.content) if len(desk.releases[edition]) == 1 else ""
        return edition, mark, _plain(let.head)

    for edition, mark, plain in spread(let_in, [one for one in stamps if one not in told], workers):
        told[edition] = stamps[edition], plain
        desk.marks[edition] = mark
    return tuple(_read(plain) for _, plain in told.values()), told


def measured(
    desk: Intake, heads: Iterable[Head], known: Mapping[str, Sequence[int]], workers: int = 0
) -> Sizes:
    """The sizes of the photos of these editions; those that are not known yet are looked at.

    :raises jebo.press.wrong.PressRefusal: something is wrong with a photo.
    """
    shown = {one.digest: head.id for head in heads for one in head.pictures}

    def look(digest: Digest) -> tuple[Digest, Size]:
        return digest, images.size(shown[digest], desk.bytes_of(shown[digest], digest))

    before = {
        digest: Size(width=width, height=height)
        for digest, (width, height) in known.items()
        if digest in shown
    }
    return before | dict(spread(look, [one for one in shown if one not in before], workers))


def _plain(head: Head) -> dict[str, Any]:
    return {
        "id": head.id, "story": head.story, "language": head.language, "kind": head.kind, "number": head.number,
        "first": head.first.isoformat(), "day": head.day.isoformat(), "headline": head.headline, "standfirst": head.standfirst,
        "slug": head.slug, "tags": head.tags, "earlier": head.earlier,
        "corrections": [(one.day.isoformat(), one.note) for one in head.corrections],
        "pictures": [asdict(one) for one in head.pictures],
    }  # fmt: skip


def _read(plain: Mapping[str, Any]) -> Head:
    return Head(**{
        **plain,
        "first": date.fromisoformat(plain["first"]),
        "day": date.fromisoformat(plain["day"]),
        "tags": tuple(plain["tags"]),
        "earlier": tuple(plain["earlier"]),
        "corrections": tuple(
            Correction(day=date.fromisoformat(day), note=note) for day, note in plain["corrections"]
        ),
        "pictures": tuple(Picture(**one) for one in plain["pictures"]),
    })  # fmt: skip
