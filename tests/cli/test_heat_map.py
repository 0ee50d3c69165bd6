"""The heat map: one page that runs nothing, loads nothing, and tells everything without colour too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.cli.answers import answer, judged, korean, of
from tests.cli.test_text_report import hostile

from jebo.cli.as_html import article, page
from jebo.cli.tags import tag, written
from jebo.disclosure.detail import Detail, Kind, Severity
from jebo.disclosure.judgement import Judgement
from jebo.told.answer import Answer, Unjudged
from jebo.told.heat import Mark, blocks, stretches

CSS = (Path(__file__).parents[2] / "src/jebo/cli/heat.css").read_text(encoding="utf-8")


def whole(*answers: Answer | Unjudged, all: bool = False) -> str:
    articles = [article(found, number, all=all) for number, found in enumerate(answers, 1)]
    return page(articles, [found.file for found in answers])


def tree(*answers: Answer | Unjudged, all: bool = False) -> html.HtmlElement:
    return html.document_fromstring(whole(*answers, all=all))


def texts(found: html.HtmlElement, path: str) -> list[str]:
    return [node.text_content() for node in found.xpath(path)]


def test_the_page_runs_nothing_and_loads_nothing() -> None:
    found = tree(answer(), korean(), hostile())
    assert reaching_out(found) == []
    policy = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy[0].startswith("default-src 'none'")


def reaching_out(found: html.HtmlElement) -> list[str]:
    """Elements and attributes by which a page runs, loads or sends something."""
    elements = "//script | //link | //img | //iframe | //object | //embed | //form | //video | //base | //svg"
    wrong = [node.tag for node in found.xpath(elements)]
    wrong += list(found.xpath("//@*[starts-with(name(), 'on')]"))
    wrong += [str(address) for address in found.xpath("//@href | //@src") if not str(address).startswith("#")]
    style = " ".join(found.xpath("//style/text()"))
    return wrong + re.findall(r"url\(|@import|expression\(", style)


@pytest.mark.parametrize(
    "breach",
    [
        "<script>1</script>",
        "<img src='#'>",
        "<a href='https://example.org'>a</a>",
        "<p onclick='a()'>a</p>",
        "<style>@import 'a'</style>",
        "<style>a{background:url(b)}</style>",
    ],
)
def test_a_page_that_reaches_out_would_be_seen(breach: str) -> None:
    assert reaching_out(html.document_fromstring(f"<html><body>{breach}</body></html>"))


def of_text(text: str, spans: list[tuple[int, int]], body: int = 0) -> Answer:
    """An answer that marks *spans* of a text."""
    details = tuple(
        judged(
            Detail(
                id=number,
                kind=Kind.TIME,
                start=start,
                end=end,
                sources=(0,),
                severity=list(Severity)[number % 3],
                check="R01",
            )
        )
        for number, (start, end) in enumerate(spans)
    )
    judgement = Judgement(
        language="en",
        pack="kp",
        verdict=None,
        details=details,
        sources=(),
        rewrites=(),
        third_parties=(),
        notes=(),
    )
    return of(judgement, text=text, body=body)


def shown_story(found: html.HtmlElement) -> str:
    """The text of the story as the page shows it, without the numbers of the marks."""
    for number in found.xpath("//a[contains(@class, 'n ')]"):
        number.drop_tree()
    return "".join(texts(found, "//div[@class='row']/p"))


ATTACKS = [
    "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; \"quotes\" 'single'",
    "]]> <!-- <!DOCTYPE",
    "\ue000articles\ue000",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_story_holds_stays_text(attack: str) -> None:
    text = f"told us {attack} on Thursday"
    found = tree(of_text(text, [(0, len(text)), (8, 8 + len(attack))]))
    assert reaching_out(found) == []
    assert shown_story(found) == text


def test_a_file_name_stays_text() -> None:
    found = tree(of_text("a", []), Unjudged(file="<b>&", error="<i>"))
    assert reaching_out(found) == []
    assert texts(found, "//h2")[1] == "<b>&"


letters = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=60)
spans = st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=8)


@given(text=letters, spans=spans)
def test_marks_that_lie_in_and_over_one_another_change_no_letter(
    text: str, spans: list[tuple[int, int]]
) -> None:
    inside = [(start, min(len(text), start + size)) for start, size in spans if start < len(text)]
    found = tree(of_text(text, inside))
    expected = "".join(text[start:end] for start, end in blocks(text, 0))
    assert shown_story(found).split() == expected.split()


@given(spans=spans)
def test_each_letter_is_under_exactly_the_marks_that_hold_it(spans: list[tuple[int, int]]) -> None:
    made = sorted(
        (
            Mark(number=at, start=start, end=start + size, strength="warn", check="R01", reveals="", whom="")
            for at, (start, size) in enumerate(spans)
        ),
        key=lambda mark: (mark.start, -mark.end),
    )
    covered = 0
    for stretch in stretches([0, 40, 90], made):
        assert stretch.start == covered
        covered = stretch.end
        for at in range(stretch.start, stretch.end):
            assert set(stretch.marks) == {mark for mark in made if mark.start <= at < mark.end}
    assert covered == 90


def test_each_mark_is_numbered_once_and_leads_to_its_card_and_back() -> None:
    found = tree(answer())
    numbers = found.xpath("//a[contains(@class, 'n ')]")
    assert len(numbers) == 10
    for number in numbers:
        card = found.get_element_by_id(number.get("href")[1:])
        assert card.xpath(f".//a[@href='#{number.get('id')}']")
        assert number.text[0] in card.text_content()


def test_how_much_a_mark_matters_is_told_by_line_sign_and_words_as_well_as_by_colour() -> None:
    found = tree(answer())
    lines = {
        strength: re.search(rf"mark\.{strength} .*text-decoration-style: (\w+)", CSS)
        for strength in ("block", "warn", "third", "note")
    }
    assert len({line[1] for line in lines.values() if line}) == 4
    signs = {number.get("class"): number.text[0] for number in found.xpath("//a[contains(@class, 'n ')]")}
    assert len(set(signs.values())) == len(signs) == 4
    words = {
        number.get("aria-label").split(",")[0].split(": ")[1] for number in found.xpath("//a[@aria-label]")
    }
    assert len(words) == 4


def test_five_cards_are_open_and_the_rest_is_folded_unless_all_is_asked_for() -> None:
    assert len(tree(answer()).xpath("//div[contains(@class, 'card')][not(ancestor::details)]")) == 5
    assert len(tree(answer(), all=True).xpath("//details")) == 0


def test_languages_are_told_where_they_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "ko")
    from jebo.cli.messages import speak

    speak([])
    found = tree(answer())
    assert found.get("lang") == "ko"
    assert {node.get("lang") for node in found.xpath("//div[@class='row']/p")} == {"en"}
    assert {node.get("lang") for node in found.xpath("//del | //ins | //q")} == {"en"}
    assert {node.get("lang") for node in found.xpath("//div[@class='row']/p/a")} == {"ko"}


def test_headings_go_down_step_by_step_and_landmarks_are_there() -> None:
    found = tree(answer(), korean())
    levels = [int(node.tag[1]) for node in found.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [len(found.xpath(f"//{name}")) for name in ("main", "header", "footer", "nav")] == [1, 1, 1, 1]
    assert found.xpath("//a[@class='skip']/@href") == ["#main"]
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in found.xpath("//@href")} <= set(ids)


def test_korean_is_never_broken_inside_a_word_and_narrow_screens_and_paper_are_served() -> None:
    assert re.search(r":lang\(ko\) \{ word-break: keep-all; \}", CSS)
    assert "@media print" in CSS
    assert "@media (max-width: 60rem)" in CSS
    assert "prefers-color-scheme: dark" in CSS
    assert ":focus-visible" in CSS


def palettes() -> Iterator[dict[str, str]]:
    """The colours by name: light, then dark."""
    for block in re.findall(r":root \{(.*?)\}", CSS, re.S)[:2]:
        yield dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_contrasts_are_enough_in_light_and_in_dark(dark: bool) -> None:
    colours = list(palettes())[dark]
    for ground in ("paper", "card"):
        for ink in ("ink", "faint", "link", "block", "warn", "third", "note"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for strength in ("block", "warn", "third", "note"):
        assert contrast(colours["ink"], colours[f"{strength}-tint"]) >= 4.5
        assert contrast(colours[strength], colours[f"{strength}-tint"]) >= 3
    assert contrast(colours["line"], colours["paper"]) >= 3


def test_a_weak_contrast_would_be_seen() -> None:
    assert contrast("#777777", "#ffffff") < 4.5 < contrast("#000000", "#ffffff")


def test_the_page_never_says_safe() -> None:
    assert not re.search(r"\bsafe(?:ly|r|st)?\b", whole(answer(), all=True), re.I)


def test_front_matter_is_not_shown() -> None:
    assert "language: en" not in whole(answer())


def test_letters_that_html_does_not_allow_are_replaced() -> None:
    assert written(tag("p", "a\x00\x1b\ud800b")) == "<p>a���b</p>"
