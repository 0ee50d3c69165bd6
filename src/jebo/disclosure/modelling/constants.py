"""The numbers that turn a found phrase into what it tells, each with its reason. All chosen by us until
the red team refits them.
"""

from __future__ import annotations

from typing import Final

from jebo.disclosure.country import Range

CONTACT_DAY: Final = Range(low=0.1, high=0.1)
"""Share of comparable contacts that fall on a stated day: one in ten days between event and publication
(anonymity.md, 3).
"""

CONTACT_PERIOD: Final = Range(low=0.2, high=0.6)
"""The same for a stated week or part of a month. Chosen by us: two to six of ten days."""

CHANNEL_SHARE: Final = Range(low=0.2, high=0.6)
"""Share of comparable contacts that use a named way. Chosen by us: no pack counts them, and two or three
ways are usual.
"""

ABROAD_COUNTRY: Final = Range(low=0.0005, high=0.01)
"""Share of a country's people who live in another named country. Chosen by us: from a small to a large
diaspora.
"""

ABROAD_CITY: Final = Range(low=0.00005, high=0.002)
"""The same for a named city abroad. Chosen by us: a tenth to a fifth of the country's."""

VOICE_SHARE: Final = Range(low=0.6, high=0.95)
"""Share of people who could have put one quotation in these very words. Chosen by us: a turn of phrase
tells a region and a generation, not a person; what was said counts by itself.
"""

TRAIT_SHARE: Final = Range(low=0.02, high=0.3)
"""Share of adults with a trait that no profile sizes. Chosen by us: from a nationality to having two
children.
"""

ROLE_OF_SOME: Final = Range(low=0.0005, high=0.02)
"""Share of adults with a role that no profile sizes. Chosen by us: from the clerks of one trade to a large
occupation.
"""

MOST_TRAITS: Final = 2
"""Most attributes that divide the people of one scene; further ones count by their share alone, which is
the same for the first figure. Chosen by us: 2^2 states keep a scene quick.
"""

MOST_LARGE: Final = 3
"""Most circles above 200 people that divide the people of one scene; 2^3 mixtures of them. Chosen by us:
the ones named by most details stay, since those are where the details meet.
"""

MOST_SMALL: Final = 8
"""Most circles up to 200 people of one scene. Chosen by us, as above."""

MOST_CIRCLES: Final = 3
"""Most core circles of one fact. Chosen by us: the first that the pack names are the closest to it."""

POINTS_AT: Final = 200
"""A circle of at most so many people is named as one that the wording points at. People; the size up to
which circles are enumerated (anonymity.md, 2).
"""

UNKNOWN_COUNTRY: Final = Range(low=1_000_000, high=40_000_000)
"""Adults of a country that the text does not name. Chosen by us: nine of ten people live in a country of
such a size or a larger one.
"""

SHOWN_ASSUMPTIONS: Final = 5
"""How many assumptions come first, by what they weigh. Chosen by us: what fits a screen."""
