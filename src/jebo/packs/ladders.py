"""Reads a language's ladders from ``ladders.toml``."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path
from typing import Any, Final

from jebo.disclosure.advice.ladder import BadLadder, Cut, Ladders, Template
from jebo.disclosure.detail import Kind

_LEVELS: Final = frozenset(("", "ward", "city", "province", "country"))
_SLOT: Final = re.compile(r"\{\w+\}|[{}]")


def ladders(path: Path) -> Ladders:
    """The ladders in the file *path*; empty where there is no such file.

    :raises BadLadder: if a row has a key, a level or a kind that there is not, or a step that costs less
        than the one before.
    """
    if not path.exists():
        return Ladders()
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    steps = {(row["kind"], row["class"]): _steps(row) for row in table.get("ladder", [])}
    return Ladders(
        steps=steps,
        words={name: frozenset(words) for name, words in table.get("words", {}).items()},
        roles={word: name for name, words in table.get("roles", {}).items() for word in words},
        wider=table.get("wider", {}),
    )


def _steps(row: dict[str, Any]) -> tuple[Template, ...]:
    name = f"{row['kind']}, {row['class']}"
    if row["kind"] not in list(Kind):
        raise BadLadder(f"ladder {name}: there is no such kind of detail; see the words of the reference")
    made = tuple(_template(step, name) for step in row["steps"])
    if any(later.loss < earlier.loss for earlier, later in itertools.pairwise(made)):
        raise BadLadder(
            f"ladder {name}: a vaguer step costs less than the one before it; put the steps in order"
        )
    return made


def _template(step: dict[str, Any], name: str) -> Template:
    try:
        made = Template(**{**step, "cut": Cut(step.get("cut", ""))})
    except (TypeError, ValueError):
        raise BadLadder(
            f"ladder {name}: a step has a key or a cut that is not known, or lacks its loss"
        ) from None
    if made.level not in _LEVELS or not 0 <= made.loss <= 1 or made.up < 0:
        raise BadLadder(f"ladder {name}: a level is city, province or country, a loss lies in [0, 1]")
    if any(slot in "{}" for slot in _SLOT.findall(made.text)):
        raise BadLadder(f"ladder {name}: the brackets of a slot do not match")
    return made
