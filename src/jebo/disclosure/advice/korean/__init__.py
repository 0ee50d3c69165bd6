"""How Korean words a detail more vaguely, and keeps its sentence whole."""

from __future__ import annotations

from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.korean.counts import count_phrase
from jebo.disclosure.advice.korean.papers import document_phrase
from jebo.disclosure.advice.korean.people import link_phrase, person_phrase, role_phrase, third_phrase
from jebo.disclosure.advice.korean.places import attribution_phrase, event_place_phrase
from jebo.disclosure.advice.korean.quotes import quote_phrase
from jebo.disclosure.advice.korean.tidy import tidy
from jebo.disclosure.advice.korean.times import time_phrase
from jebo.disclosure.advice.korean.ways import channel_phrase, witness_phrase
from jebo.disclosure.advice.ladder import Phrase

_BY_KIND = {
    "attribution.place": attribution_phrase,
    "attribution.role": role_phrase,
    "attribution.person": person_phrase,
    "attribution.link": link_phrase,
    "contact.time": time_phrase,
    "contact.channel": channel_phrase,
    "access.witness": witness_phrase,
    "access.document": document_phrase,
    "access.exact": count_phrase,
    "event.place": event_place_phrase,
    "event.time": time_phrase,
    "voice.quote": quote_phrase,
    "third_party": third_phrase,
}


def phrase(frame: Frame) -> Phrase:
    """The phrase of a detail, with its slots filled."""
    return _BY_KIND[frame.kind](frame)


__all__ = ["phrase", "tidy"]
