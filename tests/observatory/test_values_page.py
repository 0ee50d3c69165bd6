"""The page on values says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jebo.observatory import date, quantity
from jebo.observatory.dates_in_words import date_in_words

PAGE = (Path(__file__).parents[2] / "docs/reference/values.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading."""
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


DATES = [(re.findall(r"`(.+?)`", cells[0])[0], cells[-1]) for cells in rows("When")]
NUMBERS = [(said.strip(), *cells[1:]) for cells in rows("How many") for said in cells[0].split(",")]


@pytest.mark.parametrize(("text", "words"), DATES)
def test_a_date_reads_as_the_page_says(text: str, words: str) -> None:
    read = date.read(text)
    known = {date_in_words(read, "en"), date_in_words(read, "ko")}
    known |= {date_in_words(date.read(text), "en") for text in ("202X", "2023-35")}
    known |= {date_in_words(date.read("2023-35"), "ko")}
    assert set(words.split(" · ")) <= known


@pytest.mark.parametrize(("said", "approximator", "low", "high"), NUMBERS)
def test_a_number_reads_as_the_page_says(said: str, approximator: str, low: str, high: str) -> None:
    number = quantity.read(said, "ko" if re.search("[가-힣]", said) else "en")
    assert f"`{number.approximator}`" in approximator
    assert number.low == float(low)
    assert number.high == float(high.replace("no end", "inf"))


def test_the_page_was_found() -> None:
    assert len(DATES) == 14
    assert len(NUMBERS) > 20
