"""Every page of the door, one after the other, in a browser: what a source can come to see, good and bad. All of it invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final

from tests.door.live import Live, live
from tests.door.over_tor import Desk

from jebo.door.pages import said
from jebo.sealing.tip import About, Kind

# A browser on loopback is one circuit, so the tests' door has room for more.
PATIENT: Final = "import sys; from jebo.door import lanes; lanes.BURST = 10_000; from jebo.cli import main; sys.exit(main())"
ILL: Final = """
import sys
from jebo.door import lanes, public
async def breaks(*_): raise RuntimeError
lanes.BURST = 0
public.PAGES["GET", "keys"] = breaks
from jebo.cli import main
sys.exit(main())
"""
"""A door to which too many come, and one page of which breaks."""
SECOND: Final = "b" * 56 + ".onion"
OWN: Final = '{ ko = "무지개소식은 양강도 안팎의 소식을 전합니다.", en = "Rainbow News reports from in and around Ryanggang." }'
ANSWERS: Final = (
    "고맙습니다. 언제 보았습니까? 그 자리에 몇 사람이 있었는지도 알고 싶습니다.\n\n이름은 쓰지 마십시오.",
    "Thank you. When did you see it, and how many were there?\n\nhttps://example.org/" + "long" * 40,
)
LONG_NAME: Final = "아주_긴_이름의_사진_" + "x" * 60 + ".jpg"


@dataclass(frozen=True)
class Doors:
    """An open door, one that is shut, and one that is ill."""

    open: Live
    shut: Live
    ill: Live

    def at(self, page: Any, door: Live, path: str) -> None:
        page.goto(f"http://127.0.0.1:{door.port}{path}")


@contextmanager
def doors(folder: Path) -> Iterator[Doors]:
    """All three, while the ``with`` lasts."""
    with ExitStack() as some:

        def made(name: str, code: str, **told: str) -> Live:
            return some.enter_context(live(folder / name / "door", code, None, **told))

        yield Doors(
            made("open", PATIENT, words=OWN, second=f'"{SECOND}"', largest='"1MB"'),
            made("shut", PATIENT, until="2020-01-01"),
            made("ill", ILL, second=f'"{SECOND}"'),
        )


def walk(page: Any, house: Doors, language: str) -> Iterator[str]:
    """Go from page to page; gives the name of each while it is shown."""
    yield from _without_a_phrase(page, house, language)
    yield from _with_a_phrase(page, house, language)
    yield from _on_bad_days(page, house, language)


def press(page: Any, language: str, words: str) -> None:
    page.get_by_role("button", name=said(language, words), exact=True).first.click()


def _without_a_phrase(page: Any, house: Doors, language: str) -> Iterator[str]:
    for name, path in (
        ("languages", "/"), ("home", f"/{language}/"), ("keys", f"/{language}/keys"), ("nothing", f"/{language}/nowhere"),
        ("return", f"/{language}/return"),
    ):  # fmt: skip
        house.at(page, house.open, path)
        yield name
    page.locator("#phrase").fill("abandon ability")
    press(page, language, "Open")
    yield "return, with a slip"
    house.at(page, house.open, f"/{language}/comment")
    yield "comment"
    for name, text in (("comment, empty", " "), ("thanks", "A word")):
        page.locator("#text").fill(text)
        press(page, language, "Send")
        yield name


def _with_a_phrase(page: Any, house: Doors, language: str) -> Iterator[str]:
    house.at(page, house.open, f"/{language}/")
    press(page, language, "Begin")
    yield "phrase"
    words = " ".join(page.locator(".words li").all_inner_texts())
    for name, typed in (("phrase, mistyped", "abandon ability"), ("box", words)):
        page.locator("#phrase").fill(typed)
        press(page, language, "Go on")
        yield name
    yield from _box(page, house, language)


def _box(page: Any, house: Doors, language: str) -> Iterator[str]:
    page.locator("#text").fill("What I saw")
    page.locator("#file").set_input_files([
        {"name": name, "mimeType": "image/jpeg", "buffer": bytes(size)} for name, size in ((LONG_NAME, 10), ("film.mp4", 1_100_000))
    ])  # fmt: skip
    press(page, language, "Send")
    yield "box, with news"
    _answered(house.open, language)
    house.at(page, house.open, f"/{language}/box")
    yield "box, with answers"
    press(page, language, "Destroy…")
    yield "erase"
    page.locator("input[name=token]").evaluate("one => { one.value = 'of another visit' }")
    press(page, language, "Destroy everything")
    yield "again"
    house.at(page, house.open, f"/{language}/box")
    press(page, language, "Destroy…")
    press(page, language, "Destroy everything")
    yield "erased"


def _on_bad_days(page: Any, house: Doors, language: str) -> Iterator[str]:
    house.at(page, house.shut, f"/{language}/")
    yield "offline"
    house.at(page, house.ill, f"/{language}/keys")
    yield "broken"
    house.at(page, house.ill, f"/{language}/")
    press(page, language, "Begin")
    yield "busy"


def _answered(door: Live, language: str) -> None:
    """The desk answers whoever wrote, which neither a comment nor a wish to destroy everything can be."""
    line = HTTPConnection("127.0.0.1", door.desk_port, timeout=30)
    desk = Desk(line, (door.folder / "desk.key").read_text().strip())
    source = next(about for about, _ in desk.fetch() if about.key)
    for number, text in enumerate(ANSWERS):
        about = About(kind=Kind.REPLY, day=date(2026, 11, 26 - number), language=("ko", "en")[number])
        desk.answer(source, about, text)
    line.close()


Look = Callable[[Any], Any]


def seen(page: Any, house: Doors, language: str, look: Look) -> dict[str, Any]:
    """What a look at each page, with all that belongs to it, found; where it found something."""
    found = {}
    for name in walk(page, house, language):
        page.wait_for_load_state()
        found[name] = look(page)
    return {name: one for name, one in found.items() if one}
