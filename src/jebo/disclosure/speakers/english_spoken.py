"""Words of anonymous speakers: unmarked answers of interviews, and what they show of having been there."""

from __future__ import annotations

from collections.abc import Iterator

from jebo.disclosure.speakers import NOBODY
from jebo.disclosure.speakers.english_scene import Detail, Scene
from jebo.disclosure.speakers.english_there import there

_DASHES = frozenset("— – ― - -- ―― q".split())
_ASKED = 45  # words; a longer paragraph with a question mark at its end is no question. Chosen by us.


def spoken(scene: Scene) -> Iterator[Detail]:
    """Answers without quotation marks, and first persons in all that is spoken."""
    answers = [*_answers(scene), *_labelled(scene)]
    for first, last in answers:
        yield "voice.quote", "R35", first, last
    marked = [
        (q.first, q.last)
        for q, s in zip(scene.text.structure.quotes, scene.quote, strict=True)
        if s > NOBODY and q.last - q.first > 3
    ]
    for first, last in (*answers, *marked):
        yield from there(scene, first, last)


def _paragraphs(scene: Scene) -> list[tuple[int, int]]:
    text = scene.text
    begins = [i for i in range(text.n) if not i or text.paragraph[i] != text.paragraph[i - 1]]
    return list(zip(begins, [*begins[1:], text.n], strict=True))


def _answers(scene: Scene) -> list[tuple[int, int]]:
    """Paragraphs that follow questions, in a text with two questions or more."""
    text = scene.text
    parts = _paragraphs(scene)
    asked = [_is_question(scene, a, b) for a, b in parts]
    if sum(asked) < 2:
        return []
    return [
        (a, b)
        for (a, b), before, here in zip(parts[1:], asked, asked[1:], strict=False)
        if before and not here and not any(text.inside[a:b]) and text.forms[a] not in _DASHES and b - a > 1
    ]


def _is_question(scene: Scene, a: int, b: int) -> bool:
    text = scene.text
    if any(text.inside[a:b]) or b - a > _ASKED:
        return False
    while b > a and text.forms[b - 1] == "*":
        b -= 1
    return text.forms[b - 1] == "?" and b - a > 2


def _labelled(scene: Scene) -> Iterator[tuple[int, int]]:
    """What follows "Nurse:" when no quotation mark does."""
    text = scene.text
    for f in scene.frames:
        if (
            text.forms[f.verb] == ":"
            and scene.is_anonymous(scene.cast.of_frame.get(f.verb))
            and f.verb + 1 < text.n
        ):
            end = f.verb + 1
            while end < text.n and text.paragraph[end] == text.paragraph[f.verb]:
                end += 1
            if end > f.verb + 1 and not text.inside[f.verb + 1]:
                yield f.verb + 1, end
