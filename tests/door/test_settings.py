"""A door that was told something wrong does not open, and says in one sentence which setting it is; never what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.door.conftest import DESK, OTHER

from jebo.door.refusals import BadSettings, DoorRefusal, NoDoor, NotOnLoopback, UnknownSetting
from jebo.door.settings import FILE, LARGEST_BYTES, Settings, read
from jebo.told.messages import spoken
from jebo.told.refusals import sentence

CANARY = "canary7"
KEYS = f'["{DESK.recipient.text}", "{OTHER.recipient.text}"]'
GOOD = {
    "name": '{ ko = "무지개소식", en = "Rainbow News" }',
    "recipients": KEYS,
    "until": "2027-06-01",
    "salt": f'"{"5a" * 16}"',
}
OPTIONAL = {
    "leave": '"https://example.org/weather"',
    "second": f'"{"b" * 56}.onion"',
    "words": '{ ko = "어서 오십시오" }',
    "public": '"127.0.0.1:9001"',
    "desk": '"127.0.0.1:9002"',
    "circuits": "false",
    "reserve": '"500MB"',
    "largest": '"1 GB"',
}
WRONG = {
    "name": ["1", '""', f'"{CANARY}"', "{}", '{ en = "" }', '{ en = "  " }', "{ en = 1 }", f'{{ fr = "{CANARY}" }}', '["Rainbow News"]'],
    "recipients": [
        "[]", "1", f'"{DESK.recipient.text}"', f'["{CANARY}"]', "[1]", f'["{DESK.recipient.text[:-1]}q"]',
        f'["{DESK.recipient.text}x"]', f'["{DESK.reveal()}"]', f'["{DESK.recipient.text}", ""]', f'["age1pq1{CANARY}"]',
    ],
    "until": ['"2027-06-01"', "2027-06-01T00:00:00", "20270601", "true", f'"{CANARY}"'],
    "salt": ['""', '"5a"', f'"{"5A" * 16}"', f'"{"5a" * 17}"', f'"{"5g" * 16}"', "5", f'"{CANARY}"'],
    "leave": ['""', '"wikipedia.org"', '"javascript:alert(1)"', '"https://"', '"https://a b"', '"https://a\\nb"', "1", f'"ftp://{CANARY}"'],
    "second": [f'"http://{"b" * 56}.onion"', f'"{"b" * 55}.onion"', f'"{"1" * 56}.onion"', f'"{CANARY}.onion"', "1"],
    "words": ["1", "{}", f'"{CANARY}"', f'{{ fr = "{CANARY}" }}', "{ ko = 1 }"],
    "public": ["8480", "true"],
    "desk": ["8481", "[]"],
    "circuits": ['"true"', "1", f'"{CANARY}"'],
    "reserve": ["2", '"2"', '"2 TB"', '"-1GB"', '"1.5GB"', f'"{CANARY}"', '""'],
    "largest": ["4", '"4001MB"', '"5GB"', '"0kB"', '"4 gb"', f'"{CANARY}"'],
}  # fmt: skip
NOT_HERE = [
    '"0.0.0.0:8480"', '"localhost:8480"', '"127.0.0.2:8480"', '"192.0.2.1:8480"', '"[::1]:8480"', '"127.0.0.1"', '"127.0.0.1:0"',
    '"127.0.0.1:65536"', '"127.0.0.1:8480 "', f'"{CANARY}:80"', '""',
]  # fmt: skip


def told(folder: Path, settings: Mapping[str, str]) -> Settings:
    (folder / FILE).write_text(
        "".join(f"{name} = {value}\n" for name, value in settings.items()), encoding="utf-8"
    )
    return read(folder)


def sentences(error: DoorRefusal) -> list[str]:
    """What somebody reads in each language."""
    said = []
    for language in ("en", "ko"):
        with spoken(language):
            said.append(sentence(error))
    return said


def test_the_four_that_every_door_needs_are_enough(tmp_path: Path) -> None:
    found = told(tmp_path, GOOD)
    assert (found.port, found.desk_port, found.largest, found.circuits) == (8480, 8481, LARGEST_BYTES, True)
    assert (found.called("ko"), found.called("en"), found.until) == (
        "무지개소식",
        "Rainbow News",
        date(2027, 6, 1),
    )
    assert found.recipients == (DESK.recipient, OTHER.recipient)
    assert found.salt == b"\x5a" * 16


def test_each_setting_can_be_given_and_is_taken(tmp_path: Path) -> None:
    found = told(tmp_path, GOOD | OPTIONAL)
    assert (found.port, found.desk_port, found.reserve, found.largest) == (
        9001,
        9002,
        500_000_000,
        1_000_000_000,
    )
    assert (found.circuits, found.leave, found.words) == (
        False,
        "https://example.org/weather",
        {"ko": "어서 오십시오"},
    )


@pytest.mark.parametrize("missing", GOOD)
def test_what_every_door_needs_is_missed(tmp_path: Path, missing: str) -> None:
    with pytest.raises(BadSettings) as caught:
        told(tmp_path, {name: value for name, value in GOOD.items() if name != missing})
    assert caught.value.facts == {"setting": missing}


@pytest.mark.parametrize("name", OPTIONAL)
def test_nothing_else_is_missed(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, GOOD | {one: value for one, value in OPTIONAL.items() if one != name}).recipients


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, wrong in WRONG.items() for value in wrong]
)
def test_a_wrong_value_is_refused_by_the_name_of_its_setting_and_is_not_said_again(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(BadSettings) as caught:
        told(tmp_path, GOOD | {name: value})
    for said in sentences(caught.value):
        assert said.endswith(f": {name}")
        assert said.count("\n") == 0
        assert CANARY not in said
    assert CANARY not in repr(caught.value)
    assert DESK.reveal() not in str(caught.value)


@pytest.mark.parametrize("name", ["public", "desk"])
@pytest.mark.parametrize("value", NOT_HERE)
def test_a_door_never_listens_where_others_than_tor_reach_it(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(NotOnLoopback) as caught:
        told(tmp_path, GOOD | {name: value})
    assert not any(CANARY in said for said in sentences(caught.value))


def test_sources_and_the_desk_have_a_port_each(tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as caught:
        told(tmp_path, GOOD | {"public": '"127.0.0.1:8481"'})
    assert caught.value.facts == {"setting": "desk"}


@pytest.mark.parametrize(
    "line",
    [f"{CANARY} = 1", f'"{CANARY} 010" = "x"', f"[{CANARY}]", f"[[{CANARY}.x]]", "Name = 1", "port = 1"],
)
def test_a_setting_that_the_door_does_not_know_is_refused_and_the_known_ones_are_listed(
    tmp_path: Path, line: str
) -> None:
    (tmp_path / FILE).write_text(
        "".join(f"{name} = {value}\n" for name, value in GOOD.items()) + line, encoding="utf-8"
    )
    with pytest.raises(UnknownSetting) as caught:
        read(tmp_path)
    for said in sentences(caught.value):
        assert CANARY not in said
        assert all(name in said for name in (*GOOD, *OPTIONAL))


@pytest.mark.parametrize(
    "whole",
    [
        f"{CANARY}".encode(),
        b"name = ",
        b"\xff\xfe",
        b"name = 1\nname = 2",
        b"\0",
        b"a = " + b"[" * 50_000,
        b"",
    ],
)
def test_a_file_that_is_no_list_of_settings_is_refused_without_a_word_of_it(
    tmp_path: Path, whole: bytes
) -> None:
    (tmp_path / FILE).write_bytes(whole)
    with pytest.raises(BadSettings) as caught:
        read(tmp_path)
    assert not any(CANARY in said for said in sentences(caught.value))


def test_a_folder_without_settings_is_no_door(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(NoDoor):
            read(folder)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", '{ ko = "무지개소식" }'),
        ("name", '{ en = "Rainbow \\"News\\"" }'),
        ("recipients", f'["{DESK.recipient.text}"]'),
        ("recipients", f'["  {DESK.recipient.text.upper()}  "]'),
        ("until", "1999-01-01"),
        ("until", "9999-12-31"),
        ("leave", '"http://example.org"'),
        ("second", '""'),
        ("public", '"127.0.0.1:65535"'),
        ("public", '"127.0.0.1:1"'),
        ("reserve", '"0MB"'),
        ("reserve", '"999999GB"'),
        ("largest", '"4GB"'),
        ("largest", '"4000MB"'),
        ("largest", '"1kB"'),
        ("circuits", "true"),
    ],
)
def test_what_only_looks_wrong_is_taken(tmp_path: Path, name: str, value: str) -> None:
    assert told(tmp_path, GOOD | {name: value}).recipients


def test_the_settings_show_no_salt(tmp_path: Path) -> None:
    shown = repr(told(tmp_path, GOOD))
    assert "5a" * 16 not in shown
    assert repr(b"\x5a" * 16) not in shown
