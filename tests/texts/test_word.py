import pytest
from tests.texts.documents import W, docx, paragraph, relations, zipped

from jebo.texts import decode
from jebo.texts.unreadable import (
    DamagedDocument,
    DocumentInDocument,
    EntityBomb,
    LockedDocument,
    NoText,
    NotWord,
    UnreadableText,
)


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


DELETED_MARK = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
CELL = "<w:tc><w:tcPr/>{}</w:tc>"
DELETED_ROW = f"<w:tr><w:trPr><w:del/></w:trPr>{CELL.format(paragraph('gone'))}</w:tr>"
TEXT_BOX = f"""
    <mc:AlternateContent xmlns:mc="m">
    <mc:Choice><w:txbxContent>{paragraph("in")}</w:txbxContent></mc:Choice>
    <mc:Fallback><w:txbxContent>{paragraph("in")}</w:txbxContent></mc:Fallback>
    </mc:AlternateContent>
"""


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph("Rice ", "is dear.") + paragraph("Salt."), "Rice is dear.\n\nSalt."),
        (f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run("<w:t>Head</w:t>")}</w:p>', "Head"),
        (f"<w:p>{run('<w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t>')}</w:p>", "a\nb\tc"),
        (f"<w:p>{run('<w:t>day</w:t><w:noBreakHyphen/><w:t>time</w:t>')}</w:p>", "day-time"),
        (f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run('<w:t>a</w:t>')}</w:p>", "a"),
        (f"<w:p>{run('<w:t> a </w:t>')}{run('<w:t>b</w:t>')}</w:p>", "ab"),
        (f"<w:p><w:ins>{run('<w:t>kept</w:t>')}</w:ins></w:p>", "kept"),
        (f"<w:p>{run('<w:t>a</w:t>')}<w:del>{run('<w:delText>gone</w:delText>')}</w:del></w:p>", "a"),
        (f"<w:p><w:del>{run('<w:t>gone</w:t>')}</w:del>{run('<w:t>a</w:t>')}</w:p>", "a"),
        (f"<w:p><w:moveFrom>{run('<w:t>gone</w:t>')}</w:moveFrom></w:p>{paragraph('a')}", "a"),
        (f"<w:p><w:moveTo>{run('<w:t>here</w:t>')}</w:moveTo></w:p>", "here"),
        (f"<w:p>{DELETED_MARK}{run('<w:t>one </w:t>')}</w:p>{paragraph('line')}", "oneline"),
        (f"<w:p>{run('<w:instrText>PAGE</w:instrText><w:t>7</w:t>')}</w:p>", "7"),
        (f"<w:p><w:hyperlink>{run('<w:t>link</w:t>')}</w:hyperlink></w:p>", "link"),
        (
            f"<w:sdt><w:sdtPr><w:t>hint</w:t></w:sdtPr><w:sdtContent>{paragraph('a')}</w:sdtContent></w:sdt>",
            "a",
        ),
        (f"<w:tbl><w:tr>{CELL.format(paragraph('a'))}{CELL.format(paragraph('b'))}</w:tr></w:tbl>", "a\n\nb"),
        (f"<w:tbl>{DELETED_ROW}<w:tr>{CELL.format(paragraph('b'))}</w:tr></w:tbl>", "b"),
        (
            f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph('gone')}</w:tc></w:tr></w:tbl>"
            + paragraph("c"),
            "c",
        ),
        (f"<w:p>{run('<w:t>out</w:t>' + TEXT_BOX + '<w:t>side</w:t>')}</w:p>", "out\n\nin\n\nside"),
        (
            "<w:p><w:ruby><w:rt><w:t>reading</w:t></w:rt><w:rubyBase><w:t>字</w:t></w:rubyBase></w:ruby></w:p>",
            "字",
        ),
    ],
)
def test_a_word_document_is_read_as_it_is_shown(body: str, text: str) -> None:
    assert decode(docx(body), "docx").text == text


def test_footnotes_of_the_text_stand_at_its_end_and_those_of_deleted_text_do_not() -> None:
    kept, gone = (run(f"<w:footnoteReference w:id='{n}'/>") for n in (2, 3))
    body = f"<w:p>{run('<w:t>Rice.</w:t>')}{kept}<w:del>{gone}</w:del></w:p>{paragraph('Salt.')}"
    notes = "".join(
        f'<w:footnote w:id="{n}">{paragraph(text)}</w:footnote>'
        for n, text in ((-1, "line"), (2, "A note."), (3, "gone"))
    )
    assert decode(docx(body, notes), "docx").text == "Rice.\n\nSalt.\n\nA note."


def test_the_main_part_is_found_by_its_role_and_not_by_its_name() -> None:
    assert decode(docx(paragraph("Rice."), main="word/document2.xml"), "docx").text == "Rice."
    assert decode(docx(paragraph("Rice."), main="elsewhere/story.xml"), "docx").text == "Rice."


def test_the_other_namespace_of_word_documents_is_read_alike() -> None:
    strict = (
        f"<w:document {W.replace('schemas.openxmlformats.org/wordprocessingml/2006', 'purl.oclc.org/ooxml')}>"
    )
    members = {
        "_rels/.rels": relations(officeDocument="d.xml"),
        "d.xml": f"{strict}{paragraph('Rice.')}</w:document>",
    }
    assert decode(zipped(members), "docx").text == "Rice."


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"Rice is dear.", NotWord),
        (zipped({"a.txt": "rice"}), NotWord),
        (zipped({"_rels/.rels": relations(officeDocument="x"), "x": "<workbook/>"}), NotWord),
        (zipped({"_rels/.rels": relations(officeDocument="x")}), DamagedDocument),
        (zipped({"_rels/.rels": "<a"}), DamagedDocument),
        (docx("<w:p>"), DamagedDocument),
        (docx("<w:p>" * 1000 + "</w:p>" * 1000), DamagedDocument),
        (docx(paragraph("rice"))[:-400], NotWord),
        (docx(run('<w:footnoteReference w:id="2"/>'), "<w:p>"), DamagedDocument),
        (docx("<w:altChunk/>"), DocumentInDocument),
        (docx(""), NoText),
        (docx(paragraph("&e9;"), before=""), DamagedDocument),
        (docx(paragraph("rice"), before="<!DOCTYPE w:document>"), EntityBomb),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), LockedDocument),
    ],
)
def test_what_is_no_word_document_is_refused(data: bytes, fault: type[UnreadableText]) -> None:
    with pytest.raises(fault):
        decode(data, "docx")
