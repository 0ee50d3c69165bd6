"""Which line ends part paragraphs in the heat map."""

from __future__ import annotations

import pytest

from jebo.told.heat import _BLANK


@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\r\n  \r\n\n"])
def test_a_blank_line_parts_paragraphs(blank: str) -> None:
    assert _BLANK.search(f"one{blank}two")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\n  "])
def test_one_line_end_is_no_blank_line(end: str) -> None:
    assert not _BLANK.search(f"one{end}two")
