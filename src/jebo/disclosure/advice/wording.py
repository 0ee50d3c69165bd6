"""The wordings of a detail in its sentence, from the exact one to leaving it out."""

from __future__ import annotations

import re

from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import LEFT_OUT, Cut, Edit, Phrase, Phrasing, Template

_SLOT = re.compile(r"\{(\w+)\}")
EXACT = Template(loss=0.0, up=0)
"""The wording as printed."""


def wordings(frame: Frame, language: str) -> tuple[Phrasing, ...]:
    """The wordings of a detail: the exact one, the steps that its words can take, and leaving its sentence
    out.

    Each is entailed by the one before. A step is passed over where a slot cannot be filled or the sentence
    would break.
    """
    phrase = _phrase(frame, language)
    steps = [Phrasing(text=frame.phrase, template=EXACT)]
    for template in frame.ladders.of(phrase.kind, phrase.phrase_class):
        made = _step(template, phrase)
        if made is not None and made.text != steps[-1].text:
            steps.append(made)
    if steps[-1].template.cut is not Cut.SENTENCE:
        steps.append(Phrasing(text="", template=LEFT_OUT))
    return tuple(steps)


def _phrase(frame: Frame, language: str) -> Phrase:
    """The phrase of a detail; the module of a language is loaded when it is asked for, for a story has one."""
    if language == "en":
        from jebo.disclosure.advice import english

        return english.phrase(frame)
    if language == "ko":
        from jebo.disclosure.advice import korean

        return korean.phrase(frame)
    return Phrase(kind=frame.kind, phrase_class="other", start=frame.start, end=frame.end)


def _step(template: Template, phrase: Phrase) -> Phrasing | None:
    if template.cut is Cut.SENTENCE:
        return Phrasing(text="", template=template)
    if template.cut is Cut.PHRASE:
        return None if phrase.cuts is None else Phrasing(text="", template=template, edits=phrase.cuts)
    if template.text == "{unquoted}":
        return None if phrase.unquoted is None else _indirect(template, phrase)
    names = _SLOT.findall(template.text)
    if not all(phrase.slots.get(name) for name in names):
        return None
    text = template.text.format(**{name: phrase.slots[name] for name in names})
    return Phrasing(text=text, template=template, edits=(Edit(phrase.start, phrase.end, text),))


def _indirect(template: Template, phrase: Phrase) -> Phrasing:
    """Indirect speech is shown without its words: they stay where they are."""
    return Phrasing(text="…", template=template, edits=phrase.unquoted or ())
