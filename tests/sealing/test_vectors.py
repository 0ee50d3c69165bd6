"""The vectors: what was written down about them stays true."""

import pytest
from tests.sealing.cast import ALICE, BOB, OUTCOMES, VECTORS, vector
from tests.vectors.make import PARTS, recipients, vectors

from jebo.sealing import refusals, unseal
from jebo.sealing.refusals import SealingError

GOOD = ["hand-good", "stock-good", "stock-armoured", "jebo-good", "jebo-armoured"]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_vector_opens(name: str) -> None:
    assert unseal(vector(f"{name}.age"), ALICE) == PARTS


@pytest.mark.parametrize("name", [name for name in GOOD if not name.startswith("hand")])
def test_so_does_its_second_recipient(name: str) -> None:
    assert unseal(vector(f"{name}.age"), BOB) == PARTS


@pytest.mark.parametrize(
    "name", [n for n, outcome in OUTCOMES.items() if n[:4] == "hand" and outcome != "opens"]
)
def test_a_broken_vector_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(SealingError) as caught:
        unseal(vector(name), ALICE)
    assert type(caught.value) is getattr(refusals, OUTCOMES[name])


def test_the_vectors_are_what_their_maker_makes() -> None:
    made = vectors(*recipients())
    assert {name: outcome for name, (_, outcome) in made.items()} == OUTCOMES
    assert [name for name, (raw, _) in made.items() if raw != vector(name)] == []


def test_every_vector_is_told_of() -> None:
    told = (VECTORS / "README.md").read_text(encoding="utf-8")
    loose = {path.name for path in VECTORS.glob("*.age")} - set(OUTCOMES)
    assert [name for name in loose if f"`{name}`" not in told] == []
