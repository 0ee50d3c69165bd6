"""Photos in the sizes that readers get: drawn anew from their pixels, so that nothing of what a camera wrote is left.

Library: Pillow, which the desk has already.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from jebo.press.wrong import BadPhoto
from jebo.sealing.digest import Digest
from jebo.texts.quiet import attempt

if TYPE_CHECKING:
    from PIL import Image

WIDTHS: Final = (480, 960, 1600)
"""Pixels: a phone, a phone with a fine screen or a column, a wide screen. Chosen by us."""
KINDS: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "webp": ("WEBP", {"quality": 78, "method": 4}),
    "jpg": ("JPEG", {"quality": 82, "progressive": True, "optimize": True}),
}
DRAWN: Final = 2
"""Changed by us whenever photos would be drawn otherwise."""
FORMATS: Final = ("JPEG", "PNG", "WEBP")
MOST_PIXELS: Final = 60_000_000
"""Above it a picture is refused rather than drawn. Chosen by us: beyond what telephones take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Width and height of a photo as it was released, in pixels."""

    width: int
    height: int

    @property
    def widths(self) -> tuple[int, ...]:
        """Those of :data:`WIDTHS` in which it is drawn, at least one, and never larger than it is."""
        return tuple(width for width in WIDTHS if width < self.width) + (
            (self.width,) if self.width <= WIDTHS[-1] else ()
        )

    def height_at(self, width: int) -> int:
        """Its height when it is so wide."""
        return max(1, round(self.height * width / self.width))


def path(digest: Digest, width: int, kind: str) -> str:
    """Where a photo stands in the site: by its own digest, so that the same photo is there once."""
    return f"photos/{digest.removeprefix('sha256:')[:24]}-{width}.{kind}"


def size(edition: str, data: bytes) -> Size:
    """How large a photo is.

    :raises BadPhoto: the bytes are no picture, or one that is far too large.
    """
    with _opened(edition, data) as image:
        return Size(width=image.width, height=image.height)


def drawn(edition: str, data: bytes, width: int, kind: str) -> bytes:
    """A photo so wide, as WebP or JPEG. The same bytes for the same photo, with one version of Pillow.

    :raises BadPhoto: the bytes are no picture.
    """
    from PIL import Image

    name, options = KINDS[kind]
    with _opened(edition, data) as image:
        plain = attempt(lambda: image.convert("RGB"), OSError, ValueError, SyntaxError)
    if plain is None:
        raise BadPhoto(edition)
    height = Size(width=plain.width, height=plain.height).height_at(width)
    out = io.BytesIO()
    small = plain.resize((width, height), Image.Resampling.LANCZOS)
    small.info.clear()  # Pillow writes a comment that it read
    small.save(out, name, **options)
    return out.getvalue()


def _opened(edition: str, data: bytes) -> Image.Image:
    from PIL import Image

    faults = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
    image = attempt(lambda: Image.open(io.BytesIO(data), formats=FORMATS), *faults)
    if image is None or image.width * image.height > MOST_PIXELS:
        raise BadPhoto(edition)
    return image


def paths(digest: Digest, of: Size) -> Iterator[tuple[str, int, str]]:
    """Each file of a photo: path, width, kind."""
    for width in of.widths:
        for kind in KINDS:
            yield path(digest, width, kind), width, kind


def key(kind: str) -> str:
    """Changes whenever photos would be drawn otherwise, by us or by Pillow."""
    from PIL import __version__

    return f"photo {DRAWN} {__version__} {KINDS[kind]}"


Sizes = Mapping[str, Size]
"""Of each photo by its digest."""
