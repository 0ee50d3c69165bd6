"""What comes in: releases by edition, each let in once, and what was learned of them before.

What a receipt was once seen to cover is not asked for again as long as it is the same receipt: the page that was set then stands,
whatever the newsroom's database says meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any, Final

from jebo.press import images
from jebo.press.admit import admit, again, mark_of
from jebo.press.edition import Correction, Edition, Head, Picture, Release
from jebo.press.images import Size
from jebo.press.spread import spread
from jebo.press.wrong import NoPhoto
from jebo.sealing.digest import Digest, digest_bytes
from jebo.sealing.signing import VerifyKey

Photo = Callable[[Digest], bytes | None]
"""Gives the bytes of a photo that was released."""
KEPT: Final = 128
"""Editions that are kept in memory. Chosen by us: what feeds ask for again and again."""


@dataclass(slots=True, kw_only=True)
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

    def stamps(self) -> dict[str, str]:
        """Of each edition what changes with any of its receipts, or with whose receipts count."""
        ground = "".join(key.text for key in self.keys).encode()
        return {edition: _stamp(some, ground) for edition, some in self.releases.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """All editions as lists know them, the sizes of their photos, and both as plain values for the next time."""

    heads: tuple[Head, ...]
    sizes: Mapping[str, Size]
    known: Mapping[str, Any]


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


def learn(desk: Intake, stamps: Mapping[str, str], known: Mapping[str, Any], workers: int = 0) -> Learned:
    """Let in what is new.

    :raises jebo.press.wrong.PressRefusal: something is wrong with an edition or a photo.
    """
    before = known.get("heads", {})
    told = {one: before[one] for one, stamp in stamps.items() if one in before and before[one][0] == stamp}
    sizes = {
        digest: Size(width=width, height=height) for digest, (width, height) in known.get("sizes", {}).items()
    }
    new = [edition for edition in stamps if edition not in told]

    def let_in(edition: str) -> tuple[str, str, dict[str, Any], dict[str, Size]]:
        let = desk.load(edition)
        unknown = {one.digest for one in let.head.pictures} - sizes.keys()
        found: dict[str, Size] = {
            one: images.size(edition, desk.bytes_of(edition, one)) for one in sorted(unknown)
        }
        mark = mark_of(let.content) if len(desk.releases[edition]) == 1 else ""
        return edition, mark, _plain(let.head), found

    for edition, mark, plain, found in spread(let_in, new, workers):
        told[edition] = [stamps[edition], plain]
        desk.marks[edition] = mark
        sizes |= found
    heads = tuple(_read(plain) for _, plain in told.values())
    used = {one.digest for head in heads for one in head.pictures}
    sizes = {digest: sizes[digest] for digest in sorted(used)}
    plain_sizes = {digest: [one.width, one.height] for digest, one in sizes.items()}
    return Learned(heads=heads, sizes=sizes, known={"heads": told, "sizes": plain_sizes})


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
