"""What anonymous speakers show of having been there: first persons with a deed."""

from __future__ import annotations

from collections.abc import Iterator

from jebo.disclosure.speakers.english_scene import Detail, Scene
from jebo.disclosure.words import LETTER

_FAR = 7  # words between a speaker and "who" ("a nurse from the county hospital who …"). Chosen by us.
_LONGEST = 8  # words of a clause that are marked. Chosen by us.
_WE = frozenset("we our we’d we'd we’ve we've".split())
_I = frozenset("i i’d i'd i’ve i've".split())
# After "we" nobody tells a deed.
_WE_NOT = frozenset(
    "can cannot can’t can't know believe think hope wish do don’t don't will won’t won't need must prefer want "
    "wanted be may might would should suppose guess doubt expect fear condemn deny reject urge demand invite "
    "call visit".split()
)
# After "I" nobody tells a deed: thoughts, words, and what lasts.
_I_NOT = frozenset(
    "thought said asked told wanted recognized recognised learned learnt intended believed hoped reported "
    "answered replied liked loved hated needed wished feared wondered seemed refused agreed expected supposed "
    "guessed doubted decided used lied phoned criticized criticised".split()
)
_I_DID = frozenset(
    "was had went did put wrote read gave sold bought made paid left sent spent saw heard".split()
)


_BETWEEN = frozenset(
    "himself herself themselves personally then later also once all had has have recently".split()
)
_PRESENT = frozenset(
    "there present among aboard inside nearby made forced ordered summoned lined held kept beaten next standing "
    "sitting waiting working watching on in at by near behind beside".split()
)
_NO_PLACE = frozenset(
    "tears charge contact touch exile hiding prison power condition prison jail leave trouble his her their "
    "first least work home retirement".split()
)


def clauses(scene: Scene) -> Iterator[Detail]:
    """ "Who carried the boxes", "who was in the yard", of an anonymous speaker: the clause as far as its verb."""
    text = scene.text
    for person, _, last, _ in scene.mentions():
        who = last
        while who < min(last + _FAR, text.n) and text.forms[who] != "who" and text.forms[who] not in ".;“”":
            who += 1
        if text.form(who) == "who" and not text.inside[who] and scene.is_anonymous(person):
            end = _deed(scene, who + 1)
            if end:
                yield "access.witness", "R55", who, end


def _deed(scene: Scene, k: int) -> int:
    """One past the verb at *k* that puts somebody there; 0 where there is none."""
    text = scene.text
    while text.form(k) in _BETWEEN:
        k += 1
    if text.has(k, "deed") or text.has(k, "saw"):
        return k + 1
    if text.form(k) not in ("was", "were", "been") or text.form(k + 1) not in _PRESENT:
        return 0
    return 0 if text.form(k + 2) in _NO_PLACE else min(k + 3, text.n)


def there(scene: Scene, first: int, last: int) -> Iterator[Detail]:
    """Each "we" and "our" of one stretch of speech; where there is none, the first "I" with a deed."""
    found = [k for k in range(first, last - 1) if _is_ours(scene, k)]
    found = found or [k for k in range(first, last - 1) if _is_mine(scene, k)][:1]
    done = -1
    for k in found:
        if k >= done:
            done = _end(scene, k, last)
            yield "access.witness", "R55", k, done


def _is_ours(scene: Scene, k: int) -> bool:
    text = scene.text
    return text.forms[k] in _WE and text.form(k + 1) not in _WE_NOT and not text.has(k + 1, "kin")


def _is_mine(scene: Scene, k: int) -> bool:
    """ "I" with a deed: a verb in the past that is no word and no thought."""
    text = scene.text
    if text.forms[k] not in _I or not text.words.capital[k]:
        return False
    verb = text.form(k + 1)
    return verb not in _I_NOT and (verb in _I_DID or text.has(k + 1, "deed") or verb.endswith("ed"))


def _end(scene: Scene, k: int, last: int) -> int:
    text, end = scene.text, k + 2
    while (
        end < last
        and end - k < _LONGEST
        and text.sort[end] == LETTER
        and text.sentence[end] == text.sentence[k]
    ):
        end += 1
    return end
