"""Translation memories go out and come in again, and files of other programs are read with their quirks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.desk.translation import tmx

WORDS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
)
UNIT = (
    '<tmx version="1.4"><header/><body><tu><tuv xml:lang="ko-KR"><seg>쌀값이 <bpt i="1">&lt;b&gt;</bpt>올랐다<ept i="1"/>.</seg></tuv>'
    '<tuv xml:lang="en-US"><seg>Rice <hi>rose</hi><ph x="1">{1}</ph>.</seg></tuv></tu></body></tmx>'
)
READ = (("쌀값이 올랐다.", "Rice rose."),)


@given(st.lists(st.tuples(WORDS, WORDS)))
def test_what_goes_out_comes_in_again(pairs: list[tuple[str, str]]) -> None:
    assert tmx.read(tmx.write(pairs, "1")) == tuple(pairs)


@pytest.mark.parametrize(
    "data",
    [
        UNIT.encode(),
        b"\xef\xbb\xbf" + UNIT.encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + UNIT).encode("utf-16"),
        ('<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">' + UNIT).encode(),
        UNIT.replace("xml:lang", "lang").replace("ko-KR", "KO").replace("en-US", "en_GB").encode(),
    ],
    ids=["plain", "BOM", "UTF-16", "doctype", "TMX 1.1"],
)
def test_files_of_other_programs_are_read(data: bytes) -> None:
    assert tmx.read(data) == READ


def test_a_unit_without_both_languages_is_left_out() -> None:
    assert tmx.read(UNIT.replace("en-US", "fr").encode()) == ()


@pytest.mark.parametrize("data", [b"", b"rice", b"<tmx>", b"<html/>", "<tmx>".encode("utf-16")])
def test_what_is_no_memory_is_refused(data: bytes) -> None:
    with pytest.raises(tmx.NotTmx):
        tmx.read(data)


@pytest.mark.parametrize("what", ['"a"', 'SYSTEM "file:///etc/hostname"'])
def test_entities_are_refused_and_nothing_outside_is_opened(what: str) -> None:
    with pytest.raises(tmx.HasEntities):
        tmx.read(f"<!DOCTYPE tmx [<!ENTITY x {what}>]>{UNIT.replace('rose', '&x;')}".encode())


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(tmx.TmxTooLarge):
        tmx.read(b" " * (tmx.LARGEST + 1))
