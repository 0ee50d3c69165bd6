import pytest
from tests.texts.documents import odt, zipped

from jebo.texts import decode
from jebo.texts.unreadable import (
    DamagedDocument,
    EntityBomb,
    LockedDocument,
    NoText,
    NotOpenDocument,
    UnreadableText,
)

CHANGES = """
    <text:tracked-changes><text:changed-region text:id="1">
    <text:deletion><text:p>gone</text:p></text:deletion>
    </text:changed-region></text:tracked-changes>
"""
TABLE = """
    <table:table><table:table-row>
    <table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>
    </table:table-row></table:table>
"""
NOTE_BODY = "<text:note-body><text:p>note</text:p></text:note-body>"
NOTE = f"<text:note><text:note-citation>1</text:note-citation>{NOTE_BODY}</text:note>"
BOX = """<draw:frame xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">
    <draw:text-box><text:p>box</text:p></draw:text-box><svg:desc>alt</svg:desc></draw:frame>"""
READING = "<text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>r</text:ruby-text></text:ruby>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:h>Head</text:h><text:p>Rice  is\n dear.</text:p>", "Head\n\nRice is dear."),
        ("<text:p>a<text:span> b</text:span><text:line-break/>c<text:tab/>d</text:p>", "a b\nc\td"),
        ('<text:p>a<text:s text:c="999999999"/>b</text:p>', "a b"),
        (
            "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list><text:p>b</text:p>",
            "a\n\nb",
        ),
        (TABLE, "a\n\nb"),
        (CHANGES + '<text:p><text:change-start text:change-id="2"/>kept<text:change-end/></text:p>', "kept"),
        ("<text:p>a<office:annotation><text:p>remark</text:p></office:annotation>b</text:p>", "ab"),
        (f"<text:p>a{NOTE}b</text:p><text:p>c</text:p>", "ab\n\nc\n\nnote"),
        (f"<text:p>a{BOX}b</text:p>", "a\n\nbox\n\nb"),
        (f"<text:p>{READING}</text:p>", "字"),
        ("<text:p><text:title>Title field</text:title></text:p>", "Title field"),
    ],
)
def test_an_opendocument_text_is_read_as_it_is_shown(body: str, text: str) -> None:
    assert decode(odt(body), "odt").text == text


LOCKED: dict[str, str | bytes] = {
    "content.xml": b"\x93\x01",
    "META-INF/manifest.xml": "<m:file-entry><m:encryption-data/></m:file-entry>",
}


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"Rice is dear.", NotOpenDocument),
        (zipped({"a.txt": "rice"}), NotOpenDocument),
        (zipped({"content.xml": "<office><text>rice</text></office>"}), NotOpenDocument),
        (odt("<text:p>"), DamagedDocument),
        (odt(""), NoText),
        (odt("<text:p>rice</text:p>", before="<!DOCTYPE a>"), EntityBomb),
        (zipped(LOCKED), LockedDocument),
    ],
)
def test_what_is_no_opendocument_text_is_refused(data: bytes, fault: type[UnreadableText]) -> None:
    with pytest.raises(fault):
        decode(data, "odt")
