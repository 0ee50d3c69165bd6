"""Whatever is written on the desk can be read, in light and in dark: WCAG 2.2, 1.4.3 and 1.4.11."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = (files("jebo.desk") / "static" / "desk.css").read_text(encoding="utf-8")
PAPERS = ("paper", "card", "rail", "hover")
WORDS = [
    *((ink, paper) for ink in ("ink", "soft", "mark") for paper in PAPERS),
    *(("ink", f"{tone}-paper") for tone in ("warn", "stop", "good", "mark")),
    *((tone, f"{tone}-paper") for tone in ("warn", "stop", "good", "mark")),
    *((tone, paper) for tone in ("warn", "stop", "good") for paper in ("paper", "card")),
    *(("soft", f"{tone}-paper") for tone in ("warn", "stop", "good", "mark")),
    ("mark", "stop-paper"), ("mark", "warn-paper"),
    ("on-mark", "mark"), ("on-stop", "stop"), ("on-found", "found"),
]  # fmt: skip
EDGES = [(line, paper) for line in ("edge", "focus") for paper in (*PAPERS, "stop-paper")]


def tones(part: str) -> dict[str, str]:
    """The colours by name."""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})\b", part))


def schemes() -> dict[str, dict[str, str]]:
    light, dark = CSS.split("@media (prefers-color-scheme: dark)")[:2]
    return {"light": tones(light), "dark": tones(light) | tones(dark.split("/* ----")[0])}


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1; WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    r, g, b = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (r, g, b))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), WORDS)
def test_words_stand_out_from_their_paper(scheme: str, ink: str, paper: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[ink], colours[paper]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "paper"), EDGES)
def test_the_edge_of_what_one_may_press_or_fill_in_can_be_seen(scheme: str, line: str, paper: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[line], colours[paper]) >= 3


def test_both_schemes_name_the_same_colours() -> None:
    light, dark = CSS.split("@media (prefers-color-scheme: dark)")[:2]
    assert tones(light).keys() == tones(dark.split("/* ----")[0]).keys()


def test_grey_on_grey_would_be_caught() -> None:
    assert contrast("#777", "#888") < 3
    assert contrast("#000", "#fff") == pytest.approx(21)


def test_no_page_fetches_a_font_or_a_picture_from_elsewhere() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS
