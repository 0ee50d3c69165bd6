"""Sixteen questions to ask before publication, from cases that went wrong; answered where the desk knows.

Source: the cases and guidance gathered in the project's research on disclosure (court papers on Kim 2009, Albury 2018 and Winner
2017; AP, Reuters and CPJ on attribution).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from jebo.desk.publication.check import Check, NothingToRelease, check
from jebo.desk.publication.models import Answer
from jebo.desk.stories.models import Story
from jebo.disclosure.detail import Kind

Phrase = tuple[str, str]
"""A language and words in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, and what the desk knows about it: phrases of the text, a sentence, or nothing.

    :param digest: of all editions as they are looked at.
    :param answers: what colleagues said, each with whether it was of the text as it is.
    """

    code: str
    asks: Any
    knows: Any = ""
    phrases: tuple[Phrase, ...] = ()
    digest: str = ""
    answers: tuple[tuple[Answer, bool], ...] = ()


Known = Callable[[Check], tuple[Any, tuple[Phrase, ...]]]
NOTHING_FOUND = _("The check found nothing of the kind.")
LOOK = _("The check found these:")


def _kinds(*kinds: Kind) -> Known:
    def look(found: Check) -> tuple[Any, tuple[Phrase, ...]]:
        phrases = tuple(
            (one.language, one.phrase(detail.start, detail.end))
            for one in found.found.editions
            for detail in one.details
            if detail.kind in kinds
        )
        return (LOOK if phrases else NOTHING_FOUND), phrases

    return look


def _figures(found: Check) -> tuple[Any, tuple[Phrase, ...]]:
    open_ = [one for one in found.open if one.code in ("limits", "together")]
    return (
        _("Too few, by the limits of the newsroom.") if open_ else _("Enough, by the limits of the newsroom.")
    ), ()


def _others(found: Check) -> tuple[Any, tuple[Phrase, ...]]:
    phrases = tuple((one.language, one.phrase) for one in found.open if one.code == "third-party")
    return (LOOK if phrases else NOTHING_FOUND), phrases


def _photos(found: Check) -> tuple[Any, tuple[Phrase, ...]]:
    names = tuple(
        ("en", piece.picture.name)
        for one in found.found.editions
        for piece in one.content.pieces
        if piece.picture
    )
    return (_("Drawn anew, without what the camera wrote. What is to be seen in them, a person has to look at:") if names
            else _("There is no photo.")), tuple(dict.fromkeys(names))  # fmt: skip


def _sources(found: Check) -> tuple[Any, tuple[Phrase, ...]]:
    return (_("It rests on more than one source.") if len(found.found.sources) > 1
            else _("It rests on one source at most: a second would widen the circle.")), ()  # fmt: skip


def _terms(found: Check) -> tuple[Any, tuple[Phrase, ...]]:
    broken = [one for one in found.open if one.code.startswith(("terms", "ask-first", "never"))]
    return (
        _("Something that was agreed is not kept yet.")
        if broken
        else _("What was agreed is kept, as far as it is written down.")
    ), ()


def _editions(found: Check) -> tuple[Any, tuple[Phrase, ...]]:
    drifts = tuple((one.language, one.phrase) for one in found.open if one.code == "drift")
    return (
        _("They differ in these:") if drifts else _("The comparison found no difference that counts.")
    ), drifts


def _nothing(found: Check) -> tuple[Any, tuple[Phrase, ...]]:
    del found
    return "", ()


ASKED: Final[tuple[tuple[str, Any, Known], ...]] = (
    ("people", _("How many people could know each fact, and all of them together?"), _figures),
    ("lists", _("Who keeps a list: attendance, access, guests, telephones?"), _nothing),
    (
        "timing",
        _("Can the timing be matched: the same day, “on Thursday”, “by telephone”?"),
        _kinds(Kind.TIME, Kind.CHANNEL),
    ),
    (
        "narrowing",
        _("Does a pronoun, an age, a job, a place or kin narrow it down?"),
        _kinds(Kind.PERSON, Kind.ROLE, Kind.PLACE),
    ),
    (
        "witness",
        _("Are there verbs of an eyewitness, and would “was told” be as true?"),
        _kinds(Kind.WITNESS),
    ),
    (
        "closed-room",
        _("Are there words from a closed room, an unusual turn, a dialect?"),
        _kinds(Kind.QUOTE, Kind.DOCUMENT),
    ),
    ("exact", _("Is a number exact where “several” tells the same story?"), _kinds(Kind.EXACT)),
    ("others", _("Who else would be questioned first?"), _others),
    (
        "earlier",
        _("What did earlier stories of the same source say, and what did others print of the event?"),
        _nothing,
    ),
    ("photos", _("Photos, papers, printers' dots, what a file knows of itself, postmarks?"), _photos),
    (
        "checking",
        _("What did we give away while checking: calls, requests, guesses confirmed or denied?"),
        _nothing,
    ),
    ("second", _("Would a second, independent source widen the circle honestly?"), _sources),
    ("agreed", _("Has the source agreed to this wording?"), _terms),
    ("delay", _("Would a month's delay do more than any rewording?"), _nothing),
    ("editions", _("Do both editions give away the same? Readers have both."), _editions),
    ("true", _("Is every rewritten sentence still true?"), _nothing),
)


CODES: Final = frozenset(code for code, _asks, _known in ASKED)


def questions(story: Story, day: date) -> list[Question]:
    """The sixteen, with what the desk knows and what colleagues said; without the first while there is nothing to look at."""
    found = _looked_at(story, day)
    now, said = found.found.digest if found else "", list(story.answers.select_related("by"))
    return [
        Question(
            code=code, asks=asks, knows=knows, phrases=phrases, digest=now,
            answers=tuple((one, one.digest == now) for one in said if one.question == code),
        )
        for code, asks, known in ASKED
        for knows, phrases in [known(found) if found else ("", ())]
    ]  # fmt: skip


def _looked_at(story: Story, day: date) -> Check | None:
    try:
        return check(story, day)
    except NothingToRelease:
        return None
