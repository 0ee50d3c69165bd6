"""Other words of the same substance are signed by an editor alone; anything else by all again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.desk.conftest import MakeMember
from tests.desk.publication.conftest import DAY, QUICK, Rest, sign

from jebo.desk.people.models import Member
from jebo.desk.publication import signing
from jebo.desk.publication.check import Check, bound, check
from jebo.desk.publication.models import AcceptedRisk, Release, Signature
from jebo.desk.publication.release import NotReady, release, verified
from jebo.desk.stories.models import Edition, Photo, RestsOn
from jebo.desk.stories.saving import save
from jebo.sealing.receipt import read_receipt
from jebo.sealing.signing import Signed

pytestmark = pytest.mark.django_db
RISKY = (
    "한 소식통이 목요일 본지와의 통화에서 천이 없다고 전했다.\n\n"
    "장마당에서 천을 파는 일이 점차 어려워졌고 또한 한편 값도 매우 올랐으며 사는 일이 몹시 힘들다고 전했다. "
    "주민들은 걱정한다."
)
Reword = Callable[..., Edition]


@pytest.fixture
def nari(member: MakeMember) -> Member:
    """Another editor."""
    return member("Nari", "editor")


def accept_all(edition: Edition, by: Member) -> None:
    found = check(edition.story, DAY, QUICK)
    for demand in found.open:
        AcceptedRisk.objects.create(
            edition=edition, digest=bound(found.found, demand), finding=demand.key, reason="asked her", by=by, day=DAY
        )  # fmt: skip


@pytest.fixture
def signed(korean: Edition, bora: Member, duri: Member, saebom: Member, rest: Rest) -> Edition:
    """An edition with risks that were accepted, signed by all who must."""
    edition = save(korean.pk, {"text": RISKY}, korean.version, DAY, bora)
    rest(edition)
    accept_all(edition, saebom)
    sign(edition, duri)
    sign(edition, saebom, "safety editor")
    assert check(edition.story, DAY, QUICK).ready
    return edition


@pytest.fixture
def reword(bora: Member) -> Reword:
    """Says it with one word put otherwise."""

    def other(edition: Edition, old: str, new: str, by: Member = bora) -> Edition:
        edition.refresh_from_db()
        assert old in edition.text
        return save(edition.pk, {"text": edition.text.replace(old, new, 1)}, edition.version, DAY, by)

    return other


def looked(edition: Edition) -> Check:
    return check(edition.story, DAY, QUICK)


def missing(edition: Edition) -> list[str]:
    return [role for _, role in looked(edition).unsigned]


def test_given_wording_alone_changed_then_an_editor_signs_and_what_was_accepted_holds(
    signed: Edition, nari: Member, reword: Reword
) -> None:
    changed = reword(signed, "점차", "점점")
    assert missing(changed) == ["editor"]
    assert not looked(changed).open
    sign(changed, nari)
    (row,) = release(changed.story, DAY, nari, settings=QUICK)
    assert verified(row)
    said = read_receipt(Signed(document=bytes(row.document), signature=row.signature))
    assert said.signers == ("editor",)  # the safety editor signed other bytes


def test_given_it_was_released_then_wording_is_mended_by_a_release_with_a_receipt_of_its_own(
    signed: Edition, duri: Member, nari: Member, reword: Reword
) -> None:
    (first,) = release(signed.story, DAY, duri, settings=QUICK)
    changed = reword(signed, "점차", "점점")
    with pytest.raises(NotReady):
        release(changed.story, DAY, nari, settings=QUICK)
    sign(changed, nari)
    (second,) = release(changed.story, DAY, nari, settings=QUICK)
    assert second.number == 2
    assert bytes(second.document) != bytes(first.document)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("목요일", "금요일"), ("본지와의 통화에서", "본지에"), ("어려워졌", "쉬워졌"), ("올랐으며", "내렸으며"), ("주민들은", "주민은"),
        ("한 소식통이", "두 소식통이"), ("천이 없다고", "천이 있다고"), ("천이 없다고 전했다", "천이 없었다고 한다"), ("장마당에서", "혜산에서"),
    ],
)  # fmt: skip
def test_given_anything_else_changed_then_all_is_void(
    signed: Edition, nari: Member, reword: Reword, old: str, new: str
) -> None:
    changed = reword(signed, old, new)
    found = looked(changed)
    assert found.since.editions[0].touched
    assert found.open  # what was accepted is asked for again
    sign(changed, nari)
    with pytest.raises(NotReady):
        release(changed.story, DAY, nari, settings=QUICK)


def test_given_many_small_changes_then_each_is_compared_with_what_all_signed(
    signed: Edition, nari: Member, reword: Reword, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four words of one sentence, one after the other, each signed by an editor: the fourth is too much."""
    for old, new in (("점차", "점점"), ("또한 ", ""), ("매우 ", "")):
        changed = reword(signed, old, new)
        sign(changed, nari)
        assert looked(changed).ready
    changed = reword(signed, "몹시 ", "")
    sign(changed, nari)
    assert not looked(changed).ready
    _as_if_light_were_full(monkeypatch)
    assert looked(changed).since.light  # the control: compared with the last light one, it would go through


def _as_if_light_were_full(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("jebo.desk.publication.light.signed_in_full", lambda one, digest, day: True)
    rows = Signature.objects.filter(role="editor")
    for row in rows:
        Signature.objects.get_or_create(
            edition=row.edition, digest=row.digest, by=row.by, role="safety editor", defaults={"day": row.day}
        )


def test_given_who_mended_the_word_is_an_editor_then_another_signs(
    signed: Edition, duri: Member, nari: Member, reword: Reword
) -> None:
    changed = reword(signed, "점차", "점점", duri)
    sign(changed, duri)
    assert missing(changed) == ["editor"]
    sign(changed, nari)
    assert looked(changed).ready


def test_given_the_safety_editor_mended_it_then_what_they_said_yes_to_is_theirs_and_void(
    signed: Edition, saebom: Member, nari: Member, reword: Reword
) -> None:
    changed = reword(signed, "점차", "점점", saebom)
    sign(changed, nari)
    assert looked(changed).open


def test_given_the_safety_editor_lost_the_role_since_then_nothing_is_taken_over(
    signed: Edition, saebom: Member, nari: Member, reword: Reword
) -> None:
    changed = reword(signed, "점차", "점점")
    sign(changed, nari)
    assert looked(changed).ready
    saebom.roles = ["reporter"]
    saebom.save()
    assert not looked(changed).ready


def test_given_one_person_is_the_safety_editor_before_and_the_editor_now_then_it_is_not_enough(
    korean: Edition, bora: Member, duri: Member, rest: Rest, member: MakeMember, reword: Reword
) -> None:
    both = member("Haru", "editor", "safety editor")
    edition = save(korean.pk, {"text": RISKY}, korean.version, DAY, bora)
    rest(edition)
    accept_all(edition, both)
    sign(edition, duri)
    sign(edition, both, "safety editor")
    changed = reword(edition, "점차", "점점")
    sign(changed, both)
    assert not looked(changed).ready
    sign(changed, duri)
    assert looked(changed).ready


def test_given_a_text_that_only_an_editor_signed_then_nothing_is_taken_over_from_it(
    korean: Edition, bora: Member, duri: Member, saebom: Member, nari: Member, rest: Rest, reword: Reword
) -> None:
    edition = save(korean.pk, {"text": RISKY}, korean.version, DAY, bora)
    rest(edition)
    accept_all(edition, saebom)
    sign(edition, duri)
    changed = reword(edition, "점차", "점점")
    sign(changed, nari)
    assert looked(changed).open


def test_given_a_ground_is_taken_away_then_nothing_is_taken_over(
    signed: Edition, nari: Member, reword: Reword
) -> None:
    changed = reword(signed, "점차", "점점")
    RestsOn.objects.filter(edition=changed)[0].delete()
    sign(changed, nari)
    assert looked(changed).open


def test_given_a_photo_is_put_in_then_nothing_is_taken_over(
    signed: Edition, nari: Member, reword: Reword
) -> None:
    photo = Photo.objects.create(story=signed.story, data=b"x", kind="image/png", name="a.png")
    changed = reword(signed, "\n\n", f"\n\n::photo {photo.pk}\n\n")
    sign(changed, nari)
    assert looked(changed).open


def test_given_a_new_risk_is_accepted_in_the_new_wording_then_the_safety_editor_signs_that(
    signed: Edition, saebom: Member, nari: Member, reword: Reword, mina: Member
) -> None:
    from jebo.desk.wall import whole_desk

    changed = reword(signed, "점차", "점점")
    sign(changed, nari)
    with whole_desk():
        source = RestsOn.objects.filter(edition=changed)[0].standing.support.source
        source.terms = [{"kind": "ask first"}]
        source.save()
    assert [one.code for one in looked(changed).open] == ["ask-first"]
    accept_all(changed, saebom)
    assert missing(changed) == ["safety editor"]
    sign(changed, saebom, "safety editor")
    assert looked(changed).ready


def test_given_a_text_is_forged_under_a_signed_digest_then_it_is_not_found(
    signed: Edition, nari: Member, reword: Reword
) -> None:
    """A revision is compared only if its words have the digest that was signed."""
    changed = reword(signed, "목요일", "금요일")
    changed.revisions.filter(text=RISKY).update(text=changed.text)
    sign(changed, nari)
    assert looked(changed).since.editions == ()
    assert looked(changed).open


def test_given_the_role_is_not_looked_at_then_a_reporter_s_yes_would_be_taken_over(
    korean: Edition, bora: Member, rest: Rest, nari: Member, member: MakeMember, reword: Reword,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    rogue = member("Rogue", "reporter")
    edition = save(korean.pk, {"text": RISKY}, korean.version, DAY, bora)
    rest(edition)
    accept_all(edition, rogue)
    sign(edition, nari)
    sign(edition, rogue, "safety editor")
    changed = reword(edition, "점차", "점점")
    sign(changed, nari)
    assert looked(changed).open
    monkeypatch.setattr(signing, "has_role", lambda *given: True)
    assert looked(changed).ready
    assert not Release.objects.exists()
