"""Files what an envelope from the door holds: as testimony of the source that it is of, as a tip of somebody new, as a reader's letter.

What does not open, or is not what it should be, is set aside with a word why; nothing that came is lost, and nothing is kept twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
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
from jebo.desk.testimony.originals import SMALL_BYTES, drop
from jebo.desk.tips import sources
from jebo.desk.tips.keys import NoFolder
from jebo.desk.tips.models import Seen, SourceThread, Thread, Tip
from jebo.desk.tips.opening import Opened, opened, words_of
from jebo.desk.wall import whole_desk
from jebo.sealing import Identity, SealingError
from jebo.sealing.refusals import NotAnEnvelope, NotATip, NotForUs
from jebo.sealing.tip import Kind

Why = Tip.Why
ARRIVING: Final = "arriving"
_FOLDER_NAME_BYTES: Final = 16


class Became(StrEnum):
    """What became of an envelope."""

    TESTIMONY = "testimony"
    TIP = "tip"
    LETTER = "letter"
    ASKED_TO_DESTROY = "asked to destroy"
    ASIDE = "aside"
    NOTHING = "nothing"  # a decoy, or what was here before


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """An envelope that came: its name at the door, and the file in which it lies now."""

    name: str = field(repr=False)
    file: Path = field(repr=False)


def file_away(arrived: Arrived, identities: Sequence[Identity], today: date) -> Became:
    """File an envelope; its file may be gone afterwards.

    :raises jebo.desk.refused.Refused: the disk refuses; nothing was filed, and the envelope is where it was.
    """
    with disk.in_one_sentence(), arrived.file.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    with whole_desk(), transaction.atomic():
        _, new = Seen.objects.get_or_create(digest=digest, defaults={"name": arrived.name})
        if not new:
            Seen.objects.filter(digest=digest).update(name=arrived.name, told=False)
            return Became.NOTHING
        return _filed(arrived, identities, today)


def not_fetched(name: str, size: int, today: date) -> None:
    """Say that an envelope was left at the door, to be dropped there, for it is larger than any."""
    with whole_desk(), transaction.atomic():
        Seen.objects.get_or_create(digest=f"{name:0<64}", defaults={"name": name})
        Tip(day=today, size=size, kind=Tip.Kind.FILE, why=Why.TOO_LARGE).save(force_insert=True)


def again(tip: Tip, identities: Sequence[Identity], today: date) -> bool:
    """Open once more what was set aside; whether it is where it belongs now, and no longer here.

    :raises jebo.desk.refused.Refused: the disk refuses; it stays where it is.
    """
    at = arriving() / f"{secrets.token_hex(16)}{disk.PARTIAL}"
    try:
        with sources.envelope_of(tip) as sealed, disk.in_one_sentence(), at.open("xb") as copy:
            copyfileobj(sealed, copy)
        with at.open("rb") as file:
            opened(file, identities)
        with whole_desk(), transaction.atomic():
            _filed(Arrived(name="", file=at), identities, today)
            tip.delete()
    except SealingError:
        return False
    finally:
        at.unlink(missing_ok=True)
    return True


def arriving() -> Path:
    """Where envelopes lie that are not whole yet, or not filed.

    :raises NoFolder: this desk keeps no files.
    """
    envelopes = unlocked.desk().envelopes
    if envelopes is None:
        raise NoFolder
    folder = envelopes.parent / ARRIVING
    with disk.in_one_sentence():
        disk.make_folder(folder)
    return folder


def _filed(arrived: Arrived, identities: Sequence[Identity], today: date) -> Became:
    with disk.in_one_sentence(), arrived.file.open("rb") as file:
        try:
            found = opened(file, identities)
        except SealingError as fault:
            return _aside(arrived, _why(fault), today)
    day = min(found.about.day, today)
    match found.about.kind:
        case Kind.MESSAGE | Kind.FILE:
            return _told(arrived, found, day)
        case Kind.COMMENT:
            return _letter(found, day)
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


def _told(arrived: Arrived, found: Opened, day: date) -> Became:
    about = found.about
    known = SourceThread.objects.filter(pk=about.thread).select_related("source").first()
    first = known or Thread.objects.filter(pk=about.thread).first()
    if first is not None and first.key != about.key:
        return _aside(arrived, Why.ANOTHER_KEY, day)
    if known is not None:
        sources.take(known.source, found, arrived.file)
        return Became.TESTIMONY
    thread = None
    if about.thread:
        thread, _ = Thread.objects.get_or_create(pk=about.thread, defaults={"key": about.key, "day": day})
    words = words_of(found.content or b"") if about.kind is Kind.MESSAGE else ""
    tip = Tip(
        thread=thread, day=day, kind=about.kind.value, sending=about.sending, number=about.number, words=words, size=found.size,
    )  # fmt: skip
    return _kept(tip, arrived, Became.TIP)


def _letter(found: Opened, day: date) -> Became:
    words = words_of(found.content or b"")[:LONGEST]
    if words:
        keep_letters([Found(words=words)], day, with_addresses=False)
    return Became.LETTER if words else Became.NOTHING


def _destroyed(found: Opened) -> Became:
    """Of somebody who is no source yet everything goes at once; of a source the contact editor decides, and is told."""
    Thread.objects.filter(pk=found.about.thread).delete()
    SourceThread.objects.filter(pk=found.about.thread).update(wants_all_destroyed=True)
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
            tip.sealed_in = secrets.token_hex(_FOLDER_NAME_BYTES)
            disk.sync(arrived.file)
            arrived.file.replace(folder / tip.sealed_in)
            disk.sync_folder(folder)
    try:
        tip.save(force_insert=True)
    except BaseException:
        drop(tip.sealed_in)
        raise
    return became
