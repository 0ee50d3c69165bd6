"""Builds the record as a folder: pages in both languages, all files, and the newsroom's signature over every one of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Final

from jebo.observatory import dataset, render
from jebo.observatory.pages import data, lists, overview, single
from jebo.observatory.pages.frame import Making, Setting
from jebo.observatory.record import Record
from jebo.observatory.shown import Shown
from jebo.observatory.tables import World
from jebo.observatory.words import LANGUAGES
from jebo.press import render as press
from jebo.press import tree
from jebo.press.house import House
from jebo.press.page import CALLED, ICON, Page, framed
from jebo.press.spread import spread, uncollected
from jebo.press.tree import Tree, Written
from jebo.sealing.digest import Digest
from jebo.sealing.manifest import Listed, sign_manifest
from jebo.sealing.signing import SigningKey

MANIFEST: Final = "manifest"
SIGNATURE: Final = "manifest.sig"
SIGNERS: Final = "allowed_signers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made: files, and events."""

    files: int
    events: int


def build(
    where: Path,
    given: Record | Callable[[], Record],
    world: World,
    house: House,
    *,
    sign: SigningKey | None,
    workers: int = 0,
    shown: Callable[[], None] = lambda: None,
) -> Built:
    """Make the record at *where* anew, beside what readers see, and let them see it in one step.

    :param given: the record, or what works it out once nobody else can build here.
    :param sign: signs the list of all files; without it there is no list.
    :param shown: called once all is written and before readers see it.
    :raises jebo.press.wrong.PressRefusal: something else is there.
    """
    site = Tree(where=where, sign=sign)
    with site.locked(), uncollected():
        record = given() if callable(given) else given
        site.forget(*tree.SIDES)
        folder, _ = site.begin()
        sizes = _files(folder, record, world, house, workers)
        making = dict(_pages(Shown(record, world), house, sizes))
        files = {path: _written(folder / path) for path in sizes}
        files |= dict(spread(_making(folder, making), list(making), workers))
        if sign:
            signers = f'newsroom namespaces="jebo-*" {sign.verify_key.text}\n'.encode()
            tree.place(folder, SIGNERS, signers)
            files[SIGNERS] = _written(folder / SIGNERS)
        changed = _listed(folder, files, sign) if sign else []
        _dated(folder, record)
        site.turn(folder, {"record": record.number}, changed, shown)
    return Built(files=len(files), events=len(record.events))


def _files(folder: Path, record: Record, world: World, house: House, workers: int) -> dict[str, int]:
    """Write the files, and tell the size of each by its path."""
    into = folder / data.FOLDER
    into.mkdir()
    dataset.write(into, record, world, url=house.url, workers=workers)
    return {f"{data.FOLDER}/{one.name}": one.stat().st_size for one in sorted(into.iterdir())}


def _pages(shown: Shown, house: House, sizes: Mapping[str, int]) -> Iterator[tuple[str, Making]]:
    names = {path.rpartition("/")[2]: size for path, size in sizes.items()}
    for language in LANGUAGES:
        setting = Setting(shown, house, language)
        for some in (
            overview.pages(setting),
            single.pages(setting),
            lists.pages(setting),
            data.pages(setting, names),
        ):
            yield from some
    path, sheet = render.style()
    yield path, lambda: sheet
    yield ICON, (press.HERE / ICON).read_bytes
    yield "index.html", lambda: _root(house)


def _root(house: House) -> bytes:
    choices = [(code, house.called(code), CALLED[code], f"{code}/index.html") for code in LANGUAGES]
    page = Page(
        house=house, language=LANGUAGES[0], path="index.html", title=" · ".join(name for _, name, _, _ in choices),
        frame=framed(house, LANGUAGES[0], "index.html", render.style()[0], (), ()),
    )  # fmt: skip
    return render.page("root.html", page, choices=choices)


def _making(folder: Path, making: Mapping[str, Making]) -> Callable[[str], tuple[str, Written]]:
    def make(path: str) -> tuple[str, Written]:
        made = making[path]()
        tree.place(folder, path, made)
        return path, Written(key="", sum=sha256(made).hexdigest(), size=len(made))

    return make


def _dated(folder: Path, record: Record) -> None:
    """Let all files be of the day of the release: the hour of a build is nobody's business."""
    at = datetime.combine(record.day, time(12), UTC).timestamp()
    for file in (*folder.rglob("*"), folder):
        os.utime(file, (at, at))


def _written(file: Path) -> Written:
    with file.open("rb") as opened:
        found = sha256()
        while some := opened.read(1 << 20):
            found.update(some)
    return Written(key="", sum=found.hexdigest(), size=file.stat().st_size)


def _listed(folder: Path, files: Mapping[str, Written], sign: SigningKey) -> list[Path]:
    signed = sign_manifest(
        (Listed(path=path, digest=Digest(f"sha256:{one.sum}"), size=one.size) for path, one in files.items()),
        sign,
    )
    tree.place(folder, MANIFEST, signed.document)
    tree.place(folder, SIGNATURE, signed.signature.encode())
    return [folder / MANIFEST, folder / SIGNATURE]
