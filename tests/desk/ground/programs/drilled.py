"""Rehearses in a new folder: ``drilled.py FOLDER [broken]``; says in one line of JSON what was proven.

Broken, a destroyed source leaves the key of its exposure history, which the drill must notice.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[4]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.desk.ground.desks import make_argon2_quick, quick  # noqa: E402 - after the path is known

from jebo.desk.drill import rehearse  # noqa: E402
from jebo.desk.keyring import Keyring  # noqa: E402

if __name__ == "__main__":
    make_argon2_quick()
    if "broken" in sys.argv:
        Keyring.destroy = lambda self, source: None  # type: ignore[method-assign]
    print(
        json.dumps(
            [
                [one.step, one.claim, one.holds]
                for one in rehearse(Path(sys.argv[1]), date(2026, 3, 2), quick())
            ]
        )
    )
