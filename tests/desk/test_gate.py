"""How the wall is built: each page names what one must be allowed to do, each table about a source stands behind it."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, path
from tests.desk.adversary import BEFORE_THE_DOOR, pages

from jebo.desk.events.models import Contradiction, Standing, Verdict
from jebo.desk.gate import ANYBODY
from jebo.desk.people.models import Member
from jebo.desk.rights import Role, rights
from jebo.desk.wall import EVERYBODY, BehindTheWall, BelongsToASource, seen_by

SRC = Path(__file__).parents[2] / "src/jebo/desk"

FOR_ANYBODY = {
    "today", "search", "forget_search", "when_it_waits", "desk",
    "first", "me", "add_passkey", "add_codes", "remove_way_in", "passphrase", "new_key", "end_sessions", "still_here",
}  # fmt: skip
"""The pages that are open to every member, whatever the role: what they show comes through the wall, or is their own."""
LOOKS_OVER_THE_WALL = {
    "wall.py", "seed.py", "demo/__init__.py",
    "demo/walk.py", "drill.py", "serve.py",  # the wall itself; invented people; tables of a new version
    "sources/register.py", "sources/destroy.py", "sources/waiting.py",
    "people/offboard.py", "testimony/contacts.py", "events/rests.py", "search/index.py", "exposure/history.py",
    "publication/candidate.py", "publication/asking.py", "record/standing.py", "record/within.py",
    "tips/answers.py", "tips/keeping.py", "tips/sources.py",
}  # fmt: skip
"""Whoever calls ``whole_desk`` stands here, so that a new hole in the wall is seen in a review."""


def unguarded(found: list[tuple[str, URLPattern, str | None]]) -> set[str | None]:
    """The names of the pages that ask for no action of the table."""
    return {p.name for _, p, action in found if action not in rights() and action != ANYBODY}


def test_every_page_names_what_one_must_be_allowed_to_do() -> None:
    assert unguarded(pages()) == BEFORE_THE_DOOR


def test_a_page_that_names_nothing_would_be_noticed() -> None:
    """The guard of each page is taken away in turn."""
    for route, p, action in pages():
        if action is not None:
            bare = inspect.unwrap(p.callback)
            assert unguarded([(route, path(route, bare, name=p.name), getattr(bare, "action", None))]) == {
                p.name
            }


def test_the_pages_for_everybody_are_known() -> None:
    assert {p.name for _, p, action in pages() if action == ANYBODY} == FOR_ANYBODY


def test_who_has_left_may_do_nothing() -> None:
    everything = [role.value for role in Role]
    assert Member(roles=everything).may("source.see")
    assert not any(Member(roles=everything, is_active=False).may(action) for action in rights())


def test_nobody_is_called_as_the_whole_desk_is() -> None:
    """Else a member with that id would see everything."""
    with pytest.raises(BehindTheWall), seen_by(EVERYBODY):
        pass


def test_every_table_that_points_at_a_source_stands_behind_the_wall() -> None:
    for model in apps.get_models():
        points = [f for f in model._meta.get_fields() if getattr(f, "remote_field", None) and f.concrete]
        at_a_source = [f for f in points if f.related_model and issubclass(f.related_model, BelongsToASource)]
        if at_a_source and model not in {Standing, Contradiction, Verdict}:  # what all of the desk may know
            assert issubclass(model, BelongsToASource), model


def test_only_the_desk_itself_looks_at_everything() -> None:
    callers = {
        str(file.relative_to(SRC))
        for file in SRC.rglob("*.py")
        if "whole_desk(" in file.read_text(encoding="utf-8")
    }
    assert callers <= LOOKS_OVER_THE_WALL


def test_each_page_has_a_name_of_its_own() -> None:
    names = [p.name for _, p, _ in pages()]
    assert len(names) == len(set(names))
