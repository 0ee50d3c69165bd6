"""The pages of the release check: what is missing is said in words, who may settle it does, and nobody else."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.conftest import DeskOf, MakeMember
from tests.desk.publication.conftest import Rest, published

from jebo.desk.clock import today
from jebo.desk.people.models import Member
from jebo.desk.publication import candidate
from jebo.desk.publication.models import AcceptedRisk, Deputy, Notice, Release
from jebo.desk.sources.models import NeverPrint
from jebo.desk.stories.models import Edition, RestsOn
from jebo.desk.stories.saving import save
from jebo.desk.wall import whole_desk
from jebo.disclosure import judge

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidate, "DRAWS", 64)


@pytest.fixture
def at_duri_s(duri: Member, desk_of: DeskOf) -> Client:
    return desk_of(duri)


@pytest.fixture
def at_saebom_s(saebom: Member, desk_of: DeskOf) -> Client:
    return desk_of(saebom)


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def digests(browser: Client, edition: Edition) -> str:
    answer = browser.get(f"/publication/{edition.story_id}")
    return str(answer.context["all_digests"])


def test_an_editor_signs_what_the_page_showed_and_releases_it(at_duri_s: Client, korean: Edition) -> None:
    here = f"/publication/{korean.story_id}"
    assert "It waits for signatures" in text(at_duri_s, here)
    at_duri_s.post(f"{here}/sign", {"digests": digests(at_duri_s, korean), "role": "editor"})
    assert "it is signed" in text(at_duri_s, here)
    at_duri_s.post(f"{here}/release")
    row = Release.objects.get()
    assert "holds" in text(at_duri_s, "/publication/")
    assert b"jebo-receipt-1" in at_duri_s.get(f"/publication/receipt/{row.pk}").content
    assert [one.edition for one in published(row.day)] == [korean.pk]


def test_what_was_changed_in_another_tab_is_not_signed(
    at_duri_s: Client, korean: Edition, bora: Member, rest: Rest
) -> None:
    seen = digests(at_duri_s, korean)
    rest(save(korean.pk, {"headline": "다른 제목"}, korean.version, today(), bora))
    at_duri_s.post(f"/publication/{korean.story_id}/sign", {"digests": seen, "role": "editor"})
    at_duri_s.post(f"/publication/{korean.story_id}/release")
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    "role", ["reporter", "translator", "contact editor", "safety editor", "administrator"]
)
def test_nobody_but_an_editor_releases(
    korean: Edition, member: MakeMember, desk_of: DeskOf, at_duri_s: Client, role: str
) -> None:
    here = f"/publication/{korean.story_id}"
    at_duri_s.post(f"{here}/sign", {"digests": digests(at_duri_s, korean), "role": "editor"})
    other = desk_of(member("Nari", role))
    for path in ("release", "correct", "withdraw"):
        assert other.post(f"{here}/{path}", {"korean": "x"}).status_code == 404
    assert not Release.objects.exists()
    assert not Notice.objects.exists()


def test_a_risk_is_accepted_by_a_safety_editor_with_a_reason_and_by_nobody_else(
    at_duri_s: Client, at_saebom_s: Client, korean: Edition
) -> None:
    RestsOn.objects.filter(sentence=korean.marked()[0].id)[1:2].get().delete()
    here = f"/publication/{korean.story_id}"
    page = at_saebom_s.get(here)
    assert "one voice alone" in page.content.decode()
    (demand,) = page.context["check"].open
    sent = {"finding": demand.key, "digest": page.context["digests"]["ko"], "reason": "said so in the text"}
    assert at_duri_s.post(f"{here}/accept", sent).status_code == 404
    at_saebom_s.post(f"{here}/accept", sent | {"reason": ""})
    assert not AcceptedRisk.objects.exists()
    at_saebom_s.post(f"{here}/accept", sent | {"finding": "waits:"})
    assert not AcceptedRisk.objects.exists()
    at_saebom_s.post(f"{here}/accept", sent)
    assert "said so in the text" in text(at_duri_s, here)
    for browser, role in ((at_duri_s, "editor"), (at_saebom_s, "safety editor")):
        browser.post(f"{here}/sign", {"digests": digests(browser, korean), "role": role})
    at_duri_s.post(f"{here}/release")
    assert Release.objects.count() == 1


def test_what_cannot_be_judged_is_said_without_its_words(
    at_duri_s: Client, korean: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object, **named: object) -> None:
        raise ValueError("ZZQX7 quotes the text")

    monkeypatch.setattr(judge, "figures_each", broken)
    shown = text(at_duri_s, f"/publication/{korean.story_id}")
    assert "could not be judged" in shown
    assert "ZZQX7" not in shown


def test_an_editor_names_a_deputy_and_takes_it_back(at_duri_s: Client, member: MakeMember) -> None:
    nari = member("Nari", "reporter")
    sent = {"member": nari.pk, "since": today().isoformat(), "until": today().isoformat()}
    at_duri_s.post("/publication/deputies", sent)
    assert "Nari" in text(at_duri_s, "/publication/deputies")
    at_duri_s.post("/publication/deputies", {"away": Deputy.objects.get().pk})
    assert not Deputy.objects.exists()


def test_the_sixteen_questions_are_answered_where_the_desk_knows(at_duri_s: Client, korean: Edition) -> None:
    shown = text(at_duri_s, f"/publication/{korean.story_id}/questions")
    assert shown.count("<li id=") == 16
    assert "It rests on more than one source." in shown
    assert "Only you can say." in shown


def test_withdrawing_warns_first_and_offers_to_wait(at_duri_s: Client, korean: Edition) -> None:
    shown = text(at_duri_s, f"/publication/{korean.story_id}/withdraw")
    assert "may confirm a suspicion" in shown
    assert "Wait" in shown
    assert not Release.objects.exists()


def test_a_withdrawal_is_signed_by_another_editor_and_says_nothing_of_why(
    at_duri_s: Client, korean: Edition, member: MakeMember, desk_of: DeskOf
) -> None:
    here = f"/publication/{korean.story_id}"
    at_duri_s.post(f"{here}/withdraw")
    at_nari_s = desk_of(member("Nari", "editor"))
    assert "withdraws this story" in text(at_nari_s, here)
    at_nari_s.post(f"{here}/sign", {"digests": digests(at_nari_s, korean), "role": "editor"})
    at_nari_s.post(f"{here}/release")
    assert [row.kind for row in Release.objects.all()] == ["withdrawal"]


def test_why_a_term_may_not_be_printed_is_shown_to_its_contact_editor_alone(
    at_duri_s: Client, korean: Edition, mina: Member, joon: Member, desk_of: DeskOf
) -> None:
    with whole_desk():
        source = RestsOn.objects.filter(edition=korean)[0].standing.support.source
        NeverPrint.objects.create(source=source, term="장마당에서", why="ZZQX7 her stall")
    here = f"/publication/{korean.story_id}"
    assert "ZZQX7 her stall" in text(desk_of(mina), here)
    for browser in (at_duri_s, desk_of(joon)):
        shown = text(browser, here)
        assert "may not be printed here" in shown
        assert "ZZQX7" not in shown
