"""Finding: which phrases of a text give something away about its sources."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import itemgetter, or_

from jebo.disclosure.check import (
    ABOUT_OTHERS,
    NOTE,
    SPLIT,
    WARD_ENDINGS,
    default_check,
    hint,
    severity,
    stronger,
)
from jebo.disclosure.checks_of_text import checks_of_text
from jebo.disclosure.detail import Detail, Finding, Kind, Remark, Source
from jebo.disclosure.language import Language
from jebo.disclosure.lexicon import Lexicon
from jebo.disclosure.reading import Reading, Spot
from jebo.disclosure.rules import Match
from jebo.disclosure.speakers import NAMED, Speakers, Voice
from jebo.disclosure.structure import Structure, structure
from jebo.disclosure.tagger import Tagger
from jebo.disclosure.words import split

Sure = dict[tuple[str, int], list[tuple[int, str]]]
"""For a kind and a word: the numbers and checks of the sure matches there."""

_KIND = {kind.value: kind for kind in Kind}

UNHEARD = Voice(first=0, last=1)
"""Stands for an anonymous source that the words of a text betray although no phrase for it was heard."""


def read(text: str, language: Language) -> Reading:
    """Read *text* without judging it."""
    words = split(text)
    arranged = structure(words)
    marks = language.lexicon.mark(words)
    speakers = language.listen(words, marks, arranged, language.lexicon)
    matches = tuple(_fitting(language.rules.match(words, marks, arranged), arranged, speakers))
    ruled = tuple((m.rule.kind, m.rule.check, m.first, m.last) for m in matches)
    return Reading(
        words=words, structure=arranged, marks=marks, speakers=speakers, matches=matches,
        spots=ruled + speakers.details,
    )  # fmt: skip


def _fitting(matches: Iterable[Match], arranged: Structure, speakers: Speakers) -> Iterator[Match]:
    """The matches that stand where their rules want them."""
    inside, sentence = arranged.inside.tolist(), arranged.sentence.tolist()
    whose = speakers.sentence.tolist()
    for match in matches:
        wanted, speaker = match.rule.speaker, whose[sentence[match.first]]
        placed = match.rule.inside in ("any", "quote" if inside[match.first] else "outside")
        if placed and (speaker >= 0 if wanted == "anonymous" else wanted == "any" or speaker != NAMED):
            yield match


def find(text: str, language: Language) -> Finding:
    """All details, sources, third parties and notes of *text*.

    On a text without anonymous sources only third parties are reported.
    """
    return found(read(text, language), language)


def found(reading: Reading, language: Language) -> Finding:
    """The same, of a text already read."""
    sure = _sure(reading)
    others = _others(reading, language, sure)
    spots = ruled(reading, language)
    if language.tagger and len(reading.words):
        reading, spots = _tagged(reading, spots, language.tagger)
    if not reading.speakers.voices:
        return Finding(language=language.code, details=(), sources=(), third_parties=others, notes=())
    return Finding(
        language=language.code,
        details=_details(reading, spots, language, sure),
        sources=_sources(reading, language.lexicon),
        third_parties=others,
        notes=_remarks(reading, _notes(reading, language.lexicon)),
    )


def _tagged(reading: Reading, spots: list[Spot], tagger: Tagger) -> tuple[Reading, list[Spot]]:
    """The reading and its spots as the tagger would have them: without voices where nobody is anonymous."""
    features = tagger.features(reading, spots)
    heard = reading.speakers
    held = tagger.held(reading, features)
    if not tagger.anybody(reading, held):
        return replace(reading, speakers=replace(heard, voices=())), []
    sure = [(m.rule.kind, "", m.first, m.last) for m in reading.sure]
    spots = _not_covered(reading, tagger.revise(reading, spots, features, sure))
    voices = settled(heard.voices, tagger.count(reading, held)) if heard.voices else (UNHEARD,)
    return replace(reading, speakers=replace(heard, voices=voices)), spots


def _not_covered(reading: Reading, spots: list[Spot]) -> list[Spot]:
    """The spots in order, without those that a veto covers whole ("recently" is no day)."""
    vetoes: dict[
        str, list[tuple[int, int]]
    ] = {}  # where each begins, and how far it and those before it reach
    for kind, _, first, last in sorted(reading.spots, key=itemgetter(2)):
        if kind.startswith("not "):
            begun = vetoes.setdefault(kind[4:], [(-1, 0)])
            begun.append((first, max(begun[-1][1], last)))
    left = [s for s in spots if not _is_covered(s, vetoes.get(s[0], []))]
    return sorted(left, key=lambda s: (s[2], -s[3], s[0]))


def _is_covered(spot: Spot, vetoes: Sequence[tuple[int, int]]) -> bool:
    return bool(vetoes) and vetoes[bisect_right(vetoes, spot[2], key=itemgetter(0)) - 1][1] >= spot[3]


def settled(voices: tuple[Voice, ...], count: int) -> tuple[Voice, ...]:
    """The voices of *count* people: the last ones, groups first, stand for more or for fewer of them.

    A voice that stands for nobody of its own is one of the others.
    """
    missing = count - sum(voice.least for voice in voices)
    order = sorted(range(len(voices)), key=lambda i: (voices[i].plural, i), reverse=True)
    least = [voice.least for voice in voices]
    if missing > 0:
        least[order[0]] += missing
    for i in order:
        taken = min(least[i], max(0, -missing)) if missing < 0 else 0
        least[i], missing = least[i] - taken, missing + taken
    return tuple(
        voice if voice.least == n else replace(voice, least=n) for voice, n in zip(voices, least, strict=True)
    )


def _others(reading: Reading, language: Language, sure: Sure) -> tuple[Remark, ...]:
    """People whom the story endangers besides its sources."""
    spots = reading.spots
    notes = [s for s in spots if s[0] == NOTE and s[1] in ABOUT_OTHERS]
    about = [s for s in _not_vetoed(spots) if s[0] == Kind.THIRD_PARTY]
    merged = _merge(about, language)
    checks = _checks(reading, language, merged, sure)
    checked = [(s[0], check, s[2], s[3]) for s, check in zip(merged, checks, strict=True)]
    return _remarks(reading, notes + checked)


def _remarks(reading: Reading, spots: list[Spot]) -> tuple[Remark, ...]:
    starts, ends = reading.words.starts, reading.words.ends
    found = {(int(starts[first]), int(ends[last - 1]), check) for _, check, first, last in spots}
    return tuple(Remark(check=check, start=start, end=end) for start, end, check in sorted(found))


def _notes(reading: Reading, lexicon: Lexicon) -> list[Spot]:
    found = [(m.rule.check, m.first, m.last) for m in reading.matches if m.rule.kind == NOTE]
    told = [spot for spot in found if spot[0] not in ABOUT_OTHERS]
    whole = checks_of_text(reading.words, reading.marks, reading.structure, reading.speakers, lexicon, told)
    return [(NOTE, *spot) for spot in whole]


def ruled(reading: Reading, language: Language) -> list[Spot]:
    """What the rules and the ear find, when nothing else has a say."""
    return _merge(_not_vetoed([*(s for s in reading.spots if s[0] != NOTE), *_spoken(reading)]), language)


def _details(reading: Reading, spots: list[Spot], language: Language, sure: Sure) -> tuple[Detail, ...]:
    charged, checks = _charged(reading), _checks(reading, language, spots, sure)
    starts, ends = reading.words.starts.tolist(), reading.words.ends.tolist()
    return tuple(
        Detail(
            id=i,
            kind=_KIND[kind],
            start=starts[first],
            end=ends[last - 1],
            sources=charged[first],
            severity=severity(check, language.checks),
            check=check,
        )
        for i, ((kind, _, first, last), check) in enumerate(zip(spots, checks, strict=True))
    )


_WHOLE = frozenset({Kind.QUOTE, Kind.WITNESS})
"""Kinds whose phrases are clauses; the others are nouns, and a Korean particle after a noun is not part of it."""


def _end(reading: Reading, last: int, lexicon: Lexicon) -> int:
    """Where a noun ends that stands before the word *last*: before its particle."""
    tail = reading.marks.tail[last - 1]
    particle = len(tail) if tail and tail in lexicon.particles else 0
    return int(reading.words.ends[last - 1]) - particle


def _not_vetoed(spots: Sequence[Spot]) -> list[Spot]:
    """The spots that no spot of the kind ``not KIND`` overlaps (``not access.exact``: a market price)."""
    vetoed: dict[str, set[int]] = {}
    for kind, _, first, last in spots:
        if kind.startswith("not "):
            vetoed.setdefault(kind[4:], set()).update(range(first, last))
    none: set[int] = set()
    stand = [s for s in spots if not s[0].startswith("not ")]
    return [s for s in stand if vetoed.get(s[0], none).isdisjoint(range(s[2], s[3]))]


def _sure(reading: Reading) -> Sure:
    """The matches of sure rules, by their kind and each of their words."""
    found: Sure = {}
    for i, match in enumerate(reading.sure):
        for word in range(match.first, match.last):
            found.setdefault((match.rule.kind, word), []).append((i, match.rule.check))
    return found


def _checks(reading: Reading, language: Language, spots: list[Spot], certain: Sure) -> list[str]:
    """The checks of details: that of a sure rule, else the hint of another, else the one its words tell."""
    masks, checks = reading.marks.mask.tolist(), []
    for named, hinted, first, last in spots:
        kind, sure = _KIND[named], ""
        for _, check in sorted({m for word in range(first, last) for m in certain.get((kind, word), ())}):
            sure = stronger(sure, check, kind, language.checks)
        if not (sure or hinted) and kind in SPLIT:
            hinted = default_check(kind, _classes(reading, language.lexicon, kind, first, masks[first:last]))
        checks.append(sure or hinted or default_check(kind))
    return checks


def _classes(reading: Reading, lexicon: Lexicon, kind: Kind, first: int, masks: list[int]) -> set[str]:
    """The classes of a phrase's words, which have the *masks*, as far as they decide the check of the kind.

    With them ``digit``, ``job`` (a role that is more than a standing), ``ward`` (a Korean name that ends so).
    """
    wanted, words = SPLIT[kind], range(first, first + len(masks))
    held = reduce(or_, masks, 0)
    found = {name for name in wanted if held & _bit(lexicon, name)}
    if "digit" in wanted and any(reading.words.forms[i][0].isdigit() for i in words):
        found.add("digit")
    if "job" in wanted:
        role, standing = _bit(lexicon, "role"), _bit(lexicon, "check_standing")
        if any(mask & role and not mask & standing for mask in masks):
            found.add("job")
    if "ward" in wanted and any(_stem(reading, i)[-1:] in WARD_ENDINGS for i in words):
        found.add("ward")
    return found


def _bit(lexicon: Lexicon, name: str) -> int:
    """The bit of a class; 0 for one that the lexicon lacks."""
    return int(lexicon.bit.get(name, 0))


def _stem(reading: Reading, i: int) -> str:
    return reading.words.forms[i].removesuffix(reading.marks.tail[i] or "")


def _ids(reading: Reading) -> list[tuple[int, ...]]:
    """The numbers of the people behind each voice; a voice within a group has those of all."""
    ids, n = [], 0
    for voice in reading.speakers.voices:
        ids.append(tuple(range(n, n + voice.least)))
        n += voice.least
    everybody = tuple(range(n))
    return [people or everybody for people in ids]


def _charged(reading: Reading) -> list[tuple[int, ...]]:
    """For each word, whom a detail there is charged to: who is mentioned or speaks there, else every source."""
    ids, arranged = _ids(reading), reading.structure
    everybody = tuple(range(reading.speakers.count))
    by_sentence = [ids[s] if s >= 0 else everybody for s in reading.speakers.sentence.tolist()]
    charged = [by_sentence[s] for s in arranged.sentence.tolist()]
    for quote, speaker in zip(arranged.quotes, reading.speakers.quote, strict=True):
        if speaker >= 0:
            charged[quote.first : quote.last] = [ids[speaker]] * (quote.last - quote.first)
    for mention in reading.speakers.mentions:
        if mention.source >= 0:
            charged[mention.first : mention.last] = [ids[mention.source]] * (mention.last - mention.first)
    return charged


def _sources(reading: Reading, lexicon: Lexicon) -> tuple[Source, ...]:
    words = reading.words
    people = [voice for voice in reading.speakers.voices for _ in range(voice.least)]
    return tuple(
        Source(id=i, start=int(words.starts[v.first]), end=_end(reading, v.last, lexicon), plural=v.plural)
        for i, v in enumerate(people)
    )


_MENTION_KINDS = {"role": "attribution.role", "person": "attribution.person", "pronoun": "attribution.person"}


def _spoken(reading: Reading) -> list[tuple[str, str, int, int]]:
    """What the speakers themselves give away: roles, persons, links, quotations."""
    found: list[Spot] = []
    for mention in reading.speakers.mentions:
        if mention.source >= 0 and mention.sort in _MENTION_KINDS:
            found.append((_MENTION_KINDS[mention.sort], "", mention.first, mention.last))
        if mention.source >= 0 and mention.link:
            found.append(("attribution.link", "", mention.first, mention.last))
    for quote, speaker in zip(reading.structure.quotes, reading.speakers.quote, strict=True):
        if speaker >= 0:
            found.append(("voice.quote", "", quote.first, quote.last))
    return found


def _merge(spots: list[Spot], language: Language) -> list[Spot]:
    """Spots of one kind that overlap become one; of their hints the stronger is kept."""
    merged: list[Spot] = []
    for kind, named, first, last in sorted(spots, key=lambda s: (s[0], s[2], -s[3], s[1])):
        check = hint(_KIND[kind], named)
        if merged and merged[-1][0] == kind and first < merged[-1][3]:
            before = merged.pop()
            kept = stronger(before[1], check, _KIND[kind], language.checks)
            merged.append((kind, kept, before[2], max(before[3], last)))
        else:
            merged.append((kind, check, first, last))
    return sorted(merged, key=lambda s: (s[2], -s[3], s[0]))
