"""What a reader of two releases does not see: that a source was in danger, was destroyed or was new, what a story no longer says, and
what no single story put together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.desk.publication.conftest import DAY, KOREAN, QUICK, sign
from tests.desk.publication.test_pressing import at_risk
from tests.desk.record.conftest import FAR, Tell, now, only
from tests.desk.record.test_recording import SAID, YEAR_OVER, holds_for_the_default, other, pressed, rests

from jebo.desk.events.models import Event, Support
from jebo.desk.events.models import Standing as Verdict
from jebo.desk.events.rests import recompute
from jebo.desk.people.models import Member
from jebo.desk.publication.models import Notice, Release
from jebo.desk.publication.pressing import went_out
from jebo.desk.publication.release import release
from jebo.desk.record import asked, recording
from jebo.desk.record.counting import Asked, counted
from jebo.desk.record.entering import enter, leave, tie, untie
from jebo.desk.record.models import Edition, Entry, Tie
from jebo.desk.record.recording import AnotherRelease, ChangedMeanwhile
from jebo.desk.sources.destroy import destroy
from jebo.desk.sources.models import Source, Status
from jebo.desk.stories.models import RestsOn, Story
from jebo.desk.testimony.models import Statement
from jebo.desk.wall import seen_by, whole_desk
from jebo.observatory.event import Event as Told
from jebo.observatory.record import Record

pytestmark = pytest.mark.django_db
NEXT_MONTH = date(2027, 4, 5)
TOWN = "청진시에서 천을 파는 일이 어려워졌다.\n\n북한의 여러 소식통은 단속이 이어졌다고 전했다."
Calls = list[tuple[str, tuple[str, ...]]]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "within", holds_for_the_default)


def answers(monkeypatch: pytest.MonkeyPatch, answer: Callable[[Sequence[Told]], bool]) -> Calls:
    """Let the limits answer so; gives what they are asked."""
    calls: Calls = []

    def within(story: Story, told: Sequence[Told], *_: object) -> bool:
        calls.append((story.pk, tuple(one.id for one in told)))
        return answer(told)

    monkeypatch.setattr(asked, "within", within)
    return calls


def facts(made: Record) -> list[tuple[int, str, bool]]:
    return [(one.version, one.status.value, one.several) for one in made.events]


# Sources that come, go, or are in danger.


def test_a_total_that_was_told_stays_while_a_source_is_in_danger(
    event: Event, tell: Tell, duri: Member, tmp_path: Path
) -> None:
    tell(KOREAN)
    event.event_type = "REMIT"
    event.save()
    enter(event, DAY, duri)
    _, first = pressed(tmp_path, date(2027, 4, 2))
    at_risk()
    _, again = pressed(tmp_path, date(2027, 4, 3))
    assert len(first.totals) == 1
    assert (again.number, again.totals) == (first.number, first.totals)


def destroyed(mina: Member, event: Event) -> None:
    with whole_desk():
        source = Source.objects.first()
    assert source is not None
    with seen_by(mina.pk):
        destroy(FAR, mina, source)
    recompute([event.pk])


def test_that_a_source_was_destroyed_changes_nothing_that_month_and_no_version_ever(
    event: Event, tell: Tell, duri: Member, mina: Member, tmp_path: Path
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    _, first = pressed(tmp_path, FAR)
    destroyed(mina, event)
    _, one_left = pressed(tmp_path, FAR)
    assert (one_left.number, facts(one_left)) == (1, [(1, "corroborated", True)])
    _, later = pressed(tmp_path, NEXT_MONTH)
    assert facts(later) == [(1, "reported", False)]
    destroyed(mina, event)
    for day in (NEXT_MONTH, date(2027, 6, 7)):
        _, none_left = pressed(tmp_path, day)
        assert (none_left.number, none_left.events, none_left.withdrawn) == (2, later.events, ())
    leave(event, FAR, duri)
    _, without = pressed(tmp_path, date(2027, 6, 7))
    assert without.events == (), "the control: an editor can take it out"
    assert first.events != ()


def test_that_another_source_came_is_told_in_the_month_after(
    event: Event, standings: list[Verdict], tell: Tell, duri: Member, mina: Member, source_of: Callable[..., Source], tmp_path: Path
) -> None:  # fmt: skip
    tell(KOREAN)
    with whole_desk():
        Support.objects.filter(pk=standings[1].pk).delete()
    recompute([event.pk])
    enter(event, DAY, duri)
    pressed(tmp_path, FAR)
    with whole_desk():
        source = source_of(mina, "새 우산")
        told = Statement.objects.create(source=source, korean="천이 없다", access="saw", origin="own")
        Support.objects.create(source=source, event=event, statement=told)
    recompute([event.pk])
    _, today = pressed(tmp_path, FAR + timedelta(days=3))
    assert (today.number, facts(today)) == (1, [(1, "reported", False)])
    _, later = pressed(tmp_path, NEXT_MONTH)
    assert facts(later) == [(2, "corroborated", True)]


def test_that_it_is_disputed_is_told_at_once(event: Event, tell: Tell, duri: Member, tmp_path: Path) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    pressed(tmp_path, FAR)
    Event.objects.update(status=Event.Status.DISPUTED)
    _, made = pressed(tmp_path, FAR)
    assert facts(made) == [(2, "disputed", True)]


def test_ties_stay_as_they_were_told_while_a_source_is_in_danger(
    event: Event, tell: Tell, duri: Member, tmp_path: Path
) -> None:
    edition = tell(KOREAN)
    second = rests(edition, other("2026-35", public=["what", "when:quarter", "where:province"]))
    third = rests(edition, other("2026-35", public=["what", "when:quarter", "where:province"]))
    for one in (event, second, third):
        enter(one, DAY, duri)
    tie(event, Tie.How.CAUSES, second, DAY, duri)
    _, before = pressed(tmp_path, FAR)
    assert len(before.links) == 1
    at_risk()
    tie(second, Tie.How.CAUSES, third, DAY, duri)
    untie(Tie.objects.filter(one=event).get().pk, DAY, duri)
    _, made = pressed(tmp_path, FAR)
    assert (made.number, made.links) == (1, before.links)
    with whole_desk():
        Source.objects.update(status=Status.ACTIVE)
    assert [(one.one, one.other) for one in now().links] == [
        (Entry.objects.get(event=second).pk, Entry.objects.get(event=third).pk)
    ], "the control"


def test_a_story_that_is_withdrawn_while_a_source_is_in_danger_is_withdrawn_here_as_well(
    event: Event, tell: Tell, duri: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, lambda told: told[-1].place.id == "KP-09")
    tell(KOREAN)
    edition = tell(SAID, slug="july")
    enter(event, DAY, duri)
    _, first = pressed(tmp_path, FAR)
    assert (len(first.events[0].stories), first.events[0].date.text) == (2, "2026-07")
    Notice.objects.create(story=edition.story, kind=Release.Kind.WITHDRAWAL, day=DAY)
    sign(edition, duri)
    went_out(row.pk for row in release(edition.story, DAY, duri, settings=QUICK))
    at_risk()
    _, made = pressed(tmp_path, FAR)
    (told,) = made.events
    assert ([one.address for one in told.stories], told.date.text, told.version) == (
        ["ko/2026/07/cloth.html"],
        "2026-35",
        1,
    )


@pytest.mark.parametrize("what", ["left", "danger"])
def test_what_happened_at_the_desk_while_the_record_was_made_stops_it(
    what: str, event: Event, tell: Tell, duri: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    real = recording._kept

    def meanwhile(found: recording.Found, day: date) -> None:
        if what == "left":
            leave(event, DAY, duri)
        else:
            at_risk()
        real(found, day)

    monkeypatch.setattr(recording, "_kept", meanwhile)
    with pytest.raises(ChangedMeanwhile):
        pressed(tmp_path, FAR)
    assert not (tmp_path / "record").exists()
    assert Edition.objects.count() == 0


def test_an_old_release_is_not_shown_again_after_a_newer_one(
    event: Event, tell: Tell, duri: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    pressed(tmp_path, FAR)
    real = recording._kept

    def overtaken(found: recording.Found, day: date) -> None:
        Edition.objects.create(number=2, day=day, digest="sha256:other")
        real(found, day)

    monkeypatch.setattr(recording, "_kept", overtaken)
    with pytest.raises(AnotherRelease):
        pressed(tmp_path / "elsewhere", FAR)


# What stories say, together and no longer.


def test_a_story_that_was_corrected_to_say_less_makes_the_record_say_less(
    event: Event, tell: Tell, duri: Member, told: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    edition = tell(SAID)
    event.public = ["what", "when:month", "where:province"]
    event.save()
    enter(event, DAY, duri)
    answers(monkeypatch, lambda _: True)
    _, first = pressed(tmp_path, FAR)
    charged = len(told)
    RestsOn.objects.filter(edition=edition, sentence=edition.marked()[0].id).delete()
    calls = answers(monkeypatch, lambda told: told[-1].date.text != "2026-07")
    _, made = pressed(tmp_path, FAR)
    assert (first.events[0].date.text, made.events[0].date.text, made.events[0].version) == (
        "2026-07",
        "2026-35",
        1,
    )
    assert calls, "what only the limits allow is asked for, though it was told"
    assert len(told) > charged, "and counts as exposure"


def test_what_two_stories_said_apart_is_not_put_together_unasked(
    event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(SAID)
    tell(TOWN, slug="town")
    enter(event, DAY, duri)
    answers(monkeypatch, lambda _: False)
    one = only(YEAR_OVER)
    assert (one.date.text, one.place.id) == ("2026-07", "KP")
    assert [story.address for story in one.stories] == ["ko/2026/07/cloth.html"]
    answers(monkeypatch, lambda _: True)
    both = only()
    assert (both.date.text, both.place.id, len(both.stories)) == ("2026-07", "KP0205", 2), "the control"


def test_stories_of_one_event_are_asked_with_one_anothers_words(
    event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jebo.desk.record.standing import world
    from jebo.desk.record.within import texts

    first, second = tell(SAID), tell(TOWN, slug="town")
    found = texts(first.story, [], world(), FAR, [first.story, second.story])["ko"]
    assert "7월에 어려워졌다" in found
    assert "청진시에서" in found


def test_of_one_source_all_that_goes_beyond_its_stories_is_asked_together(
    event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(KOREAN)
    rice = tell("북한의 여러 소식통은 장마당에서 쌀을 파는 일이 어려워졌다고 전했다.", slug="rice")
    second = other("2026-07", public=["what", "when:month", "where:province"])
    RestsOn.objects.filter(edition=rice).delete()
    rests(rice, second)
    enter(event, DAY, duri)
    enter(second, DAY, duri)
    calls = answers(monkeypatch, lambda told: len(told) < 2)
    made = now(YEAR_OVER)
    assert max(len(told) for _, told in calls) == 2
    assert sorted(one.place.id for one in made.events) in (["KP", "KP-09"], ["KP", "KP0205"])


def test_words_in_a_language_in_which_no_story_said_them_are_not_told(
    event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    event.public = ["what", "when:quarter", "where:province", "who"]
    event.roles = [{"part": "patient", "class": {"ko": "상인", "en": "smartphone smugglers"}}]
    event.save()
    tell("상인들이 체포됐다.\n\n북한의 여러 소식통은 단속이 이어졌다고 전했다.")
    enter(event, DAY, duri)
    answers(monkeypatch, lambda told: not any("en" in one.who.names for one in told[-1].roles))  # type: ignore[union-attr]
    assert [one.who.names for one in only().roles] == [{"ko": "상인"}]


def test_what_is_told_by_the_year_enters_when_the_year_is_over(
    event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    event.when, event.public = "2026-02-10", ["what", "when:year", "where:country"]
    event.save()
    tell(KOREAN)
    enter(event, date(2026, 5, 3), duri)
    assert now(date(2027, 3, 30)).events == (), "before, it would have told the quarter"
    assert len(now(date(2027, 4, 1)).events) == 1


def test_an_event_that_waits_for_its_day_refuses_nothing_to_another(
    event: Event, tell: Tell, duri: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = rests(tell(KOREAN), other("2026-35", public=["what", "when:quarter", "where:province"]))
    enter(event, DAY, duri)
    enter(second, FAR, duri)
    calls = answers(monkeypatch, lambda told: len(told) < 2)
    made = now()
    assert [one.type for one in made.events] == ["MARKET_CURB"]
    assert max(len(told) for _, told in calls) == 1


# Numbers.


def test_events_that_are_tied_as_the_same_are_counted_once(
    event: Event, tell: Tell, duri: Member, tmp_path: Path
) -> None:
    edition = tell(KOREAN)
    Event.objects.update(public=["what", "when:quarter", "where:province"])
    every = [event]
    for _ in range(2):
        more = rests(edition, other("2026-07", public=["what", "when:quarter", "where:province"]))
        Event.objects.filter(pk=more.pk).update(event_type="MARKET_CURB")
        every.append(more)
    for one in every:
        enter(Event.objects.get(pk=one.pk), DAY, duri)
    pressed(tmp_path, FAR)
    asked_for = Asked(type="MARKET_CURB", year=2026)
    assert counted(asked_for) == 3
    tie(every[0], Tie.How.SAME_AS, every[1], DAY, duri)
    tie(every[1], Tie.How.SAME_AS, every[2], DAY, duri)
    _, made = pressed(tmp_path, FAR)
    assert len(made.links) == 2
    assert counted(asked_for) == 1


def test_what_comes_back_as_something_else_is_another_version(
    event: Event, tell: Tell, duri: Member, tmp_path: Path
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    pressed(tmp_path, FAR)
    leave(event, FAR, duri)
    pressed(tmp_path, FAR)
    event.event_type = "MOBILISE"
    event.save()
    enter(event, FAR, duri)
    _, made = pressed(tmp_path, date(2027, 6, 1))
    assert [(one.type, one.version) for one in made.events] == [("MOBILISE", 2)]


def test_no_hour_of_a_build_is_on_the_folder(event: Event, tell: Tell, duri: Member, tmp_path: Path) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    pressed(tmp_path, FAR)
    folder = (tmp_path / "record").resolve()
    assert folder.stat().st_mtime == (folder / "index.html").stat().st_mtime


def test_other_names_in_the_country_pack_make_another_release(
    event: Event, tell: Tell, duri: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(KOREAN)
    enter(event, DAY, duri)
    pressed(tmp_path, FAR)
    monkeypatch.setattr(recording, "of_pack", lambda _: {"types": [("INSPECT", "another name")]})
    _, made = pressed(tmp_path, FAR)
    assert (made.number, [one.version for one in made.events]) == (2, [1])
