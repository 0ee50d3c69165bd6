"""Builds a site from releases: only what has a receipt, only what changed, and all of it at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final

from jebo.press import tree
from jebo.press.edition import Release
from jebo.press.house import House
from jebo.press.intake import Photo, intake
from jebo.press.pages import Part
from jebo.press.plan import Known, Plan, State, editions, planned, stands
from jebo.press.spread import spread, uncollected
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
    anew: bool = False,
    workers: int = 0,
    progress: Progress = lambda done, total: None,
    shown: Callable[[Collection[str]], None] = lambda editions: None,
) -> Built:
    """Bring the site at *where* up to what was released. It stays as it is where anything is wrong.

    :param keys: whose receipts count.
    :param sign: signs the list of all files; without it the site has no list, no receipt and no key, and speaks of none.
    :param anew: whether every file is made again, as after somebody changed one.
    :param workers: processes; 0 for as many as there are cores.
    :param shown: called with the ids of all editions that are set, once all is written and before readers see it.
    :raises jebo.press.wrong.PressRefusal: something is wrong with an edition, a photo or the place.
    """
    site = Tree(where=where, sign=sign)
    house = replace(house, keys=tuple(dict.fromkeys([sign.verify_key, *house.keys])) if sign else ())
    with site.locked(), uncollected():
        if anew:
            site.forget(*tree.SIDES)
        desk = intake(releases, photo, keys)
        state = (site.state(site.live, State) if site.live else None) or State(files={}, known=Known())
        if state.files and stands(desk, house, state.known, signed=sign is not None):
            made, files, known = 0, state.files, state.known
            shown(editions(known, house))
        else:
            plan = planned(desk, house, state.known, state.files, workers, signed=sign is not None)
            known = plan.known
            made, files = _written(
                site, plan, state.files, workers, progress, partial(shown, editions(known, house))
            )
        if sign is None:
            _unsigned_alone(site)
    return Built(made=made, files=len(files), editions=len(editions(known, house)))


def _written(
    site: Tree, plan: Plan, live: Files, workers: int, progress: Progress, shown: Callable[[], None]
) -> tuple[int, Files]:
    """Bring the copy up to date that nobody sees, and let readers see it: how many files were made, and all of them."""
    folder, here = site.begin()
    other = site.store / site.live if site.live else None
    stale, files = _shared(plan, folder, here, other, live)
    tree.sweep(folder, (path for path in here if path not in plan.parts and path not in plan.kept))
    making = _making(plan.parts, folder)
    for done, (path, one) in enumerate(spread(making, stale, workers, _folder), start=1):
        files[path] = one
        progress(done, len(stale))
    changed = [folder / path for path in stale]
    changed += _listed(folder, files, site.sign) if site.sign else _unlisted(folder)
    site.turn(folder, State(files=files, known=plan.known), changed, shown)
    return len(stale), files


def _unsigned_alone(site: Tree) -> None:
    """Who may not have a signed copy may not have it beside the other one either."""
    for side in tree.SIDES:
        if side != site.live and (site.store / side / MANIFEST).exists():
            site.drop(side)


def _shared(
    plan: Plan, folder: Path, here: Files, other: Path | None, live: Files
) -> tuple[list[str], dict[str, Written]]:
    """The paths that have to be made, in the order in which that is quickest; and the files that are there."""
    stale, files = [], {}
    keys = {path: part.key for path, part in plan.parts.items()}
    for path, key in chain(keys.items(), ((path, one.key) for path, one in plan.kept.items())):
        mine, theirs = here.get(path), live.get(path)
        if mine and mine.key == key:
            files[path] = mine
        elif theirs and theirs.key == key and other is not None:
            tree.share(folder, other, path)
            files[path] = theirs
        else:
            stale.append(path)
    return sorted(stale, key=_order), files


def _order(path: str) -> tuple[bool, str]:
    """Photos first, for they take longest; then the two files of a story beside each other."""
    return not path.startswith("photos/"), path


def _folder(path: str) -> str:
    """Files of one folder are set from the same editions."""
    return path.rpartition("/")[0]


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
