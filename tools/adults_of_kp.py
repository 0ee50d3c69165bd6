"""Compute the adults of each place of the `kp` pack from its census figure: `python tools/adults_of_kp.py`.

The figures that are used stand in src/jebo/packs/kp/pack.toml, under [adults].
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

PACK = Path(__file__).parent.parent / "src" / "jebo" / "packs" / "kp"


def adults(people: int, *, growth: float, share: float, spread: float) -> tuple[int, int]:
    """Adults of a place, from low to high, in full tens."""
    middle = people * growth * share
    return int(round(middle * (1 - spread), -1)), int(round(middle * (1 + spread), -1))


def main() -> None:
    about = tomllib.loads((PACK / "pack.toml").read_text(encoding="utf-8"))["adults"]
    figures = {name: float(about[name]) for name in ("growth", "share", "spread")}
    with (PACK / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["adults_low"], row["adults_high"] = map(str, adults(int(row["people_2008"]), **figures))
    with (PACK / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
