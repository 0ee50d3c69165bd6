"""Small multiples: the same axes again and again, one column for each quarter, so that shapes can be compared at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

_HIGH: Final = 48
_WIDE: Final = 10


def columns(counts: Sequence[int], most: int, title: str) -> Markup:
    """A column for each count, as high as its share of *most*; what is zero is a line at the foot."""
    boxes = "".join(_column(at, count, most, len(counts)) for at, count in enumerate(counts))
    wide = _WIDE * max(len(counts), 1)
    return Markup(  # noqa: S704 - what is not ours is escaped
        f'<svg class="columns" viewBox="0 0 {wide} {_HIGH + 2}" preserveAspectRatio="none" role="img" aria-label="{escape(title)}">'
        f'{boxes}<line class="foot" x1="0" y1="{_HIGH + 1}" x2="{wide}" y2="{_HIGH + 1}"/></svg>'
    )


def _column(at: int, count: int, most: int, of: int) -> str:
    """No column is wider than a twelfth of the drawing, so that few of them do not look like many."""
    if not count:
        return ""
    high, wide = max(_HIGH * count / max(most, 1), 2), min(_WIDE - 2.0, _WIDE * of / 12)
    left = at * _WIDE + (_WIDE - wide) / 2
    return f'<rect class="col" x="{left:.2f}" y="{_HIGH - high:.1f}" width="{wide:.2f}" height="{high:.1f}"/>'
