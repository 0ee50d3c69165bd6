"""Where it was agreed to ask first, a story waits until who looks after the source says that it was done; questions keep their answers."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.conftest import DeskOf, MakeMember
from tests.desk.publication.conftest import DAY, Rest, codes, sign
from tests.desk.publication.test_pages import at_duri_s, digests, few_draws, text

from jebo.desk.people.models import Entry, Member
from jebo.desk.publication.models import Answer, Asked
from jebo.desk.publication.questions import ASKED
from jebo.desk.sources.models import Source
from jebo.desk.stories.models import Edition, RestsOn
from jebo.desk.stories.saving import save
from jebo.desk.wall import seen_by, whole_desk

__all__ = ["at_duri_s", "few_draws"]  # fixtures
pytestmark = pytest.mark.django_db


@pytest.fixture
def source(korean: Edition) -> Source:
    """One of the two sources of the story, with whom it was agreed."""
    with whole_desk():
        found = RestsOn.objects.filter(edition=korean)[0].standing.support.source
        found.terms = [{"kind": "ask first"}]
        found.save()
        return found


@pytest.fixture
def at_mina_s(mina: Member, desk_of: DeskOf) -> Client:
    return desk_of(mina)


def say_so(browser: Client, edition: Edition, source: Source, seen: str = "") -> None:
    here = f"/publication/{edition.story_id}/agreed"
    browser.post(here, {"source": source.pk, "digests": seen or digests(browser, edition)})


def test_who_looks_after_the_source_says_that_it_was_asked_and_nothing_is_kept_of_when(
    at_mina_s: Client, korean: Edition, source: Source
) -> None:
    assert codes(korean.story) == ["ask-first"]
    before = Entry.objects.count()
    assert f"{source.alias} was asked, and agreed" in text(at_mina_s, f"/publication/{korean.story_id}")
    say_so(at_mina_s, korean, source)
    assert codes(korean.story) == []
    assert Entry.objects.count() == before
    assert {field.name for field in Asked._meta.fields} == {"id", "source", "edition", "digest", "by"}


def test_nobody_else_says_it_or_learns_whom_it_is_about(
    at_duri_s: Client, korean: Edition, source: Source, joon: Member, desk_of: DeskOf
) -> None:
    for browser in (at_duri_s, desk_of(joon)):
        assert source.alias not in text(browser, f"/publication/{korean.story_id}")
        say_so(browser, korean, source)
        assert codes(korean.story) == ["ask-first"]
    with seen_by(joon.pk):
        assert not Asked.objects.exists()


def test_of_other_words_the_source_is_asked_again_and_of_the_same_substance_not(
    at_mina_s: Client, korean: Edition, source: Source, bora: Member, rest: Rest
) -> None:
    say_so(at_mina_s, korean, source)
    lighter = save(
        korean.pk, {"text": korean.text.replace("오래전부터", "오래 전부터")}, korean.version, DAY, bora
    )
    rest(lighter)
    assert codes(korean.story) == []
    other = save(
        korean.pk, {"text": korean.text.replace("천을 파는", "천과 소금을 파는")}, lighter.version, DAY, bora
    )
    rest(other)
    assert "ask-first" in codes(korean.story)


def test_what_was_changed_while_one_looked_is_not_agreed_to(
    at_mina_s: Client, korean: Edition, source: Source
) -> None:
    say_so(at_mina_s, korean, source, "sha256:" + "0" * 64)
    assert codes(korean.story) == ["ask-first"]
    assert "Look again, then say so" in text(at_mina_s, f"/publication/{korean.story_id}")


def test_each_source_with_whom_it_was_agreed_is_asked(
    at_mina_s: Client, korean: Edition, source: Source
) -> None:
    with whole_desk():
        for other in Source.objects.exclude(pk=source.pk):
            other.terms = [{"kind": "ask first"}]
            other.save()
    say_so(at_mina_s, korean, source)
    assert codes(korean.story) == ["ask-first"]
    with whole_desk():
        (other,) = Source.objects.exclude(pk=source.pk)
    say_so(at_mina_s, korean, other)
    assert codes(korean.story) == []


def test_a_source_that_is_destroyed_leaves_no_word_of_it(
    at_mina_s: Client, korean: Edition, source: Source
) -> None:
    say_so(at_mina_s, korean, source)
    with whole_desk():
        assert Asked.objects.count() == 1
        RestsOn.objects.all().delete()
        source.delete()
        assert not Asked.objects.exists()


def test_what_was_agreed_needs_no_safety_editor(
    at_mina_s: Client, at_duri_s: Client, korean: Edition, source: Source, duri: Member
) -> None:
    say_so(at_mina_s, korean, source)
    sign(korean, duri)
    assert "it is signed" in text(at_duri_s, f"/publication/{korean.story_id}")


# Questions.


def test_an_answer_is_kept_with_a_name_and_told_to_be_of_an_earlier_text_once_it_is(
    at_duri_s: Client, korean: Edition, bora: Member
) -> None:
    here = f"/publication/{korean.story_id}/questions"
    page = at_duri_s.get(here)
    assert [one.code for one in page.context["questions"]] == [code for code, _asks, _known in ASKED]
    open_, digest = page.context["open"], page.context["questions"][0].digest
    at_duri_s.post(here, {"question": "lists", "says": "No list that we know of.", "digest": digest})
    after = text(at_duri_s, here)
    assert "No list that we know of." in after
    assert "Duri" in after
    assert "of an earlier text" not in after
    assert at_duri_s.get(here).context["open"] == open_ - 1
    save(korean.pk, {"headline": "다른 제목"}, korean.version, DAY, bora)
    assert "of an earlier text" in text(at_duri_s, here)


@pytest.mark.parametrize(
    "said", [{"question": "other"}, {"says": " "}, {"says": "a" * 301}, {"digest": "x" * 72}]
)
def test_what_is_no_answer_is_not_kept(at_duri_s: Client, korean: Edition, said: dict[str, str]) -> None:
    whole = {"question": "lists", "says": "yes", "digest": ""}
    at_duri_s.post(f"/publication/{korean.story_id}/questions", whole | said)
    assert not Answer.objects.exists()
    at_duri_s.post(f"/publication/{korean.story_id}/questions", whole)
    assert Answer.objects.exists()


def test_who_sees_no_stories_answers_nothing(korean: Edition, member: MakeMember, desk_of: DeskOf) -> None:
    outsider = desk_of(member("Cheol", "administrator"))
    answer = outsider.post(
        f"/publication/{korean.story_id}/questions", {"question": "lists", "says": "yes", "digest": ""}
    )
    assert answer.status_code in (403, 404)
    assert not Answer.objects.exists()
