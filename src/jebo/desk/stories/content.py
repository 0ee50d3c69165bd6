"""All that readers get of an edition: what is checked, digested, signed and published is this, and nothing beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from jebo.desk.stories.blocks import Sort
from jebo.press.edition import Credit, Picture, Piece
from jebo.sealing.digest import Digest, edition_digest

PART_GAP: Final = "\n\n"
"""Between two parts of what is checked, so that no sentence runs from one into the next."""
_NAMES: Final = frozenset({"file name", "slug", "tags"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of what is checked: ``field`` (``headline``, ``body`` …), its place in the whole, and its words."""

    field: str
    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """An edition as it would be published."""

    story: str
    edition: str
    language: str
    headline: str
    standfirst: str
    dateline: str
    slug: str
    share: str
    tags: tuple[str, ...]
    credits: tuple[Credit, ...]
    pieces: tuple[Piece, ...]

    def plain(self) -> dict[str, Any]:
        """As plain values, for the canonical form."""
        return asdict(self)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its photos, in their order."""
        return tuple(piece.picture for piece in self.pieces if piece.picture is not None)

    def digest(self) -> Digest:
        """The digest of exactly this edition."""
        return edition_digest(self.plain())

    def parts(self) -> tuple[Part, ...]:
        """Everything that has words, in the order in which it is checked."""
        found: list[Part] = []
        at = 0
        for field, text in self._texts():
            if text.strip():
                found.append(Part(field=field, start=at, text=text))
                at += len(text) + len(PART_GAP)
        return tuple(found)

    def prose(self) -> str:
        """The text that is checked: all parts, parted by blank lines."""
        return PART_GAP.join(part.text for part in self.parts())

    def told(self) -> str:
        """The words that a translation answers for: without addresses, tags and file names, which have words of their own."""
        return PART_GAP.join(part.text for part in self.parts() if part.field not in _NAMES)

    def _texts(self) -> Iterator[tuple[str, str]]:
        yield from (("headline", self.headline), ("standfirst", self.standfirst), ("dateline", self.dateline))
        for piece in self.pieces:
            if piece.picture is not None:
                yield from (("caption", piece.picture.caption), ("alt", piece.picture.alt))
                yield "file name", _in_words(piece.picture.name)
            else:
                yield ("gloss" if piece.sort is Sort.GLOSS else "body"), piece.text
        yield from (("share", self.share), ("slug", _in_words(self.slug)), ("tags", ", ".join(self.tags)))


def _in_words(name: str) -> str:
    """A slug or a file name as words: ``rice-price-hyesan.jpg`` tells as much as a sentence."""
    return name.rsplit(".", 1)[0].replace("-", " ").replace("_", " ")
