"""The site in a real browser: from the file system, from a server and from a copied folder; in both languages, on a small telephone,
without a script, by the keyboard, printed, and with nothing asked of anybody else.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.press.newsroom import KEY, content, newsroom, photo, piece, released, shown
from tests.press.test_pages import PAYLOADS, story

from jebo.press.build import build

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
STORY = "{}/2026/11/{}.html"
PAGES = (
    "index.html", "en/index.html", "ko/index.html", "en/2026/11/dear-fish.html", "ko/2026/11/fish-one.html", "ko/topics.html",
    "en/topics/markets.html", "en/archive.html", "ko/reach.html", "en/faq.html", "en/search.html", "en/corrections.html", "en/2026/08/gone.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("press") / "site"
    build(
        where, story(), photo, newsroom(door="http://" + "a" * 56 + ".onion"), keys=[KEY.verify_key], sign=KEY
    )
    return where


@pytest.fixture(params=["file", "server", "copy"])
def root(request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Iterator[str]:
    """Where the site is opened from."""
    if request.param == "server":
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(site))) as server:
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()
            thread.join()
        return
    folder = shutil.copytree(site, tmp_path / "a copy 사본") if request.param == "copy" else site.resolve()
    yield Path(folder).as_uri()


class Silent(SimpleHTTPRequestHandler):
    """Serves files and tells nobody."""

    def log_message(self, *_: Any) -> None:
        """Nothing."""


def opened(chromium: Any, **how: Any) -> Any:
    context = chromium.new_context(
        **{"viewport": {"width": 1200, "height": 900}, "reduced_motion": "reduce"} | how
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.told, page.asked = [], []
    page.on("console", lambda one: page.told.append(one.text))
    page.on("dialog", lambda one: (page.told.append("a script ran"), one.dismiss()))
    page.on("request", lambda one: page.asked.append(one.url))
    return page


def test_pages_open_are_dressed_and_ask_nothing_of_anybody_else(chromium: Any, root: str) -> None:
    page = opened(chromium)
    for path in PAGES:
        page.goto(f"{root}/{path}")
        assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px", path  # the sheet is there
        broken = page.evaluate("[...document.images].filter(one => one.complete && !one.naturalWidth).length")
        assert broken == 0, path
    assert page.told == []
    assert [url for url in page.asked if not url.startswith(root)] == []
    page.context.close()


def test_one_reads_on_in_the_other_language_and_back(chromium: Any, root: str) -> None:
    page = opened(chromium)
    page.goto(f"{root}/en/index.html")
    page.locator(".lead h2 a").click()
    page.get_by_role("link", name="한국어로 읽기").click()
    assert page.locator("html").get_attribute("lang") == "ko"
    page.get_by_role("link", name="Read in English").click()
    assert page.locator("h1").inner_text() == "Fewer traders as fish grow dear"
    page.get_by_role("link", name="Markets").first.click()
    assert page.locator(".list article").count() == 11
    page.context.close()


def faults(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    return [f"{one['id']} {one['nodes'][0]['html'][:120]}" for one in found.response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_every_page_can_be_read_by_everybody(chromium: Any, site: Path, scheme: str, width: int) -> None:
    page = opened(chromium, color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    for path in PAGES:
        page.goto((site.resolve() / path).as_uri())
        assert faults(page) == [], path
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
    page.context.close()


def test_a_page_that_not_everybody_can_read_would_be_seen(chromium: Any, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<!doctype html><html><img src="x.png"><p style="color:#ccc">pale</p></html>'
    )
    page = opened(chromium)
    page.goto((tmp_path / "a.html").as_uri())
    assert {"image-alt", "color-contrast", "html-has-lang"} <= {one.split()[0] for one in faults(page)}
    page.context.close()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_without_a_script_and_by_the_keyboard_one_gets_to_a_story(
    chromium: Any, site: Path, language: str
) -> None:
    page = opened(chromium, java_script_enabled=False)
    page.goto((site.resolve() / f"{language}/index.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the navigation
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2026/11/**")
    assert page.locator("article.story h1").is_visible()
    page.context.close()


def test_printed_a_story_is_its_text_alone(chromium: Any, site: Path) -> None:
    page = opened(chromium)
    page.emulate_media(media="print")
    page.goto((site.resolve() / "en/2026/11/dear-fish.html").as_uri())
    for hidden in (".sections", ".beside", ".skip", ".foot nav"):
        assert not page.locator(hidden).is_visible(), hidden
    assert page.locator(".text").is_visible()
    page.context.close()


def test_no_payload_runs_in_any_field(chromium: Any, tmp_path: Path) -> None:
    editions = []
    for n, payload in enumerate(PAYLOADS):
        editions += [
            released(content(f"p{n}-{code}", code, slug=f"p{n}", headline=payload, standfirst=payload, dateline=payload, share=payload,
                             tags=[payload], credits=[{"role": "writing", "name": payload}], kind="correction", note=payload,
                             pieces=[piece("paragraph", payload), piece("gloss", payload, term=payload),
                                     shown(caption=payload, alt=payload, credit=payload)]))
            for code in ("ko", "en")
        ]  # fmt: skip
    where = tmp_path / "site"
    build(where, editions, photo, newsroom(), keys=[KEY.verify_key], sign=KEY)
    page = opened(chromium, bypass_csp=True)  # the words alone must hold, without what the policy would stop
    for file in sorted(where.rglob("*.html")):
        page.goto(file.resolve().as_uri())
    assert page.told == []
    page.context.close()


def test_a_payload_that_runs_would_be_heard(chromium: Any, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAYLOADS[0])
    page = opened(chromium)
    page.goto((tmp_path / "a.html").as_uri())
    assert page.told == ["a script ran"]
    page.context.close()


def test_the_policy_of_a_page_stops_what_would_slip_through(
    chromium: Any, site: Path, tmp_path: Path
) -> None:
    html = (site / "en/index.html").read_text(encoding="utf-8")
    (tmp_path / "en").mkdir()
    (tmp_path / "en/a.html").write_text(
        html.replace("<main", "<script>alert(1)</script><main"), encoding="utf-8"
    )
    page = opened(chromium)
    page.goto((tmp_path / "en/a.html").as_uri())
    assert "a script ran" not in page.told
    assert any("Content Security Policy" in one for one in page.told)
    page.context.close()


@pytest.mark.parametrize("width", [0, 480])
def test_a_carried_page_can_be_read_by_everybody_and_asks_for_nothing(
    chromium: Any, tmp_path: Path, width: int
) -> None:
    from tests.press.test_carry import made

    from jebo.press.carry import page as carried

    (tmp_path / "recipes.html").write_bytes(carried(made(story(), month=(2026, 10)), width))
    page = opened(chromium, viewport={"width": 320, "height": 700}, bypass_csp=True)
    page.goto((tmp_path / "recipes.html").as_uri())
    assert faults(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.get_by_role("link", name="Fewer traders").first.click()
    assert page.asked == [(tmp_path / "recipes.html").as_uri()]
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_folder_on_a_card_can_be_read_by_everybody_and_asks_for_nothing_else(
    chromium: Any, tmp_path: Path, scheme: str
) -> None:
    from tests.press.test_carry import made

    from jebo.press.card import folder

    for name, data in folder(made(story(), "ko", (2026, 10)), 480).items():
        (tmp_path / name).write_bytes(data)
    page = opened(chromium, viewport={"width": 320, "height": 700}, color_scheme=scheme, bypass_csp=True)
    page.goto((tmp_path / "index.html").as_uri())
    for _ in range(2):
        assert faults(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        page.get_by_role("link", name="어시장 값 오르자").first.click()
    assert page.url == (tmp_path / "2.html").as_uri()
    assert all(one.startswith(tmp_path.as_uri()) for one in page.asked)
    page.context.close()
