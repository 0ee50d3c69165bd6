"""A reporter, their browser, and an edition about an invented market."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.desk.conftest import DeskOf, MakeMember

from jebo.desk.people.models import Member
from jebo.desk.stories.models import Edition
from jebo.desk.stories.saving import begin, save

DAY = date(2026, 7, 20)
TEXT = "쌀값이 6,000원으로 올랐다고 혜산의 한 소식통이 전했다.\n\n검열조가 장사꾼 네 명의 천을 걷어 갔다. 장마당은 조용하다."


@pytest.fixture
def bora(member: MakeMember) -> Member:
    """A reporter."""
    return member("Bora", "reporter")


@pytest.fixture
def at_bora_s(bora: Member, desk_of: DeskOf) -> Client:
    """The reporter's browser."""
    return desk_of(bora)


@pytest.fixture
def korean(bora: Member) -> Edition:
    """The Korean edition of a story."""
    made = begin("천 단속", "ko", DAY, bora)
    return save(made.pk, {"headline": "장마당 천 단속", "text": TEXT}, made.version, DAY, bora)
