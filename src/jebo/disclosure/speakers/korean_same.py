"""Whether two phrases of a Korean text may stand for the same person."""

from __future__ import annotations

from jebo.disclosure.speakers.korean_text import Head, Text

_LEAD = 3  # paragraphs that may name everybody before the story tells of each; chosen by us


def same(t: Text, old: Head, new: Head) -> bool:
    """Whether a role said again may be the same person."""
    if old.sort == "letter" or old.sort != new.sort:
        return False
    if not (old.key == new.key or old.key.endswith(new.key) or new.key.endswith(old.key)):
        return False
    fresh = bool(new.roles or new.places or new.run < new.head) and not new.this
    return not fresh or words(t, old) >= words(t, new)


def repeats(t: Text, old: Head, new: Head) -> bool:
    """Whether the story's first lines named the same people in the same words: 시청 직원이 … 밝혔다."""
    run = [t.forms[i] for i in range(new.run, new.head)]
    before = [t.forms[i] for i in range(old.run, old.head)]
    return bool(run) and run == before and t.paragraph[old.head] < _LEAD


def words(t: Text, head: Head) -> set[str]:
    """What is said of a person before the noun."""
    return {t.stem(i) for i in range(head.first, min(head.head, len(t.forms)))} - {"한", "이"}


def within(t: Text, one: Head, group: Head) -> bool:
    """Whether a single source may be one of a group."""
    if group.sort == "source":
        return one.sort in ("source", "role") or "source" in one.key
    if one.key == group.key or one.key.endswith(group.key) or group.key in ("이", "사람"):
        return True
    told = {t.stem(i) for a, b in one.roles for i in range(a, b)} | words(t, one)
    return group.key in told
