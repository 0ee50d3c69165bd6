"""Who a source is lies in one envelope; it opens with a passphrase, after a line in the trail, on one page, once."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.desk.conftest import DAY, DeskOf, MakeSource
from tests.desk.sources.conftest import PASSPHRASE, GiveKey, shared

from jebo.desk.people.keys import NoKey, give_key
from jebo.desk.people.models import Entry, Member
from jebo.desk.people.offboard import unsettled
from jebo.desk.sources import identity
from jebo.desk.sources.identity import ChangedMeanwhile, NobodyElse, NothingSealed, Reason, Who
from jebo.desk.sources.models import Identity, Sharing, Source
from jebo.desk.wall import seen_by, whole_desk
from jebo.sealing import Identity as Key
from jebo.sealing import unseal
from jebo.sealing.refusals import SealingError, WrongPassphrase

pytestmark = pytest.mark.django_db
MARK = "정향단QZ9"
WHO = Who(
    name=MARK, phones="+86 000 0000 0000", address="어느 거리", kin="동생", reach="저녁에", notes="없음"
)


@pytest.fixture
def sealed(mina: Member, jar: Source, with_key: GiveKey, data_folder: object) -> Identity:
    with_key(mina)
    row = Identity(source=jar)
    with seen_by(mina.pk):
        identity.seal(DAY, mina, row, WHO)
    return row


def actions() -> list[str]:
    return list(Entry.objects.values_list("action", flat=True))


def every_value() -> str:
    """Every value of every table, as the database holds it."""
    with whole_desk(), connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            texts += [as_text(value) for row in cursor.fetchall() for value in row]
    return "\n".join(texts)


def as_text(value: object) -> str:
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)


def test_what_is_sealed_stands_nowhere_in_the_database(jar: Source, sealed: Identity) -> None:
    assert jar.alias in every_value()  # the control: what is not sealed is found
    assert MARK not in every_value()


def test_the_contact_editor_and_the_paper_open_it(mina: Member, sealed: Identity, paper: Key) -> None:
    with seen_by(mina.pk):
        assert identity.opened(DAY, mina, sealed, PASSPHRASE, Reason.TOUCH) == WHO
    parts = {part.name: part.content.decode() for part in unseal(bytes(sealed.envelope), paper)}
    assert Who(**parts) == WHO
    assert sorted(sealed.recipients) == sorted([mina.recipient, paper.recipient.text])


def test_long_or_short_the_envelope_has_much_the_same_size(mina: Member, sealed: Identity) -> None:
    length = len(sealed.envelope)
    with seen_by(mina.pk):
        identity.seal(DAY, mina, sealed, Who(name="김"), replaces=identity.edition(sealed))
    assert abs(len(sealed.envelope) - length) < 300


def test_the_trail_has_the_line_before_anything_opens(
    mina: Member, sealed: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def unseal(*_: object, **__: object) -> tuple[()]:
        seen.append(actions())
        return ()

    monkeypatch.setattr(identity, "unseal", unseal)
    with seen_by(mina.pk):
        identity.opened(DAY, mina, sealed, PASSPHRASE, Reason.WARN)
    assert seen == [["identity.seal", "identity.open.warn"]]


def test_a_wrong_passphrase_opens_nothing_and_the_trail_says_that_somebody_tried(
    mina: Member, sealed: Identity
) -> None:
    with seen_by(mina.pk), pytest.raises(WrongPassphrase):
        identity.opened(DAY, mina, sealed, "not this one", Reason.TOUCH)
    assert actions() == ["identity.seal", "identity.open.touch", "identity.not_opened"]
    assert set(Entry.objects.values_list("about", flat=True)) == {sealed.source.trail}


def test_a_line_of_the_trail_holds_a_reason_and_nothing_of_the_source(
    mina: Member, jar: Source, sealed: Identity
) -> None:
    with seen_by(mina.pk):
        for reason in Reason:
            identity.opened(DAY, mina, sealed, PASSPHRASE, reason)
    longest = Entry._meta.get_field("action").max_length or 0
    assert all(len(one) <= longest for one in actions())
    assert jar.pk not in str(list(Entry.objects.values_list()))


def test_nothing_is_sealed_to_one_person_alone(mina: Member, jar: Source, with_key: GiveKey) -> None:
    with_key(mina)  # and this desk has no recovery key
    with seen_by(mina.pk), pytest.raises(NobodyElse):
        identity.seal(DAY, mina, Identity(source=jar), WHO)
    assert not actions()


def test_two_contact_editors_are_enough_without_a_paper(
    mina: Member, joon: Member, jar: Source, with_key: GiveKey
) -> None:
    with_key(mina), with_key(joon)
    shared(jar, joon, Sharing.How.CONTACT)
    with seen_by(mina.pk):
        identity.seal(DAY, mina, Identity(source=jar), WHO)
        assert identity.holders(Identity.objects.get()) == identity.Holders(
            can=("Joon", "Mina"), paper=False, formerly=False, cannot=()
        )


def test_who_could_not_open_it_again_does_not_seal_it(
    mina: Member, joon: Member, jar: Source, with_key: GiveKey, data_folder: object
) -> None:
    with_key(joon)
    shared(jar, joon, Sharing.How.CONTACT)
    with seen_by(mina.pk), pytest.raises(NoKey):
        identity.seal(DAY, mina, Identity(source=jar), WHO)


def test_an_envelope_that_changed_meanwhile_is_not_overwritten(
    mina: Member, jar: Source, sealed: Identity
) -> None:
    for replaces in ("", "0" * 64):
        with seen_by(mina.pk), pytest.raises(ChangedMeanwhile):
            identity.seal(DAY, mina, Identity(source=jar), Who(name="another"), replaces)
    with seen_by(mina.pk):
        assert identity.opened(DAY, mina, Identity.objects.get(), PASSPHRASE, Reason.TOUCH) == WHO


def test_where_nothing_is_sealed_nothing_opens(mina: Member) -> None:
    with pytest.raises(NothingSealed):
        identity.opened(DAY, mina, None, PASSPHRASE, Reason.TOUCH)
    assert not actions()


def test_who_it_is_shows_in_no_error(sealed: Identity) -> None:
    assert MARK not in repr(WHO)
    assert MARK not in str(NobodyElse()) + repr(NobodyElse())


def test_it_is_sealed_to_whom_the_page_for_leavers_wants_it_sealed(mina: Member, sealed: Identity) -> None:
    """The rule stands in two places, for ``people`` knows no sources."""
    with seen_by(mina.pk):
        assert unsettled(mina) == []


@pytest.mark.slow
def test_a_key_under_a_real_lock_opens_it_too(
    mina: Member, source_of: MakeSource, data_folder: object
) -> None:
    give_key(mina, PASSPHRASE)
    row = Identity(source=source_of(mina, "느린 우산"))
    with seen_by(mina.pk):
        identity.seal(DAY, mina, row, WHO)
        assert identity.opened(DAY, mina, row, PASSPHRASE, Reason.TOUCH) == WHO
        with pytest.raises(SealingError):
            identity.opened(DAY, mina, row, PASSPHRASE[:-1], Reason.TOUCH)


# The pages.


def test_it_is_written_down_and_sealed_on_one_page(
    mina: Member, jar: Source, with_key: GiveKey, data_folder: object, desk_of: DeskOf
) -> None:
    with_key(mina)
    browser = desk_of(mina)
    answer = browser.post(f"/sources/{jar.pk}/identity/seal", {"name": MARK, "phones": "1"})
    assert answer.headers["Location"] == f"/sources/{jar.pk}/identity"
    assert MARK not in every_value()
    assert MARK not in browser.get(answer.headers["Location"]).content.decode()
    assert MARK not in str(dict(browser.session))


def test_a_form_that_fails_keeps_what_was_typed_in_that_answer_alone(
    mina: Member, jar: Source, data_folder: object, desk_of: DeskOf
) -> None:
    browser = desk_of(mina)  # without a key
    answer = browser.post(f"/sources/{jar.pk}/identity/seal", {"name": MARK})
    assert answer.status_code == 200
    assert MARK in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert MARK not in every_value() + str(dict(browser.session))
    assert MARK not in browser.get(f"/sources/{jar.pk}/identity/seal").content.decode()


def test_opened_it_is_shown_once_and_the_page_leaves_by_itself(
    mina: Member, jar: Source, sealed: Identity, desk_of: DeskOf
) -> None:
    browser = desk_of(mina)
    at = f"/sources/{jar.pk}/identity"
    answer = browser.post(f"{at}/open", {"reason": "warn", "passphrase": PASSPHRASE})
    page = answer.content.decode()
    assert MARK in page
    assert PASSPHRASE not in page
    assert answer.headers["Refresh"] == f"120; url=/sources/{jar.pk}"
    assert answer.headers["Cache-Control"] == "no-store"
    assert MARK not in browser.get(at).content.decode()
    assert browser.get(f"{at}/open").status_code == 405


def test_where_nobody_can_open_the_envelope_the_page_says_nobody(
    mina: Member, jar: Source, sealed: Identity, desk_of: DeskOf
) -> None:
    browser, at = desk_of(mina), f"/sources/{jar.pk}"
    can = "<dt>Can be opened by</dt><dd>"
    assert f"{can}Mina" in browser.get(at).content.decode()
    with whole_desk():
        Identity.objects.update(recipients=["age1of-somebody-who-left"])
    assert f"{can}nobody who looks after this source</dd>" in browser.get(at).content.decode()
    with whole_desk():
        Identity.objects.update(recipients=[])
    assert f"{can}nobody</dd>" in browser.get(at).content.decode()


@pytest.mark.parametrize(
    "typed",
    [{"reason": "warn", "passphrase": "wrong"}, {"reason": "", "passphrase": PASSPHRASE}, {"reason": "warn"}],
)
def test_without_the_passphrase_and_a_reason_nothing_is_shown(
    mina: Member, jar: Source, sealed: Identity, desk_of: DeskOf, typed: dict[str, str]
) -> None:
    answer = desk_of(mina).post(f"/sources/{jar.pk}/identity/open", typed)
    page = answer.content.decode()
    assert "data-errors" in page
    assert MARK not in page
    assert PASSPHRASE not in page


def test_it_is_corrected_by_opening_and_sealing_again(
    mina: Member, jar: Source, sealed: Identity, desk_of: DeskOf
) -> None:
    browser = desk_of(mina)
    at = f"/sources/{jar.pk}/identity"
    assert browser.get(f"{at}/seal").headers["Location"] == at  # no empty form over what is sealed
    opened = browser.post(f"{at}/open", {"reason": "correct", "passphrase": PASSPHRASE})
    form = opened.context["form"]
    assert browser.post(f"{at}/seal", form.initial | {"phones": "새 번호"}).status_code == 302
    assert browser.post(f"{at}/seal", form.initial).status_code == 200  # by then it is another envelope
    with seen_by(mina.pk):
        now = identity.opened(DAY, mina, Identity.objects.get(), PASSPHRASE, Reason.TOUCH)
    assert (now.name, now.phones) == (MARK, "새 번호")


# A second person.


def test_a_second_person_says_that_the_source_is_real(mina: Member, joon: Member, desk_of: DeskOf) -> None:
    from jebo.desk.sources import register

    source = register.register(DAY, mina, Source(alias=register.offers("ko")[0]))
    shared(source, joon)
    at = f"/sources/{source.pk}/attest"
    own = desk_of(mina).post(at, {"line": "I know"})
    assert "a second person says" in own.content.decode()
    browser = desk_of(joon)
    assert browser.post(at, {"line": "통화에 같이 있었다"}).status_code == 302
    with seen_by(mina.pk):
        assert Source.objects.get().attestation == "통화에 같이 있었다"
    assert "통화에 같이 있었다" in browser.get(f"/sources/{source.pk}").content.decode()
    assert browser.post(at, {"take_back": "1"}).status_code == 302
    assert actions() == ["source.register", "source.attest", "source.unattest"]


def test_only_who_said_it_takes_it_back(mina: Member, joon: Member, jar: Source, desk_of: DeskOf) -> None:
    shared(jar, joon)
    with seen_by(mina.pk):
        Source.objects.filter(pk=jar.pk).update(attestation="x", attested_by=mina)
    desk_of(joon).post(f"/sources/{jar.pk}/attest", {"take_back": "1"})
    with seen_by(mina.pk):
        assert Source.objects.get().attestation == "x"
