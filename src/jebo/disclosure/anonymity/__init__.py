"""How many people a text leaves as its possible source. See docs/explanation/anonymity.md.

``measure`` gives the figures of a :class:`~jebo.disclosure.anonymity.scene.Scene`; ``outline`` makes a scene
ready once for many questions.
"""

from __future__ import annotations

from jebo.disclosure.anonymity.bridges import Bridge, bridges
from jebo.disclosure.anonymity.draws import Draws
from jebo.disclosure.anonymity.figures import (
    Figures,
    Triple,
    expert_view,
    figures_of,
    measure,
    measure_outline,
    what_if,
)
from jebo.disclosure.anonymity.limits import WAYS_OUT, BadLimits, Limits, Verdict, WayOut, verdict
from jebo.disclosure.anonymity.numbers import Numbers, numbers
from jebo.disclosure.anonymity.outline import Outline, outline
from jebo.disclosure.anonymity.population import Types, population
from jebo.disclosure.anonymity.scene import (
    BadScene,
    Belongs,
    Fact,
    Known,
    Lives,
    Published,
    Scene,
    Shared,
    Traced,
    Wording,
)
from jebo.disclosure.anonymity.shapley import shapley_shares
from jebo.disclosure.anonymity.union import union

__all__ = [
    "WAYS_OUT",
    "BadLimits",
    "BadScene",
    "Belongs",
    "Bridge",
    "Draws",
    "Fact",
    "Figures",
    "Known",
    "Limits",
    "Lives",
    "Numbers",
    "Outline",
    "Published",
    "Scene",
    "Shared",
    "Traced",
    "Triple",
    "Types",
    "Verdict",
    "WayOut",
    "Wording",
    "bridges",
    "expert_view",
    "figures_of",
    "measure",
    "measure_outline",
    "numbers",
    "outline",
    "population",
    "shapley_shares",
    "union",
    "verdict",
    "what_if",
]
