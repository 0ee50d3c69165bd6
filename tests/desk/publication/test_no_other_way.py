"""There is one way to publish. Every other that we could think of is tried here, and none of them leads out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import serializers
from django.db import DatabaseError, connection, transaction
from tests.desk.publication.conftest import DAY, QUICK, sign

from jebo.desk.people.models import Member
from jebo.desk.publication import release as releasing
from jebo.desk.publication.models import Release, ReleasedPhoto, ReleaseKey
from jebo.desk.publication.release import LAG, published, release
from jebo.desk.stories.models import Edition
from jebo.desk.stories.putting import content
from jebo.sealing.digest import edition_digest
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
}


def save_over(out: Release) -> None:
    out.content = forged(out)
    out.save()


def unsigned(edition: Edition) -> None:
    edition.signatures.all().delete()
    Edition.objects.filter(pk=edition.pk).update(headline=FORGED)
    member = Member.objects.get(name="Duri")
    release(edition.story, DAY, member, settings=QUICK)


def is_out() -> bool:
    return FORGED in str([(one.content, one.photos) for one in published(OUT)])


@pytest.mark.parametrize("route", ROUTES)
def test_no_other_way_leads_out(korean: Edition, out: Release, route: str) -> None:
    try:
        with transaction.atomic():
            ROUTES[route](korean, out)
    except (DatabaseError, releasing.NotReady):
        pass
    assert not is_out()
    assert len(list(published(OUT))) == 1  # what was rightly released is still out


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
    monkeypatch.setattr(releasing, "verified", lambda row: True)
    monkeypatch.setattr(releasing, "_photos", lambda row: {})
    assert is_out()


def test_without_a_key_nothing_is_published(out: Release) -> None:
    ReleaseKey.objects.all().delete()
    assert list(published(OUT)) == []


def test_a_changed_key_publishes_nothing_that_the_old_one_signed(out: Release) -> None:
    made = SigningKey.make()
    ReleaseKey.objects.update(public=made.verify_key.text, private=made.reveal())
    assert list(published(OUT)) == []
