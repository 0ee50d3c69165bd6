"""A story is begun, written, commented, compared and looked at, and nobody's words are lost on the way."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from tests.desk.conftest import DeskOf, MakeMember, MakeSource
from tests.desk.stories.conftest import DAY, TEXT

from jebo.desk.events.models import Event, Standing, Support
from jebo.desk.events.rests import recompute
from jebo.desk.people.models import Member
from jebo.desk.sources.destroy import destroy
from jebo.desk.stories.models import Comment, Draft, Edition, Photo, RestsOn, Story
from jebo.desk.testimony.models import Statement
from jebo.desk.wall import seen_by, whole_desk

pytestmark = pytest.mark.django_db


def typed(edition: Edition, **changed: Any) -> dict[str, Any]:
    words = {"headline": edition.headline, "text": edition.text, "version": edition.version}
    return words | changed


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_story_is_begun_and_written(at_bora_s: Client) -> None:
    answer = at_bora_s.post("/stories/new", {"label": "천 단속", "language": "ko"})
    edition = Edition.objects.get()
    assert answer.headers["Location"] == f"/stories/edition/{edition.pk}"
    at_bora_s.post(
        f"/stories/edition/{edition.pk}", typed(edition, headline="단속", text=TEXT, tags="시장, 천")
    )
    edition.refresh_from_db()
    assert (edition.headline, edition.text, edition.tags, edition.version) == (
        "단속",
        TEXT,
        ["시장", "천"],
        2,
    )
    assert "천 단속" in page(at_bora_s, "/stories/")


def test_credits_are_kept_in_their_order(at_bora_s: Client, korean: Edition) -> None:
    named = {
        "role_0": "writing",
        "name_0": "보라",
        "role_1": "editing",
        "name_1": " 두리 ",
        "role_2": "photo",
        "name_2": "",
    }
    at_bora_s.post(f"/stories/edition/{korean.pk}", typed(korean, **named))
    korean.refresh_from_db()
    assert korean.credits == [{"role": "writing", "name": "보라"}, {"role": "editing", "name": "두리"}]
    assert 'value="두리"' in page(at_bora_s, f"/stories/edition/{korean.pk}")


def test_an_english_edition_takes_its_slug_from_its_headline(at_bora_s: Client, korean: Edition) -> None:
    at_bora_s.post(f"/stories/{korean.story_id}/new-edition", {"language": "en"})
    english = Edition.objects.get(language="en")
    at_bora_s.post(f"/stories/edition/{english.pk}", typed(english, headline="Cloth taken at a market"))
    english.refresh_from_db()
    assert english.slug == "cloth-taken-at-a-market"


def test_what_two_people_wrote_in_different_places_is_put_together(
    at_bora_s: Client, korean: Edition, member: MakeMember, desk_of: DeskOf
) -> None:
    at_duri_s = desk_of(member("Duri", "editor"))
    one, two = TEXT.split("\n\n")
    at_duri_s.post(f"/stories/edition/{korean.pk}", typed(korean, text=f"{one} 모두 놀랐다.\n\n{two}"))
    answer = at_bora_s.post(f"/stories/edition/{korean.pk}", typed(korean, text=f"{one}\n\n{two} 끝났다."))
    assert f"{one} 모두 놀랐다.\n\n{two} 끝났다." in answer.content.decode()
    assert Edition.objects.get().text == f"{one} 모두 놀랐다.\n\n{two}"


def test_what_two_people_wrote_in_one_place_is_shown_to_the_second_and_saved_over_by_nobody(
    at_bora_s: Client, korean: Edition, member: MakeMember, desk_of: DeskOf
) -> None:
    at_duri_s = desk_of(member("Duri", "editor"))
    at_duri_s.post(f"/stories/edition/{korean.pk}", typed(korean, text="두리의 글이다.", headline="두리"))
    shown = at_bora_s.post(
        f"/stories/edition/{korean.pk}", typed(korean, text="보라의 글이다.", headline="보라")
    )
    told = shown.content.decode()
    assert "두리의 글이다.\n\n보라의 글이다." in told
    assert told.count("두리") > 2
    again = typed(korean, text="둘의 글이다.", version=shown.context["form"]["version"].value())
    at_bora_s.post(f"/stories/edition/{korean.pk}", again)
    assert Edition.objects.get().text == "둘의 글이다."


def test_what_is_typed_is_kept_as_a_draft_and_offered_again(at_bora_s: Client, korean: Edition) -> None:
    answer = at_bora_s.post(f"/stories/edition/{korean.pk}/draft", typed(korean, text="반쯤 쓴 글"))
    assert answer.status_code == 204
    assert f"/stories/edition/{korean.pk}/own-draft" in page(at_bora_s, f"/stories/edition/{korean.pk}")
    assert "반쯤 쓴 글" in page(at_bora_s, f"/stories/edition/{korean.pk}/own-draft")
    going_on = at_bora_s.post(f"/stories/edition/{korean.pk}/own-draft").content.decode()
    assert "반쯤 쓴 글</textarea>" in going_on
    at_bora_s.post(f"/stories/edition/{korean.pk}/own-draft", {"forget": "1"})
    assert not Draft.objects.exists()


def test_a_draft_of_a_colleague_is_told_and_not_shown(
    at_bora_s: Client, korean: Edition, member: MakeMember, desk_of: DeskOf
) -> None:
    at_bora_s.post(f"/stories/edition/{korean.pk}/draft", typed(korean, text="반쯤 쓴 글"))
    at_duri_s = desk_of(member("Duri", "editor"))
    shown = page(at_duri_s, f"/stories/edition/{korean.pk}")
    assert "Bora" in shown
    assert "반쯤 쓴 글" not in shown
    assert at_duri_s.get(f"/stories/edition/{korean.pk}/own-draft").status_code == 404


def test_revisions_are_compared_word_by_word_and_an_old_one_comes_back_as_a_new_one(
    at_bora_s: Client, korean: Edition
) -> None:
    at_bora_s.post(f"/stories/edition/{korean.pk}", typed(korean, text=TEXT.replace("네 명", "여러 명")))
    compared = page(at_bora_s, f"/stories/edition/{korean.pk}/compare/2/3")
    assert "네</del>" in compared.replace('<span class="hidden">]</span>', "")
    at_bora_s.post(f"/stories/edition/{korean.pk}/revisions/2/back")
    korean.refresh_from_db()
    assert (korean.text, korean.version) == (TEXT, 4)


def test_a_passage_is_commented_answered_and_resolved(at_bora_s: Client, korean: Edition) -> None:
    second = korean.marked()[1].id
    at_bora_s.post(f"/stories/edition/{korean.pk}/comment", {"sentence": second, "text": "몇 명인가?"})
    comment = Comment.objects.get()
    at_bora_s.post(f"/stories/comment/{comment.pk}", {"text": "여러 명으로."})
    shown = page(at_bora_s, f"/stories/edition/{korean.pk}")
    assert "몇 명인가?" in shown
    assert "여러 명으로." in shown
    at_bora_s.post(f"/stories/comment/{comment.pk}", {"text": "", "resolve": "1"})
    comment.refresh_from_db()
    assert comment.resolved_by is not None


def test_a_wording_is_taken_without_a_script(at_bora_s: Client, korean: Edition) -> None:
    checked = at_bora_s.post(f"/stories/edition/{korean.pk}", typed(korean, check="1"))
    offers = list(checked.context["shown"].offers)
    assert offers
    taken = at_bora_s.post(f"/stories/edition/{korean.pk}", typed(korean, take=f"text:{offers[0].id}"))
    assert taken.context["form"]["text"].value() != TEXT
    assert Edition.objects.get().text == TEXT  # nothing is saved until somebody saves


@pytest.fixture
def standing(mina: Member, source_of: MakeSource) -> Standing:
    """What the desk may know of a statement of a source of Mina's."""
    source = source_of(mina, "푸른 항아리")
    with whole_desk():
        statement = Statement.objects.create(
            source=source, korean="ZZQX7 검열조가 천을 걷어 갔다", access="saw"
        )
        event = Event.objects.create(korean="천 단속", when="2026-07")
        Support.objects.create(source=source, event=event, statement=statement)
        recompute([event.pk])
        return Standing.objects.get()


def test_a_sentence_rests_on_a_statement_and_nobody_learns_whose(
    at_bora_s: Client, korean: Edition, standing: Standing
) -> None:
    found = at_bora_s.post(f"/stories/edition/{korean.pk}/comes-from", {"words": "단속"}).content.decode()
    assert f'name="standing" value="{standing.pk}"' in found
    second = korean.marked()[1].id
    at_bora_s.post(f"/stories/edition/{korean.pk}/rest", {"sentence": [second], "standing": [standing.pk]})
    assert [(one.sentence, one.standing_id) for one in RestsOn.objects.all()] == [(second, standing.pk)]
    shown = page(at_bora_s, f"/stories/edition/{korean.pk}/comes-from")
    assert "one voice alone" in shown
    assert "rests on nothing" in shown  # the first sentence reports something too
    assert "background" in shown
    assert "ZZQX7" not in shown
    assert "푸른 항아리" not in shown
    at_bora_s.post(f"/stories/edition/{korean.pk}/rest", {"away": RestsOn.objects.get().pk})
    assert not RestsOn.objects.exists()


def test_what_a_sentence_rests_on_goes_with_the_source_that_is_destroyed(
    at_bora_s: Client, korean: Edition, standing: Standing, mina: Member
) -> None:
    second = korean.marked()[1].id
    at_bora_s.post(f"/stories/edition/{korean.pk}/rest", {"sentence": [second], "standing": [standing.pk]})
    with seen_by(mina.pk):
        destroy(DAY, mina, standing.support.source)
    assert not RestsOn.objects.exists()
    assert Story.objects.exists()


def picture() -> SimpleUploadedFile:
    out, image = BytesIO(), Image.new("RGB", (60, 40), (120, 130, 120))
    exif = Image.Exif()
    exif[0x010F] = "QX camera"
    image.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG_2026_hyesan.jpg", out.getvalue())


def test_a_photo_is_drawn_anew_and_keeps_nothing_of_its_file(at_bora_s: Client, korean: Edition) -> None:
    at_bora_s.post(
        f"/stories/{korean.story_id}/photos/new", {"file": picture(), "name": "a market", "place": ""}
    )
    assert not Photo.objects.exists()
    said = {"file": picture(), "name": "market-in-winter", "korean_caption": "겨울 장마당", "file_photo": "1"}
    at_bora_s.post(f"/stories/{korean.story_id}/photos/new", said)
    photo = Photo.objects.get()
    assert photo.name == "market-in-winter.jpg"
    assert b"QX camera" not in bytes(photo.data)
    at_bora_s.post(f"/stories/edition/{korean.pk}", typed(korean, text=f"{TEXT}\n\n::photo {photo.pk}"))
    shown = page(at_bora_s, f"/stories/edition/{korean.pk}/as-published")
    assert "겨울 장마당" in shown
    assert "자료 사진" in shown  # in the language of the edition
    assert at_bora_s.get(f"/stories/photo/{photo.pk}/data").headers["Content-Type"] == "image/jpeg"


def test_everything_that_readers_get_is_checked(at_bora_s: Client, korean: Edition) -> None:
    at_bora_s.post(
        f"/stories/edition/{korean.pk}",
        typed(korean, share="혜산의 한 여성 소식통이 목요일에 전화로 전했다."),
    )
    assert "목요일" in page(at_bora_s, f"/stories/edition/{korean.pk}/gives-away")


def test_a_translator_reads_and_an_administrator_does_not(
    korean: Edition, member: MakeMember, desk_of: DeskOf
) -> None:
    at_safety_s, chief = desk_of(member("Saebom", "safety editor")), desk_of(member("Chief", "administrator"))
    assert "disabled" in page(at_safety_s, f"/stories/edition/{korean.pk}")
    at_safety_s.post(f"/stories/edition/{korean.pk}", typed(korean, text="다른 글"))
    assert Edition.objects.get().text == TEXT
    for address in (
        "/stories/",
        f"/stories/{korean.story_id}",
        f"/stories/edition/{korean.pk}",
        "/stories/new",
    ):
        assert chief.get(address).status_code == 404


def test_an_edition_asks_as_many_questions_however_long_it_is(at_bora_s: Client, korean: Edition) -> None:
    page(at_bora_s, f"/stories/edition/{korean.pk}")
    counts = []
    for times in (1, 6):
        korean.refresh_from_db()
        at_bora_s.post(f"/stories/edition/{korean.pk}", typed(korean, text="\n\n".join([TEXT] * times)))
        for one in Edition.objects.get().marked():
            Comment.objects.create(edition=korean, sentence=one.id, passage="x", text="?", day=DAY)
        page(at_bora_s, f"/stories/edition/{korean.pk}")
        with CaptureQueriesContext(connection) as asked:
            page(at_bora_s, f"/stories/edition/{korean.pk}")
            page(at_bora_s, f"/stories/edition/{korean.pk}/comes-from")
        counts.append(len(asked))
    assert counts[0] == counts[1]
