"""Builds a site from releases: only what has a receipt, only what changed, and all of it at once."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import blake2b, sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from jebo.press import images, machines, render, tree
from jebo.press.admit import admit
from jebo.press.edition import Correction, Edition, Head, Picture, Release
from jebo.press.house import House
from jebo.press.images import Size
from jebo.press.pages import Part, Setting, pages
from jebo.press.site import arrange
from jebo.press.tree import State, Tree, Written
from jebo.press.wrong import NoPhoto
from jebo.sealing.digest import Digest, digest_bytes
from jebo.sealing.manifest import Listed, sign_manifest
from jebo.sealing.signing import SigningKey, VerifyKey

Photo = Callable[[Digest], bytes | None]
"""Gives the bytes of a photo that was released."""
Progress = Callable[[int, int], None]
"""Told how many files of how many are made."""
AT_ONCE: Final = 64
"""Files that a worker makes before it tells of them."""
ALONE: Final = 40
"""Files up to which no workers are begun. Chosen by us: to begin them takes as long."""
MANIFEST, SIGNATURE = "manifest", "manifest.sig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did: files that were made, files in all, and editions in all."""

    made: int
    files: int
    editions: int


@dataclass(slots=True, kw_only=True)
class _Desk:
    """What comes in, with what was learned of it before."""

    releases: Mapping[str, Sequence[Release]]
    photo: Photo
    keys: tuple[VerifyKey, ...]
    known: dict[str, Any]
    last: dict[str, Edition]

    def load(self, edition: str) -> Edition:
        """An edition, all of its receipts seen."""
        if edition not in self.last:
            if len(self.last) > AT_ONCE:
                self.last.clear()
            self.last[edition] = admit(self.releases[edition], self.keys)
        return self.last[edition]

    def bytes_of(self, edition: str, digest: Digest) -> bytes:
        """A photo, seen to be the one that was released."""
        data = self.photo(digest)
        if data is None or digest_bytes(data) != digest:
            raise NoPhoto(edition)
        return data


def build(
    where: Path,
    releases: Iterable[Release],
    photo: Photo,
    house: House,
    *,
    keys: Iterable[VerifyKey],
    sign: SigningKey | None,
    workers: int = 0,
    progress: Progress = lambda done, total: None,
) -> Built:
    """Bring the site at *where* up to what was released. It stays as it is where anything is wrong.

    :param keys: whose receipts count.
    :param sign: signs the list of all files; without it the site has no list and no receipts.
    :param workers: processes; 0 for as many as there are cores.
    :raises jebo.press.wrong.PressRefusal: something is wrong with an edition, a photo or the place.
    """
    site = Tree(where=where)
    with site.locked():
        live = site.state(site.live)
        parts, known, count = _planned(
            releases, photo, house, tuple(keys), live.known, signed=sign is not None
        )
        if _stands(parts, live, site.store / site.live, signed=sign is not None):
            return Built(made=0, files=len(parts), editions=count)
        folder, here = site.begin()
        made = _brought(
            parts, folder, here, site.store / site.live if site.live else None, live, workers, progress
        )
        files = {path: one for path, (one, _) in made.items()}
        changed = [folder / path for path, (_, new) in made.items() if new]
        changed += _listed(folder, files, sign) if sign else _unlisted(folder)
        site.turn(folder, State(files=files, known=known), changed)
    return Built(made=len(changed), files=len(files), editions=count)


def _planned(
    releases: Iterable[Release],
    photo: Photo,
    house: House,
    keys: tuple[VerifyKey, ...],
    known: Mapping[str, Any],
    *,
    signed: bool,
) -> tuple[dict[str, Part], dict[str, Any], int]:
    """Every file of the site, what is to be known the next time, and how many editions there are."""
    by_edition: dict[str, list[Release]] = defaultdict(list)
    for one in releases:
        by_edition[one.edition].append(one)
    desk = _Desk(releases=by_edition, photo=photo, keys=keys, known={}, last={})
    stamps = {edition: _stamp(some, keys) for edition, some in by_edition.items()}
    heads = [_head(desk, edition, stamp, known.get("heads", {})) for edition, stamp in stamps.items()]
    sizes = _sizes(desk, heads, known.get("sizes", {}))
    setting = Setting(
        site=arrange(house, heads), load=desk.load, stamps=stamps, sizes=sizes,
        ground=blake2b(f"{render.stamp()}{house!r}{signed}".encode(), digest_size=16).hexdigest(),
    )  # fmt: skip
    parts = (
        dict(pages(setting))
        | dict(machines.files(setting, signed=signed))
        | dict(_photos(desk, heads, sizes))
    )
    told = {
        "heads": {head.id: [stamps[head.id], _plain(head)] for head in heads},
        "sizes": {digest: [one.width, one.height] for digest, one in sizes.items()},
    }
    return parts, told, len(heads)


def _stamp(releases: Sequence[Release], keys: tuple[VerifyKey, ...]) -> str:
    """Changes with any receipt. What a receipt was once seen to cover is not asked for again: the page that was set then stands."""
    found = blake2b(digest_size=16)
    for one in sorted(releases, key=lambda one: one.number):
        found.update(one.receipt.document)
        found.update(one.receipt.signature.encode())
    for key in keys:
        found.update(key.text.encode())
    return found.hexdigest()


def _head(desk: _Desk, edition: str, stamp: str, known: Mapping[str, Any]) -> Head:
    before = known.get(edition)
    return _read(before[1]) if before and before[0] == stamp else desk.load(edition).head


def _plain(head: Head) -> dict[str, Any]:
    return asdict(head) | {
        "first": head.first.isoformat(),
        "day": head.day.isoformat(),
        "corrections": [[one.day.isoformat(), one.note] for one in head.corrections],
    }


def _read(plain: Mapping[str, Any]) -> Head:
    return Head(**{
        **plain,
        "first": date.fromisoformat(plain["first"]),
        "day": date.fromisoformat(plain["day"]),
        "tags": tuple(plain["tags"]),
        "earlier": tuple(plain["earlier"]),
        "corrections": tuple(Correction(day=date.fromisoformat(day), note=note) for day, note in plain["corrections"]),
        "pictures": tuple(Picture(**one) for one in plain["pictures"]),
    })  # fmt: skip


def _sizes(desk: _Desk, heads: Iterable[Head], known: Mapping[str, Sequence[int]]) -> dict[str, Size]:
    found: dict[str, Size] = {}
    for head in heads:
        for picture in head.pictures:
            if picture.digest in found:
                continue
            before = known.get(picture.digest)
            found[picture.digest] = (
                Size(width=before[0], height=before[1])
                if before
                else images.size(head.id, desk.bytes_of(head.id, picture.digest))
            )
    return found


def _photos(desk: _Desk, heads: Iterable[Head], sizes: Mapping[str, Size]) -> Iterator[tuple[str, Part]]:
    for head in heads:
        for picture in head.pictures:
            for path, width, kind in images.paths(picture.digest, sizes[picture.digest]):
                yield (
                    path,
                    Part(
                        key=f"photo {images.KINDS[kind]}",
                        make=_drawing(desk, head.id, picture.digest, width, kind),
                    ),
                )


def _drawing(desk: _Desk, edition: str, digest: Digest, width: int, kind: str) -> Callable[[], bytes]:
    return lambda: images.drawn(edition, desk.bytes_of(edition, digest), width, kind)


def _brought(
    parts: Mapping[str, Part],
    folder: Path,
    here: State,
    other: Path | None,
    live: State,
    workers: int,
    progress: Progress,
) -> dict[str, tuple[Written, bool]]:
    """Bring a copy up to date: each file of it, and whether it was made now."""
    found: dict[str, tuple[Written, bool]] = {}
    stale = []
    for path, part in parts.items():
        mine, theirs = here.files.get(path), live.files.get(path)
        if mine and mine.key == part.key:
            found[path] = mine, False
        elif theirs and theirs.key == part.key and other is not None:
            tree.share(folder, other, path)
            found[path] = theirs, False
        else:
            stale.append(path)
    tree.sweep(folder, (path for path in here.files if path not in parts))
    for path, one in _made(parts, stale, folder, workers, progress):
        found[path] = one, True
    return found


_JOB: tuple[Mapping[str, Part], Path] | None = None


def _made(
    parts: Mapping[str, Part], stale: Sequence[str], folder: Path, workers: int, progress: Progress
) -> Iterator[tuple[str, Written]]:
    """Make files, in several processes where there are many."""
    count = workers or os.cpu_count() or 1
    global _JOB
    _JOB = parts, folder
    chunks = [stale[at : at + AT_ONCE] for at in range(0, len(stale), AT_ONCE)]
    done = 0
    try:
        if count == 1 or len(stale) <= ALONE:
            for path in stale:
                yield _file(path)
                progress(done := done + 1, len(stale))
            return
        with ProcessPoolExecutor(count, mp_context=get_context("fork")) as pool:
            for some in pool.map(_chunk, chunks):
                yield from some
                progress(done := done + len(some), len(stale))
    finally:
        _JOB = None


def _chunk(paths: Sequence[str]) -> list[tuple[str, Written]]:
    return [_file(path) for path in paths]


def _file(path: str) -> tuple[str, Written]:
    assert _JOB is not None
    parts, folder = _JOB
    data = parts[path].make()
    tree.place(folder, path, data)
    return path, Written(key=parts[path].key, sum=sha256(data).hexdigest(), size=len(data))


def _stands(parts: Mapping[str, Part], live: State, folder: Path, *, signed: bool) -> bool:
    """Whether readers see just this already."""
    there = live.files.keys() == parts.keys() and (folder / MANIFEST).is_file() == signed
    return there and all(one.key == parts[path].key for path, one in live.files.items())


def _listed(folder: Path, files: Mapping[str, Written], sign: SigningKey) -> list[Path]:
    """The signed list of all files."""
    signed = sign_manifest(
        (Listed(path=path, digest=Digest(f"sha256:{one.sum}"), size=one.size) for path, one in files.items()),
        sign,
    )
    tree.place(folder, MANIFEST, signed.document)
    tree.place(folder, SIGNATURE, signed.signature.encode())
    return [folder / MANIFEST, folder / SIGNATURE]


def _unlisted(folder: Path) -> list[Path]:
    for name in (MANIFEST, SIGNATURE):
        (folder / name).unlink(missing_ok=True)
    return []
