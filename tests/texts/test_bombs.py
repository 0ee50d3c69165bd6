import struct
import tracemalloc
import zipfile

import pytest
from tests.texts.documents import docx, entities, odt, paragraph, zipped

from jebo.texts import decode
from jebo.texts.archive import MEMBER_LIMIT_BYTES, RATIO_LIMIT, open_archive
from jebo.texts.unreadable import DamagedDocument, EntityBomb, LockedDocument, ZipBomb

NOISE = bytes(range(256)) * 4


def test_an_archive_whose_part_expands_too_far_is_refused() -> None:
    for data, kind in (
        (docx(paragraph("0" * 1_000_000)), "docx"),
        (odt(f"<text:p>{'0' * 1_000_000}</text:p>"), "odt"),
    ):
        with pytest.raises(ZipBomb):
            decode(data, kind)


def test_a_bomb_is_refused_before_it_has_filled_the_memory() -> None:
    data = zipped({"content.xml": b"0" * 300_000_000})
    tracemalloc.start()
    with pytest.raises(ZipBomb):
        decode(data, "odt")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * MEMBER_LIMIT_BYTES


def test_the_limits_hold_at_their_edge() -> None:
    at_ratio = open_archive(zipped({"a": NOISE}, zipfile.ZIP_STORED))
    assert at_ratio is not None
    assert at_ratio.member("a") == NOISE
    assert at_ratio.member("b") is None
    stored = open_archive(zipped({"a": bytes(MEMBER_LIMIT_BYTES + 1)}, zipfile.ZIP_STORED))
    assert stored is not None
    with pytest.raises(ZipBomb):
        stored.member("a")


def test_a_story_that_repeats_itself_like_a_story_is_no_bomb() -> None:
    story = "".join(paragraph(f"Rice cost {n} won, the {n % 7}th trader said.") for n in range(5_000))
    assert decode(docx(story), "docx").text.count("trader") == 5_000
    assert len(story) < RATIO_LIMIT * len(docx(story))


def with_central_field(data: bytes, offset: int, value: bytes) -> bytes:
    """*data* with a field of the first entry of its directory changed."""
    start = data.index(b"PK\x01\x02") + offset
    return data[:start] + value + data[start + len(value) :]


def test_a_header_that_lies_about_sizes_does_not_help_a_bomb() -> None:
    bomb = zipped({"content.xml": b"0" * 100_000_000})
    for packed, unpacked in ((0xFFFFFF00, 100), (0xFFFFFF00, 100_000_000), (len(bomb), 0xFFFFFF00)):
        lying = with_central_field(bomb, 20, struct.pack("<II", packed, unpacked))
        with pytest.raises((ZipBomb, DamagedDocument)):
            decode(lying, "odt")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_of_packing_that_has_no_bounds_is_refused(method: int) -> None:
    with pytest.raises(DamagedDocument):
        decode(zipped({"content.xml": b"0" * 1_000_000}, method), "odt")


def test_a_locked_member_and_a_false_checksum_are_refused() -> None:
    good = odt("<text:p>rice</text:p>")
    second = good.index(b"PK\x01\x02", good.index(b"PK\x01\x02") + 4)
    locked = good[: second + 8] + b"\x01\x00" + good[second + 10 :]
    with pytest.raises(LockedDocument):
        decode(locked, "odt")
    false = good[: second + 16] + b"abcd" + good[second + 20 :]
    with pytest.raises(DamagedDocument):
        decode(false, "odt")


@pytest.mark.parametrize("name", ["text", "attribute", "external"])
def test_entities_are_refused_before_they_expand(name: str) -> None:
    before = (
        entities("a") if name != "external" else '<!DOCTYPE a [<!ENTITY e9 SYSTEM "file:///etc/hostname">]>'
    )
    inside = '<text:p text:style-name="&e9;"/>' if name == "attribute" else "<text:p>&e9;</text:p>"
    with pytest.raises(EntityBomb):
        decode(odt(inside, before=before), "odt")
