"""A story is translated on its page, without a script; what helps is put in, and what differs is mended or let stand."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.conftest import DeskOf, MakeMember
from tests.desk.translation.conftest import ENGLISH, KOREAN

from jebo.desk.stories.models import Edition, StandingText
from jebo.desk.translation import tmx
from jebo.desk.translation.models import AcceptedDrift, GlossaryTerm, Pair

pytestmark = pytest.mark.django_db


def typed(browser: Client, edition: Edition, words: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """The form of the page as a browser sends it, with other words in it."""
    found = browser.get(f"/translation/{edition.pk}").context
    data: dict[str, Any] = {"version": found["version"]}
    for n, one in enumerate(found["rows"]):
        data |= {
            f"original_{n}": " ".join(one.row.original),
            f"words_{n}": words[n] if n < len(words) else one.row.words,
            f"begins_{n}": one.row.begins,
            f"fixed_{n}": "\n".join(one.row.fixed),
        }
    return data | more


def begun(browser: Client, korean: Edition) -> Edition:
    answer = browser.post(f"/translation/begin/{korean.pk}")
    english = Edition.objects.get(language="en")
    assert answer.headers["Location"] == f"/translation/{english.pk}"
    return english


def test_a_story_is_translated_on_its_page(at_yuna_s: Client, korean: Edition) -> None:
    english = begun(at_yuna_s, korean)
    at_yuna_s.post(f"/translation/{english.pk}", typed(at_yuna_s, english, ENGLISH))
    english.refresh_from_db()
    assert english.text.startswith("## Raid on a market\n\nRice rose")
    assert Pair.objects.count() == 4
    assert (
        at_yuna_s.get(f"/translation/story/{korean.story_id}").headers["Location"]
        == f"/translation/{english.pk}"
    )


def test_rows_are_merged_split_and_moved(at_yuna_s: Client, english: Edition) -> None:
    address = f"/translation/{english.pk}"
    at_yuna_s.post(address, typed(at_yuna_s, english, do="merge:1"))
    english.refresh_from_db()
    assert [len(left) for left, _ in english.pairs] == [1, 2, 1]
    at_yuna_s.post(address, typed(at_yuna_s, english, do="split:1"))
    english.refresh_from_db()
    assert [len(left) for left, _ in english.pairs] == [1, 1, 1, 1]
    at_yuna_s.post(address, typed(at_yuna_s, english, do="down:1"))
    english.refresh_from_db()
    assert "The market is quiet. Rice rose to 6,000 won." in english.text


def test_a_match_and_a_term_are_put_in_without_a_script_and_nothing_is_saved(
    at_yuna_s: Client, korean: Edition
) -> None:
    Pair.objects.all().delete()
    file = SimpleUploadedFile(
        "m.tmx", tmx.write([("쌀값이 5,000원으로 올랐다.", "Rice rose to 5,000 won.")], "1")
    )
    at_yuna_s.post("/translation/memory", {"file": file})
    GlossaryTerm.objects.create(korean="쌀값", english="rice price")
    english = begun(at_yuna_s, korean)
    page = at_yuna_s.post(f"/translation/{english.pk}", typed(at_yuna_s, english, ("Raid",), help="1"))
    (match,) = page.context["matches"]
    told = page.content.decode()
    assert "rice price" in told
    assert "6,000" in told
    put = at_yuna_s.post(
        f"/translation/{english.pk}", typed(at_yuna_s, english, ("Raid",), put=f"1:m{match.pair}")
    )
    assert [one.row.words for one in put.context["rows"]][:2] == ["Raid", "Rice rose to 5,000 won."]
    put = at_yuna_s.post(f"/translation/{english.pk}", typed(at_yuna_s, english, put="1:t0"))
    assert put.context["rows"][1].row.words == "rice price"
    assert Edition.objects.get(language="en").text == ""


def test_a_changed_original_is_told_on_the_page(at_yuna_s: Client, english: Edition, korean: Edition) -> None:
    from jebo.desk.stories.saving import save

    by = korean.story.begun_by
    assert by is not None
    save(korean.pk, {"text": KOREAN.replace("6,000", "7,000")}, korean.version, korean.story.begun, by)
    assert "changed since you translated this" in at_yuna_s.get(f"/translation/{english.pk}").content.decode()
    at_yuna_s.post(f"/translation/{english.pk}", typed(at_yuna_s, english, settled_1="1"))
    assert (
        "changed since you translated this"
        not in at_yuna_s.get(f"/translation/{english.pk}").content.decode()
    )


def test_who_saves_second_finds_their_words_as_a_draft(at_yuna_s: Client, english: Edition) -> None:
    mine = typed(at_yuna_s, english, ("QX raid",))
    at_yuna_s.post(f"/translation/{english.pk}", typed(at_yuna_s, english, ("Another raid",)))
    answer = at_yuna_s.post(f"/translation/{english.pk}", mine)
    assert answer.headers["Location"].endswith("/own-draft")
    assert "QX raid" in at_yuna_s.get(answer.headers["Location"]).content.decode().replace("</ins>", "")


def test_a_difference_is_let_stand_with_a_reason_and_taken_back(at_yuna_s: Client, english: Edition) -> None:
    at_yuna_s.post(
        f"/translation/{english.pk}",
        typed(at_yuna_s, english, (*ENGLISH[:3], "Inspectors took the cloth of five traders.")),
    )
    address = f"/translation/story/{english.story_id}"
    (one,) = at_yuna_s.get(f"{address}/differences").context["open"]
    assert (
        "say why"
        in at_yuna_s.post(f"{address}/accept", {"finding": one.key, "reason": ""}).content.decode().lower()
    )
    at_yuna_s.post(f"{address}/accept", {"finding": one.key, "reason": "as the reporter says"})
    assert "as the reporter says" in at_yuna_s.get(f"{address}/differences").content.decode()
    at_yuna_s.post(f"{address}/accept", {"finding": one.key, "back": "1"})
    assert not AcceptedDrift.objects.exists()


def test_terms_and_standing_texts_are_kept_in_their_years(at_yuna_s: Client, korean: Edition) -> None:
    at_yuna_s.post(
        "/translation/glossary/new",
        {"korean": "물마루장", "english": "crest market", "since": "2024", "until": "2020"},
    )
    assert not GlossaryTerm.objects.exists()
    at_yuna_s.post(
        "/translation/glossary/new", {"korean": "물마루장", "english": "crest market", "since": "2020"}
    )
    term = GlossaryTerm.objects.get()
    assert "crest market" in at_yuna_s.get("/translation/glossary").content.decode()
    said = {
        "sort": "gloss",
        "korean_term": "인민반",
        "english_term": "inminban",
        "korean": "이웃 조직",
        "english": "a unit of neighbours",
    }
    at_yuna_s.post("/translation/texts/new", said | {"until": "2020-01-01"})
    text = StandingText.objects.get()
    assert "not true today" in at_yuna_s.get("/translation/texts").content.decode()
    Edition.objects.filter(pk=korean.pk).update(text=f"::gloss {text.pk}")
    at_yuna_s.post(f"/translation/texts/{text.pk}", {"away": "1"})
    assert StandingText.objects.exists()  # it is used
    assert korean.headline in at_yuna_s.get(f"/translation/texts/{text.pk}").content.decode()
    at_yuna_s.post(f"/translation/glossary/{term.pk}", {"away": "1"})
    assert not GlossaryTerm.objects.exists()


def test_the_memory_goes_out_as_a_file_and_a_broken_one_is_refused(
    at_yuna_s: Client, english: Edition
) -> None:
    assert ("장마당은 조용하다.", "The market is quiet.") in tmx.read(
        at_yuna_s.post("/translation/memory/out").content
    )
    refused = at_yuna_s.post("/translation/memory", {"file": SimpleUploadedFile("m.tmx", b"no")})
    assert "no translation memory" in refused.content.decode()


def test_who_may_not_see_stories_finds_nothing_and_who_may_not_write_changes_nothing(
    english: Edition, member: MakeMember, desk_of: DeskOf
) -> None:
    chief, saebom = desk_of(member("Chief", "administrator")), desk_of(member("Saebom", "safety editor"))
    for address in (
        english.pk,
        "glossary",
        "texts",
        "memory",
        f"story/{english.story_id}",
        f"story/{english.story_id}/differences",
    ):
        assert chief.get(f"/translation/{address}").status_code == 404
    saebom.post(f"/translation/{english.pk}", {"version": english.version, "words_0": "QX"})
    assert "QX" not in Edition.objects.get(pk=english.pk).text
