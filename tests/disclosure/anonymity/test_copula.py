"""Facts of one event go together, as far as a Gaussian copula says; its tables are exact enough."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial.hermite import hermgauss

from jebo.disclosure.anonymity.copula import copula, known_together
from jebo.disclosure.anonymity.normal import normal_quantile

chances = st.lists(st.floats(1e-12, 1.0), min_size=1, max_size=6).map(
    lambda values: np.array(values)[:, None]
)


@pytest.mark.parametrize("chance", [1e-300, 1e-12, 1e-5, 0.02, 0.0749, 0.0751, 0.5, 0.9, 0.925, 1 - 1e-12])
def test_the_quantile_is_that_of_the_normal_distribution(chance: float) -> None:
    assert normal_quantile(np.array([chance]))[0] == pytest.approx(
        NormalDist().inv_cdf(chance), rel=1e-9, abs=1e-9
    )


@given(st.floats(1e-14, 1 - 1e-9))
def test_the_quantile_undoes_the_distribution(chance: float) -> None:
    x = float(normal_quantile(np.array([chance]))[0])
    assert 0.5 * math.erfc(-x / math.sqrt(2)) == pytest.approx(chance, rel=1e-9)


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.5, 0.7])
@pytest.mark.parametrize("knowing", [1e-12, 1e-6, 0.003, 0.2, 0.9, 0.999999, 1.0])
def test_the_table_agrees_with_the_formula_at_every_node(knowing: float, rho: float) -> None:
    nodes = math.sqrt(2) * hermgauss(24)[0]
    start = math.inf if knowing == 1 else NormalDist().inv_cdf(knowing)
    wanted = [0.5 * math.erfc(-(start + math.sqrt(rho) * z) / math.sqrt(2 - 2 * rho)) for z in nodes]
    assert copula(rho).at_nodes(np.array([knowing]))[0] == pytest.approx(wanted, rel=2e-9, abs=1e-17)


@given(chances)
def test_known_together_lies_between_independence_and_the_rarest(
    knowing: np.typing.NDArray[np.float64],
) -> None:
    together = known_together(knowing, 0.5)
    assert together >= knowing.prod(axis=0) * (1 - 1e-2) - 1e-12
    assert together <= knowing.min(axis=0) * (1 + 1e-2) + 1e-12


@given(chances)
def test_without_correlation_chances_multiply(knowing: np.typing.NDArray[np.float64]) -> None:
    assert known_together(knowing, 0.0) == pytest.approx(knowing.prod(axis=0), rel=1e-6, abs=1e-16)


def test_one_fact_alone_keeps_its_chance() -> None:
    knowing = np.array([[1e-6, 1e-3, 0.2, 0.9]])
    assert known_together(knowing, 0.5) == pytest.approx(knowing[0], rel=1e-6)


@pytest.mark.parametrize("facts", [2, 5, 10, 15, 25])
def test_twenty_four_nodes_are_enough_for_a_story(facts: int) -> None:
    z = np.linspace(-10, 10, 8001)
    density = np.exp(-z * z / 2) / math.sqrt(2 * math.pi) * (z[1] - z[0])
    knowing = np.geomspace(1e-3, 0.9, facts)
    start = normal_quantile(knowing)
    erfc = np.frompyfunc(math.erfc, 1, 1)
    at = np.asarray(0.5 * erfc(-(start[:, None] + math.sqrt(0.5) * z)), dtype=np.float64)
    wanted = float(at.prod(axis=0) @ density)
    assert known_together(knowing[:, None], 0.5)[0] == pytest.approx(wanted, rel=0.01)


def test_a_correlation_that_the_tables_do_not_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        copula(0.95)
