"""The door behind a real Tor: a network of our own on this machine, the door's own torrc, and a real browser without scripts.

`make e2e ARGS="-k in_short"` runs the first promise alone, in less than a minute.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.door.conftest import DESK, OTHER, opened
from tests.door.live import Caller, Live, live
from tests.door.newsroom import Newsroom
from tests.door.onion import ANYBODY, LOOPBACK, Network, Tor, ends, needed, network, until
from tests.door.over_tor import NO_KEY, Desk, Line, NotReached, caller, connected
from tests.press.test_in_a_browser import opened as window

from jebo.door.lanes import BURST
from jebo.door.pages import said
from jebo.sealing import unseal
from jebo.sealing.tip import About, Kind

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("onion")]
WORD = {
    "ko": "장마당에서 천이 사라졌다. 나는 직접 보았다.",
    "en": "The cloth is gone from the market. I saw it myself.",
}
ANSWER = {"ko": "고맙습니다. <b>언제</b> 보았습니까?", "en": "Thank you. <b>When</b> did you see it?"}
PHOTO, FILM = b"\xff\xd8" + os.urandom(60_000), os.urandom(1_500_000)
"""The second is more than the desk gets in one answer."""


@dataclass
class Elsewhere:
    """Where "Leave now" leads, and what is asked there."""

    port: int
    asked: list[dict[str, str]] = field(default_factory=list)


@dataclass
class House:
    """A door, its network, and Tor at a source."""

    door: Live
    network: Network
    source: Tor
    elsewhere: Elsewhere

    def caller(self, user: str, language: str = "en") -> Caller:
        """Somebody with circuits of their own."""
        self.door.callers.append(caller(self.source.port, self.network.everybody, user, language))
        return self.door.callers[-1]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    """A page that nobody wonders about."""
    asked: list[dict[str, str]] = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(dict(self.headers))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<title>Elsewhere</title>Elsewhere")

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Elsewhere(server.server_port, asked)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, elsewhere: Elsewhere) -> Iterator[House]:
    needed()
    folder = tmp_path_factory.mktemp("onion")
    leave = f'"http://127.0.0.1:{elsewhere.port}/"'
    with (
        live(folder / "newsroom" / "door", circuits="true", leave=leave) as door,
        network(folder, door) as made,
    ):
        source = made.client("source")
        until(partial(reached, source, made.everybody), "the way to the door")
        yield House(door, made, source, elsewhere)


def reached(client: Tor, host: str) -> bool:
    """Whether there is a way; it takes some seconds until a door is known everywhere."""
    try:
        connected(client.port, host).close()
    except NotReached:
        return False
    return True


@pytest.fixture(scope="module")
def desk_tor(house: House) -> Tor:
    """Tor at the desk, which has the key to the address."""
    made = house.network.client("desk", with_key=True)
    until(partial(reached, made, house.network.desk), "the way from the desk to its door")
    return made


@pytest.fixture
def desk(house: House, desk_tor: Tor) -> Iterator[Desk]:
    """The desk; what earlier tests left it has fetched."""
    key = (house.door.folder / "desk.key").read_text().strip()
    made = Desk(Line(desk_tor.port, house.network.desk), key)
    made.fetch()
    yield made
    made.line.close()


def test_in_short_a_word_sent_through_tor_lies_sealed_at_the_door(house: House) -> None:
    source = house.caller("first", "ko")
    assert "아는 것을 알려 주십시오" in source.get().plain
    _, box = source.begin()
    assert "봉인되어 들어왔습니다" in source.send(box.token, WORD["ko"]).plain
    (at,) = (house.door.folder / "spool/tips").iterdir()
    about, content = opened(unseal(at.read_bytes(), DESK))
    assert (about.kind, content.decode()) == (Kind.MESSAGE, WORD["ko"])
    assert WORD["ko"].encode() not in at.read_bytes()


@dataclass
class Browser:
    """A browser without scripts, through Tor."""

    page: Any
    language: str

    def press(self, words: str, role: str = "button") -> None:
        """Press what is called so in this language."""
        self.page.get_by_role(role, name=said(self.language, words), exact=True).first.click()

    def sees(self, words: str, times: int = 1) -> bool:
        """Whether it says so, once the page is there: through Tor a click is long over before the next page comes."""
        text = said(self.language, words)
        until(lambda: self.text.count(text) == times, words)
        return True

    @property
    def text(self) -> str:
        return str(self.page.locator("main").inner_text())

    def write(self, field: str, text: str) -> None:
        self.page.locator(f"#{field}").fill(text)


def browser(chromium: Any, house: House, language: str) -> Browser:
    """One, before the first page."""
    page = window(
        chromium, java_script_enabled=False, proxy={"server": f"socks5://127.0.0.1:{house.source.port}", "bypass": "127.0.0.1"},
        locale=language,
    )  # fmt: skip
    page.set_default_timeout(90_000)
    page.goto(f"http://{house.network.everybody}/")
    page.locator(f".choose a[hreflang={language}]").click()
    return Browser(page, language)


def begins(source: Browser) -> str:
    """Look at the keys, get a phrase, type it back; gives it."""
    source.press("Keys", "link")
    until(lambda: DESK.recipient.text in source.text, "the keys")
    assert DESK.recipient.text in source.text
    assert OTHER.recipient.text in source.text
    source.press("How this works", "link")
    source.press("Begin")
    source.page.locator(".words li").last.wait_for()
    words = " ".join(source.page.locator(".words li").all_inner_texts())
    source.write("phrase", words)
    source.press("Go on")
    assert source.sees(
        "There is no answer for this phrase. Whether anything was ever sent with it, this page does not say."
    )
    return words


def sends(source: Browser) -> None:
    """A word and two files."""
    source.write("text", WORD[source.language])
    source.page.locator("#file").set_input_files([
        {"name": "사진.jpg", "mimeType": "image/jpeg", "buffer": PHOTO},
        {"name": "film.mp4", "mimeType": "video/mp4", "buffer": FILM},
    ])  # fmt: skip
    source.press("Send")
    assert source.sees("It is here, sealed.", times=3)


def leaves(source: Browser, house: House) -> None:
    """At once, and nothing goes along: neither from where, nor the cookie."""
    house.elsewhere.asked.clear()
    source.press("Leave now", "link")
    until(lambda: source.page.title() == "Elsewhere", "the way out")
    assert {"Referer", "Cookie"}.isdisjoint(house.elsewhere.asked[0])
    assert source.page.context.cookies() == []


def answered(desk: Desk, language: str) -> None:
    """The desk fetches, opens and answers."""
    told = desk.fetch()
    assert [content for _, content in told] == [WORD[language].encode(), PHOTO, FILM]
    assert [about.name for about, _ in told] == ["", "사진.jpg", "film.mp4"]
    about = About(kind=Kind.REPLY, day=date(2026, 11, 26), language=language)
    assert desk.answer(told[0][0], about, ANSWER[language]).lost == ()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_source_tells_is_answered_and_destroys_all_of_it_through_tor_without_a_script(
    chromium: Any, house: House, desk: Desk, language: str
) -> None:
    source = browser(chromium, house, language)
    words = begins(source)
    sends(source)
    leaves(source, house)
    source.page.context.close()
    answered(desk, language)

    again = browser(chromium, house, language)
    again.press("I have a phrase already", "link")
    again.write("phrase", words)
    again.press("Open")
    assert again.page.locator(".answer").inner_text() == ANSWER[language]
    again.press("Destroy…")
    again.press("Destroy everything")
    assert again.sees(
        "Nothing of you is left here. The phrase opens nothing any more; forget it. Close the browser now."
    )
    assert again.page.asked
    assert [url for url in again.page.asked if not url.startswith(f"http://{house.network.everybody}/")] == []
    again.page.context.close()
    assert [about.kind for about, _ in desk.fetch()] == [Kind.ERASE]


def test_a_newsroom_fetches_with_its_own_command_through_tor_and_its_answer_is_read(
    house: House, desk: Desk, tmp_path: Path
) -> None:
    newsroom = Newsroom.made(tmp_path / "desk", DESK)
    public, private = newsroom.knows(house.network.desk, house.door.folder / "desk.key")
    house.network.let_in(public)
    tor = house.network.client("newsroom", line=private)
    until(partial(reached, tor, house.network.desk), "the way from the newsroom to its door")
    source = house.caller("newsroom's", "ko")
    words, box = source.begin()
    source.send(box.token, WORD["ko"], ("사진.jpg", PHOTO), ("film.mp4", FILM))
    assert newsroom.fetches(tor.port).startswith("Came: 3. Set aside: 0.")
    assert newsroom.answers(ANSWER["ko"]) == f"{WORD['ko']}|2"
    assert "Answers brought: 1" in newsroom.fetches(tor.port)
    assert "고맙습니다. <b>언제</b> 보았습니까?" in source.post("return", phrase=words).plain


def test_nothing_of_these_tests_leaves_this_machine(house: House) -> None:
    for one in house.network.running:
        assert one.process
        here, there = ends(one.process.pid)
        assert here == {LOOPBACK}, one.folder.name
        assert there <= {LOOPBACK, ANYBODY}, one.folder.name
    with socket.create_server(("0.0.0.0", 0)):
        assert ANYBODY in ends(os.getpid())[0], "the control"


def test_only_whoever_has_its_key_finds_the_desks_side(house: House, desk_tor: Tor) -> None:
    with pytest.raises(NotReached) as refused:
        connected(house.source.port, house.network.desk)
    assert refused.value.code == NO_KEY
    assert reached(desk_tor, house.network.desk), "the control: with it, one does"
    assert reached(house.source, house.network.everybody), "and without it, one finds the other side"


def test_one_sender_who_floods_the_door_is_told_to_wait_and_others_are_not(house: House) -> None:
    flood, person = house.caller("flood"), house.caller("person")
    served = next(n for n in range(10 * BURST) if flood.post("new").status == 503)
    assert served >= BURST
    flood.line.close()
    again = [flood.post("new").status for _ in range(3)]
    assert 503 in again, "a new line over the same circuit is the same sender"
    assert [person.post("new").status for _ in range(3)] == [200, 200, 200]


def test_a_flood_has_to_work_for_each_call(house: House, desk_tor: Tor) -> None:
    """Who comes reads in what the door's Tor publishes that it takes proof of work; of the desk's side, where it is off, nobody does."""
    assert "PoW params present in descriptor" in house.source.told
    assert "PoW params present in descriptor" not in desk_tor.told, "the control"
    assert "introduc" in desk_tor.told.lower(), "which came in by the same way"
