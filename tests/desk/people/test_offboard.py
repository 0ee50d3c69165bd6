"""When a colleague leaves, nothing opens to them any more, nobody's source is left alone, and nobody learns more than before."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk.conftest import DAY, DeskOf, MakeMember, MakeSource
from tests.desk.people.conftest import PASSPHRASE

from jebo.desk import unlocked
from jebo.desk.people import keys, members, offboard
from jebo.desk.people.models import Entry, Member
from jebo.desk.sources.models import GoBetween, Sharing, Source
from jebo.desk.sources.models import Identity as Envelope
from jebo.desk.wall import seen_by, whole_desk
from jebo.sealing import Identity, Part, SealingError, seal, unseal

pytestmark = pytest.mark.django_db
Key = Callable[[Member], Identity]
WHO = b"who it is"


@pytest.fixture(autouse=True)
def paper(monkeypatch: pytest.MonkeyPatch) -> Identity:
    """The recovery key."""
    key = Identity.make()
    opened = unlocked.desk()
    facts = {name: getattr(opened, name) for name in opened.__slots__}
    monkeypatch.setattr(unlocked, "_desk", [unlocked.Unlocked(**{**facts, "recovery": key.recipient.text})])
    return key


def sealed(source: Source, *to: Identity, go_between: bool = False) -> None:
    """Seal who it is to some keys."""
    recipients = [key.recipient for key in to]
    facts: dict[str, Any] = {
        "envelope": seal([Part(name="name", content=WHO)], recipients),
        "recipients": [one.text for one in recipients],
    }
    with whole_desk():
        if go_between:
            GoBetween.objects.create(source=source, alias="은빛 다리", **facts)
        else:
            Envelope.objects.create(source=source, **facts)


def look_after(source: Source, member: Member, how: str = "contact") -> None:
    with whole_desk():
        Sharing.objects.create(source=source, member=member, how=how)


def opens(key: Identity, row: Any) -> bool:
    try:
        return unseal(bytes(row.envelope), key)[0].content == WHO
    except SealingError:
        return False


def envelope(source: Source) -> Envelope:
    with whole_desk():
        found: Envelope = Envelope.objects.get(source=source)
    return found


def lines(action: str) -> list[str]:
    return list(Entry.objects.filter(action=action).values_list("about", flat=True))


def test_who_left_has_no_way_in_no_key_no_role_and_no_session(
    mina: Member, chief: Member, with_key: Key, desk_of: DeskOf
) -> None:
    with_key(mina)
    browser = desk_of(mina)
    browser.get("/")
    offboard.leave(DAY, chief.pk, mina)
    mina.refresh_from_db()
    assert browser.get("/").headers["Location"].startswith("/way-in/")
    assert (mina.is_active, mina.roles, bytes(mina.sealed_identity)) == (False, [], b"")
    assert not mina.has_usable_password()
    assert not Authenticator.objects.filter(user=mina).exists()
    assert not any(mina.may(action) for action in ("source.see", "trail.see", "member.manage"))
    with pytest.raises(keys.NoKey):
        keys.opened(mina, PASSPHRASE)
    assert lines("member.leave") == [mina.pk]


def test_nobody_ends_their_own_membership_or_the_last_administrators(chief: Member, mina: Member) -> None:
    with pytest.raises(members.NotYourself):
        offboard.leave(DAY, chief.pk, chief)
    with pytest.raises(members.LastAdministrator):
        offboard.leave(DAY, mina.pk, chief)


def test_what_they_could_open_is_on_the_trail_and_named_to_those_alone_who_see_the_source(
    mina: Member,
    joon: Member,
    chief: Member,
    with_key: Key,
    paper: Identity,
    source_of: MakeSource,
    desk_of: DeskOf,
) -> None:
    key = with_key(mina)
    hers, shared, others = (source_of(mina, alias) for alias in ("푸른 항아리", "느린 우산", "검은 소금"))
    look_after(shared, joon)
    sealed(hers, key, paper)
    sealed(shared, key, paper)
    sealed(others, paper)
    offboard.leave(DAY, chief.pk, mina)
    assert sorted(lines("identity.could_open")) == sorted([hers.trail, shared.trail])
    for viewer, seen in ((joon, {"느린 우산"}), (chief, set())):
        shown = desk_of(viewer).get(f"/people/members/{mina.pk}/leaving").content.decode()
        assert {alias for alias in ("푸른 항아리", "느린 우산", "검은 소금") if alias in shown} == seen


def test_a_source_that_another_looks_after_is_left_and_one_that_nobody_does_waits(
    mina: Member, joon: Member, chief: Member, source_of: MakeSource
) -> None:
    alone, together, seen = (source_of(mina, alias) for alias in ("푸른 항아리", "느린 우산", "검은 소금"))
    look_after(together, joon)
    with whole_desk():
        Sharing.objects.filter(source=seen).update(how="shared")
    offboard.leave(DAY, chief.pk, mina)
    with whole_desk():
        assert [s.source_id for s in Sharing.objects.filter(member=mina)] == [alone.pk]
    assert offboard.in_their_name(mina) == 1


def test_a_safety_editor_hands_over_without_seeing_and_the_successor_sees(
    mina: Member,
    joon: Member,
    chief: Member,
    sora: Member,
    with_key: Key,
    source_of: MakeSource,
    desk_of: DeskOf,
) -> None:
    source = source_of(mina, "푸른 항아리")
    with_key(joon)
    offboard.leave(DAY, chief.pk, mina)
    browser = desk_of(sora)
    page = f"/people/members/{mina.pk}/leaving"
    assert "푸른 항아리" not in browser.get(page).content.decode()
    answer = browser.post(f"/people/members/{mina.pk}/hand-over", {"to": joon.pk}, follow=True)
    assert "1 source was handed over." in answer.content.decode()
    assert "푸른 항아리" not in answer.content.decode()
    with seen_by(joon.pk):
        assert [s.pk for s in Source.objects.all()] == [source.pk]
    assert lines("source.hand_over") == [source.trail]
    assert offboard.in_their_name(mina) == 0


def test_sources_go_to_nobody_but_a_contact_editor_with_a_key(
    mina: Member, joon: Member, chief: Member, sora: Member, with_key: Key, source_of: MakeSource
) -> None:
    source_of(mina, "푸른 항아리")
    with pytest.raises(offboard.StillHere):
        offboard.hand_over(DAY, sora.pk, mina, joon)
    offboard.leave(DAY, chief.pk, mina)
    with_key(sora)
    for wrong in (joon, sora, chief):
        with pytest.raises(offboard.NotForThem):
            offboard.hand_over(DAY, sora.pk, mina, wrong)
    assert offboard.in_their_name(mina) == 1


@pytest.mark.parametrize("role", ["contact editor", "reporter", "editor", "administrator"])
def test_nobody_else_hands_sources_over(
    role: str, mina: Member, joon: Member, chief: Member, member: MakeMember, with_key: Key, desk_of: DeskOf,
    source_of: MakeSource,
) -> None:  # fmt: skip
    source_of(mina, "푸른 항아리")
    with_key(joon)
    offboard.leave(DAY, chief.pk, mina)
    browser = desk_of(member("Bora", role))
    assert browser.post(f"/people/members/{mina.pk}/hand-over", {"to": joon.pk}).status_code == 404
    assert offboard.in_their_name(mina) == 1


def test_who_can_open_an_envelope_seals_it_anew_to_those_who_look_after_the_source(
    mina: Member, joon: Member, member: MakeMember, chief: Member, with_key: Key, paper: Identity,
    source_of: MakeSource,
) -> None:  # fmt: skip
    source, bora = source_of(mina, "푸른 항아리"), member("Bora", "contact editor")
    hers, his, theirs = with_key(mina), with_key(joon), with_key(bora)
    look_after(source, joon)
    sealed(source, hers, his, paper)
    sealed(source, hers, his, paper, go_between=True)
    offboard.leave(DAY, chief.pk, mina)
    look_after(source, bora)
    with seen_by(joon.pk):
        assert len(offboard.unsettled(joon)) == 2
        assert offboard.reseal(DAY, joon, PASSPHRASE) == 2
        assert offboard.unsettled(joon) == []
        rows = [envelope(source), GoBetween.objects.get(source=source)]
    for row in rows:
        assert [opens(key, row) for key in (hers, his, theirs, paper)] == [False, True, True, True]
        assert set(row.recipients) == {his.recipient.text, theirs.recipient.text, paper.recipient.text}
    assert source.trail in lines("identity.reseal")


def test_a_wrong_passphrase_seals_nothing_and_says_so(
    mina: Member,
    joon: Member,
    chief: Member,
    with_key: Key,
    paper: Identity,
    source_of: MakeSource,
    desk_of: DeskOf,
) -> None:
    source = source_of(mina, "푸른 항아리")
    hers, his = with_key(mina), with_key(joon)
    look_after(source, joon)
    sealed(source, hers, his, paper)
    offboard.leave(DAY, chief.pk, mina)
    before = bytes(envelope(source).envelope)
    shown = desk_of(joon).post("/people/reseal", {"passphrase": "not the one"}).content.decode()
    assert "Nothing was saved yet" in shown
    assert bytes(envelope(source).envelope) == before
    assert lines("identity.reseal") == []


def test_nobody_seals_anew_what_they_do_not_see(
    mina: Member, joon: Member, member: MakeMember, chief: Member, with_key: Key, paper: Identity,
    source_of: MakeSource, desk_of: DeskOf,
) -> None:  # fmt: skip
    source = source_of(mina, "푸른 항아리")
    hers, his = with_key(mina), with_key(joon)
    sealed(source, hers, his, paper)  # he could once
    browser = desk_of(joon)
    assert "푸른 항아리" not in browser.get("/people/reseal").content.decode()
    browser.post("/people/reseal", {"passphrase": PASSPHRASE})
    assert set(envelope(source).recipients) == {key.recipient.text for key in (hers, his, paper)}


def test_what_only_the_paper_opens_is_said(
    mina: Member, joon: Member, chief: Member, sora: Member, with_key: Key, paper: Identity, source_of: MakeSource,
    desk_of: DeskOf,
) -> None:  # fmt: skip
    sealed(source_of(mina, "푸른 항아리"), with_key(mina), paper)
    with_key(joon)
    offboard.leave(DAY, chief.pk, mina)
    offboard.hand_over(DAY, sora.pk, mina, joon)
    shown = desk_of(joon).get("/people/reseal").content.decode()
    assert "1 envelope that you see opens with the recovery key alone" in shown


def test_who_made_a_new_key_is_sealed_to_by_a_colleague(
    mina: Member, joon: Member, with_key: Key, paper: Identity, source_of: MakeSource
) -> None:
    source = source_of(mina, "푸른 항아리")
    look_after(source, joon)
    sealed(source, with_key(mina), with_key(joon), paper)
    new = with_key(mina)
    with seen_by(joon.pk):
        offboard.reseal(DAY, joon, PASSPHRASE)
    assert opens(new, envelope(source))


def test_who_comes_back_comes_back_with_nothing(
    mina: Member, chief: Member, with_key: Key, paper: Identity, source_of: MakeSource
) -> None:
    source = source_of(mina, "푸른 항아리")
    with_key(mina)
    look_after(source, chief)
    offboard.leave(DAY, chief.pk, mina)
    members.new_way_in(DAY, chief.pk, mina)
    mina.refresh_from_db()
    assert (mina.is_active, mina.roles, mina.recipient, bytes(mina.sealed_identity)) == (True, [], "", b"")
    with seen_by(mina.pk):
        assert not Source.objects.exists()


def test_the_lists_ask_the_same_number_of_questions_however_many_there_are(
    mina: Member, joon: Member, with_key: Key, paper: Identity, source_of: MakeSource, desk_of: DeskOf
) -> None:
    hers, his = with_key(mina), with_key(joon)
    browser = desk_of(mina)

    def more(count: int, name: str) -> None:
        for number in range(count):
            sealed(source_of(mina, f"{name} {number}"), hers, his, paper)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/people/reseal").status_code == 200
        return len(asked)

    more(2, "푸른 항아리")
    questions()
    few = questions()
    more(20, "느린 우산")
    assert questions() == few


def test_how_many_sources_a_colleague_has_is_told_to_nobody_while_they_work_here(
    mina: Member, chief: Member, source_of: MakeSource, desk_of: DeskOf
) -> None:
    browser, address = desk_of(chief), f"/people/members/{mina.pk}/leaving"
    before = browser.get(address).content.decode()
    source_of(mina, "푸른 항아리")
    without_token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert without_token.sub("", browser.get(address).content.decode()) == without_token.sub("", before)
