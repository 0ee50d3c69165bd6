"""What rests on one voice is printed as the word of one, and numbers that were not to be printed are found."""

from __future__ import annotations

import pytest
from tests.desk.publication.conftest import DAY, codes

from jebo.desk.events.models import Standing
from jebo.desk.people.models import Member
from jebo.desk.publication.whose import _NUMBER
from jebo.desk.stories.models import Edition, RestsOn
from jebo.desk.stories.saving import save

REST = "\n\n장마당은 오래전부터 주민들의 생계를 이어 왔다."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "demanded"),
    [
        ("북한 소식통은 장마당에서 천을 파는 일이 어려워졌다고 전했다.", False),
        (
            "장마당에서 천을 파는 일이 어려워졌다. 소식통은 천이 없다고 전했다.",
            False,
        ),  # its paragraph says it
        ("북한의 여러 소식통은 장마당에서 천을 파는 일이 어려워졌다고 전했다.", True),  # more than there are
        (
            "장마당에서 천을 파는 일이 어려워졌다.\n\n소식통은 천이 없다고 전했다.",
            True,
        ),  # another paragraph says it
        ("장마당에서 천을 파는 일이 어려워졌다.", True),
    ],
)
def test_a_sentence_on_one_voice_is_attributed_to_one(
    korean: Edition, standings: list[Standing], bora: Member, text: str, demanded: bool
) -> None:
    edition = save(korean.pk, {"text": text + REST}, korean.version, DAY, bora)
    RestsOn.objects.all().delete()
    RestsOn.objects.create(edition=edition, sentence=edition.marked()[0].id, standing=standings[0])
    assert ("single" in codes(edition.story)) is demanded


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("검열원 20명이", "20"),
        ("20 inspectors", "20"),
        ("스무 명이", "스무 명"),
        ("twenty inspectors", "twenty"),
        ("쌀 1킬로에 5,800원", "1"),
        ("7월 초에", None),
        ("2026년 봄", None),
        ("In 2026 inspectors", None),
        ("12월에 3명", "3"),
        ("Several inspectors", None),
    ],
)
def test_a_month_and_a_year_are_no_numbers_and_all_others_are(text: str, number: str | None) -> None:
    found = _NUMBER.search(text)
    assert (found.group() if found else None) == number
