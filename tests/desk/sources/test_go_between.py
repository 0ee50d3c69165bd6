"""A go-between has an alias, a status, an envelope and an end of their own."""

from __future__ import annotations

import pytest
from tests.desk.conftest import DAY, DeskOf
from tests.desk.sources.conftest import PASSPHRASE, GiveKey
from tests.desk.sources.test_identity import every_value

from jebo.desk.people.models import Entry, Member
from jebo.desk.sources import go_betweens, identity, register
from jebo.desk.sources.destroy import destroy_go_between
from jebo.desk.sources.models import GoBetween, Source
from jebo.desk.wall import BehindTheWall, seen_by, whole_desk

pytestmark = pytest.mark.django_db
MARK = "오달수QZ8"


def test_the_journey_of_a_go_between(
    mina: Member, jar: Source, with_key: GiveKey, data_folder: object, desk_of: DeskOf
) -> None:
    with_key(mina)
    browser, at = desk_of(mina), f"/sources/{jar.pk}/go-betweens"
    form = browser.get(f"{at}/new").context["form"]
    alias = form.fields["alias"].choices[2][0]
    one = browser.post(f"{at}/new", {"alias": alias, "offers": form.initial["offers"]}).headers["Location"]
    assert browser.post(f"{one}/seal", {"name": MARK}).headers["Location"] == one
    assert MARK not in every_value()
    assert MARK in browser.post(f"{one}/open", {"reason": "touch", "passphrase": PASSPHRASE}).content.decode()
    assert browser.post(one, {"status": "at risk"}).status_code == 302
    assert alias in browser.get(f"/sources/{jar.pk}").content.decode()
    assert browser.post(f"{one}/destroy", {"alias": "another"}).status_code == 200
    assert browser.post(f"{one}/destroy", {"alias": f" {alias.upper()} "}).status_code == 302
    assert browser.get(one).status_code == 404
    assert alias not in every_value()
    assert list(Entry.objects.values_list("action", flat=True)) == [
        "go_between.register", "identity.seal", "identity.open.touch", "go_between.edit", "go_between.destroy",
    ]  # fmt: skip


def test_its_lines_in_the_trail_are_not_under_the_name_of_its_source(mina: Member, jar: Source) -> None:
    with seen_by(mina.pk):
        one = go_betweens.register(DAY, mina, jar, register.offers("ko")[0])
    assert Entry.objects.get().about == one.trail != jar.trail


def test_an_alias_is_never_that_of_a_source_and_of_a_go_between(mina: Member, jar: Source) -> None:
    with seen_by(mina.pk):
        one = go_betweens.register(DAY, mina, jar, register.offers("ko")[0])
        with pytest.raises(register.AliasTaken):
            register.register(DAY, mina, Source(alias=one.alias))


def test_nobody_else_adds_one_to_a_source(mina: Member, joon: Member, jar: Source) -> None:
    with seen_by(joon.pk), pytest.raises(BehindTheWall):
        go_betweens.register(DAY, joon, jar, register.offers("ko")[0])
    with whole_desk():
        assert not GoBetween.objects.exists()


def test_its_envelope_goes_with_that_of_the_source(
    mina: Member, jar: Source, with_key: GiveKey, data_folder: object
) -> None:
    with_key(mina)
    with seen_by(mina.pk):
        one = go_betweens.register(DAY, mina, jar, register.offers("ko")[0])
        identity.seal(DAY, mina, one, identity.Who(name=MARK))
        before = bytes(one.envelope)
        identity.reseal(DAY, mina, jar, PASSPHRASE)
        assert bytes(GoBetween.objects.get().envelope) != before


def test_nobody_destroys_one_of_a_source_that_they_do_not_see(
    mina: Member, joon: Member, jar: Source
) -> None:
    with seen_by(mina.pk):
        one = go_betweens.register(DAY, mina, jar, register.offers("ko")[0])
    with seen_by(joon.pk), pytest.raises(BehindTheWall):
        destroy_go_between(DAY, joon, one)
    with whole_desk():
        assert GoBetween.objects.get() == one
