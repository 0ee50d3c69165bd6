"""What the desk suggests out of a source's words is marked, no finer than told, and confirmed by a person."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.desk.conftest import DeskOf
from tests.desk.statements.conftest import SPANS, TOLD, WORDS, sent

from jebo.desk.people.models import Member
from jebo.desk.testimony.models import Statement, Testimony
from jebo.desk.testimony.statement import Stage
from jebo.desk.testimony.suggest import Span, proposal, sentences
from jebo.desk.wall import whole_desk

DAY = date(2026, 7, 20)  # a Monday


def suggested(text: str, language: str = "ko") -> dict[str, object]:
    return dict(proposal(Span(start=0, end=len(text), text=text), language, DAY).fields)


@pytest.mark.parametrize(
    ("text", "language", "when"),
    [
        ("7월 13일에 집을 뒤졌다.", "ko", "2026-07-13"),
        ("12월 3일에 집을 뒤졌다.", "ko", "2025-12-03"),  # not yet this year
        ("2024년 7월에 집을 뒤졌다.", "ko", "2024-07"),
        ("7월 초에 집을 뒤졌다.", "ko", "2026-07-0X~"),
        ("6월 중순에 집을 뒤졌다.", "ko", "2026-06-1X~"),
        ("13일에 집을 뒤졌다.", "ko", "2026-07-13"),
        ("25일에 집을 뒤졌다.", "ko", "2026-06-25"),
        ("어제 집을 뒤졌다.", "ko", "2026-07-19"),
        ("지난주에 집을 뒤졌다.", "ko", "2026-07"),
        ("지난달에 집을 뒤졌다.", "ko", "2026-06"),
        ("작년에 집을 뒤졌다.", "ko", "2025"),
        ("목요일에 집을 뒤졌다.", "ko", "2026-07-16?"),
        ("They searched homes in early July.", "en", "2026-07-0X~"),
        ("They searched homes last month.", "en", "2026-06"),
        ("They searched homes.", "en", None),
    ],
)
def test_a_date_is_no_finer_than_it_was_told(text: str, language: str, when: str | None) -> None:
    assert suggested(text, language).get("when") == when


@pytest.mark.parametrize(
    ("text", "language", "access"),
    [
        ("내가 직접 봤는데 집을 뒤졌다.", "ko", "saw"),
        ("압수했다고 옆집 사람이 그러더라.", "ko", "told"),
        ("집을 팔려고 한다는 소문이 있다.", "ko", "talk"),
        ("집을 뒤졌다.", "ko", None),
        ("I saw myself how they searched five homes.", "en", "saw"),
        ("A neighbour told me that they searched homes.", "en", "told"),
        ("They searched homes.", "en", None),
    ],
)
def test_how_a_source_knows_is_heard_in_the_words(text: str, language: str, access: str | None) -> None:
    assert suggested(text, language).get("access") == access


def test_what_where_how_many_and_which_goods_are_found() -> None:
    found = suggested("검열조 20여 명이 청진시에서 파스와 화장품을 압수했다.")
    assert (found["event_type"], found["place"], found["quantity"]) == ("INSPECT", "KP0205", "20여 명")
    assert [row["code"] for row in found["goods"]] == ["G1.1", "G2"]  # type: ignore[attr-defined]


def test_nothing_is_suggested_in_a_language_that_the_engine_does_not_read() -> None:
    assert suggested("七月十三日他们搜查了房子。", "zh") == {}


def test_sentences_are_passages_of_the_words_themselves() -> None:
    found = sentences(WORDS)
    assert len(found) == 4
    assert all(WORDS[one.start : one.end] == one.text for one in found)


@pytest.mark.django_db
def test_one_click_proposes_the_sentences_that_tell_of_an_event(minas_desk: Client, told: Testimony) -> None:
    page = minas_desk.post(f"/testimony/{told.pk}/statements/split", follow=True).content.decode()
    with whole_desk():
        found = list(Statement.objects.select_related("testimony").order_by("start"))
    assert [one.stage for one in found] == [Stage.PROPOSED] * 3
    assert [one.passage[:6] for one in found] == ["7월 초에 ", "내가 직접 ", "파스랑 화장"]
    assert all(one.day == TOLD for one in found)
    assert "3 statements are proposed" in page


@pytest.mark.django_db
def test_splitting_again_proposes_nothing_twice(minas_desk: Client, told: Testimony) -> None:
    for _time in range(2):
        minas_desk.post(f"/testimony/{told.pk}/statements/split")
    with whole_desk():
        assert Statement.objects.count() == 3


@pytest.mark.django_db
def test_a_proposal_is_kept_dropped_or_changed_by_a_person(minas_desk: Client, told: Testimony) -> None:
    minas_desk.post(f"/testimony/{told.pk}/statements/split")
    with whole_desk():
        changed, kept, dropped = Statement.objects.order_by("start")
    page = minas_desk.get(f"/testimony/statements/{changed.pk}/change").content.decode()
    assert "Suggested from the text; check it." in page
    minas_desk.post(f"/testimony/statements/{kept.pk}/keep")
    minas_desk.post(f"/testimony/statements/{changed.pk}/change", sent(credibility="3"))
    minas_desk.post(f"/testimony/statements/{dropped.pk}/drop")
    with whole_desk():
        left = {one.pk: one for one in Statement.objects.all()}
    assert {one.pk: one.stage for one in left.values()} == {
        kept.pk: Stage.UNGRADED,
        changed.pk: Stage.GRADED,
    }
    assert all(one.suggested == [] for one in left.values())


@pytest.mark.django_db
def test_suggestions_fill_only_what_is_blank_and_keep_what_was_typed(
    minas_desk: Client, told: Testimony
) -> None:
    typed = sent(sentences=SPANS[0], korean="", access="", origin="", when="2026", suggest="1")
    page = minas_desk.post(f"/testimony/{told.pk}/statements/new", typed).content.decode()
    assert 'name="when" value="2026"' in page
    assert 'name="quantity" value="20여 명"' in page
    assert "청진시 · Chongjin" in page
    assert "Nothing was saved yet" not in page
    with whole_desk():
        assert not Statement.objects.exists()


@pytest.mark.django_db
def test_a_proposal_that_does_not_say_how_the_source_knows_is_not_kept_unseen(
    minas_desk: Client, told: Testimony
) -> None:
    minas_desk.post(f"/testimony/{told.pk}/statements/split")
    with whole_desk():
        silent = Statement.objects.order_by("start").first()
    assert silent is not None
    answer = minas_desk.post(f"/testimony/statements/{silent.pk}/keep", follow=True)
    page = answer.content.decode()
    assert "Say how the source knows" in page
    assert 'name="access" value="talk" required id="id_access_3" checked' not in page
    with whole_desk():
        assert Statement.objects.get(pk=silent.pk).proposed


@pytest.mark.django_db
def test_statements_stand_in_the_order_of_the_words_and_another_sees_none(
    minas_desk: Client, desk_of: DeskOf, joon: Member, told: Testimony
) -> None:
    minas_desk.post(f"/testimony/{told.pk}/statements/split")
    for address in (f"/testimony/{told.pk}/statements", f"/testimony/{told.pk}"):
        page = minas_desk.get(address).content.decode()
        at = [page.index(f">{words}") for words in ("7월 초에", "내가 직접", "파스랑")]
        assert at == sorted(at)
    assert desk_of(joon).get(f"/testimony/{told.pk}/statements").status_code == 404
