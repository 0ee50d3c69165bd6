"""A story goes out when all that is asked for holds, signed by those who must, with a receipt over exactly its bytes."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image
from tests.desk.conftest import MakeMember
from tests.desk.publication.conftest import DAY, KOREAN, QUICK, Rest, codes, of, published, sign

from jebo.desk.people.models import Member
from jebo.desk.publication.check import DEMANDS, bound, check
from jebo.desk.publication.lag import LAG
from jebo.desk.publication.models import AcceptedRisk, Deputy, Notice, Release, Signature
from jebo.desk.publication.release import NotReady, release, verified
from jebo.desk.sources.models import NeverPrint
from jebo.desk.stories.models import Edition, Photo, RestsOn, StandingText
from jebo.desk.stories.saving import save
from jebo.desk.testimony.photos import drawn_anew
from jebo.desk.wall import whole_desk

pytestmark = pytest.mark.django_db
OUT = DAY + timedelta(days=LAG[-1])


def _png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    return drawn_anew(out.getvalue()).data


PNG = _png()


def last(below: int) -> int:
    return below - 1


def test_given_all_holds_when_an_editor_signs_then_it_goes_out_with_a_receipt(
    korean: Edition, duri: Member, told: list[tuple[str, object]]
) -> None:
    assert codes(korean.story) == []
    sign(korean, duri)
    (row,) = release(korean.story, DAY, duri, settings=QUICK, draw=last)
    assert verified(row)
    assert [one.content["headline"] for one in published(OUT)] == ["장마당 천 장사"]
    assert len({source for source, _ in told}) == 2
    assert {release for _, release in told} == {row.pk}


def test_given_nobody_signed_then_it_does_not_go_out(korean: Edition, duri: Member) -> None:
    with pytest.raises(NotReady):
        release(korean.story, DAY, duri, settings=QUICK)
    assert not Release.objects.exists()


def test_given_who_wrote_it_signs_then_it_does_not_go_out(
    korean: Edition, bora: Member, member: MakeMember
) -> None:
    bora.roles = ["reporter", "editor"]
    bora.save()
    sign(korean, bora)
    assert not check(korean.story, DAY, QUICK).ready
    printed = member("보라", "editor")  # who is printed as its writer wrote it
    sign(korean, printed)
    assert not check(korean.story, DAY, QUICK).ready


def test_given_it_is_changed_after_the_signature_then_the_signature_is_void(
    korean: Edition, duri: Member, bora: Member, rest: Rest
) -> None:
    sign(korean, duri)
    rest(save(korean.pk, {"text": KOREAN + " 끝."}, korean.version, DAY, bora))
    assert check(korean.story, DAY, QUICK).unsigned


def test_given_an_editor_lost_the_role_since_then_the_signature_is_void(
    korean: Edition, duri: Member
) -> None:
    sign(korean, duri)
    duri.roles = ["reporter"]
    duri.save()
    assert not check(korean.story, DAY, QUICK).ready


def test_given_a_deputy_for_the_night_then_the_deputy_signs_and_after_the_night_does_not(
    korean: Edition, duri: Member, member: MakeMember
) -> None:
    nari = member("Nari", "translator")
    Deputy.objects.create(of=duri, member=nari, role="editor", since=DAY, until=DAY)
    sign(korean, nari)
    assert check(korean.story, DAY, QUICK).ready
    Signature.objects.all().update(day=DAY + timedelta(days=1))
    assert not check(korean.story, DAY + timedelta(days=1), QUICK).ready


BROKEN = {
    "limits": "혜산시 련봉동 량정사업소의 30대 여성 통계원은 목요일 전화로 “천이 없다”고 말했다.",
    "blocks": "한 소식통이 목요일 본지와의 통화에서 천이 없다고 전했다.",
}


@pytest.mark.parametrize("code", BROKEN)
def test_given_a_sentence_that_gives_the_source_away_then_it_is_stopped_until_reworded_or_accepted(
    korean: Edition, bora: Member, duri: Member, saebom: Member, rest: Rest, code: str
) -> None:
    changed = save(korean.pk, {"text": BROKEN[code]}, korean.version, DAY, bora)
    rest(changed)
    found = check(changed.story, DAY, QUICK)
    assert code in [one.code for one in found.open]
    (one,) = found.found.editions
    for demand in found.open:
        assert demand.may_be_accepted
        AcceptedRisk.objects.create(
            edition=changed,
            digest=one.digest,
            finding=demand.key,
            reason="the source asked for it",
            by=saebom,
            day=DAY,
        )
    sign(changed, duri)
    assert [role for _, role in check(changed.story, DAY, QUICK).unsigned] == ["safety editor"]
    sign(changed, saebom, "safety editor")
    assert check(changed.story, DAY, QUICK).ready
    rest(save(changed.pk, {"text": KOREAN}, changed.version, DAY, bora))
    assert codes(changed.story) == []


def test_given_a_risk_accepted_by_somebody_who_may_not_then_it_is_not_accepted(
    korean: Edition, bora: Member, duri: Member, rest: Rest
) -> None:
    changed = save(korean.pk, {"text": BROKEN["blocks"]}, korean.version, DAY, bora)
    rest(changed)
    found = check(changed.story, DAY, QUICK)
    for demand in found.open:
        AcceptedRisk.objects.create(
            edition=changed,
            digest=found.found.editions[0].digest,
            finding=demand.key,
            reason="x",
            by=duri,
            day=DAY,
        )
    assert check(changed.story, DAY, QUICK).open == found.open


@pytest.mark.parametrize("status", ["lost", "at risk"])
def test_given_a_source_is_lost_or_at_risk_then_it_waits_and_does_not_say_why(
    korean: Edition, status: str
) -> None:
    source = of(korean)
    with whole_desk():
        source.status = status
        source.save()
    found = check(korean.story, DAY, QUICK)
    assert [one.code for one in found.open] == ["waits"]
    assert not found.open[0].may_be_accepted
    assert source.alias not in str(found.open[0].says)


def test_given_a_day_was_agreed_then_it_waits_and_looks_like_any_other_waiting(korean: Edition) -> None:
    source = of(korean)
    with whole_desk():
        source.terms = [{"kind": "not before", "value": "2026-07-25"}]
        source.save()
    early = check(korean.story, DAY, QUICK).open
    assert [one.code for one in early] == ["waits"]
    assert codes(korean.story, date(2026, 7, 25)) == []


def test_given_a_term_is_never_printed_then_no_signature_helps(korean: Edition, mina: Member) -> None:
    with whole_desk():
        NeverPrint.objects.create(source=of(korean), term="장마당에서", why="ZZQX7")
    (found,) = check(korean.story, DAY, QUICK).open
    assert (found.code, found.may_be_accepted) == ("never-print", False)
    assert "장마당" not in f"{found.says}{found.phrase}"
    assert "ZZQX7" not in f"{found}"


@pytest.mark.parametrize(
    ("term", "text", "code"),
    [
        ({"kind": "no numbers"}, "여러 소식통은 천 값이 5000원이라고 전했다.", "terms.no numbers"),
        (
            {"kind": "place", "value": "province"},
            "북한의 여러 소식통은 혜산에서 천을 팔기 어렵다고 전했다.",
            "terms.place",
        ),
        (
            {"kind": "no quotes"},
            "여러 소식통은 “천을 파는 일이 정말 어려워졌다”고 말했다.",
            "terms.no quotes",
        ),
        ({"kind": "no days"}, "여러 소식통은 지난 10일 천을 팔기 어렵다고 전했다.", "terms.no days"),
        ({"kind": "ask first"}, KOREAN, "ask-first"),
        ({"kind": "no numbers"}, "여러 소식통은 상인 스무 명이 시장을 떠났다고 전했다.", "terms.no numbers"),
        ({"kind": "place", "value": "country"}, KOREAN + "\n\n양강도는 북쪽에 있다.", "terms.place"),
    ],
)
def test_given_terms_were_agreed_then_they_are_kept(
    korean: Edition, bora: Member, rest: Rest, term: dict[str, str], text: str, code: str
) -> None:
    changed = save(korean.pk, {"text": text}, korean.version, DAY, bora)
    rest(changed)
    assert code not in codes(changed.story)
    source = of(changed)
    with whole_desk():
        source.terms = [term]
        source.save()
    assert code in codes(changed.story)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"credits": [{"role": "writing", "name": "보라"}]}, "credits"),
        ({"headline": ""}, "headline"),
        ({"slug": ""}, "headline"),
        ({"text": KOREAN + "\n\n::photo gone"}, "missing"),
    ],
)
def test_given_something_is_missing_then_it_is_said(
    korean: Edition, bora: Member, rest: Rest, written: dict[str, object], code: str
) -> None:
    rest(save(korean.pk, written, korean.version, DAY, bora))
    assert code in codes(korean.story)


def test_given_nothing_says_what_it_rests_on_then_its_sources_cannot_be_looked_after(korean: Edition) -> None:
    RestsOn.objects.all().delete()
    assert {"nobody", "bare"} <= set(codes(korean.story))


@pytest.mark.parametrize("number", range(len(DEMANDS)))
def test_given_any_part_of_the_check_breaks_then_nothing_goes_out(
    korean: Edition, duri: Member, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def broken(found: object) -> None:
        raise ZeroDivisionError

    sign(korean, duri)
    demands = [*DEMANDS]
    demands[number] = broken  # type: ignore[assignment]
    monkeypatch.setattr("jebo.desk.publication.check.DEMANDS", tuple(demands))
    with pytest.raises(ZeroDivisionError):
        release(korean.story, DAY, duri, settings=QUICK)
    assert not Release.objects.exists()


def test_given_nobody_is_named_as_who_told_it_then_it_could_not_be_judged(
    korean: Edition, bora: Member, rest: Rest
) -> None:
    text = "7월 9일 목요일 혜산시 련봉동 제방에서 검열원 20명이 상인 6명을 체포했다."
    rest(save(korean.pk, {"text": text}, korean.version, DAY, bora))
    assert "unheard" in codes(korean.story)


def test_given_a_ground_is_taken_away_after_the_signature_then_it_is_void(
    korean: Edition, duri: Member
) -> None:
    sign(korean, duri)
    assert check(korean.story, DAY, QUICK).ready
    RestsOn.objects.filter(edition=korean)[0].delete()
    assert check(korean.story, DAY, QUICK).unsigned


def accepted(korean: Edition, bora: Member, rest: Rest, by: Member) -> Edition:
    changed = save(korean.pk, {"text": BROKEN["blocks"]}, korean.version, DAY, bora)
    rest(changed)
    found = check(changed.story, DAY, QUICK)
    for demand in found.open:
        AcceptedRisk.objects.create(
            edition=changed, digest=bound(found.found, demand), finding=demand.key, reason="x", by=by, day=DAY
        )
    return changed


def test_given_one_person_is_editor_and_safety_editor_then_two_must_sign_all_the_same(
    korean: Edition, bora: Member, duri: Member, rest: Rest, member: MakeMember
) -> None:
    both = member("Haru", "editor", "safety editor")
    changed = accepted(korean, bora, rest, both)
    for role in ("editor", "safety editor"):
        sign(changed, both, role)
    assert not check(changed.story, DAY, QUICK).ready
    sign(changed, duri)
    assert check(changed.story, DAY, QUICK).ready


def test_given_a_risk_was_accepted_in_one_edition_then_it_is_not_in_another(
    korean: Edition, bora: Member, saebom: Member, rest: Rest
) -> None:
    changed = accepted(korean, bora, rest, saebom)
    assert codes(changed.story) == []
    AcceptedRisk.objects.update(digest="sha256:" + "0" * 64)
    assert codes(changed.story) != []


@pytest.mark.parametrize("where", ["term", "credit", "credits", "note"])
def test_given_a_term_is_never_printed_then_it_is_found_wherever_readers_would_read_it(
    korean: Edition, bora: Member, mina: Member, rest: Rest, where: str
) -> None:
    with whole_desk():
        NeverPrint.objects.create(source=of(korean), term="은빛 다리")
    if where == "term":
        text = StandingText.objects.create(sort="gloss", korean_term="은빛다리", korean="풀이")
        written: dict[str, object] = {"text": f"{KOREAN}\n\n::gloss {text.pk}"}
    elif where == "credit":
        photo = Photo.objects.create(
            story=korean.story, data=PNG, kind="image/png", name="a.png", credit="은빛 다리에서",
            korean_caption="천", korean_alt="천",
        )  # fmt: skip
        written = {"text": f"{KOREAN}\n\n::photo {photo.pk}"}
    elif where == "credits":
        written = {"credits": [*korean.credits, {"role": "photo", "name": "은빛다리"}]}
    else:
        written = {}
        Notice.objects.create(
            story=korean.story, kind="correction", korean="은빛 다리는 틀렸다.", by=bora, day=DAY
        )
    rest(save(korean.pk, written, korean.version, DAY, bora))
    assert "never-print" in codes(korean.story)


@pytest.mark.parametrize("raw", [True, False])
def test_given_a_photo_was_not_drawn_anew_then_it_does_not_go_out(
    korean: Edition, bora: Member, rest: Rest, raw: bool
) -> None:
    photo = Photo.objects.create(
        story=korean.story, data=PNG + b"GPS" * raw, kind="image/png", name="a.png", credit="가상",
        korean_caption="천", korean_alt="천",
    )  # fmt: skip
    rest(save(korean.pk, {"text": f"{KOREAN}\n\n::photo {photo.pk}"}, korean.version, DAY, bora))
    assert codes(korean.story) == (["not-drawn-anew"] if raw else [])


def test_given_a_gloss_ends_before_the_day_that_may_be_drawn_then_it_is_said(
    korean: Edition, bora: Member, rest: Rest
) -> None:
    text = StandingText.objects.create(sort="gloss", korean_term="천", korean="풀이", until=DAY)
    rest(save(korean.pk, {"text": f"{KOREAN}\n\n::gloss {text.pk}"}, korean.version, DAY, bora))
    assert "out-of-date" in codes(korean.story)
