"""Places that only one edition names, in the text and under the pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jebo.disclosure.drift.both import Both, whole
from jebo.disclosure.drift.change import Change, Drift, drift
from jebo.disclosure.drift.edition import Edition, Sentence
from jebo.disclosure.drift.places import Map, Mention
from jebo.disclosure.drift.sounds import heard, written


def places(both: Both) -> Iterator[Drift]:
    """What became of the places of the text."""
    atlas = both.wisdom.atlas
    ours, theirs = both.korean.places, both.english.places
    told: set[str] = set()
    for beat in both.beats:
        left = _alone([m for s in beat.korean for m in s.places], theirs, atlas, told)
        over = _alone([m for s in beat.english for m in s.places], ours, atlas, told)
        left = [m for m in left if not _in_passing(m, both.korean, both.english, atlas)]
        over = [m for m in over if not _in_passing(m, both.english, both.korean, atlas)]
        for korean in left:
            english = next((m for m in over if _may_answer(korean, m, atlas)), None)
            if english is None:
                if beat.english:
                    yield drift(Change.PLACE_COARSER, korean.span, whole(beat.english))
                continue
            over.remove(english)
            yield drift(_relation(korean, english, atlas), korean.span, english.span)
        for english in over:
            yield drift(Change.PLACE_FINER, whole(beat.korean), english.span)


def _in_passing(mention: Mention, here: Edition, there: Edition, atlas: Map) -> bool:
    """Whether the other edition has it in another word (평양문화어) or in a spelling that no list has."""
    name = here.text[mention.span.start : mention.span.end]
    place = atlas.place(mention.ids[0])
    known = place.names.get(there.tongue.code, "") if place else ""
    stem = re.sub(r"(?<=..)[시군구도]$| (?:County|City|Province)$", "", known)
    if stem and stem in there.text:
        return True
    if there.tongue.code == "ko":
        return heard(name, there.text, there.tongue.particles)
    return written(name, there.text)


def _alone(mentions: list[Mention], others: list[Mention], atlas: Map, told: set[str]) -> list[Mention]:
    """Places that the other edition nowhere names, nor anything in them; each is told once. Countries do
    not count.
    """
    found = []
    for mention in mentions:
        known = mention.ids[0] in told or not mention.sure or atlas.level(mention) == "country"
        if known or any(_answers(mention, other, atlas) for other in others):
            continue
        told.add(mention.ids[0])
        found.append(mention)
    return found


def _answers(mention: Mention, other: Mention, atlas: Map) -> bool:
    return bool(set(mention.ids) & set(other.ids)) or atlas.within(other, mention)


def _may_answer(korean: Mention, english: Mention, atlas: Map) -> bool:
    """Whether one may stand where the other stands: of one level, or one within the other."""
    same = atlas.level(korean) == atlas.level(english)
    return same or atlas.within(korean, english) or atlas.within(english, korean)


def _relation(korean: Mention, english: Mention, atlas: Map) -> Change:
    if atlas.within(english, korean):
        return Change.PLACE_FINER
    return Change.PLACE_COARSER if atlas.within(korean, english) else Change.PLACE_CHANGED


def captions(both: Both) -> Iterator[Drift]:
    """Pictures of different places, and pictures of a place that the other edition does not name at all."""
    atlas = both.wisdom.atlas
    ours, theirs = _pictured(both.korean, atlas), _pictured(both.english, atlas)
    if ours and theirs:
        if not any(_answers(m, o, atlas) or _answers(o, m, atlas) for _, m in ours for _, o in theirs):
            yield drift(Change.CAPTION_PLACE, ours[0][1].span, theirs[0][1].span)
        return
    for _, mention in ours:
        if not any(_answers(mention, other, atlas) for other in both.english.places):
            other = whole(both.english.captions[:1])
            yield drift(Change.CAPTION_PLACE, mention.span, other, says="caption.place.ko")
    for _, mention in theirs:
        if not any(_answers(mention, other, atlas) for other in both.korean.places):
            other = whole(both.korean.captions[:1])
            yield drift(Change.CAPTION_PLACE, other, mention.span, says="caption.place.en")


def _pictured(edition: Edition, atlas: Map) -> list[tuple[Sentence, Mention]]:
    """Places of the captions, the finest of each."""
    found = []
    for caption in edition.captions:
        sure = [m for m in caption.places if m.sure and atlas.level(m) != "country"]
        found += [(caption, m) for m in sure if not any(atlas.within(other, m) for other in sure)]
    return found
