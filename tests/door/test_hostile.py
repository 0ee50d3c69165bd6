"""What a hostile or an unlucky visitor can send: nothing that comes in breaks the door, is kept by mistake, or is said again in an error."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.door.conftest import House, Make
from tests.door.visitor import EDGE, MULTIPART, Visitor, form, pieces

from jebo.door import keys, pages
from jebo.door.circuits import Circuits
from jebo.door.lanes import BURST, EVERY_S


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A phrase takes a hundredth of the work, so that a test may make hundreds."""
    monkeypatch.setattr(keys, "MEMORY_KIB", 64)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=600), st.integers(1, 64))
def test_no_bytes_break_the_door(house: House, junk: bytes, size: int) -> None:
    visitor = house.visitor()
    visitor.begin()
    for path, kind in (
        ("/en/box", MULTIPART),
        ("/en/comment", {"content-type": "application/x-www-form-urlencoded"}),
    ):
        seen = visitor.ask("POST", path, pieces(junk, size), kind)
        assert seen is not None
        assert seen.status in (200, 303, 400, 403, 503)
        assert not junk or len(junk) < 4 or junk not in seen.body
    house.seconds += 1_000_000
    visitor.runner.close()
    house.visitors.remove(visitor)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 900),
    st.sampled_from([b"\r\n", b"--", b"\0", b'"', EDGE.encode(), b"\xff"]),
    st.integers(1, 50),
)
def test_a_form_with_something_in_the_wrong_place_breaks_nothing(
    house: House, at: int, junk: bytes, size: int
) -> None:
    visitor = house.visitor()
    _, box = visitor.begin()
    whole = b"".join(form(box.token, "hello", [("a.jpg", bytes(200))]))
    seen = visitor.ask("POST", "/en/box", pieces(whole[:at] + junk + whole[at:], size), MULTIPART)
    assert seen is not None
    assert seen.status in (303, 400, 403)
    assert list(house.door.spool.coming.iterdir()) == []
    house.seconds += 1_000_000
    visitor.runner.close()
    house.visitors.remove(visitor)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=200))
def test_no_cookie_breaks_the_door(house: House, cookie: str) -> None:
    visitor = house.visitor()
    seen = visitor.ask("GET", "/en/box", headers={"cookie": cookie})
    assert seen is not None
    assert seen.status == 303
    visitor.runner.close()
    house.visitors.remove(visitor)


@pytest.mark.parametrize(
    ("headers", "chunks"),
    [
        ({"content-type": "multipart/form-data"}, [b"x"]),
        ({"content-type": f"multipart/form-data; boundary={'x' * 300}"}, [b"x"]),
        ({"content-type": "text/plain"}, [b"token=x"]),
        ({}, [b"x"]),
        (MULTIPART, []),
        (MULTIPART, list(form("", "", [(f"{n}.jpg", b"x") for n in range(200)]))),
    ],
)
def test_what_is_no_form_of_ours_is_refused_in_one_clear_sentence(
    house: House, visitor: Visitor, headers: dict[str, str], chunks: list[bytes]
) -> None:
    visitor.begin()
    seen = visitor.ask("POST", "/en/box", chunks, headers)
    assert seen is not None
    assert seen.status in (400, 403)
    assert "This form was not taken" in seen.plain
    assert house.content() == []


def test_a_form_from_another_site_or_another_visit_is_not_taken(house: House, visitor: Visitor) -> None:
    _, box = visitor.begin()
    other = house.visitor()
    other.begin()
    assert "This form was not taken" in other.send(box.token, "hello").plain
    whole = list(form(box.token, "hello", []))
    seen = visitor.ask("POST", "/en/box", whole, MULTIPART | {"sec-fetch-site": "cross-site"})
    assert seen is not None
    assert seen.status == 403
    assert house.content() == []
    assert "It is here" in visitor.send(box.token, "hello").plain, "the control"


def test_a_file_before_the_token_is_not_taken(house: House, visitor: Visitor) -> None:
    _, box = visitor.begin()
    first, *rest = form(box.token, "", [("a.jpg", bytes(10))])
    seen = visitor.ask("POST", "/en/box", [rest[1], first, rest[0], rest[2]], MULTIPART)
    assert seen is not None
    assert seen.status == 403
    assert house.content() == []


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\nb.jpg", "‮gpj.exe", "이름" * 200, 'q"uote.jpg', "con", ""]
)
def test_a_name_is_only_a_word_in_an_envelope(house: House, visitor: Visitor, name: str) -> None:
    from jebo.door.sending import _short

    told = _short(name, 100)
    assert "\n" not in told
    assert "‮" not in told
    assert len(told) <= 100


def test_markup_in_a_file_name_is_text_on_the_page(house: House, visitor: Visitor) -> None:
    _, box = visitor.begin()
    after = visitor.send(box.token, "", ("<script>alert(1)</script>.jpg", b"x"))
    assert "<script>" not in after.text
    assert "&lt;script&gt;" in after.text


def test_one_circuit_that_asks_too_much_waits_and_others_do_not(house: House) -> None:
    flood, person = house.visitor(circuit="fc00::bad"), house.visitor()
    seen = [flood.post("new").status for _ in range(BURST + 5)]
    assert seen.count(503) == 5
    assert "Not just now" in flood.post("new").plain
    _, box = person.begin()
    assert "It is here" in person.send(box.token, "hello").plain
    house.seconds += EVERY_S
    assert flood.post("new").status == 200, "it waits, and is not shut out"


def test_new_sources_who_fill_their_lane_do_not_hold_up_those_who_come_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, crowd = house.visitor(), house.visitor()
    words, _ = person.begin()
    page = crowd.post("new")
    monkeypatch.setattr("jebo.door.lanes.WAITING", 0)
    house.door.new._busy = True
    assert crowd.post("phrase", phrase=" ".join(page.words)).status == 503
    assert "Write and read" in house.visitor().post("return", phrase=words).plain


def test_when_the_keys_are_over_there_is_only_an_offline_page(make: Make) -> None:
    from datetime import date

    house = make(date(2027, 6, 2))
    visitor = house.visitor("ko")
    for page in ("", "return", "box", "comment", "keys"):
        seen = visitor.ask("GET", f"/ko/{page}")
        assert seen is not None
        assert seen.status == 503
        assert "지금은 닫혀 있습니다" in seen.plain
    assert visitor.post("new").status == 503
    assert make(date(2027, 6, 1)).visitor().get().status == 200, "the last day is still one"


def test_what_goes_wrong_quotes_nothing(
    house: House, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("what somebody sent")

    monkeypatch.setattr("jebo.door.public.seal_and_keep", breaks)
    seen = visitor.post("comment", text="a secret word")
    assert seen.status == 500
    assert "a secret word" not in seen.text
    assert "what somebody sent" not in seen.text


# Sizes.


def test_pages_have_one_size_whatever_they_say(house: House) -> None:
    visitor = house.visitor()
    sizes = {len(visitor.get(page).body) for page in ("", "return", "comment", "keys", "nothing-here")}
    words, box = visitor.begin()
    sizes.add(len(box.body))
    sizes.add(len(visitor.send(box.token, "hello").body))
    sizes.add(len(house.visitor().post("return", phrase="wrong").body))
    sizes.add(len(house.visitor().post("return", phrase=words).body))
    assert sizes == {pages.STEP_BYTES}


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_a_phrase_that_was_used_and_one_that_was_not_look_alike_from_outside(
    house: House, language: str
) -> None:
    from tests.door.test_journey import answered

    used = house.visitor(language)
    words, box = used.begin()
    used.send(box.token, "hello")
    answered(house, house.tips()[0][0], "an answer " * 100)
    unused, _ = house.visitor(language).begin()
    seen = []
    for phrase in (words, unused):
        visitor = house.visitor(language)
        body = urlencode({"phrase": phrase}).encode()
        first = visitor.ask(
            "POST", f"/{language}/return", [body], {"content-type": "application/x-www-form-urlencoded"}
        )
        assert first is not None
        page = visitor.get("box")
        seen.append([(one.status, len(one.body), sorted(one.headers)) for one in (first, page)])
    assert seen[0] == seen[1]


def test_only_a_line_of_tor_opens_a_connection() -> None:
    """What stands before the first request, where Tor says the circuit."""

    class Line(Circuits):
        def __init__(self) -> None:
            self._head, self.client, self.closed = b"", None, False
            self.transport = self  # type: ignore[assignment]

        def close(self) -> None:
            self.closed = True

    good = Line()
    for letter in b"PROXY TCP6 fc00:dead:beef:4dad::0:17 ::1 65535 42\r\n":
        good.data_received(bytes([letter]))
    assert good.client == ("fc00:dead:beef:4dad::0:17", 0)
    for wrong in (b"GET / HTTP/1.1\r\n", b"PROXY " + b"x" * 200, b"PROXY TCP6 fc00\r\n"):
        bad = Line()
        bad.data_received(wrong)
        assert bad.closed
        assert bad.client is None
