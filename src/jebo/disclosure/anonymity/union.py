"""Two editions of a story are one release: what counts is what both together tell."""

from __future__ import annotations

from dataclasses import replace

from jebo.disclosure.anonymity.scene import BadScene, Fact, Scene


def union(*editions: Scene) -> Scene:
    """One scene of all editions: a fact that stands in several is one entity, and the narrower wording
    counts.

    Facts are the same where they have one id. Where two editions word it differently, both ladders are kept,
    under one entity so that they share their draws; the ids of later ones become ``id#2``, ``id#3``.

    :raises BadScene: if there is no edition, or the editions lie in different countries.
    """
    if not editions or len({edition.root for edition in editions}) != 1:
        raise BadScene("editions of one story need one country; check each with the same pack")
    kept: dict[str, Fact] = {}
    for number, edition in enumerate(editions, start=1):
        for fact in edition.facts:
            same = kept.get(fact.id)
            if same is None:
                kept[fact.id] = fact
            elif same != fact:
                kept[fact.id] = replace(same, entity=same.key)
                other = f"{fact.id}#{number}"
                kept[other] = replace(fact, id=other, entity=same.key, bundle=same.bundle, breath=same.breath)
    first = editions[0]
    return replace(
        first,
        facts=tuple(kept.values()),
        places={key: place for edition in editions for key, place in edition.places.items()},
        circles={key: circle for edition in editions for key, circle in edition.circles.items()},
        history=tuple(dict.fromkeys(past for edition in editions for past in edition.history)),
        plural=all(edition.plural for edition in editions),
    )
