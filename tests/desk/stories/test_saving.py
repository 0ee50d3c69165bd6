"""Two people in one text never lose a word, and what a sentence rests on stays with it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.desk.conftest import MakeMember

from jebo.desk.people.models import Member
from jebo.desk.stories.models import Comment, Draft, Edition
from jebo.desk.stories.putting import content
from jebo.desk.stories.saving import SavedMeanwhile, add, begin, keep_draft, save

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 20)
TEXT = "Rice rose to 6,000 won. The inspectors took the cloth of four traders."


@pytest.fixture
def bora(member: MakeMember) -> Member:
    return member("Bora", "reporter")


@pytest.fixture
def edition(bora: Member) -> Edition:
    made = begin("cloth", "en", DAY, bora)
    return save(made.pk, {"headline": "Cloth", "text": TEXT}, made.version, DAY, bora)


def test_each_time_an_edition_is_saved_there_is_one_revision_more(edition: Edition, bora: Member) -> None:
    save(edition.pk, {"text": TEXT + " Oil fell."}, edition.version, DAY, bora, remark="oil")
    assert [(one.number, one.text) for one in edition.revisions.all()] == [
        (3, TEXT + " Oil fell."),
        (2, TEXT),
        (1, ""),
    ]


def test_saving_what_is_there_already_makes_no_revision(edition: Edition, bora: Member) -> None:
    assert save(edition.pk, {"text": TEXT}, edition.version, DAY, bora).version == edition.version
    assert edition.revisions.count() == 2


def test_what_a_colleague_saved_meanwhile_is_not_written_over_and_what_one_typed_is_kept(
    edition: Edition, bora: Member, member: MakeMember
) -> None:
    other = member("Duri", "editor")
    save(edition.pk, {"text": "Theirs."}, edition.version, DAY, other)
    with pytest.raises(SavedMeanwhile):
        save(edition.pk, {"text": "Mine."}, edition.version, DAY, bora)
    assert Edition.objects.get(pk=edition.pk).text == "Theirs."
    assert Draft.objects.get(edition=edition, by=bora).text == "Mine."


def test_a_draft_is_one_for_each_member_and_gone_once_it_is_saved(edition: Edition, bora: Member) -> None:
    for typed in ("A.", "A. B."):
        keep_draft(edition, {"text": typed}, edition.version, DAY, bora)
    assert [one.text for one in Draft.objects.all()] == ["A. B."]
    save(edition.pk, {"text": "A. B."}, edition.version, DAY, bora)
    assert not Draft.objects.exists()


def test_a_comment_goes_with_its_sentence_and_stays_when_that_is_cut(edition: Edition, bora: Member) -> None:
    second = edition.marked()[1].id
    comment = Comment.objects.create(
        edition=edition, sentence=second, passage="four", text="?", by=bora, day=DAY
    )
    now = save(
        edition.pk, {"text": "Oil fell. The inspectors took the cloth of several traders."}, 2, DAY, bora
    )
    comment.refresh_from_db()
    assert comment.sentence == second == now.marked()[1].id
    save(edition.pk, {"text": "Oil fell."}, now.version, DAY, bora)
    comment.refresh_from_db()
    assert (comment.sentence, comment.passage) == ("", "four")


def test_whatever_a_reader_gets_of_an_edition_is_in_its_digest(edition: Edition, bora: Member) -> None:
    seen = {content(edition).digest()}
    for change in (
        {"headline": "H"},
        {"standfirst": "S"},
        {"dateline": "D"},
        {"text": TEXT + " X."},
        {"slug": "s"},
        {"tags": ["t"]},
        {"share": "sh"},
        {"credits": [{"role": "writing", "name": "Bora"}]},
    ):
        edition = save(edition.pk, change, edition.version, DAY, bora)
        seen.add(content(edition).digest())
    assert len(seen) == 9


def test_a_story_has_one_edition_in_each_language(edition: Edition, bora: Member) -> None:
    from django.db import IntegrityError, transaction

    add(edition.story, "ko", DAY, bora)
    with pytest.raises(IntegrityError), transaction.atomic():
        add(edition.story, "ko", DAY, bora)
