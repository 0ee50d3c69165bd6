"""What the documents say can be typed, can be typed; what they link to is there."""

from __future__ import annotations

import functools
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("bench/*.md"), *DOCS.rglob("*.md")])
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.M | re.S)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def lines_of_code(page: str) -> Iterator[str]:
    """Each line of a code block and each piece of inline code; a prompt and a comment are left out."""
    for block in FENCE.findall(page):
        yield from (line.strip().removeprefix("$ ").split(" #")[0] for line in block.splitlines())
    yield from CODE.findall(FENCE.sub("", page))


def commands(page: str, program: str) -> Iterator[list[str]]:
    """The words after *program* in each of its calls, as a shell would split them."""
    for line in lines_of_code(page):
        for call in re.split(r"&&|\||;", line):
            try:
                words = shlex.split(call)
            except ValueError:
                words = call.split()
            if words and words[0].removeprefix(".venv/bin/") == program:
                yield words[1:]


def pages() -> Iterator[tuple[str, str]]:
    return ((str(page.relative_to(ROOT)), page.read_text(encoding="utf-8")) for page in PAGES)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def unknown_targets(page: str) -> list[str]:
    words = [word for call in commands(page, "make") for word in call]
    return [
        word
        for word in words
        if re.fullmatch(r"[a-z0-9-]+", word) and not word.startswith("-") and word not in targets()
    ]


def test_every_make_target_in_the_docs_exists() -> None:
    assert {name: wrong for name, page in pages() if (wrong := unknown_targets(page))} == {}


def test_a_make_target_that_does_not_exist_would_be_seen() -> None:
    assert unknown_targets("Type `make coffee` or `make test`.\n\n```\n$ make tea QUICK=1\n```\n") == [
        "tea",
        "coffee",
    ]


def test_every_make_target_explains_itself() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets() == set(re.findall(r"^([a-z0-9-]+):.*## \w", text, re.M))
    assert targets() == set(re.findall(r"^\.PHONY: (.*)$", text, re.M)[0].split())


@functools.cache
def help_text(*subcommand: str) -> str:
    """What ``jebo [subcommand] --help`` prints; empty when there is no such subcommand."""
    command = [
        sys.executable,
        "-c",
        "import sys; from jebo.cli import main; sys.exit(main())",
        *subcommand,
        "--help",
    ]
    plain = {"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "COLUMNS": "200", "NO_COLOR": "1"}
    answer = subprocess.run(command, env=os.environ | plain, capture_output=True, text=True, check=False)
    return answer.stdout if answer.returncode == 0 else ""


def wrong_calls(page: str) -> list[str]:
    """Subcommands and options of jebo that *page* names and ``--help`` does not know."""
    wrong = []
    for words in commands(page, "jebo"):
        named, known = subcommand(words)
        if not known:
            wrong.append(" ".join(named))
            continue
        options = {word.split("=")[0] for word in words if re.match(r"--[a-z]", word)}
        wrong += sorted(
            " ".join([*named, option]) for option in options if not re.search(rf"{option}\b", known)
        )
    return wrong


def subcommand(words: list[str]) -> tuple[list[str], str]:
    """The first words that look like subcommands, as far as each has a help, and the help of the last of them."""
    named: list[str] = []
    known = help_text()
    for word in words:
        if not re.fullmatch(r"[a-z]+", word) or not known:
            break
        named.append(word)
        known = help_text(*named)
    return named, known


built = pytest.mark.skipif(not help_text(), reason="the command is not built yet")


@built
def test_every_command_and_option_in_the_docs_exists() -> None:
    assert {name: wrong for name, page in pages() if (wrong := wrong_calls(page))} == {}


@built
def test_a_command_or_option_that_does_not_exist_would_be_seen() -> None:
    page = "```\n$ jebo confess story.md\n$ jebo check --reveal story.md  # no\n$ jebo check story.md\n```\n"
    assert wrong_calls(page) == ["confess", "check --reveal"]
    page = (
        "`jebo desk open`, `jebo desk start --unlocked`, `jebo desk member add --folder A Mina`, `jebo desk`"
    )
    assert wrong_calls(page) == ["desk open", "desk start --unlocked"]


def broken_links(page: Path, text: str) -> list[str]:
    return [link for link in LINK.findall(FENCE.sub("", text)) if not resolves(page, text, link)]


def resolves(page: Path, text: str, link: str) -> bool:
    """Whether a link within the project leads to a file, and to a heading of it; others are not followed."""
    if re.match(r"[a-z]+:", link):
        return True
    name, _, anchor = link.partition("#")
    target = page.parent / name
    if not target.exists():
        return False
    return not anchor or anchor in headings(target.read_text(encoding="utf-8") if name else text)


def headings(text: str) -> set[str]:
    """The anchors of a page, made as the usual forges make them."""
    titles = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_link_of_the_docs_leads_somewhere() -> None:
    wrong = {str(p.relative_to(ROOT)): broken_links(p, p.read_text(encoding="utf-8")) for p in PAGES}
    assert {name: links for name, links in wrong.items() if links} == {}


def test_a_link_that_leads_nowhere_would_be_seen() -> None:
    text = "[a](SECURITY.md) [b](docs/no.md) [c](#for-whom) [d](#what) [e](https://a.org)\n\n## For whom?\n"
    assert broken_links(ROOT / "README.md", text) == ["docs/no.md", "#what"]


def reachable(start: Path) -> set[Path]:
    """The pages that a reader comes to from *start* by following links."""
    seen, waiting = set[Path](), [start.resolve()]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        links = LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
        waiting += [(page.parent / link.split("#")[0]).resolve() for link in links if ":" not in link]
    return seen


def test_every_page_of_the_docs_is_reached_from_their_index() -> None:
    lost = {page.resolve() for page in DOCS.rglob("*.md")} - reachable(DOCS / "README.md")
    assert sorted(str(page.relative_to(ROOT)) for page in lost) == []


def test_the_readme_leads_to_the_docs() -> None:
    assert (DOCS / "README.md").resolve() in reachable(ROOT / "README.md")


def test_decisions_are_numbered_without_a_gap_and_tell_their_status() -> None:
    records = sorted(path for path in (DOCS / "decisions").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert re.search(r"^Status: (proposed|accepted|replaced by \d{4})$", text, re.M), record.name
        assert {"Context", "Decision", "Consequences", "Alternatives"} <= set(
            re.findall(r"^## (\w+)", text, re.M)
        )
