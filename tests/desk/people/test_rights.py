"""The table of rights is what holds, on the page, in the book and in the words of both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.desk.conftest import DeskOf

from jebo.desk.people.models import Member
from jebo.desk.people.words import MEANS
from jebo.desk.rights import Role, rights, table

BOOK = Path(__file__).parents[3] / "docs/reference/rights.md"


def test_the_book_has_the_table() -> None:
    lines = [line for line in BOOK.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    assert rows[0] == ["to", *(role.value for role in Role)]
    assert rows[1:] == [[right.means, *("●" if may else "" for may in right.by)] for right in table()]


def test_what_a_right_means_is_translated_from_the_same_words() -> None:
    assert {right.action: right.means for right in table()} == {
        action: _english(means) for action, means in MEANS.items()
    }


def _english(lazy: object) -> str:
    from django.utils import translation

    with translation.override("en"):
        return str(lazy)


@pytest.mark.django_db
def test_the_page_shows_members_with_roles_and_the_table(
    mina: Member, chief: Member, desk_of: DeskOf
) -> None:
    shown = desk_of(mina).get("/people/").content.decode()
    assert re.search(r"Mina.*contact editor", shown, re.S)
    assert all(right.means in shown.replace("&#x27;", "'") for right in table())
    assert shown.count("●") == sum(sum(right.by) for right in table())


def test_the_administrator_has_no_right_that_shows_what_somebody_told() -> None:
    theirs = {action for action, roles in rights().items() if Role.ADMINISTRATOR in roles}
    assert theirs == {"trail.see", "member.manage", "member.leaving", "desk.look_after"}


def test_each_action_is_somebodys() -> None:
    assert all(rights().values())
