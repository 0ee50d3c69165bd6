"""Sentences that only one edition has."""

from __future__ import annotations

from collections.abc import Iterator

from jebo.disclosure.drift.both import Both, whole
from jebo.disclosure.drift.change import Change, Drift, drift


def sentences(both: Both) -> Iterator[Drift]:
    """Sentences without a counterpart."""
    for beat in both.beats:
        if not beat.korean:
            yield drift(Change.SENTENCE_ADDED, None, whole(beat.english))
        elif not beat.english:
            yield drift(Change.SENTENCE_DROPPED, whole(beat.korean), None)
