"""Testimony: written down, gone over, and never overwritten unseen."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from jebo.desk.refused import Refused
from jebo.desk.sources.models import Source
from jebo.desk.testimony import contacts, questions
from jebo.desk.testimony.models import Contact, Language, Testimony
from jebo.desk.testimony.passages import moved
from jebo.errors import N_


class SavedMeanwhile(Refused):
    """Somebody else has saved the testimony since the page was opened."""

    says = N_(
        "somebody else saved this testimony while you were writing; both wordings are here, nothing is lost"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The words of a testimony as somebody wants to have them."""

    sort: str = Testimony.Sort.TOLD
    day: date
    language: str = Language.KOREAN
    words: str = field(repr=False)
    translation: str = field(default="", repr=False)
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A call as somebody writes it down: the day and what was said; the rest only where it was asked for."""

    day: date
    words: str = field(default="", repr=False)
    asked: Collection[str] = ()
    """Ids of the questions that were asked."""
    language: str = ""
    """Of :class:`Language`; empty: found out from the letters."""
    channel: str = field(default="", repr=False)
    minutes: int | None = None
    note: str = field(default="", repr=False)
    kept_because: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a call left behind."""

    contact: Contact
    testimony: Testimony | None
    asked: int


def write(source: Source, written: Written) -> Testimony:
    """Keep a new testimony of a source; it is unread."""
    testimony = Testimony(
        source=source, sort=written.sort, day=written.day, language=written.language, words=written.words,
        translation=written.translation, draft=written.draft,
    )  # fmt: skip
    testimony.save(force_insert=True)
    return testimony


def take_call(source: Source, call: Called) -> Call:
    """Write down a call: the contact, the questions that were asked, and what was said, as a draft."""
    with transaction.atomic():
        contact = contacts.note(
            source,
            call.day,
            channel=call.channel,
            minutes=call.minutes,
            note=call.note,
            kept_because=call.kept_because,
        )
        ticked, said = questions.tick(source, call.asked), None
        if call.words.strip():
            language = call.language or language_of(call.words)
            said = write(source, Written(day=call.day, language=language, words=call.words, draft=True))
    return Call(contact=contact, testimony=said, asked=ticked)


def change(id: str, written: Written, version: int) -> Testimony:
    """Save a changed wording, and take the statements that rest on it along.

    :param version: what was on the page when the member began to write.
    :raises SavedMeanwhile: another version is there now; nothing was changed.
    """
    with transaction.atomic():
        testimony: Testimony = Testimony.objects.select_for_update().get(pk=id)
        if testimony.version != version:
            raise SavedMeanwhile
        if (testimony.words, testimony.day) != (written.words, written.day):
            _take_statements_along(testimony, written)
        testimony.sort, testimony.day, testimony.language = written.sort, written.day, written.language
        testimony.words, testimony.translation = written.words, written.translation
        testimony.draft, testimony.version = written.draft, version + 1
        testimony.save()
    return testimony


def _take_statements_along(testimony: Testimony, written: Written) -> None:
    """The statements keep the day on which they were told, and their passages where these stand as they were."""
    for statement in testimony.statements.all():
        if statement.day == testimony.day:
            statement.day = written.day
        if statement.start is not None and statement.end is not None:
            place = moved(testimony.words, written.words, statement.start, statement.end)
            statement.start, statement.end = place or (None, None)
        statement.save(update_fields=["day", "start", "end"])


def mark(testimony: Testimony, *, read: bool) -> None:
    """Say whether somebody has read it."""
    testimony.read = read
    testimony.save(update_fields=["read"])


def language_of(words: str) -> str:
    """The language that most of *words* is in: Korean, Chinese, English; else another. Without a letter: Korean.

    A syllable of Hangul or a Chinese character counts twice: it says as much as two Latin letters.

    >>> str(language_of("쌀값이 20원 올랐다 (rice)"))
    'ko'
    """
    weights: Counter[str] = Counter()
    for letter in filter(str.isalpha, words):
        language = _of_letter(letter)
        weights[language] += 1 if language in (Language.ENGLISH, Language.OTHER) else 2
    return weights.most_common(1)[0][0] if weights else Language.KOREAN


def _of_letter(letter: str) -> Language:
    if "가" <= letter <= "힣" or "ㄱ" <= letter <= "ㆎ":
        return Language.KOREAN
    if "一" <= letter <= "鿿":
        return Language.CHINESE
    return Language.ENGLISH if letter.isascii() else Language.OTHER


def duress_heard(source: Source, words: str) -> bool:
    """Whether the word stands in *words* that the source agreed to say when not free to speak."""
    word = _plain(source.duress_word)
    return bool(word) and word in _plain(words)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
