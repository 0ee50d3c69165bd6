"""What a site is to hold, and what of it may have to be made: everything the first time, afterwards what a change can reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from jebo.press import address, images, machines, render
from jebo.press.edition import Head
from jebo.press.house import House
from jebo.press.images import Size, Sizes
from jebo.press.intake import Intake, Told, learn, measured
from jebo.press.pages import Part, Setting, around, pages
from jebo.press.site import Site, arrange, touched, with_neighbours
from jebo.press.tree import Files, Written
from jebo.sealing.digest import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a build wants to find again the next time.

    :param stamp: what changes with the version that made it.
    :param settings: what changes with that, when the newsroom's settings do, and when photos would be drawn otherwise.
    :param ground: what changes when all pages do.
    """

    stamp: str = ""
    settings: str = ""
    ground: str = ""
    heads: dict[str, Head] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that is known of a copy: its files, and what they were made from."""

    files: Files
    known: Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Files by path: ``parts`` are made where their key is another than it was, ``kept`` stay as they are."""

    parts: dict[str, Part]
    kept: Mapping[str, Written]
    known: Known


def stands(desk: Intake, house: House, before: Known, *, signed: bool) -> bool:
    """Whether nothing is any different from when this was known."""
    same = before.settings == _settings(house, signed=signed)
    return same and desk.stamps == {edition: head.stamp for edition, head in before.heads.items()}


def planned(desk: Intake, house: House, before: Known, live: Files, workers: int, *, signed: bool) -> Plan:
    """Every file of the site.

    :param before: what was known when the files *live* were made.
    :raises jebo.press.wrong.PressRefusal: something is wrong with an edition or a photo.
    """
    if before.stamp != render.stamp():
        before = Known()  # another version may have read editions otherwise
    told = learn(desk, before.heads, workers)
    site = arrange(house, told.values())
    sizes = measured(desk, site.heads, before.sizes, workers)
    given = _settings(house, signed=signed)
    ground = _hash(render.stamp(), house, signed, around(site))
    kept = _kept(site, before.heads, told, live) if ground == before.ground else {}
    new = {head.id for head in site.heads if address.of(head) not in kept}
    setting = Setting(
        site=with_neighbours(site, new), load=desk.load, sizes=sizes, ground=ground, touched=new
    )  # fmt: skip
    parts = dict(pages(setting))
    parts |= machines.files(setting, signed=signed)
    parts |= _photos(desk, site.heads, sizes)
    known = Known(stamp=render.stamp(), settings=given, ground=ground, heads=told, sizes=sizes)
    return Plan(parts=parts, kept=kept, known=known)


def editions(known: Known, house: House) -> frozenset[str]:
    """The ids of all that is set."""
    return frozenset(one for one, head in known.heads.items() if head.language in house.languages)


def _settings(house: House, *, signed: bool) -> str:
    return _hash(render.stamp(), images.key("jpg"), house, signed)


def _hash(*of: object) -> str:
    return blake2b(repr(of).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _kept(site: Site, before: Told, now: Told, live: Files) -> dict[str, Written]:
    """Files of editions that no change reaches, where both of an edition's are there."""
    new = touched(site.heads, changed(before, now))
    kept: dict[str, Written] = {}
    for head in site.heads:
        page, item = address.of(head), address.of(head, ".json")
        if head.id not in new and not head.earlier and page in live and item in live:
            kept[page], kept[item] = live[page], live[item]
    return kept


def changed(before: Told, now: Told) -> Sequence[Head]:
    """Editions that came, went or are others, as they were and as they are."""
    came = [head for one, head in now.items() if one not in before or before[one].stamp != head.stamp]
    went = [head for one, head in before.items() if one not in now or now[one].stamp != head.stamp]
    return [*went, *came]


def _photos(desk: Intake, heads: Iterable[Head], sizes: Sizes) -> Iterator[tuple[str, Part]]:
    found = {one.digest: head.id for head in heads for one in head.pictures}
    for digest, edition in found.items():
        for path, width, kind in images.paths(digest, sizes[digest]):
            make = _drawing(desk, edition, digest, width, kind)
            yield path, Part(key=images.key(kind), make=make)


def _drawing(desk: Intake, edition: str, digest: Digest, width: int, kind: str) -> Callable[[], bytes]:
    return lambda: images.drawn(edition, desk.bytes_of(edition, digest), width, kind)
