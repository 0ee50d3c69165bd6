#!/usr/bin/env python3
"""Checks what a record says for FollowTheMoney by FollowTheMoney's own package (requirements/money.txt), line by line.

    python tools/money.py RECORD/data/entities.ftm.json

Status 1 where a line is not taken as it stands, or where the check itself takes a line that is broken on purpose.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any


def wrong(lines: Iterable[str]) -> list[str]:
    """What FollowTheMoney does not take: values that it drops or changes, schemata and properties that it does not know."""
    model: Any = import_module("followthemoney").model  # not installed where types are checked

    told = [json.loads(line) for line in lines]
    known = {one["id"] for one in told}
    found = []
    for one in told:
        try:
            entity = model.get_proxy(one, cleaned=False)
            model.get(one["schema"]).validate(one)
        except Exception as fault:  # noqa: BLE001 - whatever it says
            found.append(f"{one['id']}: {fault}")
            continue
        for name, values in one["properties"].items():
            if sorted(entity.get(name)) != sorted(set(values)) or (
                name == "involved" and not set(values) <= known
            ):
                found.append(f"{one['id']}: {name}")
    return found


def broken(lines: list[str]) -> list[str]:
    """The last line with a date that is none: the control."""
    told: dict[str, Any] = json.loads(lines[-1])
    told["properties"]["startDate"] = ["some day"]
    told["properties"]["notaproperty"] = ["x"]
    return [json.dumps(told)]


def main(path: str) -> int:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    found = wrong(lines)
    print(
        "\n".join(found[:20]) or f"{len(lines):,} entities, and FollowTheMoney takes every one as it stands."
    )
    if not wrong(broken(lines)):
        print("The control was taken too: this check sees nothing.")
        return 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
