"""How many anonymous people an English text must have talked to."""

from __future__ import annotations

from jebo.disclosure.speakers import Voice
from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_memory import Person


def voices(
    heard: list[Person], headed: set[int], opening: set[int]
) -> tuple[dict[int, int], tuple[Voice, ...]]:
    """The number of each anonymous speaker (by identity), and the voices in that order.

    Members of a group have a number of their own and count for nothing; a single voice that may belong to a
    group heard
    before counts only when the group's smallest number is used up. Those *headed* (by identity) were met in a
    heading, which sums up others; any voice may belong to a group met first in a heading (*opening*).
    """
    number = {id(p): i for i, p in enumerate(heard)}
    room: list[list[int]] = []
    groups: list[Person] = []
    found: list[Voice] = []
    bare = all(id(p) in headed for p in heard)
    for p in heard:
        least = 0 if p.group is not None and id(p.group) not in headed else max(2, p.count) if p.plural else 1
        if least == 1:
            for i, g in enumerate(groups):
                if room[i][0] > 0 and (_belongs(p, g) or id(g) in opening):
                    room[i][0] -= 1
                    least = 0
                    break
        if id(p) in headed and not bare:
            least = 0
        elif p.plural:
            least = _inside(p, least, groups, room, opening)
            if p.lemma in e.CROWDS and not p.count:
                least = max(0, least - sum(voice.least for voice in found if not voice.plural))
            groups.append(p)
            room.append([least])
        found.append(Voice(first=p.first, last=p.last, plural=p.plural, least=least))
    return number, tuple(found)


def _belongs(single: Person, group: Person) -> bool:
    if single.lemma == group.lemma:
        return True
    if single.one and group.count:
        return True
    if single.sort == "name":
        return True
    return group.lemma in e.CROWDS


def _inside(p: Person, least: int, groups: list[Person], room: list[list[int]], opening: set[int]) -> int:
    """What a group adds to those of which it may be a part: "midwives … two midwives"."""
    for i, g in enumerate(groups):
        same = g.lemma == p.lemma or _is_crowd(g) or id(g) in opening
        if p.group is None and p.count and room[i][0] > 0 and same:
            taken = min(room[i][0], least)
            room[i][0] -= taken
            return least - taken
    return least


def _is_crowd(group: Person) -> bool:
    return group.lemma in e.CROWDS and group.count > 0
