"""What ties a source to the matter: "familiar with", "who works", and the words before "source"."""

from __future__ import annotations

from collections.abc import Iterator

from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_scene import Detail, Scene

_TIES = frozenset(
    "familiar close briefed involved privy versed aware knowledgeable acquainted connected".split()
)
_NOT_ROLES = frozenset(
    "informed reporting research inside several multiple local same various separate numerous reliable "
    "inside well other single daily only".split()
)


def ties(scene: Scene) -> Iterator[Detail]:
    """Roles that are no nouns, and kin of a source."""
    yield from _modifiers(scene)
    yield from _phrases(scene)
    yield from _kin(scene)


def _modifiers(scene: Scene) -> Iterator[Detail]:
    """ "Military" in "a military source"."""
    for _, first, last, sort in scene.mentions():
        if sort != "source" or last - first < 2:
            continue
        begin = last - 1
        while begin > first and _is_role(scene, begin - 1):
            begin -= 1
        if begin < last - 1:
            yield "attribution.role", "R24", begin, last - 1


def _is_role(scene: Scene, k: int) -> bool:
    text = scene.text
    form = text.forms[k]
    if (
        form in e.FUNCTION
        or form in _NOT_ROLES
        or form in e.NUMBERS
        or form in e.LINKING
        or not form[0].isalpha()
    ):
        return False
    return not text.mask[k] & (text.places | text.bit["media"]) and not form.endswith(("’s", "'s"))


def _phrases(scene: Scene) -> Iterator[Detail]:
    text = scene.text
    for _, _, last, sort in scene.mentions():
        k = last
        if text.form(k) == ",":
            k += 1
        if text.form(k) in ("of", "in", "from", "at", "inside") and sort in ("source", "people"):
            end = scene.noun_end(k + 1 + (text.form(k + 1) in ("the", "a")), 4)
            if text.form(end) in ("who", "familiar", "with", "close"):
                k = end
        if text.form(k) in ("who", "whose"):
            yield from _who(scene, k, sort)
        elif text.form(k) in _TIES or (text.form(k) == "with" and _knows(scene, k)):
            yield "attribution.role", "R25", k, _end(scene, k)


def _knows(scene: Scene, k: int) -> bool:
    return any(
        f in ("knowledge", "ties", "access", "links", "connections", "contacts", "business")
        for f in scene.text.forms[k : k + 4]
    )


def _who(scene: Scene, k: int, sort: str) -> Iterator[Detail]:
    """A clause that tells a career: "who sells iced coffee at the gate"."""
    text = scene.text
    near = range(k + 1, min(k + 5, text.n))
    if text.forms[k] == "whose" and any(text.has(j, "kin") for j in near[:2]):
        yield "attribution.person", "R28", k, _end(scene, k)
        return
    if any(text.has(j, "say") or text.has(j, "anonymity") or text.has(j, "saw") for j in near[:3]):
        return
    bare = sort in ("person", "people", "name", "kin")
    if (
        bare
        or any(text.has(j, "career") for j in near)
        or any(text.forms[j] in _TIES for j in range(k + 1, min(k + 4, text.n)))
    ):
        yield "attribution.role", "R25", k, _end(scene, k)


def _end(scene: Scene, k: int) -> int:
    """One past the clause that begins at *k*."""
    text, j = scene.text, k + 1
    while j < text.n and j - k < 16 and text.sentence[j] == text.sentence[k]:
        if (
            text.forms[j] in (",", ".", ";", "—", "“", "”", "and")
            or (text.has(j, "say") and j > k + 2)
            or text.inside[j] != text.inside[k]
        ):
            break
        j += 1
    return j


def _kin(scene: Scene) -> Iterator[Detail]:
    """ "His wife" of a source; "my husband" in his words."""
    text = scene.text
    for i in text.where("kin"):
        k = i - 1
        while k > i - 3 and text.form(k) not in e.POSSESSIVE and text.form(k) not in e.FUNCTION:
            k -= 1
        if (text.form(k) in ("my", "our") and text.inside[i] and scene.is_heard(i)) or (
            text.form(k) in ("his", "her") and scene.is_anonymous(scene.cast.of_pronoun.get(k))
        ):
            yield "attribution.person", "R28", k, i + 1
