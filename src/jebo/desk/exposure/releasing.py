"""What the release check asks of the exposure history, and what a release puts into it: one call each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import zip_longest

from jebo.desk.exposure.events import events_of
from jebo.desk.exposure.facts import scenes_of
from jebo.desk.exposure.history import given, heard, with_history
from jebo.desk.exposure.told import Told
from jebo.desk.stories.models import Story
from jebo.disclosure.modelling import SourceScene
from jebo.disclosure.settings import Settings
from jebo.packs import load
from jebo.packs.language import language


def told_of(
    story: Story, source: str, texts: Mapping[str, str], *, release: str, day: date, under: str = ""
) -> Told:
    """What the editions of a story give away together of one source, to be recorded.

    Which of the voices of a text a source is, nobody has written down: all of them are charged to each source.

    :param texts: what was checked, by language (``ko``, ``en``).
    :param under: what it is kept under, where that is not the story: what is kept under a story is not asked of its own next edition.
    """
    events, kept = events_of(story), under or story.pk
    voices = _voices(story, texts)
    found = [given(source, kept, *voice, events=events, text=" ".join(texts.values())) for voice in voices]
    facts = dict.fromkeys(fact for one in found for fact in one.facts)
    signs = {sign for one in found for sign in one.signs}
    return Told(story=kept, release=release, day=day, facts=tuple(facts), signs=tuple(sorted(signs)))


def settings_for(settings: Settings, story: Story, source: str, texts: Mapping[str, str]) -> Settings:
    """The settings of the check of a story as told by one source: its history as far as a reader can link it.

    A story that rests on several sources is checked once for each, and the worst counts.
    """
    events, said = events_of(story), " ".join(texts.values())
    signs = {
        sign
        for voice in _voices(story, texts)
        for sign in heard(source, story.pk, *voice, events=events, text=said)
    }
    return with_history(settings, source, story.pk, events=events, signs=signs)


def _voices(story: Story, texts: Mapping[str, str]) -> list[tuple[SourceScene, ...]]:
    """For each voice its scene in each edition, the Korean one first."""
    pack = load(story.pack)
    codes = sorted(texts, reverse=True)
    scenes = [scenes_of(texts[code], language(code, pack.id), pack) for code in codes]
    return [tuple(one for one in voice if one is not None) for voice in zip_longest(*scenes)]
