"""How English words a detail more vaguely, and keeps its sentence whole."""

from __future__ import annotations

from jebo.disclosure.advice.english.counts import count_phrase
from jebo.disclosure.advice.english.papers import document_phrase
from jebo.disclosure.advice.english.people import link_phrase, person_phrase, role_phrase, third_phrase
from jebo.disclosure.advice.english.places import attribution_phrase, event_place_phrase
from jebo.disclosure.advice.english.quotes import quote_phrase
from jebo.disclosure.advice.english.tidy import tidy
from jebo.disclosure.advice.english.times import time_phrase
from jebo.disclosure.advice.english.ways import channel_phrase, witness_phrase
from jebo.disclosure.advice.frame import Frame
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
