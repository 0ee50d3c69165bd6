"""Who looks after a source, who else sees it, and what each of them may do."""

from __future__ import annotations

import pytest
from django.urls import get_resolver
from tests.desk.adversary import routes
from tests.desk.conftest import DAY, DeskOf, MakeMember
from tests.desk.sources.conftest import PASSPHRASE, GiveKey, shared

from jebo.desk.people.models import Entry, Member
from jebo.desk.people.offboard import NotForThem
from jebo.desk.sources import identity, sharing
from jebo.desk.sources.models import GoBetween, Identity, NeverPrint, Sharing, Source
from jebo.desk.sources.sharing import LastContactEditor
from jebo.desk.wall import BehindTheWall, seen_by, whole_desk
from jebo.sealing.refusals import NotForUs, WrongPassphrase

pytestmark = pytest.mark.django_db
How = Sharing.How
WHO = identity.Who(name="정향단", phones="+86 000 0000 0000")

FOR_A_COLLEAGUE = {"source", "source_status", "never_print", "attest"}
"""The pages of one source that open for somebody with whom it is shared."""


@pytest.fixture
def sealed(mina: Member, jar: Source, with_key: GiveKey, data_folder: object) -> Source:
    with_key(mina)
    with seen_by(mina.pk):
        identity.seal(DAY, mina, Identity(source=jar), WHO)
    return jar


def hows(source: Source) -> dict[str, str]:
    with whole_desk():
        return dict(Sharing.objects.filter(source=source).values_list("member__name", "how"))


def test_a_source_is_shared_with_a_colleague_who_then_sees_it(
    mina: Member, joon: Member, jar: Source
) -> None:
    with seen_by(mina.pk):
        sharing.share(DAY, mina, jar, joon, How.SHARED)
    with seen_by(joon.pk):
        assert Source.objects.get() == jar
    assert Entry.objects.get().action == "source.share"


def test_sharing_ends_and_the_colleague_sees_it_no_longer(mina: Member, joon: Member, jar: Source) -> None:
    shared(jar, joon)
    with seen_by(mina.pk):
        sharing.stop_sharing(DAY, mina, jar, joon)
    with seen_by(joon.pk):
        assert not Source.objects.exists()


def test_a_source_never_loses_its_last_contact_editor(mina: Member, joon: Member, jar: Source) -> None:
    shared(jar, joon)
    with seen_by(mina.pk), pytest.raises(LastContactEditor):
        sharing.stop_sharing(DAY, mina, jar, mina)
    assert hows(jar) == {"Mina": "contact", "Joon": "shared"}


def test_a_contact_editor_who_has_left_does_not_count(mina: Member, joon: Member, jar: Source) -> None:
    shared(jar, joon, How.CONTACT)
    Member.objects.filter(pk=joon.pk).update(is_active=False)
    with seen_by(mina.pk), pytest.raises(LastContactEditor):
        sharing.stop_sharing(DAY, mina, jar, mina)


@pytest.mark.parametrize("act", ["share", "stop_sharing", "hand_over"])
def test_a_colleague_with_whom_it_is_shared_passes_nothing_on(
    mina: Member, joon: Member, member: MakeMember, jar: Source, act: str
) -> None:
    bora = member("Bora", "contact editor")
    shared(jar, joon)
    more = {"share": (bora, How.SHARED), "stop_sharing": (mina,), "hand_over": (bora, "")}[act]
    with seen_by(joon.pk), pytest.raises(BehindTheWall):
        getattr(sharing, act)(DAY, joon, jar, *more)
    assert hows(jar) == {"Mina": "contact", "Joon": "shared"}
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", ["reporter", "translator", "editor", "administrator"])
def test_a_source_is_shared_only_with_those_who_may_see_sources(
    mina: Member, member: MakeMember, jar: Source, role: str
) -> None:
    bora = member("Bora", role)
    with seen_by(mina.pk), pytest.raises(BehindTheWall):
        sharing.share(DAY, mina, jar, bora, How.SHARED)
    with seen_by(mina.pk):
        assert bora not in sharing.colleagues(jar)


def test_a_second_contact_editor_needs_that_role_and_a_key(
    mina: Member, joon: Member, sora: Member, jar: Source
) -> None:
    for whom in (joon, sora):
        with seen_by(mina.pk), pytest.raises(NotForThem):
            sharing.share(DAY, mina, jar, whom, How.CONTACT)
    assert hows(jar) == {"Mina": "contact"}


def test_handing_over_gives_the_other_the_source_and_its_envelope(
    mina: Member, joon: Member, sealed: Source, with_key: GiveKey
) -> None:
    key = with_key(joon)
    with seen_by(mina.pk):
        GoBetween.objects.create(source=sealed, alias="느린 우산")
        sharing.hand_over(DAY, mina, sealed, joon, PASSPHRASE)
        assert not Source.objects.exists()
    with seen_by(joon.pk):
        row = Identity.objects.get()
        assert key.recipient.text in row.recipients
        assert mina.recipient not in row.recipients
        assert identity.opened(DAY, joon, row, PASSPHRASE, identity.Reason.TOUCH) == WHO
    assert hows(sealed) == {"Joon": "contact"}


def test_handing_over_with_a_wrong_passphrase_changes_nothing(
    mina: Member, joon: Member, sealed: Source, with_key: GiveKey
) -> None:
    with_key(joon)
    with seen_by(mina.pk), pytest.raises(WrongPassphrase):
        sharing.hand_over(DAY, mina, sealed, joon, "not this one")
    assert hows(sealed) == {"Mina": "contact"}


def test_a_new_contact_editor_opens_the_envelope_only_after_it_is_sealed_anew(
    mina: Member, joon: Member, sealed: Source, with_key: GiveKey
) -> None:
    with_key(joon)
    with seen_by(mina.pk):
        sharing.share(DAY, mina, sealed, joon, How.CONTACT)
        assert identity.holders(Identity.objects.get()).cannot == ("Joon",)
    with seen_by(joon.pk), pytest.raises(NotForUs):
        identity.opened(DAY, joon, Identity.objects.get(), PASSPHRASE, identity.Reason.TOUCH)
    with seen_by(mina.pk):
        identity.reseal(DAY, mina, sealed, PASSPHRASE)
        assert identity.holders(Identity.objects.get()).fit
    with seen_by(joon.pk):
        assert identity.opened(DAY, joon, Identity.objects.get(), PASSPHRASE, identity.Reason.TOUCH) == WHO


# The pages.


def test_a_colleague_opens_those_pages_that_a_colleague_may_and_no_others(
    mina: Member, joon: Member, sealed: Source, desk_of: DeskOf
) -> None:
    with seen_by(mina.pk):
        between = GoBetween.objects.create(source=sealed, alias="느린 우산")
        term = NeverPrint.objects.create(source=sealed, term="량정사업소", why="한 곳뿐이다")
    shared(sealed, joon)
    theirs, mines = desk_of(joon), desk_of(mina)
    opened, closed = set[str | None](), set[str | None]()
    for route, pattern in routes(get_resolver().url_patterns):
        if route.startswith("sources/<str:id>"):
            address = "/" + route.replace("<str:id>", sealed.pk).replace("<str:one>", between.pk)
            address = address.replace("<str:term>", term.pk).replace("<str:whom>", mina.pk)
            found = {theirs.get(address).status_code, theirs.post(address, {"status": "x"}).status_code}
            (closed if found <= {404, 405} else opened).add(pattern.name)
            assert mines.get(address).status_code != 404, address
    assert opened == FOR_A_COLLEAGUE
    assert {"source_edit", "identity", "identity_open", "destroy", "share", "go_between"} <= closed


def test_why_a_term_may_not_be_printed_is_shown_to_contact_editors_only(
    mina: Member, joon: Member, jar: Source, desk_of: DeskOf
) -> None:
    with seen_by(mina.pk):
        NeverPrint.objects.create(source=jar, term="량정사업소", why="한 곳뿐이다")
    shared(jar, joon)
    for who, sees in ((mina, True), (joon, False)):
        page = desk_of(who).get(f"/sources/{jar.pk}/never-print").content.decode()
        assert "량정사업소" in page
        assert ("한 곳뿐이다" in page) is sees


def test_a_colleague_adds_no_term_that_may_not_be_printed(
    mina: Member, joon: Member, jar: Source, desk_of: DeskOf
) -> None:
    shared(jar, joon)
    at = f"/sources/{jar.pk}/never-print"
    assert desk_of(joon).post(at, {"term": "량정사업소"}).status_code == 404
    with whole_desk():
        assert not NeverPrint.objects.exists()
    assert desk_of(mina).post(at, {"term": "량정사업소"}).status_code == 302


def test_a_source_is_shared_and_handed_over_on_pages(
    mina: Member, joon: Member, sealed: Source, with_key: GiveKey, desk_of: DeskOf
) -> None:
    with_key(joon)
    browser = desk_of(mina)
    at = f"/sources/{sealed.pk}"
    assert (
        browser.post(f"{at}/share", {"whom": joon.pk, "how": "contact"}).headers["Location"]
        == f"{at}/identity"
    )
    assert browser.post(f"{at}/identity/again", {"again-passphrase": PASSPHRASE}).status_code == 302
    assert browser.post(f"{at}/share/{joon.pk}/stop").status_code == 302
    assert "Joon" not in hows(sealed)
    wrong = browser.post(f"{at}/hand-over", {"to": joon.pk, "passphrase": "wrong"})
    assert wrong.status_code == 200
    assert "wrong" not in wrong.content.decode().partition("<form class")[2].replace("is wrong", "")
    assert (
        browser.post(f"{at}/hand-over", {"to": joon.pk, "passphrase": PASSPHRASE}).headers["Location"]
        == "/sources/"
    )
    assert hows(sealed) == {"Joon": "contact"}
    assert browser.get(at).status_code == 404
