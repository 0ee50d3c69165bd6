"""Every page of the door can be used by everybody: heard, read on the smallest telephone and in the dark, walked through by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.door.walk import Doors, doors, seen
from tests.press.test_in_a_browser import faults, opened

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("door pages")]
LANGUAGES = ["ko", "en"]
WIDE = "Math.max(document.documentElement.scrollWidth - document.documentElement.clientWidth, 0)"
LARGE = "() => document.documentElement.style.fontSize = '200%'"
# WCAG 2.2, 2.5.8: 24 by 24 px. A link within a sentence may be smaller.
TOO_SMALL = """() => [...document.querySelectorAll('button, .button, textarea, input:not([type=hidden]), nav a, header a, .choose a')]
  .filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24; }).map(e => e.outerHTML.slice(0, 80))"""
SAYS_WHAT_IT_IS = """() => [
  document.documentElement.lang ? '' : 'no language',
  /\\S · \\S/.test(document.title) ? '' : 'no title',
  document.querySelectorAll('h1').length == 1 ? '' : 'not one h1',
  ...[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])
    .map((level, at, all) => at && level > all[at - 1] + 1 ? 'a heading is left out' : ''),
  ...[...document.querySelectorAll('script, style, img, iframe, object, embed, [style]')].map(e => e.outerHTML.slice(0, 80)),
  ...[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(name => name.startsWith('on')),
  ...[...document.querySelectorAll('[src], [href], [action]')].flatMap(e => ['src', 'href', 'action'].map(a => e.getAttribute(a) ?? ''))
    .filter(to => to && !/^[/#](?!\\/)/.test(to)),
].filter(Boolean)"""
CONTROLS = "[...document.querySelectorAll('a[href], button, textarea, input:not([type=hidden])')]"
REACHED = f"() => {CONTROLS}.indexOf(document.activeElement)"
# Something is drawn around it, and it stands within the window.
UNSEEN = """() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  const drawn = s.outlineStyle != 'none' && parseFloat(s.outlineWidth) >= 2;
  return drawn && r.width > 0 && r.right > 0 && r.bottom > 0 && r.left < innerWidth && r.top < innerHeight ? '' : e.outerHTML.slice(0, 80); }"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    with doors(tmp_path_factory.mktemp("doors")) as made:
        yield made


@pytest.fixture
def page(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A window, made as the test's parameter says."""
    made = opened(chromium, bypass_csp=True, **getattr(request, "param", {}))
    yield made
    made.context.close()


def wrong(page: Any) -> list[str]:
    wide = page.evaluate(WIDE)
    return [*faults(page), *([f"{wide} px too wide"] if wide else []), *page.evaluate(TOO_SMALL)]


SMALL = {"viewport": {"width": 320, "height": 640}, "has_touch": True}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "page",
    [{}, SMALL, {"color_scheme": "dark"}, SMALL | {"forced_colors": "active"}],
    ids=["wide", "small", "dark", "contrast"],
    indirect=True,
)
def test_nobody_is_kept_out_of_a_page(page: Any, house: Doors, language: str) -> None:
    assert seen(page, house, language, wrong) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [SMALL], ids=["small"], indirect=True)
def test_letters_of_twice_the_size_still_fit_the_smallest_telephone(
    page: Any, house: Doors, language: str
) -> None:
    def wide(page: Any) -> int:
        page.evaluate(LARGE)
        return int(page.evaluate(WIDE))

    assert seen(page, house, language, wide) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_says_what_it_is_runs_nothing_and_leads_nowhere_else(
    page: Any, house: Doors, language: str
) -> None:
    titles: list[str] = []

    def look(page: Any) -> Any:
        titles.append(page.title())
        return page.evaluate(SAYS_WHAT_IT_IS)

    assert seen(page, house, language, look) == {}
    assert len(titles) == 20
    assert [url for url in page.asked if not url.startswith("http://127.0.0.1:")] == []


def by_keyboard(page: Any) -> list[str]:
    """What Tab does not reach in its order, or where one does not see where one is."""
    count, found = page.evaluate(f"{CONTROLS}.length"), []
    for at in range(count):
        page.keyboard.press("Tab")
        if page.evaluate(REACHED) != at:
            found.append(f"{at} is not reached")
        found.append(page.evaluate(UNSEEN))
    return [one for one in found if one]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [{}, SMALL], ids=["wide", "small"], indirect=True)
def test_the_keyboard_alone_reaches_everything_in_its_order_and_one_sees_where_one_is(
    page: Any, house: Doors, language: str
) -> None:
    assert seen(page, house, language, by_keyboard) == {}


def test_a_careless_page_would_be_seen(page: Any) -> None:
    page.set_content(
        "<html><style>a { outline: none !important }</style><h2>x</h2><h4>y</h4><a href='https://example.org' onclick='x()'>x</a>"
        "<button tabindex=-1 style='width:9px;height:9px;padding:0'></button><p style='width:3000px'>wide</p></html>"
    )
    said = " ".join(page.evaluate(SAYS_WHAT_IT_IS))
    for what in (
        "no language",
        "no title",
        "not one h1",
        "left out",
        "<style>",
        "https://example.org",
        "onclick",
    ):
        assert what in said
    assert len(by_keyboard(page)) == 3
    assert {"button-name", "too"} <= {word for one in wrong(page) for word in one.split()}
    assert page.evaluate(TOO_SMALL)
