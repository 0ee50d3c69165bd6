"""The desk's terms go out as a table and come in again, from whatever spreadsheet; a bad line changes nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jebo.desk.translation import sheet
from jebo.desk.translation.models import GlossaryTerm

pytestmark = pytest.mark.django_db
HEAD = "korean,english,since,until,never,note\n"
BODY = '물마루장,"crest market; ridge market",2020,,마루 시장,"새 이름, 2020년부터"\n인민반,inminban,,,,\n'

NOTED = '"새 이름, 2020년부터","crest market; ridge market",물마루장,7,2020\n,inminban,인민반,8,\n\n'
PARTED = '물마루장;"crest market; ridge market";2020;;마루 시장;"새 이름, 2020년부터"\n인민반;inminban\n'


def terms() -> list[tuple[str, str, int | None, str]]:
    return [(one.korean, one.english, one.since, one.note) for one in GlossaryTerm.objects.all()]


def test_what_goes_out_comes_in_again_at_another_desk() -> None:
    GlossaryTerm.objects.create(
        korean="물마루장", english="crest market; ridge", since=2020, never="-마루", note="=1+1"
    )
    before, out = terms(), sheet.write(GlossaryTerm.objects.all())
    assert sheet.bring(out) == (0, 0)
    GlossaryTerm.objects.all().delete()
    assert sheet.bring(out) == (1, 0)
    assert terms() == before


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + BODY).encode(),
        (HEAD + BODY).encode("utf-8-sig"),
        (HEAD + BODY).encode("cp949"),
        (HEAD + BODY).encode("utf-16"),
        (HEAD + BODY).replace("\n", "\r\n").encode(),
        (HEAD.replace(",", ";") + PARTED).encode(),
        ("Note,ENGLISH,Korean,page,since\n" + NOTED).encode(),
    ],
    ids=["plain", "BOM", "Korean Windows", "UTF-16", "Windows lines", "semicolons", "another order"],
)  # fmt: skip
def test_tables_of_other_programs_are_read(data: bytes) -> None:
    assert sheet.bring(data) == (2, 0)
    assert terms() == [
        ("물마루장", "crest market; ridge market", 2020, "새 이름, 2020년부터"),
        ("인민반", "inminban", None, ""),
    ]


def test_a_term_is_changed_in_the_same_years_and_added_in_others() -> None:
    GlossaryTerm.objects.create(korean="물마루장", english="market", since=2020)
    assert sheet.bring((HEAD + "물마루장,crest market,2020,,,\n물마루장,old market,,2019,,\n").encode()) == (
        1,
        1,
    )
    assert {(one.english, one.since) for one in GlossaryTerm.objects.all()} == {
        ("crest market", 2020),
        ("old market", None),
    }


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("물마루장,,,,,", 3),
        (",market,,,,", 3),
        ("물마루장,market,2024,2020,,", 3),
        ("물마루장,market,20,,,", 3),
        ("물마루장,market,soon,,,", 3),
        ("가" * 81 + ",market,,,,", 3),
        ('물마루장,market,,,,"two\nlines"\n,market', 5),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_and_nothing_is_taken(row: str, line: int) -> None:
    with pytest.raises(sheet.BadTerm) as bad:
        sheet.bring((HEAD + "인민반,inminban,,,,\n" + row + "\n").encode())
    assert bad.value.line == line
    assert not GlossaryTerm.objects.exists()


@pytest.mark.parametrize("data", [b"word\nother\n", b'korean,english\n"open', b"x" * ((1 << 20) + 1)])
def test_what_is_no_table_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises((sheet.NotATable, sheet.TooManyTerms)):
        sheet.bring(data)


def test_no_cell_that_goes_out_is_a_formula() -> None:
    GlossaryTerm.objects.create(korean="=cmd|'/c calc'!A0", english="+1", never="@sum", note="-2")
    (row,) = sheet.write(GlossaryTerm.objects.all()).decode("utf-8-sig").splitlines()[1:]
    assert all(not cell.startswith(("=", "+", "-", "@")) for cell in row.split(","))


def test_the_page_takes_a_table_says_what_is_wrong_with_another_and_gives_one(at_yuna_s: Client) -> None:
    good = at_yuna_s.post(
        "/translation/glossary", {"file": SimpleUploadedFile("t.csv", (HEAD + BODY).encode())}, follow=True
    )
    assert "New terms: 2." in good.content.decode()
    bad = at_yuna_s.post(
        "/translation/glossary", {"file": SimpleUploadedFile("t.csv", (HEAD + "가,\n").encode())}
    )
    assert "Line 2: a line of the file cannot be taken" in bad.content.decode()
    none = at_yuna_s.post(
        "/translation/glossary", {"file": SimpleUploadedFile("t.csv", b"\x00\x01\x02\x03" * 9)}
    )
    assert 'class="error' in none.content.decode() or "errorlist" in none.content.decode()
    out = at_yuna_s.post("/translation/glossary/out")
    assert "crest market; ridge market" in out.content.decode("utf-8-sig")
    assert out.headers["Content-Disposition"] == 'attachment; filename="glossary.csv"'
