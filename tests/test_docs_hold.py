"""What the documents promise, count and print is so."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.cli.command import jebo

from jebo.disclosure import tagger
from jebo.disclosure.detail import Kind

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tools"))
import markup  # noqa: E402
import score  # noqa: E402

DOCS = ROOT / "docs"
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
FINDING = (DOCS / "explanation/finding.md").read_text(encoding="utf-8")
TUTORIAL = (DOCS / "tutorial/first-check.md").read_text(encoding="utf-8")
DEMO = ROOT / "src/jebo/cli/demo"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)

# Runs the command in a process that tells of every connection and every name that it looks up.
WATCHED = """
import sys
def heed(event, arguments):
    if event.startswith(("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostby", "urllib.")):
        sys.stderr.write("REACHED OUT\\n")
sys.addaudithook(heed)
"""


@cache
def promised() -> dict[str, set[str]]:
    """The tests that the table of promises names, by promise."""
    table = SECURITY[SECURITY.index("| promise |") :]
    rows = re.findall(r"^\| ([^|`]+) \| (`test_.*) \|$", table, re.M)
    return {promise: set(re.findall(r"`(test_\w+)`", names)) for promise, names in rows}


@cache
def known_tests() -> frozenset[str]:
    files = (ROOT / "tests").rglob("test_*.py")
    return frozenset(
        name
        for path in files
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.M)
    )


def missing(names: set[str]) -> set[str]:
    return names - known_tests()


def test_every_promise_of_the_threat_model_has_its_tests() -> None:
    assert len(promised()) == 16
    assert {promise: lost for promise, names in promised().items() if (lost := missing(names))} == {}


def test_a_promise_without_its_test_would_be_seen() -> None:
    assert missing({"test_every_reader_is_kind"}) == {"test_every_reader_is_kind"}


def watched(*words: str | Path) -> str:
    """What ``jebo words`` writes to standard error while its connections are watched."""
    program = f"{WATCHED}\nfrom jebo.cli import main\nsys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stderr


def test_the_command_opens_no_connection() -> None:
    assert "REACHED OUT" not in watched("check", DEMO / "story.en.md", DEMO / "story.ko.md")


def test_a_connection_would_be_seen() -> None:
    program = (
        f"{WATCHED}\nimport socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
        "s.connect(('127.0.0.1', 9))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "REACHED OUT" in done.stderr


def answer(seed: str, *options: str) -> str:
    """The JSON of the demo stories, from a process with its own order of sets."""
    stories = (DEMO / "story.en.md", DEMO / "story.ko.md", DEMO / "world.en.md")
    return jebo("check", "--format", "json", *options, *stories, PYTHONHASHSEED=seed).stdout


def test_another_process_gives_the_same_answer() -> None:
    assert answer("1") == answer("2") != ""


def test_another_answer_would_be_seen() -> None:
    assert answer("1") != answer("1", "--pack", "world")


def wrong_tools(page: str) -> list[str]:
    """Calls in *page* of programs under tools/ or bench/ that are not there, or with options they do not have."""
    wrong = []
    for script, words in re.findall(r"((?:tools|bench)/\w+\.py)((?: +[^\s`]+)*)", page):
        source = (ROOT / script).read_text(encoding="utf-8") if (ROOT / script).exists() else ""
        wrong += [script] if not source else []
        wrong += [
            f"{script} {word}"
            for word in words.split()
            if word.startswith("--") and f'"{word}"' not in source
        ]
    return wrong


def test_every_tool_and_its_options_in_the_docs_exist() -> None:
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    assert {p.name: wrong for p in pages if (wrong := wrong_tools(p.read_text(encoding="utf-8")))} == {}


def test_a_tool_or_an_option_that_does_not_exist_would_be_seen() -> None:
    page = "Run `python tools/confess.py` or `tools/score.py --rules --blame corpus/*.txt`."
    assert wrong_tools(page) == ["tools/confess.py", "tools/score.py --blame"]


def counted(folder: str) -> tuple[int, int, int, int]:
    """English stories, Korean ones, those of both without an anonymous source, and marks."""
    stories = [story for path in sorted((ROOT / folder).glob("*.txt")) for story in markup.read(path)]
    english = sum(story["lang"] == "en" for story in stories)
    without = sum(not story["anonymous_sources"] for story in stories)
    return english, len(stories) - english, without, sum(len(story["spans"]) for story in stories)


def told(page: str, folder: str) -> tuple[int, ...]:
    (row,) = re.findall(rf"^\| `{folder}/` \|(.*)\|$", page, re.M)
    return tuple(int(cell.replace(",", "")) for cell in row.split("|")[1:])


@pytest.mark.parametrize("folder", ["corpus", "tests/stories"])
def test_the_stories_are_as_many_as_the_page_says(folder: str) -> None:
    assert told(FINDING, folder) == counted(folder)


def test_a_wrong_number_of_stories_would_be_seen() -> None:
    assert told("| `corpus/` | training | 1 | 2 | 0 | 1,030 |", "corpus") == (1, 2, 0, 1030)
    assert counted("corpus") != (1, 2, 0, 1030)


def test_the_stories_are_by_as_many_hands_as_the_page_says() -> None:
    ((number, last),) = re.findall(r"by (\d+) hands, the letters \*a\* to \*(\w)\*", FINDING)
    hands = sorted({path.name[0] for path in (ROOT / "corpus").glob("*.txt")})
    assert (len(hands), hands[-1]) == (int(number), last)


def test_no_story_is_both_learned_from_and_kept_back() -> None:
    learned, kept = (
        {story["text"] for path in (ROOT / folder).glob("*.txt") for story in markup.read(path)}
        for folder in ("corpus", "tests/stories")
    )
    assert not learned & kept


def measured(code: str) -> tuple[float, float, float]:
    """F1 over all kinds, how often the number of sources is right, details on a story without an anonymous source."""
    paths = sorted((ROOT / "tests/stories").glob("*.txt"))
    stories = [story for path in paths for story in markup.read(path) if story["lang"] == code]
    findings = score.judge(stories, rules=False)
    rows = [
        score.tally(score.gold_of(story, kind.value), score.said_of(finding, kind.value))
        for story, finding in zip(stories, findings, strict=True)
        for kind in Kind
    ]
    right = sum(map(score.counted_right, stories, findings)) / len(stories)
    false = [len(f.details) for s, f in zip(stories, findings, strict=True) if not s["anonymous_sources"]]
    return score.f1(*map(sum, zip(*rows, strict=True))), right, sum(false) / len(false)


def told_figures(page: str, name: str) -> list[float]:
    (row,) = re.findall(rf"^\| {name} \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|", page, re.M)
    return [float(cell) for cell in row]


@pytest.mark.slow
@pytest.mark.parametrize(("code", "name"), [("en", "English"), ("ko", "Korean")])
def test_the_finding_is_as_good_as_the_page_says_and_no_better(code: str, name: str) -> None:
    assert measured(code) == pytest.approx(told_figures(FINDING, name), abs=0.015)


def test_the_page_tells_the_unit_and_the_shortest_story_of_the_tagger() -> None:
    assert f"a whole number, {tagger.UNIT} for one natural logarithm" in FINDING
    assert f"fewer than {tagger._SHORTEST_STORY} words" in FINDING


def test_the_page_of_words_has_every_kind_of_detail_once() -> None:
    page = (DOCS / "reference/words.md").read_text(encoding="utf-8")
    table = page[page.index("## Kinds of detail") : page.index("## Severity")]
    assert re.findall(r"^\| `([a-z._]+)` \|", table, re.M) == [kind.value for kind in Kind]
    assert len(Kind) == 13
    assert "thirteen kinds" in FINDING


def test_the_readme_says_of_every_part_whether_it_is_here() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (here|planned) \|$", README, re.M))
    assert len(rows) == 10
    here = {name for name in rows if (ROOT / "src/jebo" / name).is_dir()}
    assert here == {name for name, state in rows.items() if state == "here"}


def test_the_index_of_decisions_has_every_record_with_its_title_and_status() -> None:
    index = (DOCS / "decisions/README.md").read_text(encoding="utf-8")
    for record in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        number, title = re.findall(r"^# (\d{4}) (.+)$", record.read_text(encoding="utf-8"), re.M)[0]
        (status,) = re.findall(r"^Status: (.+)$", record.read_text(encoding="utf-8"), re.M)
        assert f"| [{number}]({record.name}) | {title} | {status} |" in index


Shown = tuple[list[str], list[str]]
"""The words of a command, and the lines that a page shows of its output."""


def shown(page: str) -> list[Shown]:
    return list(outputs(page))


def outputs(page: str) -> Iterator[Shown]:
    for _, block in FENCE.findall(page):
        command, *lines = block.rstrip().splitlines()
        if command.startswith("$ .venv/bin/jebo ") and lines and not lines[0].startswith("$"):
            yield shlex.split(command)[2:], lines


def plain(line: str) -> str:
    """A line without its figures, which move with every list and rule."""
    return re.sub(r"[\d,.]*\d", "#", line.strip())


def not_printed(lines: list[str], output: str) -> list[str]:
    """The lines that do not stand in the output, or not in this order; ``[…]`` stands for what is left out."""
    waiting = iter([plain(line) for line in output.splitlines()])
    return [line for line in lines if line.strip() != "[…]" and plain(line) not in waiting]


def stories_of_the_tutorial(folder: Path) -> None:
    """Write each story that the tutorial tells its reader to save."""
    for name, text in re.findall(r"`(\w+\.md)`:\n\n```\n(.*?)```", TUTORIAL, re.S):
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("words", "lines"), shown(README))
def test_the_readme_shows_what_the_command_prints(words: list[str], lines: list[str]) -> None:
    assert not_printed(lines, jebo(*words, cwd=ROOT).stdout) == []


@pytest.mark.parametrize(("words", "lines"), shown(TUTORIAL))
def test_the_tutorial_shows_what_the_command_prints(
    tmp_path: Path, words: list[str], lines: list[str]
) -> None:
    stories_of_the_tutorial(tmp_path)
    assert not_printed(lines, jebo(*words, cwd=tmp_path).stdout) == []


def test_readme_and_tutorial_show_output() -> None:
    assert shown(README)
    assert len(shown(TUTORIAL)) >= 2


def test_output_that_the_command_does_not_print_would_be_seen() -> None:
    printed = "reword\n\nblock[R01]: a day\nabout 21 people\n"
    assert not_printed(["block[R01]: a day", "[…]", "about 7 people"], printed) == []
    assert not_printed(["about 7 people", "reword"], printed) == ["reword"]
    assert not_printed(["safe"], printed) == ["safe"]


def test_nothing_is_left_to_fill_in() -> None:
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    assert [page.name for page in pages if "<!--" in page.read_text(encoding="utf-8")] == []
