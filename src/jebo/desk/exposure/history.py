"""The exposure history of a source: kept sealed, read by the check, destroyed with its source.

It is read and written over the wall, since the release check asks it for people who may not see the source. Whoever shows
something of it to a person asks first whether that person may see the source.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from jebo.desk import unlocked
from jebo.desk.exposure import sealed
from jebo.desk.exposure.facts import Given, Keyed, of, opaque, same_as, signs_of
from jebo.desk.exposure.linked import linked
from jebo.desk.exposure.models import History
from jebo.desk.exposure.sealed import Opened
from jebo.desk.exposure.told import Told
from jebo.desk.keyring import Keyring
from jebo.desk.refused import Refused
from jebo.desk.sources.models import Source
from jebo.desk.sources.waiting import same_person
from jebo.desk.wall import whole_desk
from jebo.disclosure.anonymity.scene import Published
from jebo.disclosure.modelling import Part, SourceScene
from jebo.disclosure.settings import Settings
from jebo.errors import N_
from jebo.sealing import SealingError

__all__ = ["Told", "ever", "forget", "given", "heard", "published", "record", "stories", "with_history"]

_MARK_BYTES = 32


class HistoryGone(Refused):
    """There is a history, and its key is not there, or does not open it."""

    says = N_(
        "the exposure history of a source cannot be opened, so nothing that rests on it can be checked; put exposure.age from"
        " the latest backup in its place"
    )


class NoKeys(Refused):
    """The desk was opened without its data folder."""

    says = N_("the keys of the exposure histories are not here; open the desk with its data folder")


# What others call.


def record(source: str, told: Told) -> None:
    """Keep what was given away of a source (by its id). The same facts of the same release twice are one."""
    with whole_desk(), transaction.atomic():
        Source.objects.select_for_update().filter(
            pk=source
        ).first()  # one after the other, where the database can
        before = _of(source) or _begun(source)
        _keep(source, replace(before, told=_with(before.told, _hidden(before.mark, told))))


def published(source: str, *, but: str = "", signs: Collection[str] | None = None) -> tuple[Published, ...]:
    """All that was given away of a source so far, for :class:`jebo.disclosure.settings.Settings`.

    :param but: the id of a story whose own releases do not count, since two editions of a story are one release.
    :param signs: those of the text that is checked (:func:`heard`), so that only what a reader can link with it multiplies;
        without them everything does.
    """
    facts: list[Published] = []
    for one in _all(source):
        told = [row for row in one.told if not but or row.story != _hidden_story(one.mark, but)]
        seen = linked(signs, {row.release: row.signs for row in told}) if signs is not None else None
        facts += (
            fact if seen is None else replace(fact, linked=row.release in seen)
            for row in told
            for fact in row.facts
        )
    return tuple(dict.fromkeys(facts))


def ever(source: str) -> Sequence[Told]:
    """The same by release, oldest first (of one day as recorded), for the page of a source. Stories have opaque ids (:func:`stories`)."""
    return sorted((row for one in _all(source) for row in one.told), key=lambda row: row.day)


def given(
    source: str, story: str, *editions: SourceScene, events: Mapping[str, str] | None = None, text: str = ""
) -> Given:
    """What the editions of a story give away of a source together, with ids made for this source; to be recorded.

    :param editions: its scene in each edition, the original first (:func:`jebo.desk.exposure.facts.scenes_of`).
    :param events: :func:`jebo.desk.exposure.events.events_of` the story.
    :param text: to find whether it says that the source spoke before.
    """
    keyed = keyed_for(source, story, events)
    found = of(keyed, *editions)
    return replace(found, signs=signs_of(keyed, *editions, text=text))


def heard(
    source: str, story: str, *editions: SourceScene, events: Mapping[str, str] | None = None, text: str = ""
) -> tuple[str, ...]:
    """The signs by which a reader links a story with others of the source. Nothing is written."""
    keys = (Keyed(key=mark, story=story, events=events or {}) for mark in _marks(source))
    return tuple(
        sorted({sign for keyed in keys for sign in signs_of(keyed, *editions, text=text, near=True)})
    )


def with_history(
    settings: Settings,
    source: str,
    story: str,
    *,
    events: Mapping[str, str] | None = None,
    signs: Collection[str] | None = None,
) -> Settings:
    """The settings of a check of *story* as told by *source*: with what was published before, and what of it is repeated.

    A story that rests on several sources is checked once for each.
    """
    names: list[Callable[[Sequence[Part]], Mapping[str, str]]] = [
        same_as(Keyed(key=mark, story=story, events=events or {})) for mark in _marks(source)
    ]

    def same(parts: Sequence[Any]) -> Mapping[str, str]:
        return {hidden: name for one in names for hidden, name in one(parts).items()}

    return replace(settings, history=published(source, but=story, signs=signs), same=same)


def stories(source: str, ids: Iterable[str]) -> dict[str, str]:
    """Which of the desk's stories (by id) stands behind an opaque id of :func:`ever`."""
    marks = _marks(source)
    return {_hidden_story(mark, one): one for one in ids for mark in marks}


def forget(source: str) -> None:
    """Destroy the history of a source: its row goes with the source, its key when that is certain."""
    keys = _keys()
    transaction.on_commit(lambda: keys.destroy(source))


# How it is kept.


def _keys() -> Keyring:
    keys = unlocked.desk().exposure
    if keys is None:
        raise NoKeys
    return keys


def _of(source: str) -> Opened | None:
    """The history of one alias; none where nothing was recorded.

    :raises HistoryGone: it cannot be opened.
    """
    with whole_desk():
        row = History.objects.filter(pk=source).first()
    if row is None:
        return None
    key = _keys().of(source)
    if key is not None:
        try:
            return sealed.opened(bytes(row.sealed), key)
        except (SealingError, ValueError, LookupError):
            pass
    raise HistoryGone


def _all(source: str) -> list[Opened]:
    """The histories of one person under all aliases."""
    return [one for alias in sorted(same_person([source])) if (one := _of(alias))]


def _marks(source: str) -> list[bytes]:
    return list(dict.fromkeys(one.mark for one in _all(source)))


def keyed_for(source: str, story: str, events: Mapping[str, str] | None = None) -> Keyed:
    """How ids are made for a source; the key of its ids is kept from now on.

    :raises HistoryGone: the history cannot be opened.
    """
    with whole_desk(), transaction.atomic():
        history = _of(source)
        if history is None:
            history = _begun(source)
            _keep(source, history)
    return Keyed(key=history.mark, story=story, events=events or {})


def _begun(source: str) -> Opened:
    """An empty history; its ids are those that this person has already under another alias."""
    return Opened(mark=next(iter(_marks(source)), None) or secrets.token_bytes(_MARK_BYTES))


def _keep(source: str, history: Opened) -> None:
    History(source_id=source, sealed=sealed.closed(history, _keys().made(source))).save()


def _hidden_story(mark: bytes, story: str) -> str:
    return opaque(mark, "story", story)


def _hidden(mark: bytes, told: Told) -> Told:
    """The same with opaque ids for its story and its release."""
    story = _hidden_story(mark, told.story)
    facts = tuple(replace(fact, story=story) for fact in told.facts)
    return replace(told, story=story, release=opaque(mark, "release", told.release), facts=facts)


def _with(before: tuple[Told, ...], new: Told) -> tuple[Told, ...]:
    """With one release more; what is told of one twice is joined."""
    old = next((one for one in before if one.release == new.release), None)
    if old is None:
        return (*before, new)
    joined = replace(
        new, day=min(old.day, new.day), facts=tuple(dict.fromkeys(old.facts + new.facts)),
        signs=tuple(sorted({*old.signs, *new.signs})),
    )  # fmt: skip
    return tuple(joined if one is old else one for one in before)
