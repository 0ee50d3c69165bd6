"""Histories of invented sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk.conftest import DAY

from jebo.desk import unlocked
from jebo.desk.exposure.told import Told
from jebo.desk.key import Key
from jebo.desk.keyring import Keyring
from jebo.disclosure.anonymity.scene import Known, Lives, Published, Traced
from jebo.disclosure.country import Range

MakeTold = Callable[..., Told]


@pytest.fixture(autouse=True)
def keys(tmp_path: Path) -> Iterator[Keyring]:
    """A data folder of this test alone."""
    before = unlocked.desk()
    made = Keyring(tmp_path / "exposure.age", Key(b"x" * 32))
    unlocked.unlock(replace(before, exposure=made))
    yield made
    unlocked.unlock(before)


def fact(
    id: str, story: str = "s1", *, knowers: float = 300, circle: str = "KC01", place: str = "KP0203"
) -> Published:
    tells = Known(core=(circle,) if circle else (), knowers=Range(low=knowers, high=3 * knowers), place=place)
    return Published(id=id, tells=tells, story=story, linked=True, bundle=f"bundle {story}")


@pytest.fixture
def told() -> MakeTold:
    """Makes what a release gave away: ``told("s1", 3)``."""

    def make(
        story: str = "s1", facts: int = 3, given: tuple[Published, ...] | None = None, **more: object
    ) -> Told:
        given = given or (
            *(fact(f"{story} {number}", story) for number in range(facts)),
            Published(id="lives", tells=Lives(place="KP-09"), story=story, linked=True),
            Published(
                id=f"{story} t", tells=Traced(share=Range(low=0.1, high=0.1)), story=story, linked=True
            ),
        )
        values: dict[str, object] = {
            "story": story,
            "release": f"r {story}",
            "day": DAY,
            "facts": given,
            "signs": ("an event",),
        }
        return Told(**(values | more))  # type: ignore[arg-type]

    return make
