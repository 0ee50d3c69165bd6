"""A translator, their browser, and a story about an invented market with its English edition."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.desk.conftest import DeskOf, MakeMember

from jebo.desk.people.models import Member
from jebo.desk.stories.models import Edition
from jebo.desk.stories.saving import begin, save
from jebo.desk.translation import translating

DAY = date(2026, 7, 20)
KOREAN = "## 장마당 단속\n\n쌀값이 6,000원으로 올랐다. 장마당은 조용하다.\n\n검열조가 장사꾼 네 명의 천을 걷어 갔다."
ENGLISH = (
    "Raid on a market",
    "Rice rose to 6,000 won.",
    "The market is quiet.",
    "Inspectors took the cloth of four traders.",
)


@pytest.fixture
def yuna(member: MakeMember) -> Member:
    """A translator."""
    return member("Yuna", "translator")


@pytest.fixture
def at_yuna_s(yuna: Member, desk_of: DeskOf) -> Client:
    """The translator's browser."""
    return desk_of(yuna)


@pytest.fixture
def korean(member: MakeMember) -> Edition:
    """The Korean edition of a story."""
    bora = member("Bora", "reporter")
    made = begin("천 단속", "ko", DAY, bora)
    return save(made.pk, {"headline": "장마당 천 단속", "text": KOREAN}, made.version, DAY, bora)


@pytest.fixture
def english(korean: Edition, yuna: Member) -> Edition:
    """Its English edition, translated sentence by sentence."""
    return translate(korean, yuna)


def translate(original: Edition, by: Member, words: tuple[str, ...] = ENGLISH) -> Edition:
    """Translate row by row."""
    from dataclasses import replace

    made = translating.begin(original, DAY, by)
    rows = [
        replace(row, words=one) for row, one in zip(translating.rows_of(made, original), words, strict=True)
    ]
    return translating.keep(made, original, translating.Sent(rows=tuple(rows), version=made.version), DAY, by)
