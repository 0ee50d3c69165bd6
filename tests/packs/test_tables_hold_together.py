"""Every table of every pack keeps to its schema, and the checker that says so sees what is wrong."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jebo import packs
from jebo.packs import schema
from jebo.packs.folder import HERE

Cells = dict[str, str]


@pytest.fixture
def kp(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "kp", tmp_path / "kp"))


def rewrite(folder: Path, name: str, change: Callable[[list[Cells]], object]) -> None:
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def breach(name: str, column: str, cell: str, row: int = 1) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        rewrite(folder, name, lambda rows: rows[row].update({column: cell}))

    return make


@pytest.mark.parametrize("pack", packs.available())
def test_each_pack_that_comes_with_jebo_holds_together(pack: str) -> None:
    assert packs.faults(HERE / pack) == ()


@pytest.mark.parametrize(
    ("table", "column", "cell", "says"),
    [
        ("places", "inside", "nowhere", "names nothing"),
        ("places", "inside", "KP0202", "wider level"),
        ("places", "inside", "", "wider level"),
        ("places", "level", "hamlet", "names nothing"),
        ("places", "id", "KP", "already"),
        ("places", "adults_low", "many", "not a number"),
        ("places", "adults_low", "-5", "not a number"),
        ("places", "adults_low", "nan", "not a number"),
        ("places", "adults_low", "inf", "not a number"),
        ("places", "adults_low", "99999999", "low end"),
        ("places", "border", "true", "yes"),
        ("places", "latitude", "north", "not a number"),
        ("places", "name_en", " ", "empty"),
        ("places", "source", "", "empty"),
        ("places", "source", "S999", "sources.csv"),
        ("places", "source", "S145;S999", "sources.csv"),
        ("aliases", "place", "nowhere", "names nothing"),
        ("aliases", "since", "last year", "not a year"),
        ("aliases", "until", "19", "not a year"),
        ("circles", "inside", "somewhere", "names nothing"),
        ("circles", "side", "enemies", "names nothing"),
        ("circles", "low", "500", "low end"),
        ("circles", "basis", "", "empty"),
        ("events", "core", "KC01;KC99", "names nothing"),
        ("events", "then", "PARTY", "names nothing"),
        ("events", "level", "planet", "names nothing"),
        ("events", "triggers_en", "Arrest Warrant", "small letters"),
        ("events", "triggers_ko", "체포", "another event"),
        ("defaults", "core", "KC99", "names nothing"),
        ("defaults", "kind", "event.colour", "rename"),
        ("profile", "share", "colour:red", "role:trader"),
        ("profile", "high", "1.2", "at most 1"),
        ("organisations", "inside", "XX", "names nothing"),
        ("organisation_names", "known", "some", "names nothing"),
        ("organisation_names", "organisation", "XX", "names nothing"),
        ("terms", "term", "", "empty"),
        ("goods", "specificity", "vague", "names nothing"),
        ("goods", "inside", "G99", "names nothing"),
        ("sources", "id", "S01", "already"),
    ],
)
def test_a_wrong_cell_is_found_and_named(kp: Path, table: str, column: str, cell: str, says: str) -> None:
    breach(table, column, cell)(kp)
    found = packs.faults(kp)
    assert any(fault.file == f"{table}.csv" and fault.line == 3 and says in fault.says for fault in found)


def test_a_circle_may_not_outgrow_the_one_it_lies_in(kp: Path) -> None:
    rewrite(kp, "circles", lambda rows: rows[7].update(high="900"))  # neighbours, in a unit of at most 200
    assert [(f.file, f.line, f.column) for f in packs.faults(kp)] == [("circles.csv", 9, "inside")]


def test_a_circle_may_not_lie_in_itself(kp: Path) -> None:
    rewrite(kp, "circles", lambda rows: rows[2].update(inside="KC03"))
    assert [f.line for f in packs.faults(kp)] == [4]


def test_a_kind_of_detail_without_a_default_is_missed(kp: Path) -> None:
    rewrite(kp, "defaults", lambda rows: rows.pop())
    assert packs.faults(kp) == ()  # the last row is a role, which may be missing
    rewrite(kp, "defaults", lambda rows: rows.pop(0))
    assert [f.file for f in packs.faults(kp)] == ["defaults.csv"]


@pytest.mark.parametrize("table", schema.NEEDED)
def test_a_missing_table_is_found(kp: Path, table: str) -> None:
    (kp / f"{table}.csv").unlink()
    assert any(fault.file == f"{table}.csv" and "missing" in fault.says for fault in packs.faults(kp))


@pytest.mark.parametrize("table", sorted(set(schema.TABLES) - set(schema.NEEDED)))
def test_a_table_that_a_pack_may_lack_may_be_missing(kp: Path, table: str) -> None:
    for name in {table, *(("organisation_names",) if table == "organisations" else ())}:
        (kp / f"{name}.csv").unlink()
    assert packs.faults(kp) == ()


def test_a_missing_column_is_found(kp: Path) -> None:
    path = kp / "circles.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",basis,", ",reason,", 1), encoding="utf-8")
    assert [(f.line, f.column) for f in packs.faults(kp)] == [(1, "basis")]


def test_a_comma_too_many_is_found_on_its_line_though_empty_lines_stand_above(kp: Path) -> None:
    path = kp / "goods.csv"
    head, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(f"{head}\n\n\nG99,rice, corn,쌀,,exact,own\n{rest}", encoding="utf-8")
    assert [(f.file, f.line) for f in packs.faults(kp)] == [("goods.csv", 4)]


@pytest.mark.parametrize(
    "raw", ["\ufeffcode".encode("utf-16"), b"code,name\n\xff\xfe,x\n", b'code,name_en\n"G1,medicine\n']
)
def test_a_file_that_is_no_table_is_a_fault_and_no_traceback(kp: Path, raw: bytes) -> None:
    (kp / "goods.csv").write_bytes(raw)
    assert any(fault.file == "goods.csv" and "not CSV" in fault.says for fault in packs.faults(kp))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "no pack.toml"),
        ("id = kp", "not TOML"),
        ('id = "kp"\nroot = "KP"', "lacks"),
        ('id = "kp"\nnames = { ko = "북한" }\nroot = "KP"', "lacks"),
        ('id = "kp"\nnames = { en = "North Korea" }\nroot = "KP-01"', "root"),
    ],
)
def test_a_wrong_pack_toml_is_found(kp: Path, text: str | None, says: str) -> None:
    (kp / "pack.toml").unlink()
    if text is not None:
        (kp / "pack.toml").write_text(text, encoding="utf-8")
    (fault,) = packs.faults(kp)
    assert fault.file == "pack.toml"
    assert says in fault.says


def test_a_broken_pack_is_refused_with_its_faults_and_without_its_content(kp: Path) -> None:
    breach("places", "adults_low", "canary")(kp)
    with pytest.raises(packs.BrokenPack) as caught:
        packs.load_folder(kp)
    assert [fault.column for fault in caught.value.faults] == ["adults_low"]
    assert "canary" not in f"{caught.value!r} {caught.value} {caught.value.faults}"


@pytest.mark.parametrize("pack", packs.available())
def test_every_row_says_where_it_comes_from(pack: str) -> None:
    for name in schema.TABLES:
        path = HERE / pack / f"{name}.csv"
        if name == "sources" or not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            assert all(row["source"] for row in csv.DictReader(file)), name


def test_all_tables_of_the_world_together_stay_under_two_megabytes() -> None:
    assert sum(path.stat().st_size for path in (HERE / "world").glob("*.csv")) < 2_000_000
