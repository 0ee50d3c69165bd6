"""Draws a picture anew from its pixels, so that nothing of the camera, the place or the hour goes with it.

Library: Pillow (MIT-CMU), which reads what telephones write. Only the colour of each pixel goes over: no EXIF, XMP, ICC,
comment, thumbnail, further frame, nor what a transparent part hides. It says nothing of what can be *seen* in the picture.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass, field
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from jebo.desk.refused import Refused
from jebo.errors import N_
from jebo.texts.quiet import attempt

LONGEST_SIDE: Final = 4096
"""Pixels of the longer side, at most. Chosen by us: enough to read a notice on a wall."""
LARGEST_PIXELS: Final = 50_000_000
"""Of a picture that is taken in. Chosen by us: what the large cameras of telephones give; 150 MB once unpacked."""
_QUALITY: Final = 88  # chosen by us: no difference to be seen beside the original
_LARGEST_PNG: Final = 3_000_000  # bytes, chosen by us: above, a screenshot is rather a photo
_READ: Final = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
_FAULTS: Final = (
    UnidentifiedImageError, Image.DecompressionBombError, Warning, OSError, ValueError, TypeError, MemoryError,
    SyntaxError, EOFError, LookupError, AttributeError, ArithmeticError, RuntimeError, struct.error, zlib.error,
)  # fmt: skip


class NotAPicture(Refused):
    """The bytes are no picture of a kind that is drawn anew."""

    says = N_("this picture cannot be read; save it as JPEG or PNG and try again")


class HugePicture(Refused):
    """It has more pixels than are unpacked."""

    says = N_("this picture has more than 50 million pixels; make it smaller, or ask who sent it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture drawn anew."""

    data: bytes = field(repr=False)
    kind: str
    """``image/jpeg`` or ``image/png``."""


def formats() -> tuple[str, ...]:
    """The formats that are read here: HEIC and AVIF only where Pillow was built with them."""
    Image.init()
    return tuple(name for name in _READ if name in Image.OPEN)


def is_picture(data: bytes) -> bool:
    """Whether *data* begins as a picture does that is read here."""
    return attempt(lambda: _opened(data), *_FAULTS) is not None


def drawn_anew(data: bytes) -> Drawn:
    """The picture in *data*, upright, at most :data:`LONGEST_SIDE` pixels long, with nothing but its pixels.

    :raises NotAPicture: it cannot be read to its end.
    :raises HugePicture: it has more than :data:`LARGEST_PIXELS`; found out before it is unpacked.
    """
    image = attempt(lambda: _opened(data), *_FAULTS)
    if image is None:
        raise NotAPicture
    if image.width * image.height > LARGEST_PIXELS:
        raise HugePicture
    format_ = image.format
    bare = attempt(lambda: _bare(image), *_FAULTS)
    if bare is None:
        raise NotAPicture
    png = _written(bare, "PNG", optimize=True) if format_ == "PNG" else b""
    if 0 < len(png) <= _LARGEST_PNG:
        return Drawn(data=png, kind="image/png")
    return Drawn(data=_written(bare, "JPEG", quality=_QUALITY, optimize=True), kind="image/jpeg")


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=formats())


def _bare(image: Image.Image) -> Image.Image:
    """A new picture with the colours of *image*: what is on top, as one sees it."""
    if image.format == "JPEG":
        image.draft(
            "RGB", (LONGEST_SIDE, LONGEST_SIDE)
        )  # unpacks a large one at half or a quarter of its size
    image.load()
    upright = attempt(lambda: ImageOps.exif_transpose(image), *_FAULTS) or image
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    bare = Image.new("RGB", upright.size, "white")
    seen = upright.convert("RGBA") if upright.has_transparency_data else upright.convert("RGB")
    bare.paste(seen, mask=seen.getchannel("A") if seen.mode == "RGBA" else None)
    return bare


def _written(bare: Image.Image, format: str, **how: object) -> bytes:
    out = io.BytesIO()
    bare.save(out, format, **how)
    return out.getvalue()
