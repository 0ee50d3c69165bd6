"""The index goes with the rows: written with them, changed with them, gone with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from tests.desk.conftest import DAY
from tests.desk.search.conftest import Tells, found

from jebo.desk.events.models import Event
from jebo.desk.people.models import Member
from jebo.desk.search import index
from jebo.desk.search.kinds import BY_MODEL, KINDS
from jebo.desk.search.models import EditionPassage, EventPassage, Passage, Saved, place
from jebo.desk.search.query import parse
from jebo.desk.sources import destroy
from jebo.desk.sources.models import Sharing, Source
from jebo.desk.stories.models import Edition
from jebo.desk.stories.saving import begin, save
from jebo.desk.testimony.models import Attachment, Contact, Outgoing, Question, Statement, Testimony
from jebo.desk.wall import seen_by, whole_desk

pytestmark = pytest.mark.django_db
MARK = "qxzvwky"  # begins like no other word, so that the index cannot shorten it
Browse = Callable[[Member], Client]
only_sqlcipher = pytest.mark.skipif(
    connection.vendor == "postgresql", reason="a row's tokens go with the row"
)


class Stop(Exception):
    """What a page fails with."""


@pytest.fixture
def everywhere(mina: Member, minas: Source, tells: Tells) -> list[str]:
    """The mark in every sort of row that can be found: their pages."""
    with seen_by(mina.pk):
        minas.safe_contact = MARK
        minas.save()
        testimony = tells(MARK)
        Attachment(source=minas, testimony=testimony, caption=MARK).save()
        statement = Statement(source=minas, korean=MARK)
        statement.save()
        Contact(source=minas, day=DAY, note=MARK).save()
        Question(source=minas, text=MARK).save()
        Outgoing(source=minas, day=DAY, to_whom="expert", told=MARK).save()
    event = Event(english=MARK)
    event.save()
    return [
        f"/sources/{minas.pk}",
        f"/testimony/{testimony.pk}",
        f"/testimony/statements/{statement.pk}",
        f"/events/{event.pk}",
    ]


def test_every_sort_of_row_is_found(everywhere: list[str], mina: Member, desk_of: Browse) -> None:
    shown = found(desk_of(mina), MARK)
    assert len(shown) == len(KINDS) - 1  # an edition belongs to no source, see below
    assert set(everywhere) <= set(shown)


def test_every_model_of_the_index_has_its_page_and_its_fields() -> None:
    for kind in KINDS:
        assert not list(kind.for_pages()[:1])  # nobody looks; the fields are there


def stop(_: object) -> None:
    raise Stop


def test_what_is_not_saved_is_not_found(tells: Tells, mina: Member, desk_of: Browse) -> None:
    with pytest.raises(Stop), transaction.atomic():
        stop(tells(MARK))
    with whole_desk():
        assert not Passage.objects.filter(sort="testimony").exists()
    assert found(desk_of(mina), MARK) == []


def test_a_row_is_found_by_its_new_words_and_no_more_by_its_old_ones(
    tells: Tells, mina: Member, desk_of: Browse
) -> None:
    row = tells("쌀값이 올랐다")
    with seen_by(mina.pk):
        row.words = "옥수수값이 내렸다"
        row.save()
    assert found(desk_of(mina), "쌀값") == []
    assert found(desk_of(mina), "옥수수값") == [f"/testimony/{row.pk}"]
    with whole_desk():
        assert Passage.objects.filter(about=row.pk).count() == 1


def test_a_row_that_is_deleted_is_gone_from_the_index(tells: Tells, mina: Member, desk_of: Browse) -> None:
    row = tells(MARK)
    with seen_by(mina.pk):
        row.delete()
    with whole_desk():
        assert not Passage.objects.filter(sort="testimony").exists()
    assert tokens_in_the_index(MARK) == 0
    assert found(desk_of(mina), MARK) == []


def test_rows_that_are_deleted_together_are_gone_from_the_index(tells: Tells, mina: Member) -> None:
    tells(MARK), tells(MARK)
    with seen_by(mina.pk):
        Testimony.objects.all().delete()
    with whole_desk():
        assert not Passage.objects.filter(sort="testimony").exists()


def test_a_source_takes_its_lines_of_the_index_with_it(everywhere: list[str], minas: Source) -> None:
    with whole_desk():
        minas.delete()
        assert not Passage.objects.exists()
    assert EventPassage.objects.count() == 1
    assert tokens_in_the_index(MARK) == 1


def test_an_edition_is_found_by_all_who_may_see_stories_and_leaves_the_index_with_its_story(
    mina: Member, member: Callable[..., Member], desk_of: Browse
) -> None:
    edition = begin("QX", "en", DAY, mina)
    assert tokens_in_the_index(MARK) == 0
    save(edition.pk, {"headline": "Prices", "text": f"Rice, {MARK}."}, 1, DAY, mina)
    safety, chief = member("Saebom", "safety editor"), member("Chief", "administrator")
    for who in (mina, safety):
        assert found(desk_of(who), MARK) == [f"/stories/edition/{edition.pk}"]
    assert found(desk_of(chief), MARK) == []
    save(edition.pk, {"text": "Rice."}, 2, DAY, mina)
    assert not found_again(MARK)
    edition.story.delete()
    assert not EditionPassage.objects.exists()


def found_again(token: str) -> bool:
    """Whether an edition is given for a token."""
    return bool(index.newest(BY_MODEL[Edition], parse(token), None, None, 10, DAY))


def test_saving_what_is_not_searched_leaves_the_index_alone(
    tells: Tells, mina: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = tells(MARK)
    monkeypatch.setattr(index, "keep", None)
    with seen_by(mina.pk):
        row.read = True
        row.save(update_fields=["read"])
        with pytest.raises(TypeError):
            row.save(update_fields=["words"])


def test_of_a_source_that_is_forgotten_nothing_can_be_read_in_the_index(
    everywhere: list[str], minas: Source
) -> None:
    with whole_desk():
        Event.objects.all().delete()
        assert MARK.encode() in what_the_index_holds()
        index.forget(minas.pk)
        assert MARK.encode() not in what_the_index_holds()
        assert not Passage.objects.exists()


def test_destroying_a_source_takes_its_words_out_of_the_index_and_its_files(
    everywhere: list[str], minas: Source, mina: Member
) -> None:
    with seen_by(mina.pk):
        Event.objects.all().delete()
        assert tokens_in_the_index(MARK) > 1
        destroy.destroy(DAY, mina, minas)
    assert tokens_in_the_index(MARK) == 0
    assert MARK.encode() not in what_the_index_holds()


@only_sqlcipher
def test_destroying_that_does_not_know_of_the_index_would_leave_words_in_it(
    everywhere: list[str], minas: Source, mina: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index.forget in destroy.copies
    monkeypatch.setattr(destroy, "copies", [])
    with seen_by(mina.pk):
        Event.objects.all().delete()
        destroy.destroy(DAY, mina, minas)
    assert MARK.encode() in what_the_index_holds()


@only_sqlcipher
def test_what_is_left_of_deleted_rows_is_known_and_tidied(tells: Tells, mina: Member) -> None:
    row = tells(MARK)
    assert not index.engine().holds_what_left(connection)
    with seen_by(mina.pk):
        row.delete()
    assert index.engine().holds_what_left(connection)
    assert MARK.encode() in what_the_index_holds()
    index.tidy_what_is_left()
    assert not index.engine().holds_what_left(connection)
    assert MARK.encode() not in what_the_index_holds()


@only_sqlcipher
def test_without_tidying_it_could_still_be_read(everywhere: list[str], minas: Source) -> None:
    with whole_desk():
        Event.objects.all().delete()
        Passage.objects.all().delete()
        assert MARK.encode() in what_the_index_holds()


def test_searches_that_name_a_source_are_forgotten_with_it(minas: Source, joon: Member) -> None:
    with seen_by(joon.pk):
        for words in ("푸른  항아리", "쌀 “푸른 항아리”", "쌀값"):
            Saved.objects.create(member=joon, words=words)
    with whole_desk():
        index.forget(minas.pk)
        assert [one.words for one in Saved.objects.all()] == ["쌀값"]


def test_rows_written_in_bulk_are_found_after_the_index_is_rebuilt(
    minas: Source, mina: Member, desk_of: Browse
) -> None:
    with whole_desk():
        rows = Testimony.objects.bulk_create(
            [Testimony(source=minas, day=DAY, words=f"쌀값 {i}") for i in range(3)]
        )
        Testimony.objects.filter(pk=rows[0].pk).update(words="옥수수값")
    assert found(desk_of(mina), "쌀값") == []
    index.rebuild()
    assert set(found(desk_of(mina), "쌀값")) == {f"/testimony/{row.pk}" for row in rows[1:]}
    assert found(desk_of(mina), "옥수수값") == [f"/testimony/{rows[0].pk}"]
    assert found(desk_of(mina), "푸른 항아리") == [f"/sources/{minas.pk}"]


def test_rebuilding_changes_nothing_where_the_index_is_right(
    everywhere: list[str], mina: Member, desk_of: Browse
) -> None:
    before = found(desk_of(mina), MARK)
    index.rebuild()
    index.rebuild()
    assert found(desk_of(mina), MARK) == before


def test_who_is_given_a_source_finds_in_it_at_once(
    tells: Tells, minas: Source, joon: Member, desk_of: Browse
) -> None:
    row = tells(MARK)
    browser = desk_of(joon)
    assert found(browser, MARK) == []
    with whole_desk():
        Sharing.objects.create(source=minas, member=joon)
    assert found(browser, MARK) == [f"/testimony/{row.pk}"]


def test_the_index_gives_numbers_only_of_rows_that_the_member_may_see(
    tells: Tells, joons: Source, mina: Member, joon: Member
) -> None:
    """Before any text is looked into, and whether or not it was asked for some sources alone."""
    tells(MARK)
    kind = next(kind for kind in KINDS if kind.sort == "testimony")
    for member, count in ((mina, 1), (joon, 0)):
        with seen_by(member.pk):
            assert len(index.newest(kind, parse(MARK), None, None, 9, DAY)) == count
            assert len(kind.for_pages()) == count
    with seen_by(None):
        assert index.newest(kind, parse(MARK), None, None, 9, DAY) == []


def test_the_newest_come_first_out_of_the_index_and_its_numbers_tell_the_day_alone() -> None:
    days = [date(2026, 1, 1) + timedelta(days=i) for i in range(50)]
    assert sorted(days, key=place) == days
    assert place(None) < place(date(1900, 1, 1))
    assert place(date.max) < 2**63
    assert len({place(days[0]) for _ in range(100)}) == 100


def tokens_in_the_index(token: str) -> int:
    """How many lines of the index hold a token, asked past everything of ours."""
    with whole_desk(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT (SELECT count(*) FROM search_passage WHERE words @@ %s::tsquery)"
                " + (SELECT count(*) FROM search_eventpassage WHERE words @@ %s::tsquery)"
                " + (SELECT count(*) FROM search_editionpassage WHERE words @@ %s::tsquery)",
                [token] * 3,
            )
        else:
            cursor.execute("SELECT count(*) FROM search_words WHERE search_words MATCH %s", [token])
        return int(cursor.fetchone()[0])


def what_the_index_holds() -> bytes:
    """Every byte of it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT words::text FROM search_passage UNION ALL SELECT words::text FROM search_eventpassage"
                " UNION ALL SELECT words::text FROM search_editionpassage"
            )
            return "".join(str(text) for (text,) in cursor.fetchall()).encode()
        cursor.execute("SELECT block FROM search_words_data")
        return b"".join(block for (block,) in cursor.fetchall())
