"""How far facts that are known together are known by the same people: a one-factor Gaussian copula.

``J = E_z prod_i Phi((Phi^-1(K_i) + sqrt(rho) z) / sqrt(1 - rho))`` with 24 Gauss-Hermite nodes for ``z``
(anonymity.md, section 4). A factor's value at the 24 nodes depends on one number only, ``Phi^-1(K)``; so the
logarithm of Phi is tabled once for each rho and read off by cubic Hermite interpolation, to about 1e-9.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.polynomial.hermite import hermgauss

from jebo.disclosure.anonymity.constants import LEAST_KNOWING, NODES, RHO_HIGHEST
from jebo.disclosure.anonymity.normal import FloatArray, normal_quantile

STEP = 1 / 32
"""Distance of the table's rows. At 1/32 the interpolation errs by less than 1e-9 of the value."""

STRIDE = 512
"""Rows read off at once, so that they stay in the processor's own memory."""

FLOOR = 1e-18
"""Least value at a node, so that a factor can be divided out again. Moves a count by less than 1e-9 people.
"""

HIGHEST = 1 - 2.0**-53
"""The largest number below 1: its quantile is 8.2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copula:
    """The table for one correlation. ``logs`` and ``slopes`` have shape ``(rows, nodes)``, ``weights``
    ``(nodes,)``.
    """

    scale: float
    start: float
    last: float
    logs: FloatArray
    slopes: FloatArray
    weights: FloatArray

    def at_nodes(self, knowing: FloatArray) -> FloatArray:
        """The chance to know, given each value of the common factor.

        :param knowing: ``K``, any shape, each in [1e-12, 1].
        :returns: shape ``(*knowing.shape, nodes)``, each in [1e-18, 1].
        """
        inside = np.clip(knowing, LEAST_KNOWING, HIGHEST).ravel()
        where = normal_quantile(inside) * self.scale
        where[knowing.ravel() >= 1.0] = self.last
        place = (where - self.start) / STEP
        row = np.minimum(place.astype(np.intp), len(self.logs) - 2)
        out = np.empty((len(row), len(self.weights)))
        for at in range(0, len(row), STRIDE):
            part = slice(at, at + STRIDE)
            np.exp(self._interpolate(row[part], place[part] - row[part]), out=out[part])
        return out.reshape(*knowing.shape, -1)

    def _interpolate(self, row: np.typing.NDArray[np.intp], t: FloatArray) -> FloatArray:
        """Cubic Hermite interpolation of the logarithm, shape ``(len(row), nodes)``, never above 0."""
        u = 1.0 - t
        first, second = u * u * (1.0 + 2.0 * t), t * t * (3.0 - 2.0 * t)
        leave, arrive = STEP * t * u * u, -STEP * t * t * u
        out = self.logs[row] * first[:, None]
        out += self.logs[row + 1] * second[:, None]
        out += self.slopes[row] * leave[:, None]
        out += self.slopes[row + 1] * arrive[:, None]
        return np.minimum(out, 0.0, out=out)


@lru_cache(maxsize=8)
def copula(rho: float) -> Copula:
    """The table for a correlation.

    :param rho: in [0, .8]; 0 is independence.
    :raises ValueError: if *rho* lies outside.
    """
    if not 0.0 <= rho <= RHO_HIGHEST:
        raise ValueError(f"the correlation must lie between 0 and {RHO_HIGHEST}")
    nodes, weights = hermgauss(NODES)
    scale, slope = 1.0 / math.sqrt(1.0 - rho), math.sqrt(2.0 * rho / (1.0 - rho))
    start = float(normal_quantile(np.array([LEAST_KNOWING]))[0]) * scale - STEP
    last = 8.3 * scale + slope * float(nodes[-1])
    grid = start + STEP * np.arange(math.ceil((last - start) / STEP) + 2)
    x = grid[:, None] + slope * nodes[None, :]
    below = np.array([0.5 * math.erfc(-v) for v in (x.ravel() * math.sqrt(0.5)).tolist()]).reshape(x.shape)
    density = np.exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)
    slopes = np.where(below > FLOOR, density / np.maximum(below, FLOOR), 0.0)
    logs = np.log(np.maximum(below, FLOOR))
    return Copula(
        scale=scale, start=start, last=last, logs=logs, slopes=slopes, weights=weights / math.sqrt(math.pi)
    )


def known_together(knowing: FloatArray, rho: float) -> FloatArray:
    """The chance that one person knows all facts of a bundle.

    :param knowing: ``K``, shape ``(facts, ...)``, each in [1e-12, 1].
    :param rho: correlation, in [0, .8].
    :returns: shape ``(...)``; between the product and the smallest of the ``K``.
    """
    table = copula(rho)
    return np.asarray(table.at_nodes(knowing).prod(axis=0) @ table.weights, dtype=np.float64)
