"""Fills an empty desk with invented people and things said, to try it out and to measure it. Never for a desk in use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction

from jebo.desk import invented_stories
from jebo.desk.events.models import Event, Standing, Support
from jebo.desk.events.rests import recompute
from jebo.desk.ids import LENGTH
from jebo.desk.invented import Inventor, Told
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.desk.rights import Role
from jebo.desk.sources.alias import word_pairs
from jebo.desk.sources.models import Sharing, Source
from jebo.desk.stories.models import Edition, RestsOn, Revision, Story
from jebo.desk.testimony.models import Contact, Statement, Testimony
from jebo.desk.testimony.statement import CANNOT_BE_JUDGED, stage_of
from jebo.desk.wall import whole_desk
from jebo.errors import N_
from jebo.packs import load

_AT_ONCE = 2_000  # rows in one statement; chosen by us
_TESTIMONIES = 400  # likewise
_EVENTS = 100  # likewise
_CACHE_KIB = 64 << 10  # likewise
_EDITORS = 3  # who share the sources out among them; chosen by us


class InUse(Refused):
    """The desk holds sources already."""

    says = N_("this desk holds sources already; invented ones are put into an empty desk only")


def seed(
    *,
    sources: int = 2_000,
    testimonies: int = 20_000,
    statements: int = 100_000,
    stories: int = 5_000,
    seed: int = 1,
    day: date,
) -> None:
    """Fill the desk: the same rows from the same *seed*.

    :raises InUse: the desk holds a source.
    """
    _make_room()
    with whole_desk(), transaction.atomic():
        if Source.objects.exists():
            raise InUse
        inventor = Inventor(load("kp"), day, seed)
        editors = _editors()
        people = _sources(inventor, sources, editors, day)
        _statements(inventor, people, testimonies, statements)
        _contacts(inventor, people, day)
        _events(inventor, max(statements // 100, 1))
        _stories(inventor, stories, editors, day)
    from jebo.desk.search.index import rebuild

    rebuild()


def _make_room() -> None:
    """Keep 64 MiB of the database in memory while it is filled: each row goes to a random place in ten indexes, and each place
    that is not there has to be read, checked and decrypted. With SQLite's usual 2 MiB, 100,000 statements took three times as long.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")


def _editors() -> list[Member]:
    names = [f"Editor {number}" for number in range(1, _EDITORS + 1)]
    known = {member.name: member for member in Member.objects.filter(name__in=names)}
    return [
        known.get(name) or Member.objects.create_user(name, None, [Role.CONTACT_EDITOR, Role.REPORTER])
        for name in names
    ]


def _id(inventor: Inventor) -> str:
    """An id that is the same from the same seed."""
    return hashlib.sha256(inventor.chance.randbytes(16)).hexdigest()[:LENGTH]


def _sources(inventor: Inventor, count: int, editors: list[Member], day: date) -> list[Source]:
    aliases = list(islice(word_pairs("ko"), 400_000))
    inventor.chance.shuffle(aliases)
    made = [
        Source(
            id=_id(inventor), alias=alias, registered=day - timedelta(days=inventor.chance.randint(0, 1500)),
            reliability=inventor.chance.choice("BCDF"), check_in_days=inventor.chance.choice((None, 14, 30)),
            status=inventor.chance.choice(("active",) * 8 + ("resting", "lost")),
            last_heard=day - timedelta(days=inventor.chance.randint(0, 60)),
        )
        for alias in aliases[:count]
    ]  # fmt: skip
    _keep(Source, made)
    _keep(Sharing, [Sharing(source=s, member=editors[i % len(editors)]) for i, s in enumerate(made)])
    return made


def _statements(inventor: Inventor, people: list[Source], testimonies: int, statements: int) -> None:
    """A few hundred testimonies at a time, so that they are not all in memory."""
    shares = enumerate(_shares(testimonies, statements))
    while some := list(islice(shares, _TESTIMONIES)):
        told = [_told(inventor, people[i % len(people)], n, read=i % 50 != 0) for i, n in some]
        _keep(Testimony, [testimony for testimony, _ in told])
        _keep(Statement, [one for _, stated in told for one in stated])


def _told(inventor: Inventor, source: Source, count: int, *, read: bool) -> tuple[Testimony, list[Statement]]:
    """A testimony, and *count* statements taken from it."""
    told = [inventor.one() for _ in range(count)]
    words, translation = inventor.talk(told)
    day = max((one.day for one in told), default=source.registered)
    said = Testimony(
        id=_id(inventor), source=source, day=day, words=words, translation=translation, read=read
    )
    return said, [_statement(inventor, source, said, one) for one in told]


def _shares(parts: int, whole: int) -> Iterator[int]:
    """*whole* things dealt into *parts*."""
    for i in range(parts):
        yield whole * (i + 1) // parts - whole * i // parts


def _statement(inventor: Inventor, source: Source, testimony: Testimony, told: Told) -> Statement:
    start, credibility = testimony.words.index(told.korean), inventor.chance.choice((2, 3, 6))
    row = Statement(
        id=_id(inventor), source=source, testimony=testimony, start=start, end=start + len(told.korean),
        korean=told.korean, english=told.english, event_type=told.event_type, place=told.place.id,
        when=told.day.isoformat(), earliest=told.day, latest=told.day, quantity=told.quantity,
        counted="people" if told.quantity else "", day=testimony.day,
        access=inventor.chance.choice(("saw", "told", "talk")),
        credibility=credibility, graded=testimony.day if credibility != CANNOT_BE_JUDGED else None,
    )  # fmt: skip
    row.settle()
    row.stage = stage_of(row)
    return row


def _contacts(inventor: Inventor, people: list[Source], day: date) -> None:
    chance = inventor.chance
    _keep(
        Contact,
        [
            Contact(id=_id(inventor), source=s, day=day - timedelta(days=chance.randint(0, 29)))
            for s in people
            if chance.random() < 0.3
        ],
    )


def _events(inventor: Inventor, count: int) -> None:
    """Events, each resting on a few of the statements that were made up."""
    said = list(Statement.objects.order_by("pk")[: 3 * count])
    made = [_event(inventor, inventor.one()) for _ in range(count)]
    _keep(Event, made)
    supports = [
        Support(source_id=one.source_id, event=made[i % count], statement=one) for i, one in enumerate(said)
    ]
    _keep(Support, supports)
    for first in range(0, count, _EVENTS):
        recompute(event.pk for event in made[first : first + _EVENTS])


def _event(inventor: Inventor, told: Told) -> Event:
    row = Event(
        id=_id(inventor), korean=told.korean, english=told.english, event_type=told.event_type,
        when=told.day.isoformat(), place=told.place.id,
    )  # fmt: skip
    row.settle()
    row.day = told.day
    return row


def _stories(inventor: Inventor, count: int, editors: list[Member], day: date) -> None:
    """Stories of two editions, a few hundred at a time."""
    standings = list(Standing.objects.order_by("pk")[:_AT_ONCE])
    made = invented_stories.stories(inventor, count, day, editors, standings, lambda: _id(inventor))
    while some := list(islice(made, _TESTIMONIES)):
        _keep(Story, [one.story for one in some])
        _keep(Edition, [edition for one in some for edition in one.editions])
        _keep(Revision, [revision for one in some for revision in one.revisions])
        _keep(RestsOn, [link for one in some for link in one.rests])


def _keep(model: Any, rows: list[Any]) -> None:
    model.objects.bulk_create(rows, batch_size=_AT_ONCE)
