"""A call is written down on one screen while it lasts."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.desk.conftest import DAY, DeskOf, MakeSource

from jebo.desk.clock import today
from jebo.desk.people.models import Entry, Member
from jebo.desk.sources.models import Source
from jebo.desk.testimony import questions
from jebo.desk.testimony.models import Contact, Question, Testimony
from jebo.desk.testimony.testimony import language_of
from jebo.desk.wall import seen_by, whole_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def to_ask(jar: Source) -> list[Question]:
    with whole_desk():
        return questions.ask(jar, ["검열조는 몇 명이었습니까?", "언제 왔습니까?"])


def shown(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_saving_a_call_leaves_a_contact_a_draft_and_the_ticks(
    at_mina_s: Client, mina: Member, jar: Source, to_ask: list[Question]
) -> None:
    answer = at_mina_s.post(
        f"/testimony/note/{jar.pk}",
        {"words": "어제 장마당에\r\n검열조가 왔다", "asked": [to_ask[0].pk], "day": today()},
    )
    with seen_by(mina.pk):
        contact, said = Contact.objects.get(), Testimony.objects.get()
        assert answer["Location"] == f"/testimony/{said.pk}"
        assert (contact.channel, contact.minutes, contact.note) == ("", None, "")
        assert (said.words, said.draft, said.read, said.language) == (
            "어제 장마당에\n검열조가 왔다",
            True,
            False,
            "ko",
        )
        assert [q.text for q in questions.open_of(jar)] == ["언제 왔습니까?"]
        assert Source.objects.get().last_heard == today()
    assert [entry.action for entry in Entry.objects.all()] == ["testimony.write"]


def test_a_call_in_which_nothing_was_said_leaves_a_contact_alone(
    at_mina_s: Client, mina: Member, jar: Source
) -> None:
    at_mina_s.post(f"/testimony/note/{jar.pk}", {"words": "  ", "day": today()})
    with seen_by(mina.pk):
        assert (Contact.objects.count(), Testimony.objects.count()) == (1, 0)


def test_channel_and_length_lie_folded_away_and_are_kept_only_where_somebody_writes_them(
    at_mina_s: Client, mina: Member, jar: Source
) -> None:
    page = shown(at_mina_s, f"/testimony/note/{jar.pk}")
    folded = page[page.index("<details>") : page.index("</details>")]
    assert 'name="channel"' in folded
    assert 'name="minutes"' in folded
    at_mina_s.post(
        f"/testimony/note/{jar.pk}", {"words": "", "day": today(), "channel": "KakaoTalk", "minutes": "4"}
    )
    with seen_by(mina.pk):
        assert Contact.objects.values_list("channel", "minutes").get() == ("KakaoTalk", 4)


def test_the_keyboard_goes_from_the_questions_to_what_was_said_to_saving(
    at_mina_s: Client, jar: Source, to_ask: list[Question]
) -> None:
    page = shown(at_mina_s, f"/testimony/note/{jar.pk}")
    main = page[page.index('<main id="main"') :]
    order = re.findall(
        r'<(?:input type="checkbox" name="(\w+)"|textarea name="(\w+)"|summary|(button) data-first)', main
    )
    names = ["".join(one) for one in order]
    assert names[:4] == ["asked", "asked", "words", ""]
    assert names.index("button") > names.index("words")
    assert re.search(r'<textarea name="words"[^>]*autofocus', main)


def test_a_mistake_leaves_every_word_on_the_page(
    at_mina_s: Client, jar: Source, to_ask: list[Question]
) -> None:
    typed = {
        "words": "쌀값이 올랐다",
        "day": "2026-13-01",
        "note": "a bad line",
        "asked": [to_ask[1].pk],
        "minutes": "x",
    }
    page = at_mina_s.post(f"/testimony/note/{jar.pk}", typed).content.decode()
    assert "쌀값이 올랐다" in page
    assert "a bad line" in page
    assert re.search(rf'value="{to_ask[1].pk}"[^>]*checked', page)


def test_a_day_to_come_is_refused_but_tomorrow_may_be_today_in_seoul(
    at_mina_s: Client, mina: Member, jar: Source
) -> None:
    for days, kept in ((2, 0), (1, 1)):
        at_mina_s.post(f"/testimony/note/{jar.pk}", {"words": "쌀", "day": today() + timedelta(days=days)})
        with seen_by(mina.pk):
            assert Testimony.objects.count() == kept


def test_the_duress_word_is_noticed(at_mina_s: Client, mina: Member, jar: Source) -> None:
    with whole_desk():
        Source.objects.filter(pk=jar.pk).update(duress_word="감자 농사")
    answer = at_mina_s.post(
        f"/testimony/note/{jar.pk}", {"words": "올해는 감자\n농사가 잘됐소", "day": today()}, follow=True
    )
    assert "duress" in answer.content.decode()
    answer = at_mina_s.post(
        f"/testimony/note/{jar.pk}", {"words": "감자가 비싸오", "day": today()}, follow=True
    )
    assert "duress" not in answer.content.decode()


def test_a_call_with_a_lost_source_says_that_it_is_still_marked_lost(at_mina_s: Client, jar: Source) -> None:
    with whole_desk():
        Source.objects.filter(pk=jar.pk).update(status="lost")
    answer = at_mina_s.post(f"/testimony/note/{jar.pk}", {"words": "살아 있소", "day": today()}, follow=True)
    assert "still marked" in answer.content.decode()


def test_those_last_heard_of_stand_first_where_one_chooses_whose_call_it_is(
    at_mina_s: Client, mina: Member, source_of: MakeSource, jar: Source
) -> None:
    for alias, day in (("마른 사다리", DAY), ("작은 우산", DAY + timedelta(days=2)), ("넓은 접시", None)):
        source_of(mina, alias, last_heard=day)
    page = shown(at_mina_s, "/testimony/note")
    aliases = ("작은 우산", "마른 사다리", "넓은 접시", "푸른 항아리")
    assert [page.index(alias) for alias in aliases] == sorted(page.index(alias) for alias in aliases)


def test_questions_are_added_a_line_each_and_the_most_urgent_put_first(
    at_mina_s: Client, mina: Member, jar: Source
) -> None:
    at_mina_s.post(f"/testimony/questions/{jar.pk}", {"questions": "- 몇 명?\n\n2. 언제?\n어디?"})
    with seen_by(mina.pk):
        last = questions.open_of(jar)[-1]
    at_mina_s.post(f"/testimony/question/{last.pk}", {"first": "1"})
    with seen_by(mina.pk):
        assert [q.text for q in questions.open_of(jar)] == ["어디?", "몇 명?", "언제?"]
    at_mina_s.post(f"/testimony/question/{last.pk}", {"asked": "1"})
    with seen_by(mina.pk):
        assert [q.text for q in questions.open_of(jar)] == ["몇 명?", "언제?"]
    at_mina_s.post(f"/testimony/question/{last.pk}", {"away": "1"})
    with seen_by(mina.pk):
        assert Question.objects.count() == 2


def test_the_sheet_for_a_call_holds_the_alias_the_questions_and_no_word_of_the_desk(
    at_mina_s: Client, jar: Source, to_ask: list[Question]
) -> None:
    with whole_desk():
        Source.objects.filter(pk=jar.pk).update(safe_contact="저녁에만", zone="china")
    page = shown(at_mina_s, f"/testimony/questions/{jar.pk}/sheet")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<title>") :])).strip()
    assert text == "푸른 항아리 Back 푸른 항아리 검열조는 몇 명이었습니까? 언제 왔습니까?"
    assert "jebo" not in page
    assert "제보" not in page


@pytest.mark.parametrize("address", ["note/{}", "questions/{}", "contacts/{}", "checking/{}"])
def test_query_counts_do_not_grow_with_what_there_is(
    at_mina_s: Client, jar: Source, address: str, django_assert_max_num_queries: Any
) -> None:
    with whole_desk():
        questions.ask(jar, [f"질문 {n}" for n in range(40)])
        for n in range(40):
            Contact.objects.create(source=jar, day=DAY - timedelta(days=n))
            Testimony.objects.create(source=jar, day=DAY, words="쌀")
    with django_assert_max_num_queries(12):
        shown(at_mina_s, f"/testimony/{address.format(jar.pk)}")


def test_a_safety_editor_to_whom_a_source_was_shared_reads_questions_and_writes_none(
    member: Any, desk_of: DeskOf, jar: Source
) -> None:
    from jebo.desk.sources.models import Sharing

    bora = member("Bora", "safety editor")
    with whole_desk():
        Sharing.objects.create(source=jar, member=bora, how="shared")
    browser = desk_of(bora)
    assert "푸른 항아리" in shown(browser, f"/testimony/questions/{jar.pk}")
    browser.post(f"/testimony/questions/{jar.pk}", {"questions": "몇 명?"})
    assert browser.get(f"/testimony/note/{jar.pk}").status_code == 404
    with whole_desk():
        assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("쌀값이 20원 올랐다", "ko"),
        ("昨天市场里来了检查组", "zh"),
        ("Inspectors came", "en"),
        ("검열조가 Chevrolet 타고", "ko"),
        ("Вчера", "und"),
        ("12:30", "ko"),
    ],
)
def test_the_language_is_read_off_the_letters(words: str, language: str) -> None:
    assert language_of(words) == language


def test_a_day_is_a_day(at_mina_s: Client, mina: Member, jar: Source) -> None:
    at_mina_s.post(f"/testimony/note/{jar.pk}", {"words": "쌀", "day": today()})
    with seen_by(mina.pk):
        assert type(Contact.objects.get().day) is date
