"""Each of the sixty-five checks says what it says, and those that a text decides are found in a text."""

from __future__ import annotations

import csv
import dataclasses
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from jebo.disclosure.check import (
    ABOUT_OTHERS,
    ALWAYS_BLOCK,
    NOTE,
    STRUCTURE,
    TEXT,
    default_check,
    hint,
    stronger,
)
from jebo.disclosure.detail import Detail, Finding, Kind, Remark, Severity
from jebo.disclosure.find import find
from jebo.disclosure.language import Language
from jebo.disclosure.rules import Rules
from jebo.disclosure.structure import structure
from jebo.disclosure.words import split
from jebo.packs.checks import checks, reveals
from jebo.packs.language import language

HERE = Path(__file__).parent
PACKS = HERE.parents[1] / "src" / "jebo" / "packs"
PAGE = HERE.parents[1] / "docs" / "reference" / "checks.md"
LANGUAGES = ("en", "ko")
BY_TEXT = [name for name, check in checks().items() if check.decided_by == TEXT]
DECIDERS = {TEXT, "history", "photo", "date", "workflow", "comparison", "comments", "model"}

Story = dict[str, str]


@cache
def stories(code: str) -> dict[str, Story]:
    return tomllib.loads((HERE / f"checks_{code}.toml").read_text(encoding="utf-8"))


def places(finding: Finding, check: str) -> list[tuple[int, int]]:
    """Where *check* was found, as a detail, as a note or as a remark about somebody else."""
    found: list[Detail | Remark] = [*finding.details, *finding.notes, *finding.third_parties]
    return [(f.start, f.end) for f in found if f.check == check]


def wrong(story: Story, check: str, ear: Language) -> str:
    """What is wrong with how a check is found; empty when it is found where it should be and nowhere else."""
    start = story["hit"].index(story["at"])
    end = start + len(story["at"])
    if not any(a < end and start < b for a, b in places(find(story["hit"], ear), check)):
        return "not found in the hit"
    return "found in the near miss" if places(find(story["miss"], ear), check) else ""


@pytest.mark.parametrize("check", BY_TEXT)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_check_that_a_text_decides_is_found_there_and_not_in_a_near_miss(code: str, check: str) -> None:
    assert wrong(stories(code)[check], check, language(code, "kp")) == ""


@pytest.mark.parametrize("check", ["R19", "R45", "R61"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_check_whose_rules_are_gone_would_be_missed(code: str, check: str) -> None:
    ear = language(code, "kp")
    left = Rules([rule for rule in ear.rules.rules if rule.check != check], ear.lexicon)
    assert wrong(stories(code)[check], check, dataclasses.replace(ear, rules=left)) == "not found in the hit"


def test_a_check_that_is_found_everywhere_would_be_seen() -> None:
    story = {"hit": stories("en")["R45"]["hit"], "at": "numbers", "miss": stories("en")["R45"]["hit"]}
    assert wrong(story, "R45", language("en", "kp")) == "found in the near miss"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_check_that_a_text_decides_has_its_story(code: str) -> None:
    assert sorted(stories(code)) == BY_TEXT


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_rules_of_the_checks_find_their_hit_and_leave_their_miss(code: str) -> None:
    folder = PACKS / "languages" / code / "rules" / "checks.toml"
    ids = {row["id"] for row in tomllib.loads(folder.read_text(encoding="utf-8"))["rule"]}
    ear = language(code, "kp")
    for rule in (rule for rule in ear.rules.rules if rule.id in ids):
        before, marked, after = re.split(r"\[\[|\]\]", rule.hit)
        assert (len(before), len(before + marked)) in spans(before + marked + after, rule.id, ear), rule.id
        assert spans(rule.miss, rule.id, ear) == [], rule.id


def spans(text: str, rule: str, ear: Language) -> list[tuple[int, int]]:
    """Where a rule's words stand, whoever speaks."""
    words = split(text)
    found = ear.rules.match(words, ear.lexicon.mark(words), structure(words))
    return [(int(words.starts[m.first]), int(words.ends[m.last - 1])) for m in found if m.rule.id == rule]


def faults(rows: list[dict[str, str]]) -> list[str]:
    """What is wrong in the table of the checks, as ``id: column``."""
    with (PACKS / "check_sources.csv").open(encoding="utf-8", newline="") as file:
        sources = {row["id"] for row in csv.DictReader(file)} | {"own"}
    known = {kind.value for kind in Kind} | {NOTE, STRUCTURE}
    found = []
    for row in rows:
        wrong = [column for column, cell in row.items() if not cell.strip()]
        wrong += [] if set(row["kinds"].split(";")) <= known else ["kinds"]
        wrong += [] if row["severity"] in set(Severity) else ["severity"]
        wrong += [] if row["decided_by"] in DECIDERS else ["decided_by"]
        wrong += [] if set(row["basis"].split(";")) <= sources else ["basis"]
        wrong += [] if (row["instead_en"] == "leave out") == (row["instead_ko"] == "뺀다") else ["instead_ko"]
        wrong += [c for c in row if c.endswith("_ko") and not re.search("[가-힣]", row[c])]
        found += [f"{row['id']}: {column}" for column in wrong]
    return found


def rows() -> list[dict[str, str]]:
    with (PACKS / "checks.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_holds_sixty_five_checks_in_order() -> None:
    assert [row["id"] for row in rows()] == [f"R{i:02d}" for i in range(1, 66)] == list(checks())


def test_the_table_of_the_checks_keeps_to_its_schema() -> None:
    assert faults(rows()) == []


def test_a_wrong_cell_of_the_checks_would_be_seen() -> None:
    broken = rows()
    broken[0] |= {"kinds": "contact.hour", "severity": "shout", "basis": "S999", "reveals_ko": "the day"}
    assert faults(broken) == ["R01: kinds", "R01: severity", "R01: basis", "R01: reveals_ko"]


def test_contact_day_and_channel_gender_and_job_always_block() -> None:
    assert {"R01", "R25", "R26", "R31"} == ALWAYS_BLOCK
    assert {checks()[name].severity for name in ALWAYS_BLOCK} == {Severity.BLOCK}


def test_checks_of_organisations_and_goods_are_notes() -> None:
    names = ("R19", "R20", "R21", "R22", "R23", "R45", "R46", "R47")
    assert {checks()[name].kinds for name in names} == {(NOTE,)}


def test_one_source_is_never_offered_as_several() -> None:
    instead = checks()["R29"].instead
    assert "sources" not in instead["en"]
    assert not re.search("들|복수|여러", instead["ko"])


def test_the_wordings_say_neither_a_name_of_a_place_nor_a_number() -> None:
    texts = " ".join(text for check in checks().values() for text in (*check.instead.values(),))
    assert not re.search(r"\d|Hamgyong|Ryanggang|함경|량강|양강", texts)


def test_every_kind_has_a_default_and_says_what_it_reveals() -> None:
    assert set(reveals()) == set(Kind)
    assert {default_check(kind) for kind in Kind} <= set(checks())


def test_what_a_default_does_not_fit_is_known() -> None:
    stands_in = {kind for kind in Kind if not checks()[default_check(kind)].fits(kind)}
    assert stands_in == {Kind.WITNESS}


@pytest.mark.parametrize(
    ("kind", "classes", "check"),
    [
        (Kind.ROLE, {"role", "job"}, "R25"),
        (Kind.ROLE, {"role", "check_standing"}, "R24"),
        (Kind.ROLE, {"role", "check_standing", "job"}, "R25"),
        (Kind.ROLE, set(), "R25"),
        (Kind.PERSON, {"she"}, "R26"),
        (Kind.PERSON, {"man", "digit"}, "R27"),
        (Kind.PERSON, {"kin", "man"}, "R28"),
        (Kind.PERSON, {"pseudonym"}, "R30"),
        (Kind.EXACT, {"digit", "clock"}, "R03"),
        (Kind.EVENT_PLACE, {"ward", "place_local"}, "R08"),
        (Kind.EVENT_PLACE, {"place_local"}, "R10"),
        (Kind.EVENT_TIME, {"digit"}, "R02"),
    ],
)
def test_the_words_of_a_phrase_decide_its_default(kind: Kind, classes: set[str], check: str) -> None:
    assert default_check(kind, classes) == check


def test_a_general_rule_decides_no_check_that_the_words_tell() -> None:
    assert hint(Kind.EVENT_PLACE, "R12") == "R12"
    assert hint(Kind.EVENT_PLACE, "R08") == hint(Kind.WITNESS, "R32") == hint(Kind.THIRD_PARTY, "") == ""


def test_of_two_checks_of_one_phrase_the_stronger_is_kept() -> None:
    assert stronger("R24", "R25", Kind.ROLE, checks()) == "R25"
    assert stronger("R01", "R07", Kind.TIME, checks()) == "R07"
    assert stronger("", "R17", Kind.EXACT, checks()) == "R17"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_story_without_anonymous_sources_reports_only_what_endangers_others(code: str) -> None:
    texts = {
        "en": "Serial numbers were read for three days. Officers watch the sister who lives by the station.",
        "ko": "일련번호가 있는 가방이 사흘 동안 나왔다. 기관원들은 역전에 사는 여동생을 감시한다.",
    }
    finding = find(texts[code], language(code, "kp"))
    assert (finding.details, finding.notes, finding.sources) == ((), (), ())
    assert {remark.check for remark in finding.third_parties} == {"R41"} <= ABOUT_OTHERS


def lines(page: str) -> dict[str, list[str]]:
    """The cells of the page's table of checks, by id."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line[:3] == "| R"
    ]
    return {row[0]: row[1:] for row in cells}


def test_the_page_of_the_checks_says_what_the_table_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    said = {
        name: [
            check.reveals["en"],
            check.whom["en"],
            check.instead["en"],
            check.severity.value,
            check.decided_by,
        ]
        for name, check in checks().items()
    }
    assert lines(page) == said
    later = re.findall(r"\*\*(R\d\d)\*\*", page)
    assert sorted(later) == [name for name in checks() if name not in BY_TEXT]
