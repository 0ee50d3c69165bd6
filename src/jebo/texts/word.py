"""Takes the text out of a Word document: paragraphs, headings, tables, text boxes and notes.

Own code over lxml, about a hundred lines: python-docx (MIT) leaves out footnotes, text boxes and insertions,
and shows deletions of paragraphs; docx2python and mammoth do not tell tracked changes apart.
"""

import posixpath
from collections.abc import Mapping
from typing import Final

from jebo.texts.archive import Archive, open_archive
from jebo.texts.flow import Flow
from jebo.texts.markup import XmlWalker, walk_xml
from jebo.texts.unreadable import DamagedDocument, DocumentInDocument, LockedDocument, NotWord

# Office puts a locked .docx into the container of its old formats.
_OLD_CONTAINER: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Deletions, where moved text came from, field codes, the reading aid over a word, and the second copy of a
# text box that is kept for old programs.
_LEFT_OUT: Final = frozenset({"del", "moveFrom", "instrText", "rt", "Fallback", "sdtPr"})
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_NOTES: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def text_of(data: bytes) -> str:
    """The text of a .docx; its footnotes and endnotes stand at the end."""
    if data.startswith(_OLD_CONTAINER):
        raise LockedDocument
    archive = open_archive(data)
    main = None if archive is None else _targets(archive, "_rels/.rels").get("officeDocument")
    if archive is None or main is None:
        raise NotWord
    body = _Body()
    walk_xml(_part(archive, main), body)
    if body.root != "document":
        raise NotWord
    folder, name = posixpath.split(main)
    targets = _targets(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    for kind in ("footnote", "endnote"):
        if body.wanted[kind]:
            notes = _Notes(body.flow, body.wanted[kind])
            walk_xml(_part(archive, targets.get(f"{kind}s", "")), notes)
    return body.flow.text()


def _part(archive: Archive, name: str) -> bytes:
    content = archive.member(name)
    if content is None:
        raise DamagedDocument
    return content


def _targets(archive: Archive, name: str) -> dict[str, str]:
    """Which member plays which role, by the last word of the role's address."""
    content = archive.member(name)
    relations = _Relations(posixpath.dirname(posixpath.dirname(name)))
    if content is not None:
        walk_xml(content, relations)
    return relations.targets


class _Relations(XmlWalker):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.targets: dict[str, str] = {}

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            role = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.join("/", self._folder, attributes.get("Target", ""))
            self.targets.setdefault(role, posixpath.normpath(target).lstrip("/"))


class _Body(XmlWalker):
    """Reads the main part. Names are compared without namespace: there are two sets of them."""

    def __init__(self, flow: Flow | None = None) -> None:
        super().__init__()
        self.flow = flow or Flow()
        self.root = ""
        self.wanted: dict[str, set[str]] = {"footnote": set(), "endnote": set()}
        self._joined: list[bool] = []
        self._keeps_blanks = False

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        self.root = self.root or name
        if name in ("del", "moveFrom") and self.path[-2:-1] != ["p"]:
            self._deletion()
        elif name in _LEFT_OUT:
            self.mute()
        elif name == "p":
            self._paragraph()
        elif name == "t":
            self._keeps_blanks = _attribute(attributes, "space") == "preserve"
        elif name in _NOTES:
            self.wanted[_NOTES[name]].add(_attribute(attributes, "id"))
        else:
            self._mark(name)

    def _mark(self, name: str) -> None:
        around = self.path[-2:-1]
        if name in ("br", "cr") and around == ["r"]:
            self.flow.line()
        elif name in _SIGNS and around == ["r"]:
            self.flow.exact(_SIGNS[name])
        elif name == "cellDel" and around == ["tcPr"]:
            self.mute(levels_up=2)
        elif name == "altChunk":
            raise DocumentInDocument

    def _deletion(self) -> None:
        """A mark, among the properties of something, that this is deleted; else a deleted run."""
        around = self.path[-3:-1]
        if around[-1:] == ["trPr"]:
            self.mute(levels_up=2)
        elif around == ["pPr", "rPr"] and self._joined:
            self._joined[-1] = True
        else:
            self.mute()

    def _paragraph(self) -> None:
        if self._joined:  # a text box inside a paragraph
            self.flow.block()
        self._joined.append(False)

    def leave(self, name: str) -> None:
        if name == "p" and not self._joined.pop():
            self.flow.block()

    def say(self, text: str) -> None:
        if self.path[-1] == "t":
            self.flow.exact(text if self._keeps_blanks else text.strip(" \t\r\n"))


class _Notes(_Body):
    """Reads the notes that the text refers to; those of deleted text stay in the file too."""

    def __init__(self, flow: Flow, wanted: set[str]) -> None:
        super().__init__(flow)
        self._referred = wanted

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _NOTES.values() and _attribute(attributes, "id") not in self._referred:
            self.mute()
        else:
            super().enter(name, attributes)


def _attribute(attributes: Mapping[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")
