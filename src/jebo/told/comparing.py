"""From two editions to what a translation changed, and what both leave together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from jebo.texts import Document
from jebo.told.compared import Compared, Edition
from jebo.told.judging import story_of
from jebo.told.language import language_of
from jebo.told.newsroom import Newsroom

YEAR: Final = re.compile(r"(?:19|20)\d\d")
_DATES: Final = ("date", "published", "publishdate", "날짜")
"""Keys of front matter that hold a story's day."""


def edition_of(document: Document, newsroom: Newsroom, *, name: str = "") -> Edition:
    """A text as an edition; *newsroom* is what was set for it.

    :raises OtherLanguage: if it is neither English nor Korean.
    """
    story = story_of(document)
    return Edition(
        name=name,
        text=document.text,
        story=story,
        language=newsroom.language or language_of(story),
        newsroom=newsroom,
        year=_dated(document),
    )


def _dated(document: Document) -> int | None:
    """The year of the story's day, if its front matter tells it."""
    days = (str(value) for key, value in document.front.items() if key.casefold() in _DATES)
    return next((int(year[0]) for day in days if (year := YEAR.search(day))), None)


def compared(
    korean: Edition, english: Edition, *, pack: str | None = None, year: int | None = None
) -> Compared:
    """What the English edition changed of the Korean one, and the figures of each source in both.

    :param pack: goes before that of the editions' newsroom; without any the Korean text decides.
    :param year: goes before the day in front matter; without any, terms are not held against their years.
    """
    from jebo.disclosure.drift import compare
    from jebo.disclosure.drift.together import together
    from jebo.packs import guess, load
    from jebo.packs.drift import tongues
    from jebo.packs.language import language

    newsroom = english.newsroom.over(korean.newsroom)
    country = load(pack or newsroom.pack or guess(korean.story, "ko"))
    country = replace(country, outlets=country.outlets + newsroom.outlets)
    year = year or korean.year or english.year
    languages = {code: language(code, country.id, outlets=newsroom.outlets) for code in ("ko", "en")}
    known = tongues(country.id)
    found = compare(korean.story, english.story, known, country, year=year, languages=languages)
    settings = newsroom.settings(country)
    both = together(korean.story, english.story, found, languages, country, settings)
    return Compared(korean=korean, english=english, pack=country.id, year=year, found=found, together=both)
