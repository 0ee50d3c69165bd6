"""docs/howto/add-a-country.md, followed to the letter."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from jebo import packs
from jebo.packs import schema

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/howto/add-a-country.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs/reference/packs.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.S)


def write_the_pack(folder: Path) -> None:
    """Each table goes into the file that was named last before it."""
    for block in BLOCK.finditer(PAGE):
        if block.group(1) in ("toml", "csv"):
            name = re.findall(r"`(xa/\w+\.(?:toml|csv))`", PAGE[: block.start()])[-1]
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            assert not path.exists()
            path.write_text(block.group(2), encoding="utf-8")


def run(code: str, folder: Path) -> str:
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, check=True
    )
    return done.stdout.decode()


def programs() -> list[str]:
    return [code for kind, code in BLOCK.findall(PAGE) if kind == "python"]


def test_who_follows_the_page_has_a_pack_in_which_a_place_is_found(tmp_path: Path) -> None:
    write_the_pack(tmp_path)
    check, look = programs()
    (printed,) = (text for kind, text in BLOCK.findall(PAGE) if kind == "text")
    assert run(check, tmp_path) == ""
    assert run(look, tmp_path) == printed


def test_the_check_on_the_page_prints_what_is_wrong(tmp_path: Path) -> None:
    write_the_pack(tmp_path)
    places = tmp_path / "xa/places.csv"
    places.write_text(places.read_text(encoding="utf-8").replace("70000", "many"), encoding="utf-8")
    assert run(programs()[0], tmp_path).startswith("places.csv 4 adults_low ")


def test_the_pack_of_the_page_says_what_the_page_says(tmp_path: Path) -> None:
    write_the_pack(tmp_path)
    pack = packs.load_folder(tmp_path / "xa")
    port = pack.places["XA-N-1"]
    assert port.border
    assert port.longitude == -24.5
    assert pack.outlets == ("The Atlantis Letter",)
    assert [(alias.name, alias.until) for alias in port.aliases] == [("Lethe", None), ("Fort Lethe", 1974)]
    assert pack.events["ARREST"].triggers["ko"] == ("체포", "연행")


def test_the_reference_lists_every_table_with_its_columns() -> None:
    for name, columns in schema.TABLES.items():
        needed = "yes" if name in schema.NEEDED else ""
        assert f"| {name} | {', '.join(columns)} | {needed}".rstrip() in REFERENCE, name


def test_the_reference_names_each_side_and_level() -> None:
    for word in (*schema.SIDES, *schema.WHERE):
        assert f"`{word}`" in REFERENCE
