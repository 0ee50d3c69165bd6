"""Builds a site from releases: only what has a receipt, only what changed, and all of it at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, Final

from jebo.press import images, machines, render, tree
from jebo.press.edition import Head, Release
from jebo.press.house import House
from jebo.press.images import Sizes
from jebo.press.intake import Intake, Photo, intake, learn, measured
from jebo.press.pages import Part, Setting, pages
from jebo.press.site import arrange
from jebo.press.spread import spread
from jebo.press.tree import Files, Tree, Written
from jebo.sealing.digest import Digest
from jebo.sealing.manifest import Listed, sign_manifest
from jebo.sealing.signing import SigningKey, VerifyKey

Progress = Callable[[int, int], None]
"""Told how many files of how many are made."""
MANIFEST: Final = "manifest"
SIGNATURE: Final = "manifest.sig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did: files that were made, files in all, and editions in all."""

    made: int
    files: int
    editions: int


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
    shown: Callable[[], None] = lambda: None,
) -> Built:
    """Bring the site at *where* up to what was released. It stays as it is where anything is wrong.

    :param keys: whose receipts count.
    :param sign: signs the list of all files; without it the site has no list, no receipt and no key, and speaks of none.
    :param workers: processes; 0 for as many as there are cores.
    :param shown: called once all is written, and before readers see it.
    :raises jebo.press.wrong.PressRefusal: something is wrong with an edition, a photo or the place.
    """
    site, desk = Tree(where=where), intake(releases, photo, keys)
    house = replace(house, keys=tuple(dict.fromkeys([sign.verify_key, *house.keys])) if sign else ())
    with site.locked(), _uncollected():
        live = site.files(site.live)
        parts, known, count = _planned(desk, house, site.known(), workers, signed=sign is not None)
        if _stands(parts, live, site.store / site.live, signed=sign is not None):
            shown()
            return Built(made=0, files=len(parts), editions=count)
        folder, here = site.begin()
        other = site.store / site.live if site.live else None
        stale, files = _shared(parts, folder, here, other, live)
        tree.sweep(folder, (path for path in here if path not in parts))
        for done, (path, one) in enumerate(spread(_making(parts, folder), stale, workers), start=1):
            files[path] = one
            progress(done, len(stale))
        changed = [folder / path for path in stale]
        changed += _listed(folder, files, sign) if sign else _unlisted(folder)
        site.turn(folder, files, known, changed, shown)
    return Built(made=len(stale), files=len(files), editions=count)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for rubbish among hundreds of thousands of objects that all stay: it takes a third of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _planned(
    desk: Intake, house: House, known: Mapping[str, Any], workers: int, *, signed: bool
) -> tuple[dict[str, Part], dict[str, Any], int]:
    """Every file of the site, what is to be known the next time, and how many editions there are."""
    heads, told = learn(desk, known.get("heads", {}), workers)
    sizes = measured(desk, heads, known.get("sizes", {}), workers)
    setting = Setting(
        site=arrange(house, heads), load=desk.load, stamps=desk.stamps, sizes=sizes,
        ground=blake2b(f"{render.stamp()}{house!r}{signed}".encode(), digest_size=16).hexdigest(),
    )  # fmt: skip
    parts = dict(pages(setting))
    parts |= machines.files(setting, signed=signed)
    parts |= _photos(desk, heads, sizes)
    plain = {digest: (one.width, one.height) for digest, one in sizes.items()}
    return parts, {"heads": told, "sizes": plain}, len(heads)


def _photos(desk: Intake, heads: Iterable[Head], sizes: Sizes) -> Iterator[tuple[str, Part]]:
    found = {one.digest: head.id for head in heads for one in head.pictures}
    for digest, edition in found.items():
        for path, width, kind in images.paths(digest, sizes[digest]):
            make = _drawing(desk, edition, digest, width, kind)
            yield path, Part(key=f"photo {images.KINDS[kind]}", make=make)


def _drawing(desk: Intake, edition: str, digest: Digest, width: int, kind: str) -> Callable[[], bytes]:
    return lambda: images.drawn(edition, desk.bytes_of(edition, digest), width, kind)


def _stands(parts: Mapping[str, Part], live: Files, folder: Path, *, signed: bool) -> bool:
    """Whether readers see just this already."""
    there = live.keys() == parts.keys() and (folder / MANIFEST).is_file() == signed
    return there and all(one.key == parts[path].key for path, one in live.items())


def _shared(
    parts: Mapping[str, Part], folder: Path, here: Files, other: Path | None, live: Files
) -> tuple[list[str], dict[str, Written]]:
    """The paths that have to be made, in the order in which that is quickest; and the files that are there."""
    stale, files = [], {}
    for path, part in parts.items():
        mine, theirs = here.get(path), live.get(path)
        if mine and mine.key == part.key:
            files[path] = mine
        elif theirs and theirs.key == part.key and other is not None:
            tree.share(folder, other, path)
            files[path] = theirs
        else:
            stale.append(path)
    return sorted(stale, key=_order), files


def _order(path: str) -> tuple[bool, str]:
    """Photos first, for they take longest; then the two files of a story beside each other."""
    return not path.startswith("photos/"), path


def _making(parts: Mapping[str, Part], folder: Path) -> Callable[[str], tuple[str, Written]]:
    def make(path: str) -> tuple[str, Written]:
        data = parts[path].make()
        tree.place(folder, path, data)
        return path, Written(key=parts[path].key, sum=sha256(data).hexdigest(), size=len(data))

    return make


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
