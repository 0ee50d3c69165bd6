"""What comes from a source through the door becomes testimony, unread; somebody new becomes a source with one click."""

from __future__ import annotations

import io
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from jebo.desk import disk, unlocked
from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.desk.sources.models import Source
from jebo.desk.sources.register import offers, register
from jebo.desk.testimony import attachments, originals
from jebo.desk.testimony.contacts import heard
from jebo.desk.testimony.models import Attachment, Testimony
from jebo.desk.testimony.testimony import Written, language_of, mark, write
from jebo.desk.tips.keys import identities
from jebo.desk.tips.models import Sending, SourceThread, Thread, Tip
from jebo.desk.tips.opening import Opened, opened, sealed_anew, words_of
from jebo.desk.wall import whole_desk
from jebo.errors import N_
from jebo.sealing import Identity, Part, Recipient, seal
from jebo.sealing.tip import Kind


class NoKeyYet(Refused):
    """There are files, and nobody could open their originals later."""

    says = N_(
        "files came with it, and to keep their originals you need a key of your own; make it first on your own page, under Ways in"
    )


class TakenMeanwhile(Refused):
    """A colleague was quicker."""

    says = N_("a colleague has just taken this on, or deleted it; look at the page of tips again")


def become(
    day: date, member: Member, thread: Thread, *, language: str, source: Source | None = None
) -> Source:
    """Make a source of somebody who wrote: all that they sent is testimony from now on, and answers reach them.

    :param source: one of the member's, if it is somebody known who lost the phrase; none: a new one, with an alias drawn.
    :raises NoKeyYet, TakenMeanwhile: nothing was changed.
    """
    with whole_desk(), transaction.atomic():
        still = Thread.objects.select_for_update().filter(pk=thread.pk).first()
        if still is None:
            raise TakenMeanwhile
        tips = list(Tip.objects.filter(thread=still, why="").order_by("number"))
        if any(one.kind == Tip.Kind.FILE for one in tips) and not member.recipient:
            raise NoKeyYet
        if source is None:
            source = register(day, member, Source(alias=offers(language, 1)[0]))
        else:
            trail.write(day, member.pk, "source.edit", source.trail)
        SourceThread(
            id=still.name, source=source, key=still.key, wants_all_destroyed=still.wants_all_destroyed
        ).save(force_insert=True)
        for tip in tips:
            with envelope_of(tip) as file:
                take(source, opened(file, identities(), day), _on_disk(tip))
        still.delete()
    return source


def take(source: Source, found: Opened, file: Path | None) -> None:
    """Keep what a source sent, as testimony nobody has read.

    :param file: where the envelope lies, if it is no small one.
    """
    about = found.about
    heard(source, about.day)
    if about.kind is Kind.MESSAGE:
        _words(source, found)
        return
    testimony = _testimony(source, found)
    if found.content is not None:
        _attach(testimony, found.content, about.name)
    elif file is not None:
        _attach_large(testimony, file, found)
    mark(testimony, read=False)


def _words(source: Source, found: Opened) -> None:
    """The words of a sending; its files may have come before them."""
    words = words_of(found.content or b"")
    testimony = _testimony(source, found)
    if testimony.words:
        write(source, _written(found.about.day, words))
        return
    testimony.words, testimony.language = words, language_of(words)
    testimony.version += 1
    testimony.save()


def _testimony(source: Source, found: Opened) -> Testimony:
    """That of the sending: what was sent in one form belongs together."""
    about = found.about
    known = Sending.objects.filter(pk=about.sending, source=source).select_related("testimony").first()
    if known is not None:
        begun: Testimony = known.testimony
        return begun
    testimony = write(source, _written(about.day, ""))
    if about.sending and not Sending.objects.filter(pk=about.sending).exists():
        Sending(id=about.sending, source=source, testimony=testimony).save(force_insert=True)
    return testimony


def _written(day: date, words: str) -> Written:
    return Written(day=day, language=language_of(words), words=words)


def _attach(testimony: Testimony, content: bytes, name: str) -> None:
    """Take a file in; one that cannot be drawn or read, or would do harm, stays sealed."""
    keys = _keys(testimony.source)
    try:
        taken = attachments.taken(content, name)
    except Refused:
        taken = attachments.Taken(kind=Attachment.Kind.SEALED)
    attachments.keep(testimony, taken, originals.sealed(content, keys))


def _attach_large(testimony: Testimony, file: Path, found: Opened) -> None:
    """Keep a file that is too large for memory: sealed anew, piece by piece, and its key for the contact editors."""
    folder, key, name = unlocked.desk().envelopes, Identity.make(), secrets.token_hex(16)
    if folder is None:
        raise originals.FileGone
    partial = folder / f"{name}{disk.PARTIAL}"
    with disk.in_one_sentence():
        with file.open("rb") as source, partial.open("wb") as target:
            sealed_anew(
                source,
                found.identity,
                target,
                key.recipient,
                f"{originals.ORIGINAL}{originals.ending(found.first)}",
            )
        disk.sync(partial)
        partial.replace(folder / name)
        disk.sync_folder(folder)
    keys = _keys(testimony.source)
    inside = Part(name=originals.KEY, content=f"{key.reveal()}\n".encode())
    envelope = seal([inside], [Recipient(text=one) for one in keys])
    original = originals.Original(envelope=envelope, recipients=keys, file=name)
    attachments.keep(testimony, attachments.Taken(kind=Attachment.Kind.SEALED), original)


def _keys(source: Source) -> list[str]:
    """Who can open an original: the contact editors; where none has a key yet, the recovery key on paper alone."""
    try:
        return originals.keys_for(source)
    except originals.NobodyToOpen:
        if not unlocked.desk().recovery:
            raise
        return [unlocked.desk().recovery]


@contextmanager
def envelope_of(tip: Tip) -> Iterator[BinaryIO]:
    """The envelope of a tip, as it came.

    :raises jebo.desk.testimony.originals.FileGone: its file is not there.
    """
    at = _on_disk(tip)
    if at is None:
        yield io.BytesIO(bytes(tip.envelope))
        return
    try:
        file = at.open("rb")
    except OSError:
        raise originals.FileGone from None
    with file:
        yield file


def _on_disk(tip: Tip) -> Path | None:
    folder = unlocked.desk().envelopes
    return folder / tip.sealed_in if folder is not None and tip.sealed_in else None
