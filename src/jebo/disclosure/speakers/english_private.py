"""Other private people whom a text makes known: names, ages, ties and lives."""

from __future__ import annotations

from collections.abc import Iterator

from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_scene import Detail, Scene
from jebo.disclosure.words import DIGIT, LETTER

_NO_PERSON = frozenset(
    "the at in from by of a an told tell tells with near around behind along on into via titled under "
    "through to for as its".split()
)
_HEADS = frozenset(
    "director chairman chairwoman chair regulator manager head chief president spokesman spokeswoman "
    "rector editor commissioner governor".split()
)
_OFFICE = frozenset(
    "title official body media place_wide place_local place_capital admin spot weekday month".split()
)


def private(scene: Scene) -> Iterator[Detail]:
    """Named victims and neighbours, kin, and lives told in a clause."""
    yield from _names(scene)
    yield from _lives(scene)


def _names(scene: Scene) -> Iterator[Detail]:
    text = scene.text
    known: set[str] = set()
    on_record = _on_record(scene)
    for i, end in _runs(scene):
        forms = [f.removesuffix("’s").removesuffix("'s") for f in text.forms[i:end]]
        if any(f in on_record or k in scene.cast.aliases for f, k in zip(forms, range(i, end), strict=True)):
            continue
        if not (known.intersection(forms) or _is_person(scene, i, end)):
            continue
        known.update(f for f in forms if len(f) > 1)
        yield "third_party", "R40", i, _with_age(scene, end)


def _runs(scene: Scene) -> Iterator[tuple[int, int]]:
    """Runs of words that may be names of persons."""
    text, end = scene.text, -1
    bad = sum(text.bit[name] for name in _OFFICE)
    for i in text.named:
        if i < end or scene.is_on_record(i) or scene.is_background(i):
            continue
        end = i + 1
        while text.is_name(end) and not text.newline[end]:
            end += 1
        surname = i if text.mask[i] & text.bit["admin"] and end - i > 1 else -1  # "Ri", "Dong"
        if text.capital[i] == 2 and len(text.forms[i]) > 1:
            continue
        if not any(bad & text.mask[k] for k in range(i, end) if k != surname) and text.sort[i] == LETTER:
            yield i, end


def _on_record(scene: Scene) -> set[str]:
    """Names of those who speak on the record or hold an office."""
    text, found = scene.text, set()
    for f in scene.frames:
        person = scene.cast.of_frame.get(f.verb)
        if person is not None and person.named and person.sort == "name":
            found.update(text.forms[person.first : person.last])
    for i in text.where("title", "official"):
        k = i + 1 + (text.form(i + 1) == ".")
        while text.is_name(k) and text.forms[i] not in ("mr", "ms", "mrs", "father", "sister", "dr"):
            found.add(text.forms[k].removesuffix("’s"))
            k += 1
    return found


def _is_person(scene: Scene, i: int, end: int) -> bool:
    """Whether a run of capitals is a private person's name: by age, by kin, by "named", by a clause."""
    text = scene.text
    before, after = text.form(i - 1), text.form(end)
    if before in ("named", "called", "surnamed", "mr", "ms", "mrs") or (
        before == "." and text.form(i - 2) in ("mr", "ms", "mrs", "dr")
    ):
        return True
    if (
        after in (",", "(")
        and end + 1 < text.n
        and text.sort[end + 1] == DIGIT
        and text.form(end + 2) in (",", ".", ")", ";", "”")
    ):
        return True
    if (
        text.mask[i - 1] & (text.bit["kin"] | text.bit["man"] | text.bit["role"])
        and i
        and not text.newline[i]
    ):
        return True
    if before == "," and text.form(i - 2) in _HEADS:
        return False
    if before == "," and i > 1 and text.mask[i - 2] & (text.bit["kin"] | text.bit["man"] | text.bit["role"]):
        return True
    if before == "of" and text.has(i - 2, "kin"):
        return True
    if end - i in (2, 3) and before not in _NO_PERSON and _is_midway(scene, i) and _is_whole(scene, i, end):
        return True
    if after == "," and text.form(end + 1) in ("a", "an", "the", "who", "whose", "his", "her"):
        near = range(end + 1, min(end + 6, text.n))
        return text.form(end + 1) in ("who", "whose") or any(text.mask[k] & text.persons for k in near)
    return False


def _is_whole(scene: Scene, i: int, end: int) -> bool:
    """Whether a run of capitals stands alone: no noun behind it, no people's or place's name before."""
    text = scene.text
    if (
        text.has(i - 1, "demonym")
        or text.mask[i - 1] & text.places
        or text.form(i - 1).endswith(("’s", "'s"))
    ):
        return False
    if end >= text.n or text.sort[end] != LETTER or text.capital[end] or text.newline[end]:
        return True
    form = text.forms[end]
    return form in e.FUNCTION or text.has(end, "say") or form.endswith(("ed", "s"))


def _is_midway(scene: Scene, i: int) -> bool:
    """Whether word *i* stands behind another word of its line, in running text."""
    text = scene.text
    if not i or text.newline[i] or text.sort[i - 1] != LETTER or text.capital[i] != 1:
        return False
    return i not in scene.cast.subject and text.paragraph[i] not in scene.cast.headings


def _with_age(scene: Scene, end: int) -> int:
    text = scene.text
    return end + 2 if text.form(end) == "," and end + 1 < text.n and text.sort[end + 1] == DIGIT else end


def _lives(scene: Scene) -> Iterator[Detail]:
    """ "A widow who sells out of her storeroom", "his brother", "a girl of 14": no source, one person."""
    text = scene.text
    for head, person in scene.cast.subject.items():
        if person.named or id(person) in scene.number or scene.is_on_record(head) or person.plural:
            continue
        first = next((f for f, _, h, _, _ in person.mentions if h == head), head)
        if _is_singled_out(scene, first, head):
            yield "third_party", "R44", first, head + 1
    for i in text.where("kin"):
        if text.form(i + 1) in ("-", "’s") and not text.words.spaced[i + 1]:
            continue
        before = text.form(i - 1)
        owner = before in ("his", "her", "their", "an", "two", "three", "my", "our") or before.endswith(
            ("’s", "'s")
        )
        heard = scene.cast.of_pronoun.get(i - 1)
        if text.inside[i] and scene.is_heard(i) and (owner or _is_singled_out(scene, i - 1, i)):
            yield "third_party", "R41", i - 1, i + 1
            continue
        told = owner and not text.inside[i] and not scene.is_on_record(i)
        if told and not scene.is_anonymous(heard or scene.cast.subject.get(i)):
            yield "third_party", "R41", i - 1, i + 1


def _is_singled_out(scene: Scene, first: int, head: int) -> bool:
    text, after = scene.text, head + 1
    if text.form(first) not in ("a", "an", "one", "another"):
        return False
    if text.form(after) in ("who", "whose", "named", "called", "aged") or (
        text.form(after) == "," and text.form(after + 1) in ("who", "whose")
    ):
        return True
    if (
        text.form(after) == "of"
        and after + 1 < text.n
        and (text.sort[after + 1] == DIGIT or text.has(after + 1, "number"))
    ):
        return True
    return any(text.forms[k] in ("year", "aged") for k in range(first, head))
