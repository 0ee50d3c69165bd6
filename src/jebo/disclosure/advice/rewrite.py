"""Sentences written out anew, with the wordings that were chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from jebo.disclosure.advice.frame import CLOSERS, OPENERS
from jebo.disclosure.advice.ladder import Cut, Edit, Phrasing
from jebo.disclosure.judgement import Reworded

Span = tuple[int, int]
_STOPPED = re.compile(r"[.!?:;…][”’\"')\]]*$")


def reworded(
    text: str, language: str, units: Sequence[Span], chosen: Mapping[int, tuple[int, Phrasing]]
) -> tuple[Reworded, ...]:
    """The sentences that change.

    :param units: sentences as offsets, in order, apart from each other.
    :param chosen: for each detail that changes, the number of its sentence and its new wording.
    """
    made = []
    for number, (start, end) in enumerate(units):
        mine = [phrasing for unit, phrasing in chosen.values() if unit == number]
        if not mine:
            continue
        if any(phrasing.template.cut is Cut.SENTENCE for phrasing in mine):
            made.append(Reworded(start=start, end=end, text=""))
            continue
        edits = outermost(edit for phrasing in mine for edit in phrasing.edits)
        new = _apply(text, start, end, edits, language)
        if new != text[start:end]:
            made.append(Reworded(start=start, end=end, text=new))
    return tuple(made)


def outermost(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits without those that lie inside another's span or overlap it, in order."""
    kept: list[Edit] = []
    for edit in sorted(set(edits), key=lambda e: (e.start - e.end, e.start, e.text)):
        if all(edit.end <= other.start or edit.start >= other.end for other in kept) or (
            edit.start == edit.end and all(not other.start < edit.start < other.end for other in kept)
        ):
            kept.append(edit)
    return tuple(sorted(kept, key=lambda e: (e.start, e.end)))


def _apply(text: str, start: int, end: int, edits: Sequence[Edit], language: str) -> str:
    out, at, changed = "", start, set()
    for edit in edits:
        out += text[at : max(edit.start, at)]
        out += edit.text
        if out and not out[-1].isspace():
            changed.add(len(out))
        at = max(edit.end, at)
    out += text[at:end]
    if language == "ko":
        from jebo.disclosure.advice import korean

        return korean.tidy(out, changed=frozenset(changed))
    return _tidied(out, text[start:end])


def _tidied(out: str, printed: str) -> str:
    """An English sentence with its edits, tidied as far as it was tidy when printed."""
    from jebo.disclosure.advice.english.tidy import articles, tidy

    done = tidy(out, capital=_begins(printed))
    if _STOPPED.search(printed) and not _STOPPED.search(done):
        done += "."
    return articles(done) if articles(printed) == printed else done


def _begins(sentence: str) -> bool:
    """Whether the printed sentence begins with a capital."""
    bare = sentence.lstrip(OPENERS + CLOSERS + " \n―–—*#>-")
    return bare[:1].isupper() or bare[:1].isdigit()
