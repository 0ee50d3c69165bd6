"""A folder on a memory card: it opens from anywhere, links only within itself, and its names of files tell nobody anything."""

from __future__ import annotations

import re
from itertools import pairwise

import html5lib
import pytest
from tests.press.newsroom import both, content, released
from tests.press.test_carry import made
from tests.press.test_pages import PAYLOADS, story

from jebo.press.card import folder
from jebo.press.carry import Issue


@pytest.fixture(scope="module")
def october() -> Issue:
    return made(story(), month=(2026, 10))


def parsed(page: bytes) -> list[object]:
    parser = html5lib.HTMLParser()
    parser.parse(page.decode())
    return list(parser.errors)


def links(page: bytes) -> set[str]:
    return {one.partition("#")[0] for one in re.findall(r'(?:src|href)="([^"]*)"', page.decode())} - {""}


def test_every_link_leads_to_a_file_of_the_folder_or_to_the_editors(october: Issue) -> None:
    files = folder(october, 480)
    for name, data in files.items():
        if name.endswith(".html"):
            assert {one for one in links(data) if not one.startswith("mailto:")} <= files.keys(), name
            assert parsed(data) == []


def test_from_the_list_every_story_is_reached_and_from_each_the_next(october: Issue) -> None:
    files = folder(october, 0)
    pages = [f"{n}.html" for n in range(1, 10)]
    assert set(pages) <= links(files["index.html"])
    for before, after in pairwise(pages):
        assert f'<a href="{after}" rel="next">' in files[before].decode()
        assert f'<a href="{before}" rel="prev">' in files[after].decode()
    assert 'rel="prev"' not in files["1.html"].decode()
    assert 'rel="next"' not in files["9.html"].decode()


def test_a_story_stands_with_all_that_belongs_to_it() -> None:
    page = folder(made(story()), 480)["1.html"].decode()
    for told in (
        "<h1", "Fish <em>is</em> dear", "File photo", "Translated by", "A price was wrong.", "9 November 2026", "Note: inminban",
    ):  # fmt: skip
        assert told in page, told


def test_names_of_files_say_nothing_unless_it_is_asked_for(october: Issue) -> None:
    assert folder(october, 480).keys() <= {f"{n}.html" for n in range(1, 10)} | {
        "index.html",
        "page.css",
        "1.jpg",
    }
    named = folder(october, 480, titles=True)  # the control
    assert "2026-10-09-fish-x8.html" in named
    assert set(named) >= links(named["index.html"]) - {"mailto:editors@crest.example"}


def test_ten_stories_keep_their_order_in_a_list_of_files() -> None:
    files = folder(made([one for n in range(11) for one in both(f"n{n}")], month=(2026, 11)), 0)
    assert [name for name in sorted(files) if name[0].isdigit()] == [f"{n:02}.html" for n in range(1, 12)]


def test_the_same_photo_is_there_once_and_without_photos_none_is(october: Issue) -> None:
    twice = made([*story(), *[released(content("two-en", "en", pieces=story()[0].content()["pieces"]))]])
    assert [name for name in folder(twice, 480) if name.endswith(".jpg")] == ["1.jpg"]
    assert not [name for name in folder(twice, 0) if name.endswith(".jpg")]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_any_field_stays_words(payload: str) -> None:
    whole = content("one-en", "en", headline=payload, standfirst=payload, dateline=payload, tags=[payload],
                    credits=[{"role": "writing", "name": payload}], kind="correction", note=payload)  # fmt: skip
    files = folder(made([released(whole), *both("other")]), 0)
    for name in (one for one in files if one.endswith(".html")):
        tree = html5lib.parse(files[name].decode(), namespaceHTMLElements=False)
        assert not list(tree.iter("script"))
        assert [at for element in tree.iter() for at in element.attrib if str(at).startswith("on")] == []


def test_the_same_issue_gives_the_same_files(october: Issue) -> None:
    assert folder(october, 240) == folder(made(list(reversed(story())), month=(2026, 10)), 240)


def test_it_opens_from_wherever_it_is_copied_to(october: Issue) -> None:
    files = folder(october, 0)
    assert not [name for name in files if "/" in name or name.startswith(".")]
    assert all(
        not one.startswith(("/", "http"))
        for data in files.values()
        for one in links(data)
        if b"<html" in data
    )
