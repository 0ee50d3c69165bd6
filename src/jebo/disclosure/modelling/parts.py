"""Each detail with its wordings and what they tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import Cut, Phrasing
from jebo.disclosure.advice.wording import wordings
from jebo.disclosure.anonymity.scene import Known, Lives, Shared, Tells, Traced
from jebo.disclosure.country import Pack, Range
from jebo.disclosure.detail import Detail, Kind
from jebo.disclosure.language import Language
from jebo.disclosure.modelling import traits
from jebo.disclosure.modelling.constants import VOICE_SHARE
from jebo.disclosure.modelling.events import Affair
from jebo.disclosure.modelling.knowing import Knowers, knowers, known, wider
from jebo.disclosure.modelling.where import ORDER, Land
from jebo.disclosure.reading import Reading
from jebo.disclosure.settings import Settings

_OF_SOURCE = frozenset((Kind.PLACE, Kind.ROLE, Kind.PERSON, Kind.TIME, Kind.CHANNEL))
_WORDS = re.compile(r"\w+")
_SMALL = frozenset(
    "in the of at from near inside city county town township district prefecture province region".split()
)
_JOINED = re.compile(r",?\s+(?:in\s|of\s)?")
_MODIFIED = re.compile(
    r"\s(?:한\s|또\s|다른\s|두\s|세\s|이들|소식통|취재|주민|관계자|인사|간부|상인|사람|이[는가]\s|탈북|익명|복수|여러\s)"
)
"""What a Korean clause before it describes: its ending is then no particle (사정을 아는 소식통)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A detail, its sentence (by number), its wordings, and what each tells (None: nothing).

    ``who`` tells who could know it, ``bundle`` what it is known with; ``modelled`` is false where nobody
    can say.
    """

    detail: Detail
    unit: int
    phrasings: tuple[Phrasing, ...]
    tells: tuple[Tells | None, ...]
    entity: str
    bundle: str | None = None
    breath: str | None = None
    who: Knowers | None = None
    modelled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Story:
    """A text as the modelling sees it."""

    text: str
    language: Language
    pack: Pack
    reading: Reading
    land: Land
    affair: Affair
    units: tuple[tuple[int, int], ...]
    settings: Settings

    def words_of(self, detail: Detail) -> tuple[int, int]:
        """The numbers of a detail's words, ``last`` one past the end."""
        words = self.reading.words
        first = int(np.searchsorted(words.ends, detail.start, side="right"))
        last = int(np.searchsorted(words.starts, detail.end, side="left"))
        return min(first, max(len(words) - 1, 0)), max(last, first + 1)

    def level_of(self, detail: Detail) -> str:
        """The level of the place that a detail names; empty where it names none."""
        place = self.land.within(*self.words_of(detail))
        return self.land.places[place].level if place else ""


def part(story: Story, detail: Detail, first_source: int) -> Part:
    """A detail with its wordings and what they tell."""
    first, last = story.words_of(detail)
    place, level = _place(story, detail, first, last)
    unit = next((i for i, (a, b) in enumerate(story.units) if a <= detail.start < b), 0)
    phrasings = wordings(_frame(story, detail, unit, level, first, last), story.language.code)
    made = Part(detail=detail, unit=unit, phrasings=phrasings, tells=(), entity="")
    if detail.kind in _OF_SOURCE:
        return _of_source(story, made, place, level, first, last, first_source)
    return _of_event(story, made, place, level, first, last)


def _frame(story: Story, detail: Detail, unit: int, level: str, first: int, last: int) -> Frame:
    start, end = story.units[unit] if story.units else (0, len(story.text))
    return Frame(
        text=story.text,
        kind=str(detail.kind),
        start=detail.start,
        end=detail.end - _particle(story, detail, last),
        first=start,
        last=end,
        ladders=story.language.ladders,
        names=_names(story, detail, level, first, last),
        place_level=level,
    )


def _particle(story: Story, detail: Detail, last: int) -> int:
    """How many characters at the end of a Korean detail are a particle, which belongs to the sentence."""
    if detail.kind in (Kind.CHANNEL, Kind.WITNESS, Kind.QUOTE) or story.language.code != "ko":
        return 0
    words, tail = (
        story.reading.words,
        story.reading.marks.tail[last - 1] if len(story.reading.words) else None,
    )
    whole = (
        bool(tail) and int(words.ends[last - 1]) == detail.end and tail in story.language.lexicon.particles
    )
    size = len(tail) if whole and tail and not _MODIFIED.match(story.text, detail.end) else 0
    return size if detail.end - size > detail.start else 0


def _names(story: Story, detail: Detail, level: str, first: int, last: int) -> dict[str, str]:
    """Names of the places in which a detail surely lies, as the text spells them; a wording must stay
    true.
    """
    code, land = story.language.code, story.land
    place = _entailed(story, detail, first, last)
    found: dict[str, str] = {}
    if place is None:
        return found
    for each in ("city", "province", "country"):
        at = land.at(place, each)
        name = at and (land.spelt(at) or land.places[at].names.get(code))
        if name:
            found[each] = name
    own = [n for n in land.named if first <= n.first and n.last <= last]
    if len(own) == 1 and own[0].place not in land.abroad:
        found["spelt"] = own[0].surface
    if code == "ko" and (city := land.at(place, "city")):
        found["city_kind"] = land.places[city].names.get(code, "")
    if code == "en" and (city := land.at(place, "city")) and land.places[city].adults.low > 50_000:
        found["city_kind"] = "city"
    lead = next(
        (n for n in reversed(land.named) if n.last == first and n.place in land.chain(place)[1:]), None
    )
    if lead is not None:
        found["lead"] = story.text[_lead(story, lead.first) : detail.start]
    return found


def _entailed(story: Story, detail: Detail, first: int, last: int) -> str | None:
    """The narrowest place in which a detail surely lies.

    One named in its own words; else one that follows, parted by no more than a comma and a small word ("a
    school, in Hoeryong"); else, in Korean, one that stands right before it.
    """
    land, starts = story.land, story.reading.words.starts
    own = land.within(first, last)
    if own is not None:
        return own
    mine = [n for n in land.named if n.place not in land.abroad]
    after = next((n for n in mine if last <= n.first <= last + 2), None)
    if after is not None and _JOINED.fullmatch(story.text[detail.end : int(starts[after.first])]):
        return after.place
    before = next((n for n in mine if n.last == first), None)
    return before.place if before is not None and story.language.code == "ko" else None


def _lead(story: Story, word: int) -> int:
    """Where a run of places that lie in one another begins, right before a detail (북한 양강도 혜산시)."""
    land = story.land
    before = next((n for n in land.named if n.last == word and n.place in land.places), None)
    inner = next((n for n in land.named if n.first == word), None)
    if before is not None and inner is not None and before.place in land.chain(inner.place)[1:]:
        return _lead(story, before.first)
    return int(story.reading.words.starts[word])


def _place(story: Story, detail: Detail, first: int, last: int) -> tuple[str, str]:
    """The place a detail is about, and the level that its own words name (empty: a spot, or no place)."""
    land = story.land
    own = land.within(first, last)
    paragraph = story.reading.structure.paragraph
    if own is None:
        return land.near(first, paragraph.tolist()), ""
    bare = _bare(story, detail, first, last)
    return own, land.places[own].level if bare else ""


def _bare(story: Story, detail: Detail, first: int, last: int) -> bool:
    """Whether a detail is no more than names of places, a preposition and a word for their kind aside."""
    phrase = story.text[detail.start : detail.end - _particle(story, detail, last)]
    for named in story.land.named:
        if first <= named.first and named.last <= last:
            phrase = phrase.replace(named.surface, " ", 1)
    rest = [word for word in _WORDS.findall(phrase) if word.lower() not in _SMALL]
    return not rest or (len(rest) == 1 and len(rest[0]) <= 2 and story.language.code == "ko")


def _of_source(story: Story, made: Part, place: str, level: str, first: int, last: int, source: int) -> Part:
    """What a detail tells of the source itself."""
    detail, land, pack = made.detail, story.land, story.pack
    phrase = story.text[detail.start : detail.end]
    where = land.at(place, "city") or place
    if detail.kind is Kind.TIME:
        return _stepped(story, made, traits.contact_time(phrase), f"time|{phrase}")
    if detail.kind is Kind.CHANNEL:
        return _stepped(story, made, traits.channel(), "channel")
    if detail.kind is Kind.PLACE:
        own, abroad = land.within(first, last), land.outside(first, last)
        if own is None and abroad is None and not traits.COUNTRY_WORDS.search(phrase):
            own = land.at(place, "province") or land.root
        return _stepped(story, made, traits.place(land, own, abroad), f"place|{own or abroad or land.root}")
    if detail.kind is Kind.ROLE:
        name = traits.role_class(phrase, story.language.ladders)
        return _stepped(
            story, made, traits.role(name, pack, where), f"role|{name or phrase.casefold()}|{source}"
        )
    name, tells = traits.person(phrase, pack, where)
    return _stepped(
        story, made, tells, f"person|{name}|{source}" if name != "trait" else f"person|{phrase}|{source}"
    )


def _stepped(story: Story, made: Part, exact: Tells, entity: str) -> Part:
    """An attribute at each of its wordings."""
    vaguer = (_vaguer(story, exact, phrasing) for phrasing in made.phrasings[1:])
    return replace(made, tells=(exact, *vaguer), entity=entity)


def _vaguer(story: Story, exact: Tells, phrasing: Phrasing) -> Tells | None:
    template, land = phrasing.template, story.land
    if template.nothing or template.cut is not Cut.NONE:
        return None
    if isinstance(exact, Lives):
        at = land.at(exact.place, template.level) if template.level else None
        return Lives(place=at or land.root)
    if isinstance(exact, Traced):
        return None
    if not isinstance(exact, Shared):
        return exact
    twice = Range(low=min(exact.share.low * 2, 1.0), high=min(exact.share.high * 2, 1.0))  # chosen by us
    return replace(exact, share=twice)


def _of_event(story: Story, made: Part, place: str, level: str, first: int, last: int) -> Part:
    """What a detail tells of an event."""
    detail, structure = made.detail, story.reading.structure
    phrase = story.text[detail.start : detail.end]
    found = story.affair.of(first, last, structure.sentence.tolist(), structure.paragraph.tolist())
    code, near = found or (None, "")
    bundle = (story.affair.chains[code] if code else story.affair.main()) or "story"
    if detail.kind is Kind.QUOTE:
        return replace(
            made, tells=_voices(made.phrasings), entity=f"voice|{detail.start}", breath=None, bundle=None
        )
    if (
        detail.kind is Kind.LINK
        and made.phrasings[1].template.nothing
        and made.phrasings[1].template.cut is Cut.NONE
    ):
        return _stepped(story, made, Traced(share=Range(low=1, high=1)), f"link|{detail.start}")
    who = knowers(detail.kind, code, story.pack, story.settings.knowers)
    if who is None:
        return replace(
            made, tells=(None,) * len(made.phrasings), entity=f"{detail.kind}|{detail.start}", modelled=False
        )
    exact = known(who, place)
    tells = tuple(_told(story.land, exact, p, place) for p in made.phrasings)
    return replace(
        made,
        tells=tells,
        entity=f"{detail.kind}|{_same(detail.kind, phrase, place, level)}",
        bundle=bundle,
        breath=_breath(story, detail.kind, level, code, near),
        who=who,
    )


def _voices(phrasings: Sequence[Phrasing]) -> tuple[Tells | None, ...]:
    """The source's very words, and what is left of them in indirect speech: nothing of the voice."""
    return tuple(Traced(share=VOICE_SHARE) if i == 0 else None for i in range(len(phrasings)))


def _told(land: Land, exact: Known, phrasing: Phrasing, place: str) -> Known | None:
    template = phrasing.template
    if template.up == 0:
        return exact
    if template.nothing:
        return None
    named = (land.at(place, template.level) if template.level else None) or (
        land.root if template.level else place
    )
    return wider(exact, template.up, named, land)


def _same(kind: Kind, phrase: str, place: str, level: str) -> str:
    """What makes two phrases one: the place they name, or their words."""
    if kind is Kind.EVENT_PLACE and level in ORDER:
        return place
    return " ".join(_WORDS.findall(phrase.casefold()))


def _breath(story: Story, kind: Kind, level: str, code: str | None, near: str) -> str | None:
    """Where and when an event was is known to whoever knows of it; what a crowd was told, all of the crowd
    knows.
    """
    if code is None:
        return None
    event = story.pack.events[code]
    if (
        event.side == "crowd"
        and near == "own"
        and kind in (Kind.EXACT, Kind.DOCUMENT, Kind.EVENT_TIME, Kind.EVENT_PLACE)
    ):
        return f"told|{code}"
    wide = kind is Kind.EVENT_TIME or (kind is Kind.EVENT_PLACE and level in ("city", "province", "country"))
    return f"where-when|{code}" if wide else None
