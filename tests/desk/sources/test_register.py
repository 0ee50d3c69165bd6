"""Registering: an alias that was never given, one contact editor, one line in the trail."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.conftest import DAY, DeskOf

from jebo.desk.people.models import Entry, Member
from jebo.desk.sources import register
from jebo.desk.sources.alias import word_pairs
from jebo.desk.sources.destroy import destroy
from jebo.desk.sources.models import Sharing, Source, UsedAlias
from jebo.desk.sources.register import AliasTaken
from jebo.desk.wall import seen_by, whole_desk

pytestmark = pytest.mark.django_db


def registered(member: Member, alias: str) -> Source:
    return register.register(DAY, member, Source(alias=alias))


def test_who_registers_a_source_is_its_contact_editor_and_the_only_one_who_sees_it(
    mina: Member, joon: Member
) -> None:
    alias = register.offers("ko")[0]
    made = registered(mina, alias)
    with seen_by(mina.pk):
        assert Source.objects.get() == made
        assert Sharing.objects.get().how == Sharing.How.CONTACT
    with seen_by(joon.pk):
        assert not Source.objects.exists()
    assert [(one.action, one.about, one.member) for one in Entry.objects.all()] == [
        ("source.register", made.trail, mina.pk)
    ]


def test_six_aliases_are_offered_and_none_was_given_before(mina: Member) -> None:
    first = register.offers("en")
    registered(mina, first[0])
    assert len(set(first)) == register.OFFERS
    assert first[0] not in register.offers("en", 500)


@pytest.mark.parametrize("alias", ["상인 김씨", ""])
def test_an_alias_that_was_typed_is_refused(mina: Member, alias: str) -> None:
    with pytest.raises(AliasTaken):
        registered(mina, alias)
    with whole_desk():
        assert not Source.objects.exists()


def test_an_alias_is_given_once_though_its_source_was_destroyed(mina: Member) -> None:
    alias = register.offers("ko")[0]
    with seen_by(mina.pk):
        destroy(DAY, mina, registered(mina, alias))
    with pytest.raises(AliasTaken):
        registered(mina, alias)


def test_what_is_kept_of_an_alias_fits_many_others_too(mina: Member) -> None:
    """So that it does not tell which one was used."""
    alias = register.offers("ko")[0]
    registered(mina, alias)
    key, kept = register._key(), UsedAlias.objects.get().digest
    alike = sum(register._mark(key, one) == kept for one in word_pairs("ko"))
    assert 3 < alike < 40
    assert alias not in kept


# The page.


def test_a_source_is_registered_with_one_page(mina: Member, desk_of: DeskOf) -> None:
    browser = desk_of(mina)
    page = browser.get("/sources/register").context["form"]
    alias = page.fields["alias"].choices[0][0]
    answer = browser.post("/sources/register", filled(page, alias=alias))
    with whole_desk():
        made = Source.objects.get()
    assert answer.headers["Location"] == f"/sources/{made.pk}"
    assert (made.alias, made.zone, made.registered_by, made.check_in_days) == (alias, "inside", mina, 14)
    assert made.terms == [
        {"kind": "place", "value": "province"},
        {"kind": "no numbers", "value": ""},
        {"kind": "other", "value": "말씨를 살리지 않는다"},
    ]


def filled(form: object, **typed: str) -> dict[str, object]:
    return {
        "offers": form.initial["offers"], "zone": "inside", "reliability": "F", "check_in_days": "14", "place": "province",  # type: ignore[attr-defined]
        "flags": ["no numbers"], "others": "\n말씨를 살리지 않는다\n\n", **typed,
    }  # fmt: skip


def test_an_alias_that_the_page_did_not_offer_is_refused_and_what_was_typed_stays(
    mina: Member, desk_of: DeskOf
) -> None:
    browser = desk_of(mina)
    page = browser.get("/sources/register").context["form"]
    other = next(one for one in register.offers("en", 20) if one not in dict(page.fields["alias"].choices))
    answer = browser.post("/sources/register", filled(page, alias=other, safe_contact="저녁에만"))
    assert answer.status_code == 200
    assert "저녁에만" in answer.content.decode()
    with whole_desk():
        assert not Source.objects.exists()
    forged = filled(page, alias=other) | {"offers": "made up"}
    assert browser.post("/sources/register", forged).status_code == 200


def test_others_are_offered_and_what_was_typed_stays(mina: Member, desk_of: DeskOf) -> None:
    browser = desk_of(mina)
    page = browser.get("/sources/register").context["form"]
    answer = browser.post("/sources/register", filled(page, more="1", safe_contact="저녁에만"))
    assert "저녁에만" in answer.content.decode()
    assert 'value="no numbers"' in answer.content.decode()
    assert answer.context["form"].fields["alias"].choices != page.fields["alias"].choices
    assert "data-errors" not in answer.content.decode()


def test_the_aliases_are_in_the_language_of_the_page(mina: Member, desk_of: DeskOf) -> None:
    browser: Client = desk_of(mina)
    browser.cookies["django_language"] = "ko"
    offered = browser.get("/sources/register").context["form"].fields["alias"].choices
    assert not any(alias.isascii() for alias, _ in offered)
