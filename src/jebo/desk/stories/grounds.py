"""Where an edition comes from: under each sentence the statements that it rests on, by grade and independence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from jebo.desk.events.corroboration import Tie
from jebo.desk.events.models import Contradiction, Event, Standing
from jebo.desk.stories.models import Edition, RestsOn
from jebo.desk.stories.sentences import Sentence
from jebo.desk.testimony.statement import Access

_FIRST_HAND = frozenset({Access.SAW, Access.TOOK_PART})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A sentence and what it rests on; nothing, where it is background or nobody has said so yet.

    ``independent`` is how many of the statements stand on feet of their own, ``contested`` whether one of them cannot be
    right together with another under the same event.
    """

    sentence: Sentence
    links: tuple[RestsOn, ...]
    independent: int
    contested: bool

    @property
    def standings(self) -> tuple[Standing, ...]:
        """What all of the desk may know of the statements."""
        return tuple(link.standing for link in self.links)

    @property
    def single(self) -> bool:
        """Whether it rests on one voice alone."""
        return bool(self.standings) and self.independent < 2


def grounds(edition: Edition) -> tuple[Ground, ...]:
    """The ground of each sentence, in the order of the text. Four queries, whatever its length."""
    under: defaultdict[str, list[RestsOn]] = defaultdict(list)
    for row in RestsOn.objects.filter(edition=edition).select_related("standing__event"):
        under[row.sentence].append(row)
    torn = _contested({one.standing.event_id for found in under.values() for one in found})
    return tuple(_ground(sentence, tuple(under[sentence.id]), torn) for sentence in edition.marked())


def _ground(sentence: Sentence, links: tuple[RestsOn, ...], torn: frozenset[int]) -> Ground:
    standings = [link.standing for link in links]
    voices = {(one.event_id, one.voice) for one in standings if _on_own_feet(one)}
    most = max((sum(1 for event, _ in voices if event == own) for own, _ in voices), default=0)
    contested = any(one.pk in torn or one.event.status == Event.Status.DISPUTED for one in standings)
    return Ground(sentence=sentence, links=links, independent=most, contested=contested)


def _on_own_feet(one: Standing) -> bool:
    """Whether it counts, or is a second statement of a source of which another counts, and known at first hand like that one."""
    return one.counts or (one.tie == Tie.SAME_SOURCE and one.access in _FIRST_HAND)


def _contested(events: set[str]) -> frozenset[int]:
    pairs = Contradiction.objects.filter(event__in=events).values_list("one", "other")
    return frozenset(key for pair in pairs for key in pair)
