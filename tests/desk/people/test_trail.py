"""Nobody changes what the trail says, and whoever does is found out."""

from __future__ import annotations

import ast
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import Error
from django.test import Client
from tests.desk.conftest import DAY, DeskOf, MakeMember, MakeSource

from jebo.desk.people import trail
from jebo.desk.people.models import Entry, Member
from jebo.desk.people.words import ACTIONS

pytestmark = pytest.mark.django_db
SRC = Path(__file__).parents[3] / "src/jebo/desk"


def written(count: int) -> list[Entry]:
    return [trail.write(DAY, "someone", "key.make") for _ in range(count)]


def bulk(count: int) -> None:
    """Many lines at once, as a busy year would leave them."""
    before, lines = trail.START, []
    for number in range(1, count + 1):
        mine = trail.digest(number, DAY, "someone", "key.make", "", before)
        lines.append(
            Entry(
                number=number,
                day=DAY,
                member="someone",
                action="key.make",
                about="",
                before=before,
                digest=mine,
            )
        )
        before = mine
    Entry.objects.bulk_create(lines, batch_size=500)


def test_an_untouched_trail_holds() -> None:
    written(3)
    assert trail.fault() is None
    assert trail.recent_fault() is None


def test_an_empty_trail_holds() -> None:
    assert (trail.fault(), trail.head()) == (None, (0, "0" * 16))


CHANGES: dict[str, Any] = {
    "action": lambda lines: lines.update(action="member.add"),
    "about": lambda lines: lines.update(about="x"),
    "day": lambda lines: lines.update(day=DAY + timedelta(days=1)),
    "member": lambda lines: lines.update(member="x"),
    "deleted": lambda lines: lines.delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses_to_change_a_line(change: Any) -> None:
    written(3)
    with pytest.raises(Error), transaction.atomic():
        change(Entry.objects.filter(number=2))
    assert trail.fault() is None


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whoever_gets_round_that_is_found_out(change: Any, lifted_trail: None) -> None:
    written(3)
    change(Entry.objects.filter(number=2))
    assert trail.fault() == 2
    assert trail.recent_fault() == 2


def test_a_line_is_put_in_nowhere_but_at_the_end() -> None:
    first, _ = written(2)
    for number, before in ((1, trail.START), (2, first.digest), (9, first.digest), (3, first.digest)):
        with pytest.raises(Error), transaction.atomic():
            Entry.objects.create(
                number=number, day=DAY, member="x", action="key.make", before=before,
                digest=trail.digest(number, DAY, "x", "key.make", "", before),
            )  # fmt: skip


def test_a_line_is_not_replaced_either() -> None:
    first, _ = written(2)
    if connection.vendor != "sqlite":
        pytest.skip("a way of SQLite's own")
    with pytest.raises((Error, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO people_entry (number, day, member, action, about, before, digest)"
            " VALUES (1, '2026-01-01', 'x', 'key.make', '', %s, 'y')",
            [first.before],
        )


def test_the_trail_is_written_only_at_the_end_of_what_is_written() -> None:
    lines = written(2)
    assert (lines[1].number, lines[1].before) == (2, lines[0].digest)


def test_a_page_checks_the_last_lines_and_not_all(chief: Member, desk_of: DeskOf, lifted_trail: None) -> None:
    bulk(1_000)
    browser = desk_of(chief)
    Entry.objects.filter(number=3).update(action="x")
    assert "The trail was changed" not in page(browser)
    Entry.objects.filter(number=900).update(action="x")
    assert "The trail was changed at line 900" in page(browser)
    assert trail.fault() == 3


def page(browser: Client, query: str = "") -> str:
    return browser.get(f"/people/trail{query}").content.decode()


def test_the_number_of_questions_does_not_grow_with_the_trail(
    chief: Member, desk_of: DeskOf, django_assert_max_num_queries: Any
) -> None:
    browser = desk_of(chief)
    page(browser)
    bulk(500)
    with django_assert_max_num_queries(9):
        page(browser)


def test_the_trail_is_shown_in_pages_and_by_action(chief: Member, desk_of: DeskOf) -> None:
    bulk(120)
    trail.write(DAY, chief.pk, "member.add", chief.pk)
    browser = desk_of(chief)
    assert page(browser).count("made a key of their own</td>") == 49
    assert page(browser, "?page=3").count("made a key of their own</td>") == 21
    only = page(browser, "?action=member.add")
    assert only.count("added a member</td>") == 1
    assert "made a key of their own</td>" not in only


def test_a_source_is_named_to_those_who_see_it_and_to_nobody_else(
    mina: Member, joon: Member, chief: Member, desk_of: DeskOf, source_of: MakeSource
) -> None:
    source = source_of(mina, "푸른 항아리")
    trail.write(DAY, mina.pk, "identity.reseal", source.trail)
    assert "푸른 항아리" in page(desk_of(mina))
    for other in (joon, chief):
        shown = page(desk_of(other))
        assert "sealed an identity anew</td>" in shown
        assert "푸른 항아리" not in shown


def test_what_was_done_at_the_machine_says_so(chief: Member, desk_of: DeskOf) -> None:
    trail.write(date(2026, 3, 3), trail.AT_THE_MACHINE, "member.add", chief.pk)
    assert "at the machine" in page(desk_of(chief))


def actions(file: Path) -> set[str]:
    """The actions that a module writes to the trail: the third argument of each call of ``trail.write``."""
    calls = [n for n in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    writes = [
        c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "write" and len(c.args) > 2
    ]
    found = (a.value for c in writes for a in ast.walk(c.args[2]) if isinstance(a, ast.Constant))
    return {value for value in found if isinstance(value, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", value)}


def test_every_action_has_words() -> None:
    written_somewhere = set().union(*map(actions, SRC.rglob("*.py")))
    assert {"member.add", "identity.reseal"} <= written_somewhere
    assert sorted(written_somewhere - ACTIONS.keys()) == []


def test_a_deskful_of_members_writes_one_chain(member: MakeMember) -> None:
    for name in ("Ari", "Bora", "Cho"):
        trail.write(DAY, member(name, "reporter").pk, "key.make")
    assert trail.fault() is None
