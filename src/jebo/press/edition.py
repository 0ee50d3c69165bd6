"""What the press takes and what it sets: a release as it comes, and an edition of which every byte has a receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import msgspec

from jebo.sealing.digest import Digest
from jebo.sealing.signing import Signed

KINDS: Final = ("edition", "correction", "withdrawal")
SORTS: Final = ("paragraph", "heading", "quotation", "photo", "gloss", "standing")
ROLES: Final = ("reporting", "writing", "translation", "editing", "photo")
LANGUAGES: Final = ("ko", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """An edition as the newsroom released it once. Nothing in it is believed before its receipt is.

    :param content: gives what readers get, as plain values; asked for only where it was not set before.
    """

    edition: str
    number: int
    day: date
    receipt: Signed = field(repr=False)
    content: Callable[[], Mapping[str, Any]] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photo as an edition shows it. ``digest`` is that of the bytes that are released under ``name``.

    :param place: the place shown, by its id in the pack; empty where none can be told.
    """

    name: str
    digest: Digest
    caption: str
    alt: str
    credit: str
    place: str
    file_photo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block with what it stands for put in: ``sort`` is one of :data:`SORTS`, ``ref`` the id of what is put in, ``term`` the term
    of a gloss.
    """

    sort: str
    text: str = ""
    ref: str = ""
    term: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who did what, as it is printed: ``role`` is one of :data:`ROLES`."""

    role: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was wrong, and the day on which that was said."""

    day: date
    note: str


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What lists know of an edition. ``first`` and ``day`` are when it went out at first and last.

    Library: msgspec, for all of them are read each time that a site is built.

    :param earlier: slugs that it had before.
    :param pictures: its photos, in their order.
    :param folder: that of the month in which it first went out: it stays when the edition is corrected.
    :param stamp: changes with any of its receipts, or with whose receipts count (:mod:`jebo.press.intake`).
    """

    id: str
    story: str
    language: str
    kind: str
    number: int
    first: date
    day: date
    folder: str
    headline: str
    standfirst: str
    slug: str
    tags: tuple[str, ...]
    corrections: tuple[Correction, ...] = ()
    earlier: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    stamp: str = ""

    @property
    def picture(self) -> Picture | None:
        """Its first photo."""
        return next(iter(self.pictures), None)

    @property
    def withdrawn(self) -> bool:
        """Whether nothing is left of it but its address."""
        return self.kind == "withdrawal"

    @property
    def title(self) -> str:
        """What it is called in lists."""
        return self.headline or self.slug


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edition:
    """A story in one language, as it is now. One is the same as another only if it is itself."""

    head: Head
    dateline: str
    share: str
    credits: tuple[Credit, ...]
    pieces: tuple[Piece, ...]
    digest: Digest
    receipt: Signed = field(repr=False)
    content: Mapping[str, Any] = field(repr=False)
