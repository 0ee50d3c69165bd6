"""What goes out is what was signed, on its day; corrections and withdrawals are releases too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.publication.conftest import DAY, QUICK, Rest, codes, of, published, sign

from jebo.desk.people.models import Member
from jebo.desk.publication.check import check
from jebo.desk.publication.lag import LAG
from jebo.desk.publication.models import Notice
from jebo.desk.publication.release import NotReady, OutAlready, release
from jebo.desk.sources.models import Source
from jebo.desk.stories.models import Edition
from jebo.desk.stories.saving import save
from jebo.desk.wall import whole_desk

pytestmark = pytest.mark.django_db
OUT = DAY + timedelta(days=LAG[-1])


def last(below: int) -> int:
    return below - 1


class Drawn:
    """A draw that gives a number that is known before."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __call__(self, below: int) -> int:
        return self.number


def test_what_goes_out_is_what_was_signed_and_not_what_was_written_since(
    korean: Edition, duri: Member, bora: Member
) -> None:
    sign(korean, duri)
    release(korean.story, DAY, duri, settings=QUICK, draw=last)
    save(korean.pk, {"text": "목요일에 전화로 들었다."}, korean.version, DAY, bora)
    assert "목요일" not in str([one.content for one in published(OUT)])


def test_nothing_is_out_before_its_day_and_stories_that_wait_go_out_together(
    korean: Edition, duri: Member, bora: Member, rest: Rest
) -> None:
    sign(korean, duri)
    (row,) = release(korean.story, DAY, duri, settings=QUICK, draw=last)
    assert list(published(row.day - timedelta(days=1))) == []
    assert len(list(published(row.day))) == 1
    rest(save(korean.pk, {"headline": "다른 천 장사"}, korean.version, DAY, bora))
    sign(korean, duri)
    (again,) = release(korean.story, DAY, duri, settings=QUICK, draw=Drawn(0))
    assert again.day == row.day


def test_the_lag_is_drawn_from_the_whole_range(korean: Edition, duri: Member) -> None:
    from jebo.desk.publication.release import together

    drawn = {together(DAY, Drawn(n)) for n in range(len(LAG))}
    assert drawn == {DAY + timedelta(days=n) for n in LAG}


def test_a_correction_is_a_release_with_its_note_in_what_is_signed(
    korean: Edition, duri: Member, bora: Member
) -> None:
    sign(korean, duri)
    release(korean.story, DAY, duri, settings=QUICK, draw=last)
    note = "처음 글의 쌀값은 틀렸다."
    Notice.objects.create(story=korean.story, kind="correction", korean=note, by=bora, day=DAY)
    with pytest.raises(NotReady):  # what it says was signed by nobody yet
        release(korean.story, DAY, duri, settings=QUICK, draw=last)
    sign(korean, duri)
    release(korean.story, DAY, duri, settings=QUICK, draw=last)
    assert not Notice.objects.exists()
    (one,) = published(OUT)
    assert (one.number, one.kind, one.content["note"]) == (2, "correction", note)


def test_a_withdrawal_leaves_an_address_and_no_word(korean: Edition, duri: Member, bora: Member) -> None:
    sign(korean, duri)
    release(korean.story, DAY, duri, settings=QUICK, draw=last)
    Notice.objects.create(story=korean.story, kind="withdrawal", by=bora, day=DAY)
    source = of(korean)
    with whole_desk():
        source.status = "at risk"
        source.save()
    sign(korean, duri)
    release(korean.story, DAY, duri, settings=QUICK, draw=last)
    (one,) = published(OUT)
    assert (one.kind, one.content["headline"], one.content["pieces"], one.content["slug"]) == (
        "withdrawal", "", [], "cloth",
    )  # fmt: skip


def test_given_a_correction_says_what_may_not_be_said_then_it_is_stopped_like_the_text(
    korean: Edition, bora: Member
) -> None:
    Notice.objects.create(
        story=korean.story,
        kind="correction",
        korean="소식통은 목요일 전화로 혜산에서 말했다.",
        by=bora,
        day=DAY,
    )
    assert "blocks" in codes(korean.story)
    Notice.objects.update(korean="")
    assert codes(korean.story) == ["note"]


def test_given_who_wrote_the_correction_signs_then_it_does_not_go_out(korean: Edition, duri: Member) -> None:
    Notice.objects.create(story=korean.story, kind="correction", korean="천 값이 틀렸다.", by=duri, day=DAY)
    sign(korean, duri)
    assert check(korean.story, DAY, QUICK).unsigned


def test_given_a_source_falls_at_risk_before_the_day_then_what_is_not_out_waits_and_what_is_out_stays(
    korean: Edition, duri: Member
) -> None:
    sign(korean, duri)
    release(korean.story, DAY, duri, settings=QUICK, draw=last)
    source = of(korean)
    with whole_desk():
        source.status = "at risk"
        source.save()
    assert list(published(OUT)) == []
    with whole_desk():
        Source.objects.update(status="active")
    assert len(list(published(OUT))) == 1
    with whole_desk():
        Source.objects.update(status="at risk")
    assert len(list(published(OUT))) == 1


def test_given_it_went_out_just_so_then_nobody_draws_another_day(korean: Edition, duri: Member) -> None:
    sign(korean, duri)
    release(korean.story, DAY, duri, settings=QUICK, draw=last)
    with pytest.raises(OutAlready):
        release(korean.story, DAY, duri, settings=QUICK, draw=last)
