"""Whether an English text rests on anonymous sources at all."""

from __future__ import annotations

from jebo.disclosure.speakers.english_cast import Cast, Person
from jebo.disclosure.speakers.english_phrases import Text
from jebo.disclosure.speakers.english_subjects import Frame
from jebo.disclosure.speakers.english_turns import Turns

_MANY = 2  # named speakers with as many quotations make a text one on the record. Chosen by us on the corpus.
_SURE = 3  # as many anonymous speakers with a verb of saying outweigh them. Chosen by us on the corpus.


def heard(text: Text, cast: Cast, turns: Turns, frames: list[Frame]) -> list[Person]:
    """The persons that speak anonymously; none where named speakers explain all that seem to do so."""
    found = [p for p in cast.persons if p.speaks == 2 and not p.named]
    named = {id(p) for p in cast.of_frame.values() if p is not None and p.named and p.sort != "body"}
    bodies = any(p is not None and p.named for p in cast.of_frame.values())
    direct = sum(p.direct or p.sort == "source" for p in found)
    if not direct and bodies and not _told_us(text, cast, frames, found):
        return []
    on_record = len(named) >= _MANY and sum(p is not None and p.named for p in turns.speakers) >= _MANY
    if not on_record or _told_us(text, cast, frames, found):
        return found
    quoted = sum(p is not None and p in found for p in turns.speakers)
    told = any(p.sort == "source" for p in found) or any(not text.inside[i] for i in text.where("anonymity"))
    weak = quoted == 0 or (quoted == 1 and not told and direct < _SURE)
    return [] if weak else found


def join(text: Text, cast: Cast, found: list[Person]) -> list[Person]:
    """Where some speak anonymously, others who are brought on as they were have spoken too.

    That is one person with an article at the head of a paragraph, of whom more is said than once.
    """
    if not found:
        return found
    more = [p for p in cast.persons if p not in found and _is_brought_on(text, p)]
    return [p for p in cast.persons if p in found or p in more]


def _is_brought_on(text: Text, p: Person) -> bool:
    if p.named or p.plural or p.sort not in ("role", "source") or p.owned or text.inside[p.first]:
        return False
    if text.forms[p.first] not in ("a", "an", "another", "one"):
        return False
    opens = not p.first or text.paragraph[p.first - 1] != text.paragraph[p.first]
    if any(f in ("was", "were", "been", "is") for f in text.forms[p.last : p.last + 7]):
        opens = False
    return p.speaks == 1 or (opens and len(p.mentions) > 2)


def _told_us(text: Text, cast: Cast, frames: list[Frame], found: list[Person]) -> bool:
    """Whether one of them told the outlet itself."""
    return any(
        cast.of_frame.get(f.verb) in found
        and any(
            text.has(k, "media") or text.forms[k] in ("us", "me")
            for k in range(f.verb, min(f.verb + 4, text.n))
        )
        for f in frames
    )


def heed_anonymity(text: Text, cast: Cast) -> None:
    """Who asks not to be named has spoken."""
    for i in text.where("anonymity"):
        if text.inside[i]:
            continue
        s = text.sentence[i]
        known = (*cast.subject.items(), *cast.of_pronoun.items())
        near = [(h, q) for h, q in known if q is not None and text.sentence[h] == s and h < i]
        person = max(near, key=lambda pair: pair[0])[1] if near else None
        if person is not None and not person.named:
            person.speaks = 2
            person.direct = True
