"""A spreadsheet becomes events of the desk: all rows or none, and none of them public."""

from __future__ import annotations

from datetime import date

import pytest
from tests.desk.publication.conftest import DAY

from jebo.desk.events.models import Event
from jebo.desk.people.models import Entry
from jebo.desk.record.importing import keep, read, same
from jebo.observatory.importing.mapping import mapping

pytestmark = pytest.mark.django_db
DAY_AFTER = date(2027, 1, 1)
COLUMNS = mapping(
    'counted = "people"\n[columns]\ntype = "kind"\ndate = "day"\nplace = "where"\nnumber = "many"\nenglish = "words"\n'
)
SHEET = "kind,day,where,many,words\nARREST,2026-07-13,Chongjin,20-odd people,Traders taken\nSEARCH,2026-07,함경북도,,\n"


def test_rows_become_events_that_are_not_public() -> None:
    found = read(SHEET, COLUMNS, DAY_AFTER)
    assert keep(found, DAY) == 2
    one = Event.objects.get(event_type="ARREST")
    assert (one.when, one.place, one.quantity, one.counted, one.english, one.public) == (
        "2026-07-13", "KP0205", "20-odd people", "people", "Traders taken", [],
    )  # fmt: skip
    assert (one.region, one.geo_precision) == ("KP-09", 1)
    assert [line.action for line in Entry.objects.all()] == ["event.import"]


def test_what_may_be_the_same_is_told_and_not_merged() -> None:
    old = Event.objects.create(event_type="ARREST", place="KP-09", when="2026-07")
    found = read(SHEET + "ARREST,2026-07-14~,Chongjin,,\n", COLUMNS, DAY_AFTER)
    assert same(found) == [("2", f"/events/{old.pk}"), ("4", f"/events/{old.pk}"), ("4", "2")]
    keep(found, DAY)
    assert Event.objects.count() == 4


def test_with_a_tenth_of_its_rows_broken_nothing_is_half_imported() -> None:
    good = "ARREST,2026-07-13,Chongjin,,\n"
    rows = [good if number % 10 else "ARREST,2026-13-40,Chongjin,,\n" for number in range(100)]
    found = read("kind,day,where,many,words\n" + "".join(rows), COLUMNS, DAY_AFTER)
    assert (len(found.drafts), len(found.faults)) == (90, 10)
    assert [one.line for one in found.faults] == list(range(2, 102, 10))
    assert Event.objects.count() == 0


def test_when_the_disk_gives_way_in_the_middle_nothing_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    saved = Event.save

    def once(event: Event, *args: object, **kwargs: object) -> None:
        if Event.objects.exists():
            raise OSError
        saved(event, *args, **kwargs)

    monkeypatch.setattr(Event, "save", once)
    with pytest.raises(OSError):
        keep(read(SHEET, COLUMNS, DAY_AFTER), DAY)
    assert Event.objects.count() == 0


def test_the_same_sheet_is_not_taken_twice() -> None:
    keep(read(SHEET, COLUMNS, DAY_AFTER), DAY)
    again = read(SHEET + "ARREST,2026-07-13,Chongjin,,Others taken\n", COLUMNS, DAY_AFTER)
    assert [(one.line, str(one.why)) for one in again.faults] == [
        (line, "this row is an event of the desk already; take the row away") for line in (2, 3)
    ]
    assert len(again.drafts) == 1
