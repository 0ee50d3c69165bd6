"""Whether an English text rests on anonymous sources at all."""

from __future__ import annotations

from jebo.disclosure.speakers.english_cast import Cast
from jebo.disclosure.speakers.english_memory import Person
from jebo.disclosure.speakers.english_phrases import Text
from jebo.disclosure.speakers.english_subjects import Frame
from jebo.disclosure.speakers.english_turns import Turns
from jebo.disclosure.words import LETTER

# How much each sign weighs against the named speakers of a text. Chosen by us on the corpus.
_QUOTED, _TOLD, _ASKED, _SOURCE, _ALIAS, _CROWD = 2.0, 2.0, 2.0, 2.0, 2.0, 0.5
_NAMED = 0.5  # a named speaker; each of their quotations weighs one. Chosen by us on the corpus.
_HEAD = 60  # words of a text's head, which tells what it is about. Chosen by us.
_POLLS = frozenset("survey poll respondents questionnaire pollster".split())
_US = frozenset("us me our".split())
_TALKS = frozenset("interview conversation q&a talk talks".split())


def heard(text: Text, cast: Cast, turns: Turns, frames: list[Frame]) -> list[Person]:
    """The persons that speak anonymously; none where named speakers explain all that seem to do so."""
    found = [p for p in cast.persons if p.speaks == 2 and not p.named]
    if not found or _is_named_guest(text, cast):
        return []
    people = {id(p) for p in cast.of_frame.values() if p is not None and p.named and p.sort != "body"}
    told = _told_us(text, cast, frames, found)
    sources = any(p.sort == "source" and p.lemma in ("source", "informant") for p in found)
    direct = sum(_weight(text, p) for p in found if p.direct or p in turns.speakers)
    if not direct and not people:
        direct = _CROWD
    if not direct and not sources and not told:
        return []
    quoted = sum(p is not None and p in found for p in turns.speakers)
    signs = (
        _QUOTED * quoted + direct + _TOLD * told + _SOURCE * sources
        + _ASKED * any(p.asked for p in found) + _ALIAS * any(p.sort == "name" for p in found)
    )  # fmt: skip
    against = sum(p is not None and p.named for p in turns.speakers) + _NAMED * len(people)
    return found if signs > against else []


def _weight(text: Text, p: Person) -> float:
    """A group without a number is less sure than one person, and nothing in a poll."""
    if not p.plural or p.count:
        return 1.0
    return 0.0 if not _POLLS.isdisjoint(text.forms[:_HEAD]) else _CROWD


def _is_named_guest(text: Text, cast: Cast) -> bool:
    """Whether a text is a talk with somebody named: questions, answers without marks, a full name at its head."""
    head = text.forms[:_HEAD]
    if _TALKS.isdisjoint(head) or cast.aliases or any(p.asked for p in cast.persons):
        return False
    asked = sum(
        text.forms[i] == "?" and not text.inside[i] and text.newline[i + 1] > 0
        for i in range(text.n - 1)
    )  # fmt: skip
    bad = text.places | sum(text.bit[c] for c in ("body", "media", "admin", "title"))
    full = any(
        text.is_name(i) and text.is_name(i + 1) and not text.newline[i + 1] and not text.mask[i] & bad
        for i in range(min(_HEAD, text.n))
    )
    return full and asked > 1


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
        and (
            text.within(f.verb, f.verb + 4, "media")
            or not _US.isdisjoint(text.forms[f.verb : f.verb + 4])
            or _told_an_outlet(text, f.verb)
        )
        for f in frames
    )


def _told_an_outlet(text: Text, v: int) -> bool:
    """ "Told Zan Times": a hearer with a capital is an outlet, known or not."""
    k = v + 1 + (text.form(v + 1) == "the")
    return (
        text.forms[v] in ("told", "tells") and k < text.n and text.capital[k] == 1 and text.sort[k] == LETTER
    )


def heed_anonymity(text: Text, cast: Cast) -> None:
    """Who asks not to be named has spoken."""
    known: dict[int, list[tuple[int, Person]]] = {}
    for head, person in (*cast.subject.items(), *cast.of_pronoun.items()):
        if person is not None:
            known.setdefault(text.sentence[head], []).append((head, person))
    for i in text.where("anonymity"):
        if text.inside[i]:
            continue
        s = text.sentence[i]
        near = [pair for there in (s - 1, s) for pair in known.get(there, ()) if pair[0] <= i + 1]
        here = [pair for pair in near if text.sentence[pair[0]] == s]
        near = here or (near if text.forms[i] in ("his", "her") or text.form(i - 1) in ("his", "her") else [])
        asking = max(near, key=lambda pair: pair[0])[1] if near else None
        if asking is not None and not asking.named:
            asking.speaks = 2
            asking.direct = True
            asking.asked = True
