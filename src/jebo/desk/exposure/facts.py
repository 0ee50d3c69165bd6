"""What a text gives away of a source, as facts of the anonymity model: opaque ids, circles, steps, and no words.

The id of a fact is the same wherever it is told again: a keyed digest (HMAC-SHA256) of its kind, its event, its place, its
circles and its numbers. Words are part of it only where a phrase has neither place nor number, and then as the digest alone.
"""

from __future__ import annotations

import hmac
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jebo.desk.exposure.linked import FEW, SAME, says_so
from jebo.disclosure.anonymity import measure
from jebo.disclosure.anonymity.scene import Belongs, Known, Lives, Published, Scene, Shared, Tells, Traced
from jebo.disclosure.country import Pack
from jebo.disclosure.detail import Kind
from jebo.disclosure.find import found, read
from jebo.disclosure.language import Language
from jebo.disclosure.modelling import Part, SourceScene, fact_id, modelled, story_of
from jebo.disclosure.settings import Settings

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_ABOUT_THE_SOURCE = frozenset((Kind.PLACE, Kind.ROLE, Kind.PERSON, Kind.CHANNEL))
_OF_THE_STORY = frozenset((Kind.TIME, Kind.QUOTE, Kind.LINK))
"""What is never the same in two stories: a contact, and what was said at it."""


_TOLD_APART_BY_WORDS = frozenset(("words", "breath"))
_COUNTED = {
    word: str(number)
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두",
    )
    for number, word in enumerate(words.split(), start=1)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """How ids are made for one source and one story.

    :param key: the source's own, at least 16 bytes.
    :param story: the id of the story on the desk.
    :param events: for each chain of events of the pack the ids of the desk's events that the story rests on, sorted, with
        spaces between (:func:`jebo.desk.exposure.events.events_of`). Where a chain is missing
        nobody knows which event it was, and its facts are taken for new ones in each story.
    """

    key: bytes = field(repr=False)
    story: str
    events: Mapping[str, str] = field(default_factory=dict)

    def id(self, *parts: str) -> str:
        """The opaque id of something: 22 signs, the same for the same parts."""
        return opaque(self.key, *parts)

    def affair(self, chain: str | None) -> str:
        """Which event it was: one of the desk, or that of this story alone."""
        return self.events.get(chain or "", f"story {self.story} {chain or ''}")


def opaque(key: bytes, *parts: str) -> str:
    """A keyed digest of *parts*, 22 signs (HMAC-SHA256, cut to 128 bits and more)."""
    return hmac.digest(key, "\x1f".join(parts).encode(), "sha256").hex()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a release gives away of a source: facts, and the signs by which a reader links it with others."""

    facts: tuple[Published, ...]
    signs: tuple[str, ...]


def scenes_of(
    text: str, language: Language, pack: Pack, settings: Settings | None = None
) -> tuple[SourceScene, ...]:
    """The scene of each anonymous source of a text."""
    settings = settings or Settings()
    reading = read(text, language)
    finding = found(reading, language)
    return modelled(story_of(text, reading, finding.details, language, pack, settings), finding)[1]


def of(keyed: Keyed, *editions: SourceScene) -> Given:
    """What the editions of one story give away together of one source: they are one release.

    :param editions: the scene of the source in each, the original first.
    """
    kept: dict[tuple[str, str], Published] = {}
    for marks, edition in zip(_aligned(keyed, editions), editions, strict=True):
        for fact in _facts(keyed, edition, marks):
            at = (fact.id, repr(fact.tells))
            kept.setdefault(at, fact)
    return Given(facts=tuple(_without_breath(list(kept.values()))), signs=signs_of(keyed, *editions))


def _without_breath(facts: list[Published]) -> list[Published]:
    """Each fact once: of several wordings of one, the narrowest counts in the model, so all that differ stay."""
    return sorted(facts, key=lambda fact: (fact.id, repr(fact.tells)))


def same_as(keyed: Keyed) -> Callable[[Sequence[Part]], Mapping[str, str]]:
    """For :class:`jebo.disclosure.settings.Settings`: the entities and bundles of a text by their ids in the history."""

    def names(parts: Sequence[Part]) -> dict[str, str]:
        marks = _marks(keyed, parts)
        told = {keyed.id(*marks[part.detail.id]): part.entity for part in reversed(parts)}
        return told | {_bundle(keyed, part): part.bundle for part in parts if part.bundle}

    return names


def _facts(keyed: Keyed, edition: SourceScene, marks: Mapping[int, tuple[str, ...]]) -> list[Published]:
    """The facts of one edition at the wording in which it stands; those of one breath are one, the widest."""
    tells = {fact.id: fact.wordings[0].tells for fact in edition.scene.facts}
    rows: dict[str, list[tuple[Tells, Part]]] = defaultdict(list)
    for part in edition.parts.values():
        told = tells[fact_id(part)]
        if told is not None and _tells_something(told):
            rows[keyed.id(*marks[part.detail.id])].append((told, part))
    return [fact for id_, same in sorted(rows.items()) for fact in _published(keyed, id_, same)]


def _published(keyed: Keyed, id_: str, same: Sequence[tuple[Tells, Part]]) -> list[Published]:
    """One fact as it is told; of one breath the widest, otherwise each way in which it is told."""
    first = same[0][1]
    told = [max((tells for tells, _ in same), key=_width)] if first.breath else [tells for tells, _ in same]
    story, bundle = keyed.id("story", keyed.story), _bundle(keyed, first)
    return [
        Published(id=id_, tells=one, story=story, linked=True, bundle=bundle) for one in dict.fromkeys(told)
    ]


def _bundle(keyed: Keyed, part: Part) -> str:
    return keyed.id("bundle", part.bundle or "story", keyed.affair(part.bundle))


def _tells_something(tells: Tells) -> bool:
    return not (isinstance(tells, Traced | Shared) and tells.share.low >= 1)


def _width(tells: Tells) -> float:
    return tells.knowers.high if isinstance(tells, Known) and tells.knowers else 0.0


def _aligned(keyed: Keyed, editions: Sequence[SourceScene]) -> list[dict[int, tuple[str, ...]]]:
    """What makes the facts of each edition the same as others; a phrase that is words alone is, in a later edition, the one
    that stands at its place in the first, since a translation tells the same things in the same order.
    """
    made: list[dict[int, tuple[str, ...]]] = []
    words: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for number, edition in enumerate(editions):
        marks = _marks(keyed, list(edition.parts.values()))
        seen: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for number_of, mark in marks.items():
            if mark[0] in _TOLD_APART_BY_WORDS:
                cell = mark[:-1]
                if mark not in seen[cell]:
                    seen[cell].append(mark)
                at = seen[cell].index(mark)
                marks[number_of] = words[cell][at] if number and at < len(words[cell]) else mark
        if not number:
            words = seen
        made.append(marks)
    return made


def _marks(keyed: Keyed, parts: Sequence[Part]) -> dict[int, tuple[str, ...]]:
    """What makes each detail the same as another, by its id; in the order of the text."""
    count: dict[tuple[Kind, str], int] = {}
    made: dict[int, tuple[str, ...]] = {}
    for part in sorted(parts, key=lambda part: part.detail.start):
        if part.detail.kind in _OF_THE_STORY:
            same = (part.detail.kind, part.entity)
            number = count.setdefault(same, sum(kind == part.detail.kind for kind, _ in count))
            made[part.detail.id] = ("contact", keyed.story, str(part.detail.kind), str(number))
        elif part.detail.kind in _ABOUT_THE_SOURCE:
            made[part.detail.id] = ("source", *part.entity.split("|")[:2])
        else:
            made[part.detail.id] = _mark_of_event(keyed, part)
    return made


def _mark_of_event(keyed: Keyed, part: Part) -> tuple[str, ...]:
    exact = part.tells[0] if part.tells else None
    place = exact.place if isinstance(exact, Known) else ""
    core = ",".join(exact.core) if isinstance(exact, Known) else ""
    if part.breath:
        sort, _, code = part.breath.partition("|")
        return ("breath", sort, keyed.affair(part.bundle), f"{code}|{place}")
    cell = (str(part.detail.kind), keyed.affair(part.bundle), place, core)
    words = part.entity.partition("|")[2]
    if words == place:
        return ("place", *cell)
    numbers = numbers_of(words)
    return ("numbers", *cell, *numbers) if numbers else ("words", *cell, words)


def numbers_of(words: str) -> tuple[str, ...]:
    """The numbers in a phrase, as digits.

    >>> numbers_of("some 1,200 homes"), numbers_of("four wholesalers"), numbers_of("도매상 네 명")
    (('1200',), ('4',), ('4',))
    """
    digits = _NUMBER.findall(words.replace(",", ""))
    return tuple(digits or [_COUNTED[word] for word in words.casefold().split() if word in _COUNTED])


# Signs.


def signs_of(keyed: Keyed, *editions: SourceScene, text: str = "", near: bool = False) -> tuple[str, ...]:
    """The signs by which a reader links the story with others of its source (:mod:`jebo.desk.exposure.linked`).

    :param near: with those by which it is linked to questions that were asked about such an event there.
    """
    made = {SAME} if says_so(text) else set()
    for edition in editions:
        for chain, city in _events_in(edition):
            made.update(_signs_of_event(keyed, chain, city, near))
        made.update(_sign_of_description(keyed, edition.scene))
    return tuple(sorted(made))


def _events_in(edition: SourceScene) -> set[tuple[str, str]]:
    """The chains of events that an edition tells of, each with the narrowest places down to cities at which it does."""
    found = {
        (part.bundle, _city(edition, part))
        for part in edition.parts.values()
        if part.bundle and part.detail.kind not in _ABOUT_THE_SOURCE
    }
    wider = {(chain, place) for chain, city in found for place in _around(edition, city)}
    return found - wider


def _around(edition: SourceScene, place: str) -> Iterator[str]:
    """The places in which a place lies."""
    while (inside := edition.scene.places[place].inside) and inside in edition.scene.places:
        yield inside
        place = inside


def _signs_of_event(keyed: Keyed, chain: str, city: str, near: bool) -> set[str]:
    events = keyed.events.get(chain, "").split()
    known = {keyed.id("event", one) for one in events} or {keyed.id("event", chain, city)}
    return known | ({asked_about(keyed, chain, city)} if near else set())


def asked_about(keyed: Keyed, chain: str, city: str) -> str:
    """The sign of a question about an event of a kind in a city."""
    return keyed.id("asked about", chain, city)


def _sign_of_description(keyed: Keyed, scene: Scene) -> set[str]:
    described = description(scene)
    if not described or people_described(scene, described) >= FEW:
        return set()
    return {keyed.id("who", *sorted(_trait(one) for one in described))}


def _trait(tells: Tells) -> str:
    """What it says of the source, whatever share of people the pack gives it today."""
    if isinstance(tells, Shared):
        return tells.attribute
    return "|".join((getattr(tells, "circle", "lives"), getattr(tells, "place", "")))


def _city(edition: SourceScene, part: Part) -> str:
    place = getattr(part.tells[0] if part.tells else None, "place", edition.scene.root)
    while (here := edition.scene.places[place]).level == "ward" and here.inside:
        place = here.inside
    return str(place)


def description(scene: Scene) -> tuple[Tells, ...]:
    """What a scene tells of the source itself."""
    exact = (fact.wordings[0].tells for fact in scene.facts)
    return tuple(
        dict.fromkeys(
            one for one in exact if isinstance(one, Lives | Shared | Belongs) and _tells_something(one)
        )
    )


def people_described(scene: Scene, described: Sequence[Tells]) -> float:
    """How many people a description fits, in the middle of the draws."""
    past = tuple(
        Published(id=f"described {number}", tells=one, story="description", linked=True)
        for number, one in enumerate(described)
    )
    bare = Scene(
        root=scene.root,
        places=scene.places,
        circles=scene.circles,
        facts=(),
        profile=scene.profile,
        history=past,
    )
    return measure(bare).possible_speakers.middle + 1
