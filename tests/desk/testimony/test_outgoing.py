"""What the desk told others while checking is written down and counts as exposure."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.desk.conftest import DAY

from jebo.desk.people.models import Entry, Member
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Outgoing, Statement, Testimony
from jebo.desk.testimony.outgoing import OFFERED, facts_of, tell, times_told
from jebo.desk.wall import seen_by, whole_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def stated(jar: Source) -> Statement:
    with whole_desk():
        said = Testimony.objects.create(source=jar, day=DAY, words="쌀값이 올랐다")
        statement: Statement = Statement.objects.create(source=jar, testimony=said, korean="쌀값이 올랐다")
        return statement


def test_what_may_be_given_away_is_each_statement_and_testimony_that_has_none(
    by_mina: Member, jar: Source, stated: Statement
) -> None:
    other = Testimony(source=jar, day=DAY, words="콩값도")
    other.save()
    assert set(facts_of(jar)) == {stated.pk, other.pk}


def test_each_telling_counts_once_for_what_it_gave_away_and_holds_ids_only(
    by_mina: Member, jar: Source, stated: Statement
) -> None:
    for who in ("expert", "official"):
        tell(jar, DAY, who, "쌀값이 얼마인가", [stated.pk, "A" * 22])
    assert times_told(jar) == {stated.pk: 2}
    assert set(map(tuple, Outgoing.objects.values_list("gave_away", flat=True))) == {(stated.pk,)}


def test_the_page_writes_it_down_and_shows_what_it_gave_away(
    at_mina_s: Client, mina: Member, jar: Source, stated: Statement
) -> None:
    data = {"day": DAY, "to_whom": "expert", "told": "쌀값이 얼마인가 물었다", "gave_away": [stated.pk]}
    page = at_mina_s.post(f"/testimony/checking/{jar.pk}", data, follow=True).content.decode()
    assert "쌀값이 얼마인가 물었다" in page
    assert "It gave away:" in page
    assert [entry.action for entry in Entry.objects.all()] == ["outgoing.write"]
    with seen_by(mina.pk):
        line = Outgoing.objects.get()
    at_mina_s.post(f"/testimony/checking/line/{line.pk}")
    with seen_by(mina.pk):
        assert not Outgoing.objects.exists()


def test_what_was_typed_stays_where_the_form_is_refused(at_mina_s: Client, jar: Source) -> None:
    page = at_mina_s.post(
        f"/testimony/checking/{jar.pk}", {"day": DAY, "told": "쌀값이 얼마인가"}
    ).content.decode()
    assert "쌀값이 얼마인가" in page


def test_the_newest_facts_are_offered_and_an_older_one_is_still_shown_where_it_was_given_away(
    at_mina_s: Client, jar: Source, stated: Statement
) -> None:
    with whole_desk():
        for n in range(OFFERED):
            Statement.objects.create(source=jar, day=DAY + timedelta(days=1), korean=f"값 {n}")
        tell(jar, DAY, "expert", "쌀값을 물었다", [stated.pk])
    page = at_mina_s.get(f"/testimony/checking/{jar.pk}").content.decode()
    assert page.count('type="checkbox"') == OFFERED
    assert "쌀값이 올랐다" in page


def test_a_long_list_is_paged_with_the_same_few_queries(
    at_mina_s: Client, jar: Source, django_assert_max_num_queries: Any
) -> None:
    with whole_desk():
        for n in range(60):
            Outgoing.objects.create(source=jar, day=DAY, to_whom="expert", told=f"물음 {n}")
    with django_assert_max_num_queries(10):
        page = at_mina_s.get(f"/testimony/checking/{jar.pk}").content.decode()
    assert page.count("물음") == 50
