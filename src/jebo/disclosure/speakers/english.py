"""Who speaks in an English text."""

from __future__ import annotations

import numpy as np

from jebo.disclosure.lexicon import Lexicon, Marks
from jebo.disclosure.speakers import NOBODY, Mention, Speakers, Voice
from jebo.disclosure.speakers.english_aliases import aliases
from jebo.disclosure.speakers.english_cast import Cast
from jebo.disclosure.speakers.english_count import voices
from jebo.disclosure.speakers.english_details import details
from jebo.disclosure.speakers.english_evidence import heard, heed_anonymity, join
from jebo.disclosure.speakers.english_frames import Frames
from jebo.disclosure.speakers.english_memory import Person
from jebo.disclosure.speakers.english_phrases import Text, phrases
from jebo.disclosure.speakers.english_scene import Scene, background
from jebo.disclosure.speakers.english_turns import Turns
from jebo.disclosure.structure import Structure
from jebo.disclosure.words import Words


def listen(words: Words, marks: Marks, structure: Structure, lexicon: Lexicon) -> Speakers:
    """The anonymous sources and named speakers of an English text."""
    if not len(words):
        return Speakers(mentions=(), voices=(), sentence=np.zeros(0, np.int64), quote=())
    text = Text(words, marks, structure, lexicon)
    found = phrases(text)
    frames = Frames(text, found)
    cast = Cast(text, frames.phrases, frames.found, aliases(text))
    heed_anonymity(text, cast)
    turns = Turns(text, cast, frames.found)
    speaking = join(text, cast, heard(text, cast, turns, frames.found))
    asides = cast.headings | {text.paragraph[i] for i, form in enumerate(text.forms) if form == "※"}
    number, found_voices = voices(
        speaking,
        {id(p) for p in speaking if _is_in(asides, text, p)},
        {id(p) for p in speaking if p.plural and text.paragraph[p.first] in cast.headings},
    )
    sentence, quote = turns.sentences(number), turns.quotes(number)
    states = sentence.tolist()
    scene = Scene(
        text=text, cast=cast, frames=frames.found, number=number, sentence=states, quote=quote,
        background=background(text, states) if found_voices else frozenset(),
    )  # fmt: skip
    return Speakers(
        mentions=_mentions(cast.persons, number),
        voices=found_voices,
        sentence=sentence,
        quote=quote,
        details=tuple(details(scene)) if found_voices else (),
    )


def _is_in(asides: set[int], text: Text, person: Person) -> bool:
    """Whether a person is met in headings, or in what an outlet adds below a story, alone."""
    firsts = [mention[0] for mention in person.mentions] or [person.first]
    return all(text.paragraph[first] in asides for first in firsts)


def _mentions(persons: list[Person], number: dict[int, int]) -> tuple[Mention, ...]:
    found = [
        Mention(first=first, last=last, head=head, sort=_sort(sort), source=number[id(p)], link=link)
        for p in persons
        if id(p) in number
        for first, last, head, sort, link in p.mentions
    ]
    return tuple(sorted(found, key=lambda m: (m.first, m.last)))


def _sort(sort: str) -> str:
    return {"kin": "person", "people": "source", "name": "person", "member": "source"}.get(sort, sort)


__all__ = ["NOBODY", "Voice", "listen"]
