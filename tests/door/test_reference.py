"""What docs/reference/door.md says of settings, pages and limits is so."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from jebo.door import forms, keys, lanes, line, phrase, public, serve, sessions, source, spool, web
from jebo.door.pages import STEP_BYTES
from jebo.door.polling import _SHORT_BYTES
from jebo.door.refusals import UnknownSetting
from jebo.door.settings import FILE, Settings, read
from jebo.sealing.polling import ASK_BYTES, GIVE_BYTES, SEALED_LIMIT_BYTES
from jebo.sealing.tip import NAME_LIMIT

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/door.md").read_text(encoding="utf-8")
CALLED = {"public": "port", "desk": "desk_port"}


def rows(page: str, title: str) -> dict[str, str]:
    """What stands beside each name in the table under a title."""
    part = page.split(f"## {title}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([\w./]+)` \| ([^|]+) \|", part, re.M))


def known(folder: Path) -> set[str]:
    """The settings that a door takes, as it says itself."""
    (folder / FILE).write_text("none = 1\n")
    with pytest.raises(UnknownSetting) as refused:
        read(folder)
    return set(refused.value.facts["settings"].split(", "))


def shown(name: str) -> str:
    """The default of a setting, as the page writes it."""
    (found,) = (one for one in fields(Settings) if one.name == CALLED.get(name, name))
    if found.default is MISSING:
        return "needed" if found.default_factory is MISSING else "none"
    match found.default:
        case bool():
            return f"`{str(found.default).lower()}`"
        case int() if name in CALLED:
            return f'`"127.0.0.1:{found.default}"`'
        case int():
            return f'`"{found.default // 1_000_000_000}GB"`'
        case "":
            return "none"
        case _:
            return f'`"{found.default}"`'


def wrong_defaults(told: dict[str, str]) -> list[str]:
    return [name for name, value in told.items() if value != shown(name)]


def test_the_table_of_settings_is_the_door_s(tmp_path: Path) -> None:
    told = rows(PAGE, "Settings")
    assert set(told) == known(tmp_path)
    assert wrong_defaults(told) == []


def test_a_wrong_default_would_be_seen() -> None:
    assert wrong_defaults({"reserve": '`"3GB"`', "second": "none", "circuits": "`false`"}) == [
        "reserve",
        "circuits",
    ]


def test_every_page_stands_in_the_table() -> None:
    told = rows(PAGE, "What a source can do")
    made = {name for _, name in public.PAGES | source.PAGES}
    assert {f"/en/{name}" for name in made - {"new", "erase", "keys.txt"}} | {"/"} == set(told)


@pytest.mark.parametrize(
    "says",
    [
        f"a multiple of {STEP_BYTES >> 10} KiB",
        f"| {phrase.RANDOM_BITS} random bits",
        f"Argon2id, {keys.MEMORY_KIB >> 10} MiB, two passes",
        f"{lanes.WAITING} wait in each lane",
        f"{lanes.BURST} dear things at once",
        f"numbers of {lanes.CIRCUITS:,} circuits",
        f"{sessions.MOST:,} at a time that only look at a phrase, {sessions.MOST:,} with one that was typed back",
        f"back; {sessions.LIFE_S // 60} minutes without a byte",
        f"at most {(sessions.LIFE_S + sessions.FORGET_EVERY_S) / 60:.0f} minutes after its last byte",
        f"{forms.OPEN_NEW} of new sources, {forms.OPEN_BACK} of those who came back",
        f"{forms.OF_CIRCUIT} of one circuit or one source",
        f"older than {forms.OLD_S:.0f} seconds",
        f"more than {forms.LIGHT_BYTES >> 10} KiB in memory at a time | {forms.HEAVY};",
        f"{web.FIELD_LIMIT_BYTES >> 10} KiB: some 87,000 Korean letters",
        f"{web.FORM_LIMIT_BYTES >> 10} KiB: a word to the editors has {public.LETTERS:,} letters",
        f"{line.HEAD_BYTES >> 10} KiB, whole within {line.HEAD_S:.0f} seconds",
        f"closed after {line.QUIET_S:.0f} seconds",
        f"connections of the public port | {line.LINES:,};",
        f"| parts of one form | {web.PARTS_LIMIT} |",
        f"{NAME_LIMIT} letters, without signs",
        f"{source.ANSWERS}, of {SEALED_LIMIT_BYTES:,} bytes sealed",
        f"up to {spool.FRESH} since the desk asked last",
        f"| request | {ASK_BYTES >> 10} KiB |",
        f"| answer | {GIVE_BYTES >> 20} MiB |",
        f"Envelopes up to {_SHORT_BYTES >> 10} KiB come whole",
        "MemoryMax",
    ],
)
def test_each_figure_is_the_program_s(says: str) -> None:
    assert says in PAGE


def test_figures_that_are_written_out_or_worked_out_are_so_too() -> None:
    assert web.FIELD_LIMIT_BYTES // 3 // 1000 == 87
    assert web.FORM_LIMIT_BYTES > 3 * public.LETTERS + 1_000
    assert line.LINES < serve.FILES - serve.SPARE
    assert (keys.PASSES, lanes.EVERY_S) == (2, 6.0)
    assert "one more every six seconds" in PAGE
    unit = (ROOT / "src/jebo/door/static/jebo-door.service").read_text(encoding="utf-8")
    assert "MemoryMax=400M" in unit
    assert "| memory | 400 MB" in PAGE


def test_what_lies_in_the_folder_stands_there() -> None:
    from jebo.door.making import DESK_KEY, TORRC, UNIT

    part = PAGE.split("## What lies in the folder\n")[1].split("\n## ")[0]
    for name in (
        FILE,
        DESK_KEY,
        TORRC,
        UNIT,
        "lock",
        "tips/NAME",
        "threads/THREAD/key",
        "coming/",
        "blank/",
        "empty/",
    ):
        assert name in part
