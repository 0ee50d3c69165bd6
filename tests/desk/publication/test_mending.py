"""Every demand says what to do, and leads where it is mended, as far as the reader may go."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.conftest import DeskOf, MakeMember
from tests.desk.publication.conftest import DAY, QUICK, Rest

from jebo.desk.people.models import Member
from jebo.desk.publication import check as checking
from jebo.desk.publication.check import check
from jebo.desk.publication.mending import DO, Place, places, sentence_of
from jebo.desk.rights import Role
from jebo.desk.sources.models import NeverPrint, Source
from jebo.desk.stories.models import Edition, Photo, RestsOn
from jebo.desk.stories.saving import save
from jebo.desk.wall import seen_by, whole_desk

pytestmark = pytest.mark.django_db
HERE = Path(checking.__file__).parent
TEXT = (
    "한 소식통이 목요일 본지와의 통화에서 천이 없다고 전했다. 장마당은 오래전부터 주민들의 생계를 이어 왔다.\n\n::photo {photo}\n\n"
    "또 다른 소식통도 목요일 본지와의 통화에서 천 값이 5000원이라고 전했다.\n\n::photo gone"
)


def test_every_code_of_a_demand_has_words_that_say_what_to_do() -> None:
    codes = {
        code
        for name in ("whose.py", "figures.py", "words.py")
        for code in re.findall(
            r"code=\"([a-z-]+)\"|_about\(one, \"([a-z]+)\"", (HERE / name).read_text("utf-8")
        )
        for code in code
        if code
    }
    assert {"limits", "bare", "waits"} <= codes
    assert codes <= DO.keys()


@pytest.fixture
def broken(korean: Edition, bora: Member, rest: Rest) -> Edition:
    """An edition in which nearly everything is wrong."""
    photo = Photo.objects.create(
        story=korean.story, data=b"x", kind="image/png", name="a.png", place="KP0203"
    )
    written = {"text": TEXT.format(photo=photo.pk), "headline": "", "credits": []}
    edition = save(korean.pk, written, korean.version, DAY, bora)
    rest(edition)
    RestsOn.objects.filter(edition=edition, sentence=edition.marked()[-1].id).delete()
    with whole_desk():
        Source.objects.update(terms=[{"kind": "no numbers"}, {"kind": "ask first"}])
        NeverPrint.objects.create(source=Source.objects.order_by("alias")[0], term="천 값", why="QX")
    return edition


def led(edition: Edition, member: Member) -> dict[str, tuple[Place, ...]]:
    found = check(edition.story, DAY, QUICK)
    with seen_by(member.pk):
        return {one.code: places(one, found.found, member) for one in found.open}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_every_link_opens_for_whoever_is_shown_it(
    broken: Edition, member: MakeMember, desk_of: DeskOf, role: Role
) -> None:
    who = member("Somebody", role)
    browser: Client = desk_of(who)
    found = led(broken, who)
    assert len(found) > 8
    for code, those in found.items():
        for one in those:
            assert browser.get(one.url).status_code == 200, (code, one.url)
            assert "#" not in one.url or _there(browser, one.url), one.url
    assert [code for code, those in found.items() if not those and code != "never-print"] == []


def _there(browser: Client, url: str) -> bool:
    path, at = url.split("#")
    shown = browser.get(path).content.decode()
    return f'id="{at}"' in shown or (at.startswith("s-") and f"{at[2:]} " in shown)


def test_a_link_names_a_source_for_its_contact_editor_alone(
    broken: Edition, mina: Member, joon: Member, duri: Member, desk_of: DeskOf
) -> None:
    own = led(broken, mina)
    assert len(own["terms.no numbers"]) == 3  # the sentence, and both sources
    assert any("never-print" in one.url for one in own["never-print"])
    for who in (joon, duri):
        others = led(broken, who)
        assert not any(
            "/sources/" in one.url for those in others.values() for one in those if "when-it" not in one.url
        )
    shown = desk_of(mina).get(f"/publication/{broken.story_id}").content.decode()
    assert "what was agreed with 푸른 항아리".casefold() in shown.casefold()
    assert "푸른 항아리" not in desk_of(duri).get(f"/publication/{broken.story_id}").content.decode()


def test_a_phrase_that_stands_twice_leads_to_its_own_sentence(broken: Edition) -> None:
    found = check(broken.story, DAY, QUICK)
    (one,) = found.found.editions
    days = [demand for demand in found.open if demand.code == "blocks" and demand.phrase.startswith("목요일")]
    ids = [at.id for demand in days if (at := sentence_of(demand, one))]
    assert ids == [broken.marked()[0].id, broken.marked()[2].id]
