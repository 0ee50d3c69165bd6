"""What stands in the record: only what a released story told, as exactly as it did, when its time is long over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from tests.desk.publication.conftest import DAY, HOUSE, KOREAN, QUICK, sign
from tests.desk.publication.test_no_other_way import lifted
from tests.desk.publication.test_pressing import at_risk
from tests.desk.record.conftest import FAR, Tell, now, only

from jebo.desk.events.models import Event
from jebo.desk.people.models import Entry as Line
from jebo.desk.people.models import Member
from jebo.desk.publication.models import Notice, Release, WentOut
from jebo.desk.publication.pressing import given, went_out
from jebo.desk.publication.release import release
from jebo.desk.record import asked as asking
from jebo.desk.record import printed as printing
from jebo.desk.record import recording, within
from jebo.desk.record.entering import (
    Circle,
    NotPublic,
    TiedToItself,
    WordsTell,
    enter,
    leave,
    mark,
    tie,
    unmark,
    untie,
)
from jebo.desk.record.models import Edition, Entry, Tie
from jebo.desk.record.recording import AnotherRelease, ClockBehind, press
from jebo.desk.record.standing import world
from jebo.desk.stories.models import Edition as Text
from jebo.desk.stories.models import Story
from jebo.desk.wall import whole_desk
from jebo.disclosure.anonymity import Limits
from jebo.observatory.build import Built
from jebo.observatory.date import read
from jebo.observatory.event import Event as Told
from jebo.observatory.place import PlaceKind, event_place
from jebo.observatory.record import Record, Withdrawn
from jebo.press.edition import Release as Given
from jebo.press.verify import verify
from jebo.sealing.signing import Context, SigningKey, body_of

pytestmark = pytest.mark.django_db
SAID = "장마당에서 천을 파는 일이 7월에 어려워졌다.\n\n북한의 여러 소식통은 단속이 이어졌다고 전했다."


def holds_for_the_default(_story: Story, told: Sequence[Told], *_: object) -> bool:
    """The limits as they nearly always are: the province holds, no town does, no number, and no month beyond what was said."""
    one = told[-1]
    said_so = any("7월에" in words for words in SAYING)
    return (
        one.place.level is PlaceKind.PROVINCE and not one.quantity and (said_so or one.date.text != "2026-07")
    )


YEAR_OVER = date(2027, 4, 1)
"""When what is told by the year may enter."""
SAYING: list[str] = []
"""Texts that a test released."""


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes beyond the stories is asked for in tests of its own."""
    SAYING.clear()
    monkeypatch.setattr(asking, "within", holds_for_the_default)


def pressed(where: Path, day: date) -> tuple[Built, Record]:
    return press(where / "record", HOUSE, day, workers=1)


def test_an_event_that_a_released_story_told_enters_by_province_and_quarter(
    event: Event, tell: Tell, duri: Member
) -> None:
    tell(KOREAN)
    entry = enter(event, DAY, duri)
    told = only()
    assert (told.id, told.date.text, told.place.id, told.quantity, told.several) == (
        entry.pk,
        "2026-35",
        "KP-09",
        None,
        True,
    )
    assert [(one.address, one.title) for one in told.stories] == [("ko/2026/07/cloth.html", "장마당 천 장사")]


def test_what_a_sentence_that_rests_on_it_said_may_stand_there_as_exactly(
    event: Event, tell: Tell, duri: Member
) -> None:
    tell(SAID)
    SAYING.append(SAID)
    enter(event, DAY, duri)
    assert (only().date.text, only().place.id) == ("2026-07", "KP-09")


def test_a_sentence_that_rests_on_something_else_says_nothing_of_it(
    event: Event, tell: Tell, duri: Member
) -> None:
    from jebo.desk.stories.models import RestsOn

    edition = tell(SAID + "\n\n장마당은 오래전부터 주민들의 생계를 이어 왔다.")
    first = edition.marked()[0].id
    RestsOn.objects.filter(edition=edition, sentence=first).delete()
    enter(event, DAY, duri)
    assert only().date.text == "2026-35"


def test_words_that_changed_since_the_release_say_nothing(
    event: Event, tell: Tell, bora: Member, duri: Member
) -> None:
    from jebo.desk.stories.saving import save

    edition = tell(KOREAN)
    save(
        edition.pk,
        {"text": SAID + "\n\n장마당은 오래전부터 주민들의 생계를 이어 왔다."},
        edition.version,
        DAY,
        bora,
    )
    enter(event, DAY, duri)
    assert only().date.text == "2026-35", "the draft names the month, and what is out does not"


def test_an_event_of_which_no_story_is_out_waits(event: Event, duri: Member) -> None:
    enter(event, DAY, duri)
    assert now().events == ()


def test_a_release_without_a_receipt_tells_nothing(
    event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    assert len(now().events) == 1
    real = given
    forged = SigningKey.make()

    def other_key(row: Release) -> Given:
        found = real(row)
        return replace(found, receipt=forged.sign(Context.RECEIPT, body_of(found.receipt, Context.RECEIPT)))

    monkeypatch.setattr(printing, "given", other_key)
    assert now().events == ()


def test_a_story_that_readers_have_not_been_shown_tells_nothing(
    event: Event, tell: Tell, duri: Member
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    assert len(now().events) == 1
    lifted(WentOut.objects.all().delete)
    assert now().events == ()


def test_it_enters_only_when_its_quarter_has_been_over_for_ninety_days(
    event: Event, tell: Tell, duri: Member
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    assert now(date(2026, 12, 29)).events == ()
    assert len(now(date(2026, 12, 30)).events) == 1


def test_the_day_on_which_somebody_entered_it_is_not_seen(event: Event, tell: Tell, duri: Member) -> None:
    tell(KOREAN)
    enter(event, date(2027, 2, 3), duri)
    assert now(date(2027, 2, 28)).events == ()
    assert len(now(date(2027, 3, 1)).events) == 1


def test_while_a_source_is_in_danger_nothing_new_enters_and_what_is_there_stays(
    event: Event, tell: Tell, duri: Member, tmp_path: Path
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    pressed(tmp_path, FAR)
    at_risk()
    assert len(now().events) == 1, "a silence would tell"
    event.public = ["what", "when:year", "where:country"]
    event.event_type = "MOBILISE"
    event.save()
    assert [(one.type, one.date.text) for one in now().events] == [("MARKET_CURB", "2026-35")], (
        "nor is anything told otherwise"
    )
    Entry.objects.update(since=None)
    assert now().events == ()
    Entry.objects.update(since=1, gone=2)
    assert now().events == (), "what was withdrawn does not come back meanwhile either"


def test_what_is_only_counted_waits_like_anything_else(event: Event, tell: Tell, duri: Member) -> None:
    tell(KOREAN)
    event.event_type = "REMIT"
    event.save()
    enter(event, date(2027, 3, 20), duri)
    assert now(date(2027, 3, 31)).totals == (), "its month is not over"
    assert len(now(date(2027, 4, 1)).totals) == 1
    at_risk()
    assert now(date(2027, 4, 1)).totals == ()


def test_a_word_that_was_changed_after_the_entry_is_looked_at_again(
    event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "within", lambda *_: True)
    tell(KOREAN)
    event.public = [*event.public, "who"]
    event.roles = [{"part": "patient", "class": {"ko": "상인", "en": "traders"}}]
    event.save()
    enter(event, DAY, duri)
    assert len(only().roles) == 1
    event.roles = [{"part": "patient", "class": {"ko": "혜산 3반 박 씨 가족", "en": "traders"}}]
    event.save()
    assert only().roles == ()


def test_a_release_is_numbered_signed_and_kept_and_the_same_record_is_the_same_release(
    event: Event, tell: Tell, duri: Member, tmp_path: Path
) -> None:
    from jebo.desk.publication.key import verify_key

    tell(KOREAN)
    enter(event, DAY, duri)
    _, first = pressed(tmp_path, FAR)
    key = verify_key()
    assert key is not None
    assert verify(tmp_path / "record", [key]).wrong == ()
    _, again = pressed(tmp_path, date(2027, 5, 1))
    assert (first.number, again.number, again.day) == (1, 1, FAR)
    assert Edition.objects.count() == 1


def test_with_a_clock_behind_the_last_release_nothing_is_taken_away(
    event: Event, tell: Tell, duri: Member, tmp_path: Path
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    pressed(tmp_path, FAR)
    with pytest.raises(ClockBehind):
        pressed(tmp_path, FAR - timedelta(days=1))
    assert len(list((tmp_path / "record/en/event").iterdir())) == 1
    assert Edition.objects.count() == 1


def test_a_correction_raises_the_version_and_what_is_told_less_exactly_does_not(
    event: Event, tell: Tell, duri: Member, tmp_path: Path
) -> None:
    tell(SAID)
    SAYING.append(SAID)
    enter(event, DAY, duri)
    pressed(tmp_path, FAR)
    event.public = ["what", "when:year", "where:country"]
    event.save()
    _, vaguer = pressed(tmp_path, FAR)
    assert (vaguer.number, vaguer.events[0].version, vaguer.events[0].date.text) == (2, 1, "2026")
    event.event_type = "MOBILISE"
    event.save()
    _, corrected = pressed(tmp_path, FAR)
    assert (corrected.number, corrected.events[0].version, corrected.events[0].since) == (3, 2, 1)
    event.public = ["what", "when:month", "where:province"]
    event.save()
    _, more = pressed(tmp_path, FAR)
    assert (more.events[0].version, more.events[0].date.text) == (3, "2026-07")


@pytest.mark.parametrize("how", ["left", "withdrawn", "story", "not public"])
def test_what_is_withdrawn_leaves_an_id_without_a_reason_and_twice_is_once(
    how: str, event: Event, tell: Tell, duri: Member, tmp_path: Path
) -> None:
    edition = tell(KOREAN)
    entry = enter(event, DAY, duri)
    pressed(tmp_path, FAR)
    for _ in range(2):
        if how == "left":
            leave(event, FAR, duri)
        elif how == "withdrawn":
            Event.objects.update(
                status=Event.Status.WITHDRAWN, withdrawn_because="a reason that nobody may see"
            )
        elif how == "not public":
            Event.objects.update(public=[])
        elif not Release.objects.filter(kind=Release.Kind.WITHDRAWAL).exists():
            Notice.objects.create(story=edition.story, kind=Release.Kind.WITHDRAWAL, day=DAY)
            sign(edition, duri)
            went_out(row.pk for row in release(edition.story, DAY, duri, settings=QUICK))
        _, made = pressed(tmp_path, FAR)
        assert (made.number, made.events, made.withdrawn) == (2, (), (Withdrawn(id=entry.pk, since=2),))
    text = b"".join(file.read_bytes() for file in (tmp_path / "record").rglob("*") if file.is_file())
    assert b"a reason that nobody may see" not in text


def test_what_comes_back_has_its_id_again(event: Event, tell: Tell, duri: Member, tmp_path: Path) -> None:
    tell(KOREAN)
    entry = enter(event, DAY, duri)
    pressed(tmp_path, FAR)
    leave(event, FAR, duri)
    pressed(tmp_path, FAR)
    enter(event, FAR, duri)
    _, made = pressed(tmp_path, date(2027, 6, 1))
    assert [one.id for one in made.events] == [entry.pk]
    assert made.withdrawn == ()


def test_a_kind_that_is_only_counted_is_counted_in_bands_and_never_shown(
    event: Event, tell: Tell, duri: Member
) -> None:
    tell(KOREAN)
    event.event_type = "REMIT"
    event.save()
    enter(event, DAY, duri)
    made = now(date(2027, 4, 2))
    assert made.events == ()
    assert [(one.year, one.type, one.low, one.high) for one in made.totals] == [(2026, "REMIT", 1, 4)]
    enter(event, DAY, duri, named=True)
    assert [one.type for one in now(date(2027, 4, 2)).events] == ["REMIT"], (
        "the desk says so, and a released story told of it"
    )


def test_nothing_enters_of_which_the_desk_says_too_little(event: Event, duri: Member) -> None:
    for name, value in (
        ("public", ["what"]),
        ("public", []),
        ("event_type", ""),
        ("when", ""),
        ("place", ""),
    ):
        before = getattr(event, name)
        setattr(event, name, value)
        with pytest.raises(NotPublic):
            enter(event, DAY, duri)
        setattr(event, name, before)
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("ko", "en", "tells"),
    [
        ("상인", "traders", False), ("도매상", "wholesalers", False), ("청진 수남시장 상인", "traders", True), ("상인", "Kim Chol-su", True),
        ("상인 네 명", "4 traders", True), ("상인", "traders at Sunam market", True),
    ],
)  # fmt: skip
def test_words_for_people_that_give_something_away_do_not_enter(
    ko: str, en: str, tells: bool, event: Event, duri: Member
) -> None:
    event.roles = [{"part": "patient", "class": {"ko": ko, "en": en}}]
    event.save()
    if tells:
        with pytest.raises(WordsTell):
            enter(event, DAY, duri)
    else:
        enter(event, DAY, duri)


def test_each_act_leaves_a_trace_that_names_nothing(event: Event, duri: Member) -> None:
    enter(event, DAY, duri)
    leave(event, DAY, duri)
    assert [line.action for line in Line.objects.order_by("number")] == ["record.enter", "record.leave"]
    assert {line.about for line in Line.objects.all()} == {event.pk}


OFFICIAL = {
    "part": "agent",
    "name": {"ko": "안지어", "en": "An Invented"},
    "office": {"ko": "시장관리소장", "en": "head of the market office"},
}


def test_an_official_in_office_is_named_only_where_marked_and_where_a_story_named_them(
    event: Event, tell: Tell, duri: Member
) -> None:
    tell(
        "시장관리소장 안지어가 장마당에서 천을 파는 일을 막았다.\n\n북한의 여러 소식통은 단속이 이어졌다고 전했다."
    )
    event.public = [*event.public, "who"]
    event.roles = [{"part": "agent", "sealed": "x"}]
    event.save()
    enter(event, DAY, duri)
    assert only().roles == ()
    mark(event, OFFICIAL, DAY, duri)
    named = [(one.who.names, one.who.office) for one in only().roles]
    assert named == [({"ko": "안지어"}, {"ko": "시장관리소장"})], "in the language in which a story did"
    unmark(event, 0, DAY, duri)
    assert only().roles == ()
    mark(event, OFFICIAL | {"name": {"ko": "딴사람", "en": "Somebody Else"}}, DAY, duri)
    assert only().roles == (), "no story named this one"


# Ties.


def other(when: str = "2026-08", **more: object) -> Event:
    return Event.objects.create(event_type="ARREST", place="KP-09", when=when, **more)


def rests(edition: Text, event: Event) -> Event:
    """Let the first sentence of an edition rest on an event as well."""
    from jebo.desk.events.models import Standing, Support
    from jebo.desk.stories.models import RestsOn

    with whole_desk():
        old = Support.objects.select_related("statement", "source").first()
        assert old is not None
        made = Support.objects.create(source=old.source, event=event, statement=old.statement)
    RestsOn.objects.create(
        edition=edition, sentence=edition.marked()[0].id, standing=Standing.objects.get(support=made)
    )
    return event


def test_ties_run_in_no_circle_and_to_nobody_itself(event: Event, duri: Member) -> None:
    second, third = other(), other()
    tie(event, Tie.How.CAUSES, second, DAY, duri)
    tie(second, Tie.How.PRECEDES, third, DAY, duri)
    with pytest.raises(Circle):
        tie(third, Tie.How.CAUSES, event, DAY, duri)
    with pytest.raises(TiedToItself):
        tie(event, Tie.How.CAUSES, event, DAY, duri)
    assert Tie.objects.count() == 2
    tie(event, Tie.How.SAME_AS, second, DAY, duri)
    assert [row.how for row in Tie.objects.filter(one=event)] == ["same_as"], "one tie for two events"
    untie(Tie.objects.filter(one=event).get().pk, DAY, duri)
    assert Tie.objects.count() == 1


def test_the_record_tells_ties_by_its_own_ids(event: Event, tell: Tell, duri: Member) -> None:
    second = rests(tell(KOREAN), other("2026-35", public=["what", "when:quarter", "where:province"]))
    one, two = enter(event, DAY, duri), enter(second, DAY, duri)
    tie(event, Tie.How.CAUSES, second, DAY, duri)
    assert [(link.one, link.other) for link in now().links] == [(one.pk, two.pk)]


# Beyond the stories.


def more_than_said(event: Event, tell: Tell, duri: Member) -> tuple[Story, Told]:
    edition = tell(KOREAN)
    enter(event, DAY, duri)
    return edition.story, replace(only(), date=read("2026-07"))


def asked(story: Story, *told: Told) -> bool:
    return within.within(
        story, told, within.sources(story, Event.objects.get(event_type="MARKET_CURB").pk), world(), FAR
    )


def test_what_goes_beyond_the_stories_is_asked_as_if_they_said_it_with_all_else_that_goes_beyond(
    event: Event, tell: Tell, duri: Member
) -> None:
    story, finer = more_than_said(event, tell, duri)
    found = within.texts(story, [finer, replace(finer, type="ARREST")], world(), FAR)
    assert found["ko"].startswith("장마당 천 장사\n\n북한의 여러 소식통은")
    first, second = found["ko"].split("\n\n")[-2:]
    assert first == "소식통에 따르면 다음과 같은 일이 있었다: 시장 통제, 함경북도, 2026년 7월."
    assert second == "소식통에 따르면 다음과 같은 일이 있었다: 체포, 함경북도, 2026년 7월."


def test_the_sources_of_the_event_are_asked_as_well_as_those_of_the_story(
    event: Event, tell: Tell, duri: Member
) -> None:
    from jebo.desk.events.models import Support
    from jebo.desk.stories.models import RestsOn

    edition = tell(KOREAN)
    with whole_desk():
        every = set(Support.objects.values_list("source", flat=True))
    one = RestsOn.objects.first()
    assert one is not None
    RestsOn.objects.exclude(standing=one.standing_id).delete()
    assert within.sources(edition.story, event.pk) == every
    assert len(every) == 2


def test_of_one_story_what_goes_beyond_it_is_asked_together(
    event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jebo.desk.stories.models import RestsOn

    edition = tell(KOREAN)
    second = rests(edition, other("2026-35", public=["what", "when:quarter", "where:province"]))
    enter(event, DAY, duri)
    enter(second, DAY, duri)
    counts: list[int] = []

    def count(_story: Story, told: Sequence[Told], *_: object) -> bool:
        counts.append(len(told))
        return len(told) < 2

    monkeypatch.setattr(asking, "within", count)
    made = now(YEAR_OVER)
    assert max(counts) == 2
    assert sorted(one.place.id for one in made.events) == ["KP", "KP0205"] or sorted(
        one.place.id for one in made.events
    ) == ["KP", "KP-09"]
    assert RestsOn.objects.exists()


def test_what_was_refused_is_not_asked_again_at_every_build(
    event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    asked_for: list[tuple[str, str]] = []

    def never(_story: Story, told: Sequence[Told], *_: object) -> bool:
        asked_for.append((told[-1].date.text, told[-1].place.id))
        return False

    monkeypatch.setattr(asking, "within", never)
    _, made = pressed(tmp_path, YEAR_OVER)
    assert (made.events[0].date.text, made.events[0].place.id) == ("2026", "KP"), (
        "not even the default is within"
    )
    every = [("2026-07", "KP0205"), ("2026-07", "KP-09"), ("2026-35", "KP-09")]
    assert asked_for == every
    pressed(tmp_path, YEAR_OVER)
    assert asked_for == every


def test_it_counts_as_exposure_when_it_goes_out(
    event: Event,
    tell: Tell,
    duri: Member,
    told: list[object],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    before = len(told)
    monkeypatch.setattr(asking, "within", lambda *_: True)
    now()
    assert len(told) == before, "looking costs nothing"
    _, made = pressed(tmp_path, FAR)
    assert (made.events[0].date.text, made.events[0].place.id) == ("2026-07", "KP0205")
    assert len(told) == before + 2, "both sources of the story"
    pressed(tmp_path, FAR)
    assert len(told) == before + 2, "once"


def test_what_cannot_be_judged_is_not_within(
    event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, finer = more_than_said(event, tell, duri)

    def breaks(*_: object) -> bool:
        raise RuntimeError

    monkeypatch.setattr(within, "_within", breaks)
    assert asked(story, finer) is False


def test_the_limits_decide(event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    from jebo.disclosure import settings

    story, finer = more_than_said(event, tell, duri)
    assert asked(story, finer)
    strict = partial(settings.Settings, limits=Limits(middle=10**12, low=10**12))
    monkeypatch.setattr(settings, "Settings", strict)
    assert not asked(story, finer), "the control: limits that nothing meets"


def test_a_phrase_that_may_not_stand_in_a_story_may_not_stand_here(
    event: Event, tell: Tell, duri: Member
) -> None:
    story, finer = more_than_said(event, tell, duri)
    spot = replace(
        finer, date=read("2026-07-13"), place=event_place("KP0205", world().pack.places, point=True)
    )
    assert not asked(story, spot)


def test_a_text_in_which_nobody_tells_anything_holds_nothing(
    event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jebo.disclosure import judge

    story, finer = more_than_said(event, tell, duri)
    real = judge.figures_each
    monkeypatch.setattr(judge, "figures_each", lambda *given: (real(*given)[0], ()))
    assert not asked(story, finer)


def test_where_no_story_is_out_nothing_can_be_asked(event: Event, tell: Tell, duri: Member) -> None:
    story, finer = more_than_said(event, tell, duri)
    assert not within.within(story, [finer], frozenset(), world(), date(2020, 1, 1))


def test_a_build_that_another_one_overtook_shows_nothing(
    event: Event, tell: Tell, duri: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    real = recording._kept

    def overtaken(found: recording.Found, day: date) -> None:
        Edition.objects.create(number=1, day=day, digest="sha256:other")
        real(found, day)

    monkeypatch.setattr(recording, "_kept", overtaken)
    with pytest.raises(AnotherRelease):
        pressed(tmp_path, FAR)
    assert not (tmp_path / "record").exists()
