"""A reader is answered, linked and heard, and of who they are nothing stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.conftest import DeskOf, MakeMember
from tests.desk.readers.test_mail import MESSAGE, box

from jebo.desk.people.models import Member
from jebo.desk.readers import letters as work
from jebo.desk.readers.mail import Found
from jebo.desk.readers.models import Letter
from jebo.desk.stories.models import Comment
from jebo.desk.stories.saving import begin

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def bora(member: MakeMember) -> Member:
    return member("Bora", "reporter")


@pytest.fixture
def at_bora_s(bora: Member, desk_of: DeskOf) -> Client:
    return desk_of(bora)


@pytest.fixture
def letter() -> Letter:
    work.keep([Found(words="The price is wrong.", address="sora@reader.invalid")], DAY, with_addresses=True)
    return Letter.objects.get()


def test_a_file_is_looked_at_before_any_of_it_is_kept(at_bora_s: Client) -> None:
    file = SimpleUploadedFile("box.mbox", box(MESSAGE, MESSAGE.replace("쌀값".encode(), "기름값".encode())))
    shown = at_bora_s.post("/readers/bring-in", {"file": file}).content.decode()
    assert "기름값이 기사와 다릅니다." in shown
    assert "sora@" not in shown
    assert not Letter.objects.exists()


def test_what_is_chosen_is_kept_and_the_rest_is_not(at_bora_s: Client) -> None:
    at_bora_s.post("/readers/bring-in", {"words": ["one", "two"], "address": ["", ""], "chosen": ["1"]})
    assert [one.words for one in Letter.objects.all()] == ["two"]


@pytest.mark.parametrize(("asked", "kept"), [({}, ""), ({"with_addresses": "1"}, "a@b.invalid")])
def test_an_address_is_kept_only_where_somebody_asks_for_it(
    at_bora_s: Client, asked: dict[str, str], kept: str
) -> None:
    at_bora_s.post(
        "/readers/bring-in", {"words": ["one"], "address": ["a@b.invalid"], "chosen": ["0"]} | asked
    )
    assert Letter.objects.get().address == kept


def test_an_address_is_forgotten_when_the_letter_is_answered(at_bora_s: Client, letter: Letter) -> None:
    at_bora_s.post(f"/readers/{letter.pk}/answer", {"answer": "Thank you.", "sent": "1"})
    letter.refresh_from_db()
    assert (letter.state, letter.address, letter.answer) == ("answered", "", "Thank you.")


@pytest.mark.parametrize(("days", "left"), [(30, "sora@reader.invalid"), (31, "")])
def test_an_address_is_forgotten_after_thirty_days_in_any_case(letter: Letter, days: int, left: str) -> None:
    work.forget_addresses(DAY + timedelta(days=days))
    letter.refresh_from_db()
    assert letter.address == left


def test_a_letter_becomes_a_correction_of_the_story_that_it_is_about(
    at_bora_s: Client, bora: Member, letter: Letter
) -> None:
    edition = begin("prices", "ko", DAY, bora)
    refused = at_bora_s.post(f"/readers/{letter.pk}/become", {"become": "correction"})
    assert "needs a story" in refused.content.decode()
    at_bora_s.post(f"/readers/{letter.pk}/settle", {"assigned_to": bora.pk, "story": edition.story_id})
    at_bora_s.post(f"/readers/{letter.pk}/become", {"become": "correction"})
    letter.refresh_from_db()
    assert (letter.state, letter.assigned_to) == ("correction", bora)
    assert [one.text for one in Comment.objects.filter(edition=edition)] == ["The price is wrong."]


def test_what_is_set_aside_waits_no_more_and_is_deleted_together(at_bora_s: Client, letter: Letter) -> None:
    at_bora_s.post(f"/readers/{letter.pk}/become", {"become": "aside"})
    assert "The price is wrong." not in at_bora_s.get("/readers/").content.decode()
    assert "The price is wrong." in at_bora_s.get("/readers/?state=aside").content.decode()
    at_bora_s.post("/readers/delete")
    assert not Letter.objects.exists()


def test_a_letter_waits_again_when_it_is_taken_up(at_bora_s: Client, letter: Letter) -> None:
    for step in ("lead", "letter"):
        at_bora_s.post(f"/readers/{letter.pk}/become", {"become": step})
    letter.refresh_from_db()
    assert letter.state == "new"


def test_letters_are_assigned_only_to_those_who_may_answer(
    at_bora_s: Client, member: MakeMember, letter: Letter
) -> None:
    chief = member("Chief", "administrator")
    at_bora_s.post(f"/readers/{letter.pk}/settle", {"assigned_to": chief.pk})
    letter.refresh_from_db()
    assert letter.assigned_to is None


def test_an_administrator_reads_no_letter(member: MakeMember, desk_of: DeskOf, letter: Letter) -> None:
    browser = desk_of(member("Chief", "administrator"))
    for address in ("/readers/", f"/readers/{letter.pk}", "/readers/bring-in"):
        assert browser.get(address).status_code == 404


def test_the_list_asks_as_many_questions_for_forty_letters_as_for_four(
    at_bora_s: Client,
) -> None:
    at_bora_s.get("/readers/")
    counts = []
    for more in (4, 36):
        work.keep([Found(words=f"{n}") for n in range(more)], DAY, with_addresses=False)
        with CaptureQueriesContext(connection) as asked:
            at_bora_s.get("/readers/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
