"""Whether two phrases of a Korean text may stand for the same person."""

from __future__ import annotations

from jebo.disclosure.speakers.korean_text import Head, Text

_LEAD = 3  # paragraphs that may name everybody before the story tells of each; chosen by us
_SOURCES = " "  # the key of groups of sources; no noun
_LITTLE = {"한", "이"}


def same(t: Text, old: Head, new: Head, said: set[str]) -> bool:
    """Whether a role said again may be the same person; *said* is what was said of the old one."""
    if old.sort == "letter" or old.sort != new.sort:
        return False
    if not (old.key.endswith(new.key) or new.key.endswith(old.key)):
        return False
    fresh = bool(new.roles or new.places or new.run < new.head) and not new.this
    return not fresh or said >= words(t, new)


def repeats(t: Text, old: Head, new: Head) -> bool:
    """Whether the story's first lines named the same people in the same words: 시청 직원이 … 밝혔다."""
    run = t.forms[new.run : new.head]
    return bool(run) and run == t.forms[old.run : old.head] and t.paragraph[old.head] < _LEAD


def words(t: Text, head: Head) -> set[str]:
    """What is said of a person before the noun."""
    return {t.stem(i) for i in range(head.first, head.head)} - _LITTLE


def group_key(group: Head) -> str:
    """What the groups are found by to which somebody may belong (see :func:`memberships`)."""
    return _SOURCES if group.sort == "source" else group.key


def memberships(t: Text, one: Head, said: set[str]) -> set[str]:
    """The keys of the groups that a single source may be one of; *said* is what is said of it."""
    keys = {"이", "사람", *said, *(one.key[i:] for i in range(len(one.key)))}
    keys.update(t.stem(i) for a, b in one.roles for i in range(a, b))
    if one.sort in ("source", "role"):
        keys.add(_SOURCES)
    return keys
