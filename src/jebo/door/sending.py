"""What a source sends in one form: words and files, each sealed while it comes and kept by itself, so that a cut line loses one of them."""

from __future__ import annotations

import secrets
import unicodedata
from hmac import compare_digest
from pathlib import Path
from typing import Final

from jebo.door import phrase
from jebo.door.app import Door, NotNow
from jebo.door.forms import LIGHT_BYTES, Form
from jebo.door.intake import Intake
from jebo.door.refusals import NotKept
from jebo.door.sessions import Session
from jebo.door.spool import Kept
from jebo.door.web import FIELD_LIMIT_BYTES, Gone, PartOfForm, Request
from jebo.sealing.refusals import SealingError
from jebo.sealing.tip import NAME_LIMIT, About, Kind

ARRIVED, TOO_LARGE, NO_ROOM, CUT, OWN_PHRASE, NOT_KEPT = (
    "arrived",
    "too large",
    "no room",
    "cut",
    "phrase",
    "not kept",
)
_TYPE_LIMIT: Final = 100


class Sending:
    """One form while it comes in. What became of each thing stands in the visit's news."""

    def __init__(self, door: Door, visit: Session, language: str) -> None:
        assert visit.keys is not None  # the page asked
        self._door, self._visit, self._keys, self._language = door, visit, visit.keys, language
        self._sending, self._number = secrets.token_hex(16), 0
        self._part: PartOfForm | None = None
        self._intake: Intake | None = None
        self._field = bytearray()
        self._fate = ARRIVED
        self._allowed = False
        self._begun = door.spool.begun(self._keys.thread)
        self._form: Form

    async def take(self, request: Request) -> None:
        """All of it.

        :raises jebo.door.lanes.Full: too many send just now.
        :raises NotNow: it is no form of this visit.
        :raises jebo.door.web.Gone, jebo.door.web.BadForm: as the request.
        """
        back = self._begun and self._visit.back
        with self._door.forms.open(
            request.circuit, self._keys.thread, request.cut, request.read, back=back
        ) as self._form:
            self._visit.news.clear()
            try:
                async for part, chunk in request.parts():
                    await self._take(part, chunk)
            except BaseException as fault:
                self._cut(fault)
                raise

    async def _take(self, part: PartOfForm, chunk: bytes | None) -> None:
        self._door.sessions.touch(self._visit)
        if self._form.gone:
            raise Gone
        if part is not self._part:
            self._begin(part)
        if chunk is None:
            await self._end(part)
            self._door.forms.light(self._form)
        else:
            self._form.size += len(chunk)
            await (self._more(chunk) if part.filename else self._more_words(chunk))

    def _begin(self, part: PartOfForm) -> None:
        self._part, self._field, self._fate = part, bytearray(), ARRIVED
        if part.filename and not self._allowed:
            raise NotNow("again", 403)
        about = self._about(
            Kind.FILE, name=_short(part.filename, NAME_LIMIT), type=_short(part.type, _TYPE_LIMIT)
        )
        self._intake = (
            Intake(self._door.spool, self._door.settings.recipients, about) if part.filename else None
        )

    def _still_here(self) -> None:
        """Stop, as if the line were cut, if this form had to go or the source destroyed everything meanwhile."""
        if self._form.gone or (self._begun and not self._door.spool.begun(self._keys.thread)):
            self._form.cut()
            raise Gone

    async def _more_words(self, chunk: bytes) -> None:
        size = len(self._field) + len(chunk)
        if size > FIELD_LIMIT_BYTES:
            self._fate = TOO_LARGE
        else:
            await self._hold(size)
            self._field += chunk

    async def _hold(self, size: int) -> None:
        """Wait until so much may be held in memory."""
        if size > LIGHT_BYTES:
            await self._door.forms.heavy(self._form)

    async def _more(self, chunk: bytes) -> None:
        """More of a file; what is too large is read to its end and dropped, so that the page can say so."""
        if self._intake is None:
            return
        room = self._door.spool.room(self._door.settings.reserve * (1 if self._begun else 2))
        if self._intake.size + len(chunk) > self._door.settings.largest:
            self._drop(TOO_LARGE)
        elif room < len(chunk):
            self._drop(NO_ROOM)
        else:
            await self._hold(self._intake.size + len(chunk))
            try:
                await self._intake.write(chunk)
            except SealingError:
                self._drop(NO_ROOM)

    def _drop(self, fate: str) -> None:
        assert self._intake is not None  # something came
        self._intake.abandon()
        self._intake, self._fate = None, fate

    async def _end(self, part: PartOfForm) -> None:
        if part.filename:
            await self._file_ends(part)
        elif part.name == "token":
            self._allowed = compare_digest(bytes(self._field), self._visit.token.encode())
            if not self._allowed:
                raise NotNow("again", 403)
        elif part.name == "text":
            await self._text_ends()
        self._part = None

    async def _text_ends(self) -> None:
        if not self._allowed:
            raise NotNow("again", 403)
        text, self._field = self._field.decode(errors="replace").strip(), bytearray()
        if self._fate == TOO_LARGE:
            self._visit.news.append((TOO_LARGE, None))
        elif phrase.read(text) is not None:
            self._visit.news.append((OWN_PHRASE, None))
        elif text and not self._door.words_fit(len(text.encode())):
            self._visit.news.append((NO_ROOM, None))
        elif text:
            intake = Intake(self._door.spool, self._door.settings.recipients, self._about(Kind.MESSAGE))
            await intake.write(text.encode())
            await self._kept(intake, None)

    async def _file_ends(self, part: PartOfForm) -> None:
        intake, self._intake = self._intake, None
        name = _short(part.filename, NAME_LIMIT)
        if intake is None:
            self._visit.news.append((self._fate, name))
        else:
            await self._kept(intake, name)

    async def _kept(self, intake: Intake, name: str | None) -> None:
        try:
            self._still_here()
            await self._keep(await intake.finish())
        except (SealingError, NotKept):
            intake.abandon()
            self._visit.news.append((NOT_KEPT, name))
        except BaseException:
            intake.abandon()
            raise
        else:
            self._number += 1
            self._visit.news.append((ARRIVED, name))

    async def _keep(self, what: Path | bytes) -> None:
        spool, keeping = self._door.spool, self._door.keeping
        self._still_here()
        if not self._begun:
            await begin(self._door, self._visit)
            self._begun = True
            self._still_here()
        await keeping.keep(Kept(what, spool.tips, self._keys.name()))

    def _cut(self, fault: BaseException) -> None:
        if self._intake is not None:
            name = _short(self._part.filename, NAME_LIMIT) if self._part else ""
            self._intake.abandon()
            if isinstance(fault, Gone):
                self._visit.news.append((CUT, name))
        elif self._part is not None and self._part.name == "text" and isinstance(fault, Gone):
            self._visit.news.append((CUT, None))

    def _about(self, kind: Kind, *, name: str = "", type: str = "") -> About:
        return About(
            kind=kind, day=self._door.today(), language=self._language, thread=self._keys.thread, key=self._keys.recipient,
            sending=self._sending, number=self._number, name=name, type=type,
        )  # fmt: skip


async def begin(door: Door, visit: Session) -> None:
    """Keep by what answers find a source, unless it is there."""
    assert visit.keys is not None  # the page asked
    try:
        await door.keeping.keep(door.spool.begin_thread(visit.keys))
    except NotKept:
        if not door.spool.begun(visit.keys.thread):
            raise


def _short(text: str, limit: int) -> str:
    """As much of a text as can be printed and is no longer than the limit; whole letters."""
    plain = "".join(letter for letter in unicodedata.normalize("NFC", text) if letter.isprintable())
    return plain[-limit:]
