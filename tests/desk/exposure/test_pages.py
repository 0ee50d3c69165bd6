"""The page of a source: what each release cost, in words of its limits; and which releases a list would endanger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk.conftest import DAY, DeskOf, MakeMember, MakeSource
from tests.desk.exposure.conftest import MakeTold, fact

from jebo.desk.exposure import history
from jebo.desk.keyring import Keyring
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.stories.models import Story

pytestmark = pytest.mark.django_db
PAGES = ("", "/what-if")
TEMPLATES = Path(history.__file__).parent / "templates"


@pytest.fixture
def jar(mina: Member, source_of: MakeSource) -> Source:
    return source_of(mina, "푸른 항아리")


@pytest.fixture
def story(db: None) -> Story:
    return Story.objects.create(label="The market is shut", begun=DAY, changed=DAY)


def wide(story: str) -> dict[str, object]:
    return {"given": (fact(f"{story} 0", story, knowers=50_000, circle="KC10"),)}


def test_a_source_of_whom_nothing_was_said_has_an_empty_page(
    mina: Member, jar: Source, desk_of: DeskOf
) -> None:
    page = desk_of(mina).get(f"/exposure/{jar.pk}").content.decode()
    assert "Nothing was published from this source yet" in page
    assert '<svg class="course"' not in page


def test_the_page_tells_what_each_release_cost(
    mina: Member, jar: Source, story: Story, told: MakeTold, desk_of: DeskOf
) -> None:
    history.record(jar.pk, told(story.pk, **wide(story.pk)))
    history.record(jar.pk, told("gone", **wide("gone")))
    page = desk_of(mina).get(f"/exposure/{jar.pk}").content.decode()
    assert "The market is shut" in page
    assert f"/stories/{story.pk}" in page
    assert "a story that is here no more" in page
    assert page.count("<g class=") == 2
    assert page.count("<circle") == 2
    assert "style=" not in page
    assert "<script" not in page.partition("<main")[2]


def test_it_warns_before_the_next_story_would_cross_the_line_and_after(
    mina: Member, jar: Source, told: MakeTold, desk_of: DeskOf
) -> None:
    browser = desk_of(mina)
    history.record(jar.pk, told("s1", **wide("s1")))
    assert "than your limit" not in browser.get(f"/exposure/{jar.pk}").content.decode()
    history.record(jar.pk, told("s2", given=(fact("s2 0", "s2", knowers=700, circle=""),)))
    assert "One more story like the last" in browser.get(f"/exposure/{jar.pk}").content.decode()
    for number in range(3, 7):
        history.record(jar.pk, told(f"s{number}", 4))
    assert "leaves fewer people than your limit" in browser.get(f"/exposure/{jar.pk}").content.decode()


def test_a_list_shows_the_releases_that_it_endangers_worst_first(
    mina: Member, jar: Source, story: Story, told: MakeTold, desk_of: DeskOf
) -> None:
    history.record(jar.pk, told(story.pk, **wide(story.pk)))
    browser = desk_of(mina)
    page = browser.get(f"/exposure/{jar.pk}/what-if").content.decode()
    assert '<option value="KC10"' in page
    assert "phones" not in page
    shown = browser.post(f"/exposure/{jar.pk}/what-if", {"list": "KC10"}).content.decode()
    assert "The market is shut" in shown
    assert (
        "worst first</h2>"
        not in browser.post(f"/exposure/{jar.pk}/what-if", {"list": "a list of mine"}).content.decode()
    )


def test_the_sources_page_leads_there(mina: Member, jar: Source, told: MakeTold, desk_of: DeskOf) -> None:
    history.record(jar.pk, told("s1"))
    page = desk_of(mina).get(f"/sources/{jar.pk}").content.decode()
    assert f"/exposure/{jar.pk}" in page
    assert "1 release" in page


@pytest.mark.parametrize("path", PAGES)
def test_nobody_else_sees_it(
    path: str, jar: Source, joon: Member, member: MakeMember, told: MakeTold, desk_of: DeskOf
) -> None:
    history.record(jar.pk, told("s1"))
    for who in (
        joon,
        member("Bora", "reporter"),
        member("Chan", "safety editor"),
        member("Duri", "administrator"),
    ):
        assert desk_of(who).get(f"/exposure/{jar.pk}{path}").status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_a_history_that_cannot_be_opened_is_said_to_be_so(
    path: str, mina: Member, jar: Source, told: MakeTold, keys: Keyring, desk_of: DeskOf
) -> None:
    history.record(jar.pk, told("s1"))
    keys.destroy(jar.pk)
    browser = desk_of(mina)
    for address in (f"/exposure/{jar.pk}{path}", f"/sources/{jar.pk}"):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert "cannot be opened" in answer.content.decode()


def test_no_text_can_be_put_in_here(mina: Member, jar: Source, told: MakeTold, desk_of: DeskOf) -> None:
    """Never for anybody else's archive: there is a choice of circles, and no field for words or files."""
    history.record(jar.pk, told("s1"))
    browser = desk_of(mina)
    for path in PAGES:
        main = browser.get(f"/exposure/{jar.pk}{path}").content.decode().partition("<main")[2]
        fields = re.findall(r"<(?:input|textarea)[^>]*>", main)
        assert not [one for one in fields if 'type="hidden"' not in one], path
    written = "".join(one.read_text() for one in TEMPLATES.rglob("*.html"))
    assert "<input" not in written
    assert "<textarea" not in written
    assert "multipart" not in written


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_page_says_that_anybody_is_safe(
    language: str, mina: Member, jar: Source, told: MakeTold, desk_of: DeskOf
) -> None:
    history.record(jar.pk, told("s1", **wide("s1")))
    browser = desk_of(mina)
    browser.cookies["django_language"] = language
    for path in PAGES:
        main = browser.get(f"/exposure/{jar.pk}{path}").content.decode().partition("<main")[2]
        assert not re.search(r"\bsafe\b|안전합니다|안전하다|안전한 ", main)


def test_more_releases_are_not_more_questions_to_the_database(
    mina: Member, jar: Source, told: MakeTold, desk_of: DeskOf
) -> None:
    browser, counts = desk_of(mina), []
    for number in range(4):
        history.record(jar.pk, told(f"s{number}", **wide(f"s{number}")))
        if number in (0, 3):
            browser.get(f"/exposure/{jar.pk}")
            with CaptureQueriesContext(connection) as asked:
                browser.get(f"/exposure/{jar.pk}")
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 16
