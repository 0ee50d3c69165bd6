"""The anonymous sources of a Korean text met so far, and which of them a phrase stands for again."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from jebo.disclosure.speakers.korean_same import group_key, memberships, repeats, same, words
from jebo.disclosure.speakers.korean_text import Head, Text

_VAGUE = frozenset("현지 내부 국내 북한 도내".split())
_NEWSPAPER = frozenset("데일리 nk".split())


@dataclass(slots=True)
class Met:
    """An anonymous source while the text is read; ``words`` and ``places`` are what was said of it at first."""

    head: Head
    least: int
    plural: bool
    words: set[str]
    places: set[str]
    members: int = 0


@dataclass(slots=True)
class _Sources:
    """Numbers of the voices called sources: all, and the last one of each sort, place or word."""

    all: list[int] = field(default_factory=list)
    group: int = -1
    single: int = -1
    plain: int = -1
    placed: dict[str, int] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)


class Voices:
    """The sources in the order of their numbers; ``keys`` are the letters and surnames among them.

    Everything is looked up by what it is found by, so that a text with many voices takes no longer for each.
    """

    def __init__(self, text: Text) -> None:
        self.t = text
        self.all: list[Met] = []
        self.keys: dict[str, int] = {}
        self._alike: defaultdict[tuple[bool, str, str], list[int]] = defaultdict(list)
        self._sources = _Sources()
        self._single = Counter[str]()
        self._uncounted: list[Met] = []
        self._open: defaultdict[str, list[int]] = defaultdict(list)

    def known(self, head: Head, now: int) -> int:
        """The voice that the phrase repeats, or -1; *now* is the one that spoke last."""
        if head.sort in ("letter", "surname"):
            return self.keys.get(head.key, -1)
        if head.link >= 0 or head.number > 1:
            return -1
        if head.sort == "source":
            return self.known_source(head, now)
        for v in reversed(self._alike[_likeness(head)]):
            if same(self.t, self.all[v].head, head, self.all[v].words):
                hidden = head.hidden and not head.this and not repeats(self.t, self.all[v].head, head)
                return -1 if hidden else v
        return -1

    def known_source(self, head: Head, now: int) -> int:
        """The same of a phrase whose noun is source."""
        sources = self._sources.all
        if head.plural:
            alone = sources[-1] if len(sources) > 1 else -1
            return self._sources.group if self._sources.group >= 0 else alone
        if not sources:
            return -1
        last = now if now >= 0 and self.all[now].head.sort == "source" else -1
        fresh = words(self.t, head)
        if not fresh or head.this:
            return last if last >= 0 else sources[-1]
        if head.hidden:
            return -1
        return self._told_alike(head, fresh, last)

    def _told_alike(self, head: Head, fresh: set[str], last: int) -> int:
        """The source of which the same is said, *last* before all others."""
        places = {self.t.stem(p) for p in head.places}
        vague = places <= _VAGUE and fresh <= places | _NEWSPAPER
        found = self._sources
        fits = [found.placed[p] for p in places if p in found.placed]
        if not places:
            fits += [found.said[w] for w in fresh if w in found.said]
        if head.link < 0:
            fits.append(found.single if vague else found.plain)
        if last >= 0:
            old = self.all[last]
            shared = places & old.places or (not places and fresh & old.words)
            alone = head.link < 0 and not old.plural
            if shared or (alone and (vague or not (old.places or old.words))):
                return last
        return max(fits, default=-1)

    def new(self, head: Head) -> int:
        """Enter a new voice; a single one may belong to a group that was named before."""
        met = Met(
            head=head, least=head.number or (2 if head.plural else 1), plural=head.plural,
            words=words(self.t, head), places={self.t.stem(p) for p in head.places},
        )  # fmt: skip
        number = len(self.all)
        self.all.append(met)
        self._alike[_likeness(head)].append(number)
        if head.sort == "source":
            self._note_source(number, met)
        if head.plural:
            self._gather(number, met)
        else:
            self._uncounted.append(met)
            self._join(met)
        if head.sort in ("letter", "surname"):
            self.keys[head.key] = number
        return number

    def _gather(self, number: int, group: Met) -> None:
        """Count to a group the single voices met before it that may belong to it."""
        for met in self._uncounted:
            self._single.update(memberships(self.t, met.head, met.words))
        self._uncounted.clear()
        group.members = min(self._single[group_key(group.head)], group.least)
        if group.members < group.least:
            self._open[group_key(group.head)].append(number)

    def _join(self, met: Met) -> None:
        """Count a single voice to the first group that has room for it."""
        keys = memberships(self.t, met.head, met.words) if self._open else ()
        first = min((self._open[key][0] for key in keys if self._open.get(key)), default=-1)
        if first >= 0:
            group = self.all[first]
            group.members += 1
            if group.members == group.least:
                self._open[group_key(group.head)].pop(0)

    def _note_source(self, number: int, met: Met) -> None:
        found = self._sources
        found.all.append(number)
        found.placed.update(dict.fromkeys(met.places, number))
        found.said.update(dict.fromkeys(met.words, number))
        if met.plural:
            found.group = number
            return
        found.single = number
        if not (met.places or met.words):
            found.plain = number


def _likeness(head: Head) -> tuple[bool, str, str]:
    """What two phrases for the same person share: the end of the noun, one of which may be the end of the other."""
    return head.plural, head.sort, head.key[-1:]
