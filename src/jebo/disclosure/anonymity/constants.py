"""The numbers that the anonymity model rests on, each with its unit and its reason.

Those marked *chosen by us* have no measurement behind them yet. They wait to be refitted against invented
societies.
"""

from __future__ import annotations

from typing import Final

INSIDER: Final = 0.9
"""Chance that a member of a core circle knows the fact. Chosen by us: people miss meetings and forget."""

INSIDER_LOG_ODDS_SD: Final = 1.0
"""Spread of the log-odds of :data:`INSIDER` over the draws. Chosen by us: 5 % to 95 % is about .64 to .98."""

OUTSIDE_FLOOR: Final = 0.02
"""Least share of the knowers who stand outside the core circles. Chosen by us: word always gets out a
little.
"""

SPREAD: Final = (0.80, 0.18, 0.02)
"""How the knowers outside the core are spread: rest of the city or county, of the province, of the country.
Chosen by us: talk goes mostly from neighbour to neighbour."""

LADDER_FACTOR: Final = 10.0
"""How many times more people know the next vaguer wording, when nobody gives a size. Chosen by us: the
ladders of the seed fact table go from tens to hundreds to thousands."""

LEAST_KNOWING: Final = 1e-12
"""Least chance that a wording is true of somebody: nothing is wholly impossible. Chosen by us: with 10^10
people on earth, it stands for less than one of them."""

RHO: Final = 0.5
"""Correlation of knowing within one bundle. Chosen by us: .3 fitted random facts in a simulated society, and
facts of one event go together more than that."""

RHO_EXPERT: Final = (0.0, 0.3, 0.7)
"""Correlations shown beside :data:`RHO` to an expert; 0 is independence, the floor of the count (Slepian
1962).
"""

RHO_HIGHEST: Final = 0.8
"""Highest correlation that the tables of the copula hold. Chosen by us: beyond it facts are simply one fact.
"""

NODES: Final = 24
"""Gauss-Hermite nodes of the copula's integral. A count; at rho = .5 within 1 % of the exact integral up to
25 facts, at rho = .7 within 20 %."""

SUSPECTS: Final = 20
"""How many people are suspected first. Chosen by us: what one sweep can take in."""

ENUMERATED_PEOPLE: Final = 200
"""Circles up to this size are enumerated as memberships, larger ones are mixed in by share. People."""

CROSSED_CIRCLES: Final = 6
"""At most so many large circles are crossed with one another in one place; further ones count as enumerated.
Chosen by us: 2^6 types for a place stay quick, and taking circles as apart errs on the side of fewer
people."""

TYPING_DRAWS: Final = 64
"""Common draws while somebody types. A count, chosen by us."""

RELEASE_DRAWS: Final = 2000
"""Draws at release. A count, chosen by us: the 5 % point then stands on a hundred draws."""

BLOCK_NUMBERS: Final = 250_000
"""Numbers of a table that draws fill at once, of which a dozen are in use. A count, chosen by us: it keeps 2,000 draws
under 100 MB, and small tables in the processor's own memory."""

SMALLEST_RATIO: Final = 1e-3
"""A range that begins at 0 is drawn from this part of its upper end: log-uniform knows no 0. Chosen by us."""

LEAST_MIDDLE: Final = 20.0
"""Default limit: possible speakers in the middle. People, chosen by us: what one sweep can take in."""

LEAST_LOW: Final = 1.0
"""Default limit: possible speakers at the low end. People, chosen by us: at least one other."""

MOST_SUSPECTED: Final = 0.2
"""Default limit: chance to be among the first suspected, at the high end. Chosen by us: one in five."""

ADVISED_MIDDLE: Final = 1000.0
"""Advised middle where a second record may flag 1 % of people: leaves 10. People (research, section 4.7)."""

BRIDGE_KNOWERS: Final = 1000.0
"""A fact known to fewer people than this puts its teller on one side. People, chosen by us: beyond it, it is
talk.
"""

OPPOSITE_SIDES: Final = (("authorities", "families"), ("authorities", "trade"))
"""Sides on both of which few people stand. Chosen by us: those who search, and those who are searched."""

EXACT_SHAPLEY_FACTS: Final = 10
"""Up to so many facts every subset is tried (1,024 of them); above, orders are sampled. A count, chosen by
us.
"""

SHAPLEY_ORDERS: Final = 96
"""Sampled orders of the facts. A count, chosen by us: the order of the top five settles."""

DIVERSE_PENALTY: Final = 2.0
"""Factor on the loss of a change that an earlier rewrite made already, so that the next differs. Chosen by
us.
"""

NODE_BUDGET: Final = 4000
"""Nodes of the branch and bound before it gives the gap instead of the proof. A count, chosen by us: about a
second.
"""
