"""Why a file could not be read, in one sentence each that says what to do."""

from jebo.errors import N_, Refusal


class UnreadableText(Refusal):
    """The file cannot be read as a story. The caller names the file."""

    says = N_("the file cannot be read")


class MissingFile(UnreadableText):
    """There is no file of that name."""

    says = N_("there is no such file; check the name")


class NotAFile(UnreadableText):
    """The name belongs to a folder."""

    says = N_("this is a folder, not a file; name a file in it")


class ClosedFile(UnreadableText):
    """The system does not let the file be read."""

    says = N_("the file cannot be opened; check that you may read it and that its disk is connected")


class EmptyFile(UnreadableText):
    """The file has no bytes."""

    says = N_("the file is empty; check that it was saved")


class NoText(UnreadableText):
    """The file has bytes, but no words in them."""

    says = N_("the file holds no text; check that it is the right one")


class TooLarge(UnreadableText):
    """The file is above the limit."""

    says = N_("the file is larger than 20 MB; split it, or remove its pictures")


class UnknownFormat(UnreadableText):
    """The caller asked for a format that jebo has no reader for."""

    says = N_("this format is not known; use txt, md, docx, odt, html or eml")


class BinaryFile(UnreadableText):
    """The bytes are not text."""

    says = N_("the file is binary, not text; save the story as .docx, .odt, .html, .md or .txt")


class OtherKind(UnreadableText):
    """A document of a kind that jebo does not read (PDF, RTF, old Word, Hangul)."""

    says = N_(
        "the file is a document of a kind that jebo does not read, whatever its name says;"
        " save it as .docx, .odt, .html, .md or .txt"
    )


class UnknownEncoding(UnreadableText):
    """The bytes fit no encoding that jebo can be sure of."""

    says = N_("the file is damaged or in an encoding that jebo does not know; save it as UTF-8")


class HalfCharacter(UnreadableText):
    """A surrogate stands alone: half of a character that takes two."""

    says = N_("the file holds half of a character; open it in an editor, remove the broken sign and save it")


class UnclosedFrontMatter(UnreadableText):
    """Front matter begins and never ends."""

    says = N_("the front matter has no end; close it with the same line that opens it")


class BrokenFrontMatter(UnreadableText):
    """Front matter is not a list of keys and values."""

    says = N_("the front matter is broken; write one key and its value on each line, as in language: en")

    def __init__(self, line: int | None = None) -> None:
        super().__init__()
        self.line = line
        """The line of the file, from 1, where it is known."""


class NotWord(UnreadableText):
    """Not a .docx."""

    says = N_("the file is not a Word document; open it in a word processor and save it as .docx")


class NotOpenDocument(UnreadableText):
    """Not an .odt."""

    says = N_("the file is not an OpenDocument text; open it in a word processor and save it as .odt")


class DamagedDocument(UnreadableText):
    """A part of a .docx or .odt is missing or broken."""

    says = N_("the document is damaged; open it in a word processor and save it again")


class LockedDocument(UnreadableText):
    """A .docx or .odt under a password, or an old .doc, which looks the same from outside."""

    says = N_(
        "the document is locked with a password, or is an old .doc; save it as .docx or .odt without one"
    )


class DocumentInDocument(UnreadableText):
    """A .docx shows another file that it holds, whose text would be missed."""

    says = N_("the document shows another file that it holds; open it in a word processor and save it again")


class ZipBomb(UnreadableText):
    """A part of the document expands beyond the limits."""

    says = N_("the document expands to far more than a story; do not open it, and ask who sent it")


class EntityBomb(UnreadableText):
    """The XML of the document declares a type of its own, as no word processor does."""

    says = N_(
        "the document holds declarations that no word processor writes; do not open it, and ask who sent it"
    )


class DamagedPage(UnreadableText):
    """The HTML cannot be parsed at all."""

    says = N_("the page is damaged; save its text as .txt")


class NotMail(UnreadableText):
    """Not an .eml."""

    says = N_("the file is not an e-mail message; save the message as .eml, or its text as .txt")


class DamagedMail(UnreadableText):
    """The parts of the message cannot be told apart or decoded."""

    says = N_("the message is damaged; save its text as .txt")
