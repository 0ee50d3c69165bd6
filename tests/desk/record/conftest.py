"""An event of an invented market, two sources, and a story that tells of it and is released."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.desk.publication.conftest import (  # noqa: F401 - fixtures
    DAY,
    HOUSE,
    QUICK,
    Rest,
    bora,
    duri,
    folder,
    rest,
    saebom,
    sign,
    standings,
    told,
)

from jebo.desk.events.models import Event, Standing
from jebo.desk.people.models import Member
from jebo.desk.publication.pressing import went_out
from jebo.desk.publication.release import release
from jebo.desk.record.recording import record
from jebo.desk.stories.models import Edition
from jebo.desk.stories.saving import begin, save
from jebo.observatory.record import Record

FAR = date(2027, 3, 1)
"""When all that was entered in a test stands in the record, if it ever does."""
Tell = Callable[..., Edition]


@pytest.fixture
def event(standings: list[Standing]) -> Event:  # noqa: F811 - a fixture
    """What the sources told of, as far as it may be public."""
    found = Event.objects.get()
    found.event_type, found.place, found.when = "MARKET_CURB", "KP0205", "2026-07-13"
    found.public = ["what", "when:month", "where:as held", "number"]
    found.quantity, found.counted = "20여 명", "people"
    found.save()
    return found


@pytest.fixture
def tell(bora: Member, duri: Member, rest: Rest) -> Tell:  # noqa: F811 - fixtures
    """Releases a story with a text, every sentence of which rests on the event."""

    def make(text: str, slug: str = "cloth", day: date = DAY) -> Edition:
        made = begin("천 장사", "ko", day, bora)
        written = {
            "headline": "장마당 천 장사", "slug": slug, "text": text,
            "credits": [{"role": "writing", "name": "보라"}, {"role": "editing", "name": "두리"}],
        }  # fmt: skip
        edition = save(made.pk, written, made.version, day, bora)
        rest(edition)
        sign(edition, duri)
        went_out(row.pk for row in release(edition.story, day, duri, settings=QUICK))
        return edition

    return make


def now(day: date = FAR) -> Record:
    """The record on a day."""
    return record(HOUSE, day).record


def only(day: date = FAR) -> Any:
    """Its one event."""
    (found,) = now(day).events
    return found
