"""A testimony to take apart, of an invented source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.desk.conftest import MakeSource

from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Testimony
from jebo.desk.testimony.suggest import sentences
from jebo.desk.wall import whole_desk

WORDS = (
    "7월 초에 검열조 20여 명이 청진시에 내려왔다. 내가 직접 봤는데 수남시장 옆 집 다섯 채를 뒤졌다. "
    "파스랑 화장품을 전부 압수했다고 옆집 사람이 그러더라. 요즘은 다들 말을 아낀다."
)
TOLD = date(2026, 7, 20)
SPANS = tuple(f"{one.start}-{one.end}" for one in sentences(WORDS))
"""The sentences, as the form names them."""
MakeTestimony = Callable[..., Testimony]


@pytest.fixture
def testimony_of(db: None) -> MakeTestimony:
    """Writes down what a source told: ``testimony_of(source, "…")``."""

    def make(source: Source, words: str = WORDS, day: date = TOLD, **facts: Any) -> Testimony:
        with whole_desk():
            made: Testimony = Testimony.objects.create(source=source, day=day, words=words, **facts)
        return made

    return make


@pytest.fixture
def told(mina: Member, source_of: MakeSource, testimony_of: MakeTestimony) -> Testimony:
    """What a source of Mina's told."""
    return testimony_of(source_of(mina, "푸른 항아리"))


@pytest.fixture
def minas_desk(mina: Member, desk_of: Callable[[Member], Client]) -> Client:
    return desk_of(mina)


def sent(**fields: Any) -> dict[str, Any]:
    """A form of a statement as a browser sends it."""
    blank = {
        "korean": "청진시에서 집을 수색했다",
        "access": "saw",
        "origin": "own",
        "place_how": "in",
        "roles-TOTAL_FORMS": "2",
        "roles-INITIAL_FORMS": "0",
        "goods-TOTAL_FORMS": "1",
        "goods-INITIAL_FORMS": "0",
    }
    return blank | fields
