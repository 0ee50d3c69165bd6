"""Two who write to the trail at the same moment write one chain."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.desk.conftest import DAY

from jebo.desk.people import trail
from jebo.desk.people.models import Entry

WRITERS, LINES = 4, 10


def write_some(member: str) -> None:
    try:
        for _ in range(LINES):
            trail.write(DAY, member, "key.make")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_lines_of_several_writers_are_one_chain() -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write_some, (f"writer {number}" for number in range(WRITERS))))
    assert Entry.objects.count() == WRITERS * LINES
    assert trail.fault() is None
