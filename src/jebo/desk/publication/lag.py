"""Between the last signature and the day of publication."""

from __future__ import annotations

from typing import Final

LAG: Final = range(1, 8)
"""Days after the last signature, of which one is drawn at random. Chosen by us; a fixed one would tell when somebody called."""
