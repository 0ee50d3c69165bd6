"""Files what an envelope from the door holds: as testimony of the source that it is of, as a tip of somebody new, as a reader's letter.

What does not open, or is not what it should be, is set aside with a word why; nothing that came is lost, and nothing is kept twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import file_digest
from pathlib import Path
from shutil import copyfileobj
from typing import Final

from django.db import transaction

from jebo.desk import disk, unlocked
from jebo.desk.readers.letters import keep as keep_letters
from jebo.desk.readers.mail import LONGEST, Found
from jebo.desk.testimony.originals import SMALL_BYTES, NobodyToOpen, drop
from jebo.desk.tips import sources
from jebo.desk.tips.keys import NoFolder
from jebo.desk.tips.models import Seen, SourceThread, Thread, Tip
from jebo.desk.tips.opening import Opened, opened, words_of
from jebo.desk.wall import whole_desk
from jebo.sealing import Identity, SealingError
from jebo.sealing.refusals import NotAnEnvelope, NotATip, NotForUs
from jebo.sealing.tip import Kind

Why = Tip.Why
MAY_OPEN_LATER: Final = (Why.NOT_FOR_US, Why.NO_KEY)
ARRIVING: Final = "arriving"
MINE: Final = "tip-"
"""How the files of tips begin in the folder of envelopes: what no row names is swept away."""


class Became(StrEnum):
    """What became of an envelope."""

    TESTIMONY = "testimony"
    TIP = "tip"
    LETTER = "letter"
    ASKED_TO_DESTROY = "asked to destroy"
    ASIDE = "aside"
    NOTHING = "nothing"  # a decoy, or what was here before


class Doubtful(Exception):
    """It is damaged, perhaps only on its way: it should come once more before the door is told that it is here.

    :param digest: what came.
    """

    def __init__(self, digest: str) -> None:
        self.digest = digest
        super().__init__()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """An envelope that came: its name at the door, and the file in which it lies now.

    :param doubted: the digest with which it came before, and was damaged; empty where it comes for the first time; none where it
        cannot come again.
    """

    name: str = field(repr=False)
    file: Path = field(repr=False)
    doubted: str | None = field(repr=False, default=None)


@contextmanager
def visiting() -> Iterator[Path]:
    """Hold what comes, alone: gives the folder where envelopes lie that are not whole yet, or not filed.

    :raises NoFolder: this desk keeps no files.
    :raises jebo.desk.disk.InUse: another visit is under way.
    """
    envelopes = unlocked.desk().envelopes
    if envelopes is None:
        raise NoFolder
    with disk.held(envelopes.parent / f"{ARRIVING}.lock"):
        folder = envelopes.parent / ARRIVING
        with disk.in_one_sentence():
            disk.make_folder(folder)
        _sweep(envelopes)
        yield folder


def _sweep(envelopes: Path) -> None:
    """Take away what a visit left that was killed between the file and its row."""
    named = set(Tip.objects.exclude(sealed_in="").values_list("sealed_in", flat=True))
    for one in envelopes.glob(f"{MINE}*"):
        if one.name not in named:
            drop(one.name)


def file_away(arrived: Arrived, identities: Sequence[Identity], today: date) -> Became:
    """File an envelope; its file may be gone afterwards.

    :raises Doubtful: nothing was filed; the envelope should be fetched once more.
    :raises jebo.desk.refused.Refused: the disk refuses; nothing was filed, and the envelope is where it was.
    """
    with disk.in_one_sentence(), arrived.file.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    with whole_desk(), transaction.atomic():
        _, new = Seen.objects.get_or_create(digest=digest, defaults={"name": arrived.name})
        if not new:
            Seen.objects.filter(digest=digest).update(name=arrived.name, told=False)
            return Became.NOTHING
        return _filed(arrived, identities, today, digest)


def not_fetched(name: str, size: int, today: date) -> bool:
    """Say that an envelope was left at the door, to be dropped there, for it is larger than any; whether that is news."""
    with whole_desk(), transaction.atomic():
        seen, new = Seen.objects.get_or_create(digest=f"{name:0<64}", defaults={"name": name})
        if new:
            Tip(day=today, size=size, kind=Tip.Kind.FILE, why=Why.TOO_LARGE).save(force_insert=True)
        else:
            Seen.objects.filter(pk=seen.pk).update(name=name, told=False)
    return new


def again(tip: Tip, identities: Sequence[Identity], today: date) -> bool:
    """Open once more what was set aside; whether it is where it belongs now, and no longer here.

    :raises jebo.desk.refused.Refused: the disk refuses, or a visit is under way; it stays where it is.
    """
    with visiting() as folder:
        at = folder / f"{secrets.token_hex(16)}{disk.PARTIAL}"
        try:
            with sources.envelope_of(tip) as sealed, disk.in_one_sentence(), at.open("xb") as copy:
                copyfileobj(sealed, copy)
            with transaction.atomic():
                became = _filed_again(tip, Arrived(name="", file=at), identities, today)
                transaction.set_rollback(became is Became.ASIDE)
        finally:
            at.unlink(missing_ok=True)
    return became is not Became.ASIDE


def _filed_again(tip: Tip, copy: Arrived, identities: Sequence[Identity], today: date) -> Became:
    with whole_desk():
        became = _filed(copy, identities, today)
        tip.delete()
    return became


def _filed(arrived: Arrived, identities: Sequence[Identity], today: date, digest: str = "") -> Became:
    with disk.in_one_sentence(), arrived.file.open("rb") as file:
        try:
            found = opened(file, identities, today)
        except SealingError as fault:
            why = _why(fault)
            if why is Why.DAMAGED and arrived.doubted not in (None, digest):
                raise Doubtful(digest) from None
            return _aside(arrived, why, today)
    match found.about.kind:
        case Kind.MESSAGE | Kind.FILE if found.about.thread and found.about.key:
            return _told(arrived, found)
        case Kind.COMMENT:
            return _letter(found)
        case Kind.ERASE:
            return _destroyed(found)
        case Kind.DECOY:
            return Became.NOTHING
        case _:
            return _aside(arrived, Why.NOT_A_TIP, today)


def _why(fault: SealingError) -> Why:
    if isinstance(fault, NotForUs):
        return Why.NOT_FOR_US
    return Why.NOT_A_TIP if isinstance(fault, NotATip | NotAnEnvelope) else Why.DAMAGED


def _told(arrived: Arrived, found: Opened) -> Became:
    about = found.about
    known = SourceThread.objects.filter(pk=about.thread).select_related("source").first()
    thread = None if known else Thread.objects.select_for_update().filter(name=about.thread).first()
    first = known or thread
    if first is not None and first.key != about.key:
        return _aside(arrived, Why.ANOTHER_KEY, about.day)
    if known is not None:
        return _of_a_source(known, arrived, found)
    if thread is None:
        thread = Thread.objects.create(name=about.thread, key=about.key, day=about.day)
    words = words_of(found.content or b"") if about.kind is Kind.MESSAGE else ""
    tip = Tip(
        thread=thread, day=about.day, kind=about.kind.value, sending=about.sending, number=about.number, words=words, size=found.size,
    )  # fmt: skip
    return _kept(tip, arrived, Became.TIP)


def _of_a_source(known: SourceThread, arrived: Arrived, found: Opened) -> Became:
    try:
        with transaction.atomic():
            sources.take(known.source, found, arrived.file)
    except NobodyToOpen:
        return _aside(arrived, Why.NO_KEY, found.about.day)
    return Became.TESTIMONY


def _letter(found: Opened) -> Became:
    words = words_of(found.content or b"")[:LONGEST]
    if words:
        keep_letters([Found(words=words)], found.about.day, with_addresses=False)
    return Became.LETTER if words else Became.NOTHING


def _destroyed(found: Opened) -> Became:
    """A person decides: a server that was taken over could ask this in anybody's name, to have a word go before it is read."""
    for model in (
        Thread.objects.filter(name=found.about.thread),
        SourceThread.objects.filter(pk=found.about.thread),
    ):
        model.update(wants_all_destroyed=True)
    return Became.ASKED_TO_DESTROY


def _aside(arrived: Arrived, why: Why, day: date) -> Became:
    size = arrived.file.stat().st_size
    return _kept(Tip(day=day, why=why, size=size), arrived, Became.ASIDE)


def _kept(tip: Tip, arrived: Arrived, became: Became) -> Became:
    """Keep the envelope with its row: in it, or in the folder of envelopes."""
    folder = unlocked.desk().envelopes
    with disk.in_one_sentence():
        if arrived.file.stat().st_size <= SMALL_BYTES or folder is None:
            tip.envelope = arrived.file.read_bytes()
        else:
            tip.sealed_in = f"{MINE}{secrets.token_hex(16)}"
            disk.sync(arrived.file)
            arrived.file.replace(folder / tip.sealed_in)
            disk.sync_folder(folder)
    try:
        tip.save(force_insert=True)
    except BaseException:
        drop(tip.sealed_in)
        raise
    return became
