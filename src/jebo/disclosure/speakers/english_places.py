"""Places: where a source is, and where things happened."""

from __future__ import annotations

from collections.abc import Iterator

from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_scene import Detail, Scene
from jebo.disclosure.words import DIGIT, LETTER

# Rooms and corners that every village has.
_LOOSE = frozenset(
    "floor roof gate lift elevator counter field fields forest beach well house building deck hold pitch "
    "bank balcony office grave hut tent shelter spring fence pen stable grove alley entrance exit landing "
    "reception wing crossing ford shower loft block "
    "room square flat apartment hall pit shaft gallery altar trench mess library platform porch pasture "
    "compound depot barn dock".split()
)
_AT = frozenset("in from at of near inside outside across within around".split())
_STAY = frozenset(
    "lives live lived living now settled resettled based staying hiding reached fled escaped left works "
    "posted moved returned".split()
)
_LOOSE_ENDS = e.FUNCTION | {"-"}
_NEAR = frozenset("local provincial".split())
_IDLE = frozenset(
    ", now living based stationed working posted employed currently hiding staying studying resettled".split()
)
_TO = _AT | {"to", "into"}
_PLACED = frozenset("in at near around outside inside".split())
_INTO = frozenset("at in into inside outside behind near beside to".split())
_BEHIND = frozenset(
    "of in on at behind near beside by below above outside next between across opposite under beneath".split()
)


def places(scene: Scene) -> Iterator[Detail]:
    """Places of sources, then places of events."""
    taken: set[int] = set()
    for first, last in (*_of_sources(scene), *_stays(scene)):
        if first in taken:
            continue
        taken.update(range(first, last))
        yield "attribution.place", "R08", first, last
    for check, first, last in _of_events(scene):
        if first not in taken or check == "R12":
            yield "event.place", check, first, last


def _of_sources(scene: Scene) -> Iterator[tuple[int, int]]:
    text = scene.text
    for _, first, last, _ in scene.mentions():
        for k in range(first, last):
            if (
                (text.mask[k] & text.places and not text.has(k, "demonym"))
                or text.forms[k] in _NEAR
                or (first < k < last - 1 and text.is_name(k) and text.paragraph[k] not in scene.cast.headings)
            ):
                yield k, k + 1
        k = last
        for _ in range(3):
            if text.form(k) in _IDLE:
                k += 1
        if text.form(k) in ("there", "here", "abroad", "inside"):
            yield k, k + 1
        elif text.form(k) in _AT and (span := _region(scene, k + 1)):
            yield from _listed(scene, span)
        elif text.form(k) == "who":
            yield from _who(scene, k)


def _who(scene: Scene, k: int) -> Iterator[tuple[int, int]]:
    """ "Who runs buses in Hunchun", "who trades in fish at Wonsan"."""
    text = scene.text
    for j in range(k + 1, min(k + 8, text.n)):
        if text.forms[j] in (",", ".", "“", "”", "and") or text.has(j, "say"):
            return
        if text.forms[j] in ("in", "at", "near") and j + 1 < text.n:
            span = _region(scene, j + 1)
            if span and any(text.capital[i] and not text.has(i, "media") for i in range(*span)):
                yield span
                return


def _listed(scene: Scene, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The place, and others that follow it in a list."""
    text = scene.text
    yield span
    end = span[1]
    while text.form(end) in (",", "and") and end + 1 < text.n and text.mask[end + 1] & text.places:
        last = end + 2
        yield end + 1, last
        end = last


def _stays(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Who now lives in Almaty": where a source is or was, told in a clause."""
    text = scene.text
    if _STAY.isdisjoint(text.vocabulary):
        return
    heard = {text.sentence[first] for _, first, _, _ in scene.mentions()}
    heard |= {text.sentence[i] for i, q in scene.cast.of_pronoun.items() if scene.is_anonymous(q)}
    for k, form in enumerate(text.forms):
        if form not in _STAY or text.sentence[k] not in heard or text.inside[k]:
            continue
        j = k + 1
        while text.form(j) in ("now", "since", "then", "again", "back", "out"):
            j += 1
        if text.form(j) in _TO or form in ("left", "reached"):
            span = _region(scene, j + (text.form(j) in _TO))
            if span:
                yield from _listed(scene, span)


def _region(scene: Scene, k: int) -> tuple[int, int] | None:
    """The place that begins at *k*, when it is one."""
    text = scene.text
    first = k
    while text.form(k) in ("the", "a", "an", "inside", "his", "her", "their", "that", "this"):
        k += 1
    end, found = k, False
    while end < text.n and end - k < 9 and not text.newline[end]:
        form = text.forms[end]
        if text.mask[end] & (
            text.places | text.bit["area"] | text.bit["admin"] | text.bit["spot"] | text.bit["room"]
        ):
            found = True
        elif (
            text.capital[end]
            and text.sort[end] == LETTER
            and not text.has(end, "weekday")
            and not text.has(end, "month")
        ):
            found = found or not text.has(end, "media")
        elif not (form in ("in", "of", "’s", "the", "-") and end > k) and not _is_modifier(scene, end):
            break
        end += 1
    while end > k and text.forms[end - 1] in _LOOSE_ENDS:
        end -= 1
    return (first, end) if found and end > k else None


def _is_modifier(scene: Scene, i: int) -> bool:
    text = scene.text
    form = text.forms[i]
    return (
        text.sort[i] in (LETTER, DIGIT)
        and form not in e.FUNCTION
        and not text.has(i, "say")
        and not form.endswith("ed")
    )


def _of_events(scene: Scene) -> Iterator[tuple[str, int, int]]:
    text, done = scene.text, -1
    wanted = text.bit["place_local"] | text.bit["admin"] | text.bit["spot"] | text.bit["room"]
    unknown = _unknown(scene)
    for i in sorted({*text.marked(wanted), *unknown}):
        if i < done or scene.is_on_record(i) or scene.is_background(i):
            continue
        if i in unknown and not text.mask[i] & wanted:
            span: tuple[int, int] | None = (i, unknown[i])
        elif text.has(i, "place_local") and text.capital[i]:
            span = _known(scene, i)
        else:
            span = _spot(scene, i)
        if span is None or (span[1] - span[0] == 1 and text.has(span[0], "place_capital")):
            continue
        done = span[1]
        yield ("R12" if not text.has(i, "place_local") else "R10"), *span


def _unknown(scene: Scene) -> dict[int, int]:
    """Capitals behind "in" or "near" that no list holds, and the same names elsewhere."""
    text = scene.text
    names: set[str] = set()
    bad = (
        text.bit["body"]
        | text.bit["media"]
        | text.bit["title"]
        | text.bit["demonym"]
        | text.bit["source"]
        | text.persons
    )
    runs = []
    end = -1
    for i in text.named:
        if i < end or text.mask[i] & bad:
            continue
        end = i + 1
        while text.is_name(end) and not text.newline[end] and not text.mask[end] & bad:
            end += 1
        owned = text.forms[i].endswith(("’s", "'s"))
        if (
            end - i > 3
            or owned
            or (text.forms[i] == "new" and text.form(end) == "year")
            or any(f in scene.cast.names for f in text.forms[i:end])
            or i in scene.cast.aliases
            or len(text.forms[i]) < 3
        ):
            continue
        runs.append((i, end))
        before = text.form(i - 1)
        from_there = (
            before in ("from", "of")
            and i > 1
            and (bool(text.mask[i - 2] & text.persons) or text.is_name(i - 2))
        )
        at = (before in _PLACED or from_there) and not text.has(i - 1, "cite") and not text.newline[i]
        if at or (text.has(end, "admin") and text.capital[end - 1] and not text.newline[end]):
            names.add(text.forms[i])
    return {i: end for i, end in runs if text.forms[i] in names}


def _known(scene: Scene, i: int) -> tuple[int, int] | None:
    """A name from the gazetteer, with "County" or the like behind it."""
    text, end = scene.text, i + 1
    if text.has(i, "place_capital") or text.has(i, "place_wide") or text.has(i, "media"):
        return None
    headed = text.paragraph[i] in scene.cast.headings
    if text.is_name(i - 1) and not text.newline[i] and text.sort[i - 1] == LETTER and not headed:
        return None
    if text.capital[i] == 2 and not headed and _is_dateline(scene, i):
        return None
    if (
        text.form(i - 1) == "the"
        and not text.capital[min(i + 1, text.n - 1)]
        and not text.has(i + 1, "admin")
    ):
        return None
    while end < text.n and text.mask[end] == text.mask[i] and text.capital[end] and not text.newline[end]:
        end += 1
    if text.form(end) == "-" and not text.words.spaced[end]:
        end += 2
    while (
        end < text.n
        and not text.newline[end]
        and text.mask[end] & (text.bit["admin"] | text.bit["spot"])
        and text.sort[end] == LETTER
    ):
        end += 1
    if text.is_name(end) and not text.newline[end] and end == i + 1 and not headed:
        return None
    return i, end


def _is_dateline(scene: Scene, i: int) -> bool:
    """Whether the place in capitals at the head of a paragraph is where the story was filed."""
    text = scene.text
    while i > 0 and text.capital[i - 1] == 2 and not text.newline[i]:
        i -= 1
    return not i or text.newline[i] > 0


def _spot(scene: Scene, i: int) -> tuple[int, int] | None:
    """A house, a room or a street that is told apart: by a name, by where it lies, by the article alone."""
    text, end = scene.text, i + 1
    while (
        end < text.n and text.mask[end] == text.mask[i] and not text.newline[end] and text.sort[end] == LETTER
    ):
        end += 1
    first, named = i, False
    while first > 0 and not text.newline[first] and i - first < 6 and _is_part(scene, first - 1):
        first -= 1
        named = (
            named or (text.capital[first] > 0 and not text.has(first, "demonym")) or text.sort[first] == DIGIT
        )
    article = text.form(first - 1) in ("a", "an", "the", "one")
    if text.paragraph[i] in scene.cast.headings and not text.has(i, "admin"):
        return None
    if text.capital[i] and text.capital[i - 1] and named and text.has(i, "admin"):
        return first, end
    placed = text.form(end) in _BEHIND and _names_place(scene, end + 1)
    room = (
        text.has(i, "room")
        and text.forms[end - 1] not in _LOOSE
        and text.form(first - 1) in ("the", "a", "an")
        and text.form(first - 2) in e.PREPOSITIONS
    )
    plain = text.has(i, "admin") and not text.has(i, "room") and not text.has(i, "spot")
    if text.sort[first] == DIGIT and text.form(first - 1) not in (".", "no"):
        return None
    if end - i > 1 and text.has(i, "room") and text.form(first - 1) == "the":
        room = True
    led = text.form(first - 1) == "the" and text.form(first - 2) in _INTO and first < i and not plain
    if not (named or placed or led or (room and not plain)):
        return None
    if plain and not named:
        return None
    return (first - 1 if article else first), (_behind(scene, end + 1) if placed else end)


def _is_part(scene: Scene, k: int) -> bool:
    text = scene.text
    form = text.forms[k]
    if form == "-" and not text.words.spaced[k]:
        return True
    if form == "." and text.form(k - 1) == "no":
        return True
    if text.sort[k] == DIGIT:
        return True
    return (
        text.sort[k] == LETTER
        and form not in e.FUNCTION
        and not text.has(k, "say")
        and not form.endswith("ly")
    )


def _names_place(scene: Scene, k: int) -> bool:
    text = scene.text
    while text.form(k) in ("the", "a", "an", "to", "of", "its", "their", "his", "her"):
        k += 1
    if k >= text.n or text.newline[k]:
        return False
    near = range(k, min(k + 3, text.n))
    return bool(
        text.capital[k]
        or any(
            text.mask[j] & (text.places | text.bit["spot"] | text.bit["room"] | text.bit["admin"])
            for j in near
        )
    )


def _behind(scene: Scene, k: int) -> int:
    text = scene.text
    while text.form(k) in ("the", "a", "an", "to", "of", "its", "their", "his", "her"):
        k += 1
    return scene.noun_end(k, 5)
