"""A phrase for an anonymous source as spans: roles, signs of the person, a link."""

from __future__ import annotations

from collections.abc import Iterator

from jebo.disclosure.speakers import Mention
from jebo.disclosure.speakers.korean_text import Head, Text

_NOBODY = ("이", "사람", "분", "쪽")  # nouns that say nothing of the person


def spans(t: Text, head: Head, voice: int) -> list[Mention]:
    """The mentions that a phrase makes."""
    return [
        Mention(first=first, last=last, head=head.head, sort=sort, source=voice, link=link)
        for sort, first, last, link in _parts(t, head, voice)
    ]


def _parts(t: Text, head: Head, voice: int) -> Iterator[tuple[str, int, int, bool]]:
    if head.sort == "he":
        return
    start = min(max([head.run, *(p + 1 for p in head.places if p < head.head)]), head.head)
    end = head.last if head.sort in ("letter", "surname") else head.head + 1
    if _linked(t, head, voice):
        yield "source", head.link if head.link >= 0 else head.first, end, True
    yield from ((sort, first, last, False) for sort, first, last in _itself(t, head, start, end))
    for a, b in head.roles:
        if head.sort != "role" or b <= start:
            yield "role", a, b, False
    for a, b in head.persons:
        if head.sort != "source" or a < start:
            yield "person", a, b, False


def _linked(t: Text, head: Head, voice: int) -> bool:
    """Whether the phrase ties the source to one before: 다른 소식통, 소식통도."""
    also = head.ending.endswith("도") or (head.after < t.n and t.forms[head.after] == "역시")
    return head.link >= 0 or (also and voice > 0 and head.sort in ("source", "role", "person"))


def _itself(t: Text, head: Head, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The noun, with the nouns right before it."""
    if head.sort == "source":
        yield "source", head.first, end
        if start < head.head and not t.mask[start] & t.bit["us"]:
            sign = t.mask[start] & t.bit["demonym", "person"] and not head.roles
            yield "person" if sign else "role", start, head.head
    elif head.sort == "role":
        yield "role", start, end
    elif head.sort == "she":
        yield "pronoun", head.first, end
    elif t.stem(head.head) not in _NOBODY or head.link >= 0:
        yield "person", head.head, end
