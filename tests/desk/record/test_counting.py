"""Numbers in stories that are counts of the record: put in when a text is saved, with their uncertainty, and pinned."""

from __future__ import annotations

import pytest
from tests.desk.conftest import DeskOf
from tests.desk.publication.conftest import DAY

from jebo.desk.people.models import Member
from jebo.desk.record.counting import BadMark, NothingToCount
from jebo.desk.record.models import Edition, Entry, Pin
from jebo.desk.stories.models import Draft
from jebo.desk.stories.models import Edition as Text
from jebo.desk.stories.saving import begin, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def released(db: None) -> None:
    """A release of the record with four inspections, of which three were surely in 2026 and two of those in one province."""
    Edition.objects.create(number=4, day=DAY, digest="")
    told = [("2026-35", "KP-09"), ("2026-07", "KP0205"), ("2026", "KP-08"), ("2026/2027", "KP-09")]
    for when, where in told:
        Entry.objects.create(
            day=DAY,
            since=1,
            told={"type": "INSPECT", "date": when, "place": [where, "province", False, False]},
        )
    Entry.objects.create(
        day=DAY,
        since=1,
        gone=2,
        told={"type": "INSPECT", "date": "2026", "place": ["KP-09", "province", False, False]},
    )
    Entry.objects.create(day=DAY, told={})


def saved(text: str, bora: Member, language: str = "en") -> Text:
    made = begin("단속", language, DAY, bora)
    return save(made.pk, {"text": text}, made.version, DAY, bora)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("There were {{ count INSPECT 2026 }} inspections.", "en", "There were at least 3 inspections."),
        (
            "There were at least {{ count INSPECT 2026 }} inspections.",
            "en",
            "There were at least 3 inspections.",
        ),
        ("{{count INSPECT 2026 KP-09}} in the province.", "en", "at least 2 in the province."),
        ("검열은 {{ count INSPECT 2026 }}건이었다.", "ko", "검열은 적어도 3건이었다."),
        ("검열은 최소 {{ count INSPECT 2026 KP }}건이었다.", "ko", "검열은 최소 3건이었다."),
        ("No mark { here }.", "en", "No mark { here }."),
    ],
)
def test_a_count_is_said_as_the_lower_bound_that_it_is(
    text: str, language: str, wanted: str, bora: Member
) -> None:
    assert saved(text, bora, language).text == wanted


def test_it_is_pinned_to_its_release_as_long_as_it_stands_there(bora: Member) -> None:
    edition = saved(
        "{{ count INSPECT 2026 }} inspections, {{ count INSPECT 2026 KP-09 }} of them there.", bora
    )
    assert [(one.type, one.place, one.says, one.count, one.number) for one in Pin.objects.all()] == [
        ("INSPECT", "", "at least 3", 3, 4), ("INSPECT", "KP-09", "at least 2", 2, 4),
    ]  # fmt: skip
    save(edition.pk, {"text": "at least 3 inspections."}, edition.version, DAY, bora)
    assert [one.says for one in Pin.objects.all()] == ["at least 3"]


@pytest.mark.parametrize(
    ("mark", "refused"),
    [
        ("{{ count INSPECTION 2026 }}", BadMark), ("{{ count INSPECT }}", BadMark), ("{{ count INSPECT 2026 KP-99 }}", BadMark),
        ("{{ INSPECT 2026 }}", BadMark), ("{{ }}", BadMark),
        ("{{ count INSPECT 2024 }}", NothingToCount), ("{{ count ARREST 2026 }}", NothingToCount),
    ],
)  # fmt: skip
def test_a_mark_that_stands_for_nothing_is_refused_and_what_was_typed_is_kept(
    mark: str, refused: type[Exception], bora: Member
) -> None:
    made = begin("단속", "en", DAY, bora)
    with pytest.raises(refused):
        save(made.pk, {"text": f"Then {mark} inspections."}, made.version, DAY, bora)
    assert Text.objects.get(pk=made.pk).text == ""
    assert Draft.objects.get().text == f"Then {mark} inspections."
    assert not Pin.objects.exists()


def test_the_editor_says_what_is_wrong_with_a_mark_and_keeps_the_text(bora: Member, desk_of: DeskOf) -> None:
    made = begin("단속", "en", DAY, bora)
    form = {"version": made.version, "headline": "x", "text": "Then {{ count NOTHING 2026 }}.", "remark": ""}
    page = desk_of(bora).post(f"/stories/edition/{made.pk}", form).content.decode()
    assert "A number from the public record is written" in page
    assert "Then {{ count NOTHING 2026 }}." in page


def test_a_number_that_changed_since_is_shown(bora: Member, desk_of: DeskOf) -> None:
    saved("{{ count INSPECT 2026 }} inspections.", bora)
    Entry.objects.create(
        day=DAY,
        since=5,
        told={"type": "INSPECT", "date": "2026-33", "place": ["KP", "country", False, False]},
    )
    page = desk_of(bora).get("/record/").content.decode()
    assert "at least 3" in page
    assert '<span class="badge">4</span>' in page
