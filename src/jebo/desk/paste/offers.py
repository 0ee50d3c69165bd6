"""Wordings one click away: what stands on the button, and what it changes in the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jebo.desk.paste.units import Units
from jebo.disclosure.judgement import Judged, Reworded, Rewrite, Rung
from jebo.errors import N_
from jebo.told import in_words
from jebo.told.answer import Answer
from jebo.told.messages import _

OPEN = 3
"""Wordings of a detail that stand open; the others are folded. Chosen by us: one line of buttons."""
_UNQUOTED = "…"  # how the engine's ladders show a quotation that becomes indirect speech
LEAVE_OUT = {
    "quotes": N_("without quotation marks"),
    "phrase": N_("leave it out"),
    "sentence": N_("leave the sentence out"),
}
_ALL, _ONE = N_("Take all of it"), N_("Take this sentence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What stands from ``start`` to ``end`` (code points) gives way to ``text``."""

    start: int
    end: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An answer on its way to a page, and how a browser counts its text."""

    answer: Answer
    units: Units

    @classmethod
    def of(cls, answer: Answer) -> Sheet:
        """That of an answer."""
        return cls(answer=answer, units=Units.of(answer.text))

    def data(self, edits: Iterable[Edit]) -> str:
        """Edits for the page's script: start and end in UTF-16 units, and the new text."""
        told = [[self.units(edit.start), self.units(edit.end), edit.text] for edit in edits]
        return json.dumps(told, ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A wording to take: its id within one check, the words on its button, what it changes, and what that would leave.

    ``in_language`` tells whether the label is in the text's language; else it is in the reader's.
    """

    id: str
    label: str = field(repr=False)
    in_language: bool
    edits: tuple[Edit, ...]
    data: str = field(repr=False)
    effect: str = ""

    @property
    def places(self) -> int:
        """How many places of the text it changes."""
        return len(self.edits)


def of_detail(sheet: Sheet, judged: Judged) -> tuple[Offer, ...]:
    """The wordings of a detail that read well in its sentence, the one to take first, each text once."""
    text, better = sheet.answer.text, sheet.answer.better(judged)
    ladder = sorted(judged.ladder, key=lambda rung: (better is None or rung.step != better.step, rung.step))
    found: dict[tuple[Edit, ...], Offer] = {}
    for rung in ladder:
        edits = tuple(edits_of(text, rung.sentences))
        if edits and edits not in found and _reads_well(text, judged, edits):
            found[edits] = _offer(sheet, judged, rung, edits)
    return tuple(found.values())


def _offer(sheet: Sheet, judged: Judged, rung: Rung, edits: tuple[Edit, ...]) -> Offer:
    now = sheet.answer.present(judged)
    told = rung.text not in ("", _UNQUOTED)
    return Offer(
        id=f"d{judged.detail.id}.{rung.step}",
        label=rung.text if told else _(LEAVE_OUT[_left_out(rung)]),
        in_language=told,
        edits=edits,
        data=sheet.data(edits),
        effect=in_words.reworded(now, rung.possible_speakers) if now and rung.possible_speakers else "",
    )


def _left_out(rung: Rung) -> str:
    if rung.text == _UNQUOTED:
        return "quotes"
    return "phrase" if any(sentence.text.strip() for sentence in rung.sentences) else "sentence"


def of_rewrite(sheet: Sheet, rewrite: Rewrite, number: int) -> Offer:
    """All sentences of a rewrite at once."""
    return _of_sentences(sheet, f"r{number}", _(_ALL), rewrite.sentences)


def of_sentence(sheet: Sheet, sentence: Reworded, rewrite: int, number: int) -> Offer:
    """One sentence of a rewrite."""
    return _of_sentences(sheet, f"r{rewrite}.{number}", _(_ONE), [sentence])


def _of_sentences(sheet: Sheet, id: str, label: str, sentences: Iterable[Reworded]) -> Offer:
    edits = tuple(edits_of(sheet.answer.text, sentences))
    return Offer(id=id, label=label, in_language=False, edits=edits, data=sheet.data(edits))


def edits_of(text: str, sentences: Iterable[Reworded]) -> Iterator[Edit]:
    """Sentences as changes to no more than what they change; a sentence that is left out takes its gap along."""
    for sentence in sentences:
        old, new = text[sentence.start : sentence.end], sentence.text
        if not new.strip():
            yield Edit(start=sentence.start, end=_past_gap(text, sentence.end), text="")
        elif old != new:
            before, after = _common(old, new)
            end = sentence.end - after
            yield Edit(start=sentence.start + before, end=end, text=new[before : len(new) - after])


def _past_gap(text: str, end: int) -> int:
    while end < len(text) and text[end] in " \t":
        end += 1
    return end


def _common(old: str, new: str) -> tuple[int, int]:
    """How many letters two texts share at the beginning, and at the end besides."""
    most = min(len(old), len(new))
    before = next((i for i in range(most) if old[i] != new[i]), most)
    rest = most - before
    after = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    return before, after


def _reads_well(text: str, judged: Judged, edits: Iterable[Edit]) -> bool:
    """Whether no word is cut in two: neither where the detail begins, nor behind the word in which it ends."""
    start, end = judged.detail.start, judged.detail.end
    if _inside_word(text, start):
        return False
    while end < len(text) and text[end].isalnum():
        end += 1
    here = [edit for edit in edits if edit.start <= judged.detail.end and edit.end >= start]
    return all(edit.end <= end or not _inside_word(text, edit.end) for edit in here)


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def put(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits in it; they do not overlap."""
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
