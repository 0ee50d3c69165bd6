"""A picture is drawn anew from its pixels, and nothing of what it carried goes with it."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from jebo.desk.testimony import photos
from jebo.desk.testimony.photos import HugePicture, NotAPicture, drawn_anew

MARK = b"QX7 Hyesan 41.40N"
_ORIENTATION = 0x0112
_MAKE = 0x010F


def striped(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    return image.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[_MAKE] = MARK.decode()
    made[_ORIENTATION] = orientation
    made.get_ifd(0x8825)[29] = MARK.decode()  # GPSDateStamp
    return made


def encoded(image: Image.Image, format: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **how)
    return out.getvalue()


def jpeg(**how: Any) -> bytes:
    """A JPEG with the marker in each place that carries something."""
    made = encoded(striped(), "JPEG", exif=exif(), icc_profile=MARK * 9, comment=MARK, quality=90, **how)
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x>" + MARK + b"</x>"
    iptc = b"Photoshop 3.0\0" + MARK
    thumbnail = b"JFXX\0\x10" + MARK
    for number, content in ((0xE1, xmp), (0xED, iptc), (0xE0, thumbnail)):
        made = made[:2] + bytes((0xFF, number)) + struct.pack(">H", len(content) + 2) + content + made[2:]
    return made + MARK  # behind the end


def png() -> bytes:
    text = PngInfo()
    text.add_text("Author", MARK.decode())
    text.add_text("Comment", MARK.decode(), zip=True)
    text.add_itxt("XML:com.adobe.xmp", MARK.decode())
    return encoded(striped(), "PNG", pnginfo=text, exif=exif(), icc_profile=MARK * 9) + MARK


def webp() -> bytes:
    return encoded(striped(), "WEBP", exif=exif(), xmp=MARK, icc_profile=MARK * 9, lossless=True)


def hidden_under_transparency() -> bytes:
    """A picture whose left half cannot be seen, though its colours are still there."""
    image = striped("RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    image.paste((0, 0, 255, 255), (30, 0, 60, 40))
    return encoded(image, "PNG")


def traces(data: bytes) -> list[str]:
    """Where something stands in a picture that is no colour: the marker, plain or unpacked, or any part that may hold words."""
    found = ["marker"] if MARK in data or MARK in _unpacked(data) else []
    if data.startswith(b"\xff\xd8"):
        found += [f"{number:x}" for number in _segments(data) if number not in (0xE0, 0xDB, 0xC0, 0xC4, 0xDA)]
    else:
        found += [name.decode() for name in _chunks(data) if name not in (b"IHDR", b"IDAT", b"IEND")]
    return found


def _unpacked(data: bytes) -> bytes:
    out = b""
    for at in range(len(data)):
        if data[at : at + 1] == b"\x78":
            try:
                out += zlib.decompressobj().decompress(data[at:], 100_000)
            except zlib.error:
                continue
    return out


def _segments(data: bytes) -> list[int]:
    """The markers of a JPEG up to its pixels; more than one JFIF segment, or anything behind the end, counts as well."""
    found, at = [], 2
    while data[at + 1] != 0xDA:
        found.append(data[at + 1])
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    found += [0xFE] * (found.count(0xE0) - 1) + [0xFE] * (not data.endswith(b"\xff\xd9"))
    return found


def _chunks(data: bytes) -> list[bytes]:
    found, at = [], 8
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        found.append(name)
        at += 12 + length
    return found


@pytest.mark.parametrize(
    "made", [jpeg(), jpeg(progressive=True), png(), webp()], ids=["JPEG", "progressive", "PNG", "WebP"]
)
def test_a_picture_comes_out_with_its_colours_and_no_trace_of_what_it_carried(made: bytes) -> None:
    drawn = drawn_anew(made)
    assert traces(drawn.data) == []
    seen = Image.open(io.BytesIO(drawn.data)).convert("RGB")
    assert seen.size == (60, 40)
    left, right = seen.getpixel((5, 20)), seen.getpixel((55, 20))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert (left[0] > 200, right[2] > 200) == (True, True)


@pytest.mark.parametrize("made", [jpeg(), png()], ids=["JPEG", "PNG"])
def test_the_search_for_traces_would_find_each_of_them(made: bytes) -> None:
    assert "marker" in traces(made)
    assert len(traces(made)) > 3


def test_a_picture_that_was_taken_sideways_stands_upright() -> None:
    seen = Image.open(io.BytesIO(drawn_anew(encoded(striped(), "JPEG", exif=exif(orientation=6))).data))
    assert seen.size == (40, 60)
    assert not seen.getexif()


def test_what_a_transparent_part_hides_does_not_come_along() -> None:
    seen = Image.open(io.BytesIO(drawn_anew(hidden_under_transparency()).data))
    assert seen.mode == "RGB"
    assert seen.getpixel((5, 20)) == (255, 255, 255)
    assert seen.getpixel((55, 20)) == (0, 0, 255)


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "I;16", "LA"])
def test_pictures_of_every_sort_of_colour_are_drawn(mode: str) -> None:
    image = Image.new("I;16", (8, 8)) if mode == "I;16" else striped(mode)
    made = encoded(image, "JPEG" if mode == "CMYK" else "PNG")
    assert Image.open(io.BytesIO(drawn_anew(made).data)).mode == "RGB"


def test_a_large_picture_is_made_smaller() -> None:
    drawn = drawn_anew(encoded(Image.new("RGB", (6000, 3000)), "JPEG"))
    assert Image.open(io.BytesIO(drawn.data)).size == (photos.LONGEST_SIDE, photos.LONGEST_SIDE // 2)


def test_a_moving_picture_gives_its_first_picture_alone() -> None:
    moving = encoded(
        Image.new("RGB", (8, 8), "red"),
        "PNG",
        save_all=True,
        append_images=[Image.new("RGB", (8, 8), "blue")],
    )
    drawn = drawn_anew(moving)
    assert traces(drawn.data) == []
    assert Image.open(io.BytesIO(drawn.data)).getpixel((4, 4)) == (255, 0, 0)


def bomb(width: int, height: int) -> bytes:
    """A PNG of some hundred bytes that says it is of this size."""
    head = struct.pack(">II5B", width, height, 8, 2, 0, 0, 0)
    pieces = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in pieces
    )


@pytest.mark.parametrize(("width", "height"), [(50_001, 1_000), (8_000, 8_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(
    width: int, height: int
) -> None:
    with pytest.raises(HugePicture):
        drawn_anew(bomb(width, height))


def test_one_beyond_what_the_library_opens_at_all_is_refused_too() -> None:
    with pytest.raises(NotAPicture):
        drawn_anew(bomb(60_000, 60_000))


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff", jpeg()[:400], png()[:90], b"GIF89a" + b"\0" * 50, b"%PDF-1.7", b"BM" + b"\0" * 60],
)
def test_what_is_cut_off_or_of_another_kind_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        drawn_anew(data)


@given(st.sampled_from([jpeg(), png(), webp()]), st.integers(0, 2000), st.binary(min_size=1, max_size=6))
@settings(deadline=None)
def test_a_damaged_picture_is_drawn_without_a_trace_or_refused(made: bytes, at: int, put: bytes) -> None:
    at %= len(made)
    try:
        drawn = drawn_anew(made[:at] + put + made[at + len(put) :])
    except (NotAPicture, HugePicture):
        return
    assert traces(drawn.data) == []
