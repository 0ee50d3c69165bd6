"""From what was pasted to what is shown. Nothing outlives the call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from jebo.desk.pack import tongue
from jebo.desk.paste import LONGEST
from jebo.desk.paste.offers import put
from jebo.desk.paste.remembered import measured
from jebo.desk.paste.shown import First, Shown, first_of, shown_of
from jebo.errors import N_, JeboError
from jebo.texts import FILE_LIMIT_BYTES, Document, decode, front_matter, sniff
from jebo.texts.unreadable import TooLarge
from jebo.told.answer import Answer
from jebo.told.judging import answered
from jebo.told.messages import spoken
from jebo.told.newsroom import Newsroom, from_front_matter
from jebo.told.refusals import Refused, failed, sentence


class TooLong(Refused):
    """The text is longer than the page takes."""

    says: ClassVar[str] = N_("the text is longer than {letters} letters; check it in parts")


class NothingPasted(Refused):
    """There is no text."""

    says: ClassVar[str] = N_("there is no text yet; paste one, or read it from a file")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotJudged:
    """A text that could not be judged: one sentence says why, in the reader's language, and quotes nothing."""

    of: str
    says: str


def newsroom() -> Newsroom:
    """What the newsroom set: its limits, sizes, names of outlets and pack; the engine's own where it set nothing."""
    return Newsroom()


def answer(
    text: str, language: str | None = None, *, of: str = "text", settings: Newsroom | None = None
) -> Shown | NotJudged:
    """What the page shows of a text, in the language of the page.

    :param text: as typed or pasted; front matter at its top goes before *settings*.
    :param language: ``ko`` or ``en``; found by itself where it is not given.
    :param of: the name of the text area.
    :param settings: those of :func:`newsroom` by default.
    """
    with spoken(tongue()):
        try:
            return shown_of(_judged(text, language, settings), of)
        except Exception as fault:  # noqa: BLE001 - what cannot be judged must be said, and its own words may quote
            return NotJudged(of=of, says=said(fault))


def first(text: str, language: str | None = None, *, settings: Newsroom | None = None) -> First:
    """What is there at once, without advice; nothing where the text cannot be judged, which :func:`answer` tells."""
    with spoken(tongue()):
        try:
            return first_of(_judged(text, language, settings, advise=False))
        except Exception:  # noqa: BLE001 - the answer that follows says why
            return First(spots=(), voices=())


def _judged(text: str, language: str | None, settings: Newsroom | None, *, advise: bool = True) -> Answer:
    document = document_of(text)
    own = from_front_matter(document.front)
    known = Newsroom(language=language).over(own).over(settings if settings is not None else newsroom())
    return answered(document, known, advise=advise, measured=measured)


def document_of(text: str) -> Document:
    """What was pasted, as a document.

    :raises NothingPasted: if there is no word in it.
    :raises TooLong: if it is longer than :data:`jebo.desk.paste.LONGEST`.
    :raises UnreadableText: if its front matter cannot be read.
    """
    text = plain(text)
    if len(text) > LONGEST:
        raise TooLong(letters=f"{LONGEST:,}")
    front, body = front_matter.split(text)
    if not text[body:].strip():
        raise NothingPasted
    return Document(text=text, front=front, body=body, format="txt")


def plain(text: str) -> str:
    """The text with the line ends that a text area has, so that both count alike."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def from_file(data: bytes) -> str:
    """The text of a file that was chosen; it is read in memory.

    :raises UnreadableText: with one sentence that says what is wrong.
    """
    if len(data) > FILE_LIMIT_BYTES:
        raise TooLarge
    return plain(decode(data, sniff(data)).text)


def taken(text: str, shown: Shown | NotJudged, id: str) -> str | None:
    """The text with the wording *id* in it; None where there is no such wording for it."""
    if isinstance(shown, NotJudged):
        return None
    offer = next((offer for offer in shown.offers if offer.id == id), None)
    return put(plain(text), offer.edits) if offer else None


def said(fault: Exception) -> str:
    """Why something could not be judged, in the language that is spoken, without the fault's own words."""
    known = isinstance(fault, JeboError) and hasattr(fault, "says")
    return sentence(fault if known else failed(fault))  # type: ignore[arg-type]
