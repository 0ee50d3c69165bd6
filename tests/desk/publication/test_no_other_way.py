"""There is one way to publish. Every other that we could think of is tried here, and none of them leads out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.db import DatabaseError, connection, transaction
from django.test import Client
from tests.desk.publication.conftest import DAY, HOUSE, QUICK, published, read, sign

from jebo.desk.people.models import Member
from jebo.desk.publication import release as releasing
from jebo.desk.publication.check import bound, check
from jebo.desk.publication.key import FILE, signing_key
from jebo.desk.publication.lag import LAG
from jebo.desk.publication.models import (
    AcceptedRisk,
    Deputy,
    Notice,
    Release,
    ReleasedPhoto,
    ReleaseKey,
    Signature,
    WentOut,
)
from jebo.desk.publication.pressing import press
from jebo.desk.publication.release import release
from jebo.desk.refused import Refused
from jebo.desk.rights import Role
from jebo.desk.sources.models import Source
from jebo.desk.stories.models import Edition, Story
from jebo.desk.stories.putting import content
from jebo.desk.wall import whole_desk
from jebo.errors import JeboError
from jebo.press import admit as admitting
from jebo.sealing.age import encrypt
from jebo.sealing.digest import digest_bytes, edition_digest
from jebo.sealing.identity import Identity
from jebo.sealing.receipt import Receipt, sign_receipt
from jebo.sealing.signing import SigningKey

pytestmark = pytest.mark.django_db
OUT = DAY + timedelta(days=LAG[-1])
FORGED = "FORGED"
Route = Callable[[Edition, Release], object]


@pytest.fixture
def out(korean: Edition, duri: Member) -> Release:
    """A release that is right, so that there is something to tamper with."""
    sign(korean, duri)
    (row,) = release(korean.story, DAY, duri, settings=QUICK, draw=lambda below: below - 1)
    return row


def row_of(edition: Edition, **fields: Any) -> dict[str, Any]:
    plain = content(edition).plain() | {"headline": FORGED, "kind": "edition", "note": ""}
    row = {"edition": edition, "number": 9, "day": DAY, "content": plain, "document": b"x", "signature": "x"}
    return row | fields


def like(out: Release, **fields: Any) -> dict[str, Any]:
    same = {
        name: getattr(out, name)
        for name in ("edition", "day", "content", "kind", "note", "document", "signature")
    }
    return same | {"number": out.number + 1} | fields


def forged(out: Release) -> dict[str, Any]:
    plain: dict[str, Any] = out.content
    return plain | {"headline": FORGED}


def other_key(edition: Edition, out: Release) -> None:
    """Sign with a key of one's own, and put its public half where the newsroom's is not looked for."""
    key = SigningKey.make()
    plain = row_of(edition)["content"]
    receipt = Receipt(
        digest=edition_digest(plain),
        edition=edition.pk,
        release=9,
        day=DAY.isoformat(),
        signers=("editor",),
    )
    signed = sign_receipt(receipt, key)
    Release.objects.create(**row_of(edition, document=signed.document, signature=signed.signature))


def through_a_fixture(edition: Edition, out: Release) -> None:
    (one,) = serializers.deserialize("json", serializers.serialize("json", [Release(**row_of(edition))]))
    one.save()


def raw(sql: str, *params: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


ROUTES: dict[str, Route] = {
    "the ORM makes a row": lambda edition, out: Release.objects.create(**row_of(edition)),
    "many rows at once": lambda edition, out: Release.objects.bulk_create([Release(**row_of(edition))]),
    "a fixture": through_a_fixture,
    "raw SQL makes a row": lambda edition, out: raw(
        "INSERT INTO publication_release (id, edition_id, number, kind, day, note, content, document, signature)"
        " SELECT 'forged', edition_id, 9, kind, day, note, REPLACE(CAST(content AS text), '장마당 천 장사', 'FORGED')"
        f"{'::jsonb' if connection.vendor == 'postgresql' else ''}, document, signature FROM publication_release"
    ),
    "a receipt of one's own key": other_key,
    "a receipt replayed over other words": lambda edition, out: Release.objects.create(
        **like(out, content=forged(out))
    ),
    "a receipt replayed with another number": lambda edition, out: Release.objects.create(
        **like(out, number=7, content=forged(out))
    ),
    "the receipt of another edition": lambda edition, out: Release.objects.create(
        **like(out, edition=Edition.objects.create(story=edition.story, language="en"), content=forged(out))
    ),
    "an empty receipt": lambda edition, out: Release.objects.create(
        **like(out, document=b"", content=forged(out))
    ),
    "the row is changed": lambda edition, out: Release.objects.filter(pk=out.pk).update(content=forged(out)),
    "the row is saved again": lambda edition, out: save_over(out),
    "raw SQL changes the row": lambda edition, out: raw("UPDATE publication_release SET note = 'FORGED'"),
    "the edition is changed": lambda edition, out: Edition.objects.filter(pk=edition.pk).update(
        headline=FORGED
    ),
    "the day is moved": lambda edition, out: Release.objects.filter(pk=out.pk).update(
        day=DAY - timedelta(days=9)
    ),
    "release() without signatures": lambda edition, out: unsigned(edition),
    "a photo's bytes are changed": lambda edition, out: ReleasedPhoto.objects.update(data=b"FORGED"),
    "the key is swapped": lambda edition, out: swap_the_key(edition),
    "the key is swapped with its triggers lifted": lambda edition, out: lifted(swap_the_key, edition),
    "a second key is put beside": lambda edition, out: second_key(edition),
    "the row is changed with its triggers lifted": lambda edition, out: lifted(
        lambda: Release.objects.filter(pk=out.pk).update(content=forged(out))
    ),
    "the kind is changed with its triggers lifted": lambda edition, out: lifted(
        lambda: Release.objects.filter(pk=out.pk).update(kind="correction", note=FORGED)
    ),
    "the row is moved to another edition with its triggers lifted": lambda edition, out: lifted(
        move, edition, out
    ),
    "a copy of the story": lambda edition, out: copied(edition),
    "a rename": lambda edition, out: Story.objects.filter(pk=edition.story_id).update(label=FORGED),
    "another language is added": lambda edition, out: Edition.objects.create(
        story=edition.story, language="en", text=FORGED, headline=FORGED, slug="x"
    ),
    "a correction that nobody signed": lambda edition, out: correction(edition, FORGED),
    "a correction signed by who wrote it": lambda edition, out: correction(edition, FORGED, own=True),
    "signatures of an editor who lost the role": lambda edition, out: role_lost(edition),
    "signatures made for the text before": lambda edition, out: text_since(edition),
    "a deputy named by nobody who may": lambda edition, out: false_deputy(edition),
    "a signature put in by hand for a reporter": lambda edition, out: by_a_reporter(edition),
    "a signature dated ahead": lambda edition, out: dated_ahead(edition),
    "a risk accepted by hand": lambda edition, out: risk_by_hand(edition),
    "the photo of a release is put in before": lambda edition, out: ReleasedPhoto.objects.create(
        digest="sha256:" + "0" * 64, kind="image/png", data=b"FORGED"
    ),
    "a mark that it went out": lambda edition, out: WentOut.objects.create(
        release=Release.objects.create(**row_of(edition))
    ),
    "every form of the desk, by every role": lambda edition, out: by_every_form(edition),
}
"""Each is one way by which words might reach readers that nobody who may has said yes to."""


def lifted(act: Callable[..., object], *given: Any) -> None:
    """Somebody who may change tables takes the triggers away first."""
    stands = import_module("jebo.desk.publication.migrations.0002_what_went_out_stands")
    stands.lift(connection)
    try:
        act(*given)
    finally:
        stands.stand(connection)


def swap_the_key(edition: Edition) -> None:
    """A key of one's own where the newsroom's is, and a release signed with it."""
    key, opens = SigningKey.make(), Identity.make()
    signed_by(key, edition)
    sealed = encrypt(key.reveal(), [opens.recipient], armoured=False)
    with transaction.atomic():
        ReleaseKey.objects.update(opens=opens.reveal(), sealed=sealed)


def second_key(edition: Edition) -> None:
    key, opens = SigningKey.make(), Identity.make()
    signed_by(key, edition)
    ReleaseKey.objects.create(
        pk=0, opens=opens.reveal(), sealed=encrypt(key.reveal(), [opens.recipient], armoured=False)
    )


def signed_by(key: SigningKey, edition: Edition) -> None:
    plain = row_of(edition)["content"]
    receipt = Receipt(
        digest=edition_digest(plain), edition=edition.pk, release=9, day=DAY.isoformat(), signers=("editor",)
    )
    signed = sign_receipt(receipt, key)
    Release.objects.create(**row_of(edition, document=signed.document, signature=signed.signature))


def move(edition: Edition, out: Release) -> None:
    other = Edition.objects.create(story=edition.story, language="en", headline=FORGED)
    Release.objects.create(**like(out, number=1, edition=other, content=forged(out)))


def copied(edition: Edition) -> None:
    """Nobody signed the copy, though its words were signed once."""
    story = Story.objects.create(label="copy", begun=DAY, changed=DAY)
    other = Edition.objects.create(story=story, language="ko", **(edition.words() | {"headline": FORGED}))
    for row in edition.signatures.all():
        Signature.objects.create(edition=other, digest=row.digest, by=row.by, role=row.role, day=row.day)
    release(story, DAY, duri_(), settings=QUICK)


def duri_() -> Member:
    return Member.objects.get(name="Duri")


def forged_text(edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(headline=FORGED)
    edition.refresh_from_db()


def correction(edition: Edition, note: str, *, own: bool = False) -> None:
    Notice.objects.create(story=edition.story, kind="correction", korean=note, by=duri_(), day=DAY)
    if own:
        sign(edition, duri_())
    release(edition.story, DAY, duri_(), settings=QUICK)


def role_lost(edition: Edition) -> None:
    forged_text(edition)
    sign(edition, duri_())
    Member.objects.filter(name="Duri").update(roles=["translator"])
    release(edition.story, DAY, duri_(), settings=QUICK)


def text_since(edition: Edition) -> None:
    sign(edition, duri_())
    forged_text(edition)
    release(edition.story, DAY, duri_(), settings=QUICK)


def signed_by_hand(edition: Edition, by: Member, **fields: Any) -> None:
    forged_text(edition)
    (one,) = check(edition.story, DAY, QUICK).found.editions
    facts = {"edition": edition, "digest": one.digest, "by": by, "role": "editor", "day": DAY}
    Signature.objects.create(**(facts | fields))
    release(edition.story, DAY, by, settings=QUICK)


def reporter() -> Member:
    return Member.objects.create_user("Rogue", "a long enough password", [Role.REPORTER])


def by_a_reporter(edition: Edition) -> None:
    signed_by_hand(edition, reporter())


def dated_ahead(edition: Edition) -> None:
    signed_by_hand(edition, duri_(), day=DAY + timedelta(days=1))


def false_deputy(edition: Edition) -> None:
    rogue = reporter()
    Deputy.objects.create(of=rogue, member=rogue, role="editor", since=DAY, until=DAY)
    signed_by_hand(edition, rogue)


def risk_by_hand(edition: Edition) -> None:
    """An editor who is no safety editor settles what stops the story."""
    Edition.objects.filter(pk=edition.pk).update(
        headline=FORGED, text="한 소식통이 목요일 본지와의 통화에서 천이 없다고 전했다."
    )
    edition.refresh_from_db()
    found = check(edition.story, DAY, QUICK)
    for demand in found.open:
        AcceptedRisk.objects.create(
            edition=edition, digest=bound(found.found, demand), finding=demand.key, reason="x", by=duri_(), day=DAY
        )  # fmt: skip
    sign(edition, duri_())
    sign(edition, duri_(), "safety editor")
    release(edition.story, DAY, duri_(), settings=QUICK)


def by_every_form(edition: Edition) -> None:
    """Every member but one who may sends every form of the release check, with the digests that are right."""
    forged_text(edition)
    digests = " ".join(one.digest for one in check(edition.story, DAY, QUICK).found.editions)
    here = f"/publication/{edition.story_id}"
    for role in Role:
        who = Member.objects.create_user(f"any {role}", "a long enough password", [role])
        who.roles = [one for one in Role if one is not Role.EDITOR]
        who.save()
        browser = Client()
        browser.force_login(who, backend="jebo.desk.people.way_in.ByPassword")
        for path in ("sign", "accept", "correct", "withdraw", "release"):
            for said in ("editor", "safety editor"):
                sent = {
                    "digests": digests,
                    "digest": digests,
                    "role": said,
                    "reason": "x",
                    "finding": "never-print:",
                }
                browser.post(f"{here}/{path}", sent | {"korean": FORGED})


def save_over(out: Release) -> None:
    out.content = forged(out)
    out.save()


def unsigned(edition: Edition) -> None:
    edition.signatures.all().delete()
    Edition.objects.filter(pk=edition.pk).update(headline=FORGED)
    member = Member.objects.get(name="Duri")
    release(edition.story, DAY, member, settings=QUICK)


def is_out() -> bool:
    return FORGED in str(published(OUT))


def shown(site: Path) -> bytes:
    """Everything that a site holds."""
    return b"".join(one.read_bytes() for one in sorted(site.rglob("*")) if one.is_file())


def test_how_many_ways_are_tried() -> None:
    """The number that is told in docs/explanation/one-way-to-publish.md."""
    assert len(ROUTES) == 36


@pytest.mark.parametrize("route", ROUTES)
def test_no_other_way_leads_out(korean: Edition, out: Release, route: str, tmp_path: Path) -> None:
    """Neither onto a site that is there, which stays as it was, nor onto one that is built anew."""
    site = tmp_path / "site"
    press(site, HOUSE, OUT)
    try:
        with transaction.atomic():
            ROUTES[route](korean, out)
    except (DatabaseError, Refused):
        pass
    with suppress(JeboError):
        press(site, HOUSE, OUT)
    assert FORGED.encode() not in shown(site)
    assert [one.edition for one in read(site)] == [korean.pk]  # what was rightly released is still out
    assert not is_out()


def test_what_is_released_cannot_be_deleted(out: Release) -> None:
    for delete in (out.delete, Release.objects.all().delete, lambda: raw("DELETE FROM publication_release")):
        with pytest.raises(DatabaseError), transaction.atomic():
            delete()


def test_what_goes_out_by_the_right_way_would_be_seen(korean: Edition, duri: Member, bora: Member) -> None:
    """The control: the same words, signed, are out."""
    Edition.objects.filter(pk=korean.pk).update(headline=FORGED)
    korean.refresh_from_db()
    sign(korean, duri)
    release(korean.story, DAY, duri, settings=QUICK, draw=lambda below: below - 1)
    assert is_out()


def test_without_looking_at_the_receipt_a_row_would_be_enough(
    korean: Edition, out: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    Release.objects.create(**row_of(korean))
    monkeypatch.setattr(admitting, "_believed", lambda one, keys: (one.content(), digest_bytes(b"")))
    assert is_out()


def test_a_source_in_danger_is_not_passed_by_a_column_that_says_withdrawal(
    korean: Edition, out: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    with whole_desk():
        Source.objects.update(status="at risk")
    lifted(lambda: Release.objects.filter(pk=out.pk).update(kind="withdrawal"))
    assert published(OUT) == []
    monkeypatch.setattr(releasing, "verified", lambda row: True)  # the control
    assert published(OUT) != []


def test_the_key_s_row_stands(out: Release) -> None:
    for act in (ReleaseKey.objects.all().delete, lambda: ReleaseKey.objects.update(opens="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_without_either_half_of_the_key_nothing_is_published_and_nothing_signed(
    out: Release, folder: Path
) -> None:
    sealed = (folder / FILE).read_bytes()
    assert b"OPENSSH" not in sealed
    row = ReleaseKey.objects.get()
    assert not row.sealed
    (folder / FILE).write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    assert published(OUT) == []
    (folder / FILE).unlink()
    assert published(OUT) == []
    with pytest.raises(JeboError):
        signing_key()


def test_without_the_look_at_the_signers_a_reporter_s_signature_would_do(
    korean: Edition, out: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jebo.desk.publication.signing.may_sign", lambda *given: True)
    by_a_reporter(korean)
    assert is_out()


def test_without_the_look_at_who_wrote_it_a_correction_of_one_s_own_would_do(
    korean: Edition, out: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jebo.desk.publication.signing.wrote", lambda *given: False)
    correction(korean, FORGED, own=True)
    assert is_out()


def test_without_the_look_at_the_digest_a_replayed_receipt_would_do(
    korean: Edition, out: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    lifted(lambda: Release.objects.filter(pk=out.pk).update(content=forged(out)))
    assert not is_out()
    monkeypatch.setattr(admitting, "receipt_faults", lambda *given, **named: ())
    assert is_out()
