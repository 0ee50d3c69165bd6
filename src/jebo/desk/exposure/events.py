"""Which of the desk's events a story tells of."""

from __future__ import annotations

from collections import defaultdict

from jebo.desk import pack
from jebo.desk.stories.models import RestsOn, Story
from jebo.disclosure.modelling.events import chains


def events_of(story: Story) -> dict[str, str]:
    """For each chain of events of the pack the ids of the desk's events that the story rests on, sorted, spaces between."""
    rests = RestsOn.objects.filter(edition__story=story).order_by()
    chain, found = chains(pack.pack().events), defaultdict(set)
    for event, event_type in rests.values_list("standing__event", "standing__event__event_type").distinct():
        found[chain.get(event_type, "story")].add(event)
    return {name: " ".join(sorted(ids)) for name, ids in found.items()}
