"""Walks through XML and HTML element by element, without building a tree and without recursion.

Library: lxml (BSD-3-Clause, wheels for all systems, released 2026): one parser for .docx, .odt and .html that
survives broken pages, hands over events as it reads, and opens no network. Loaded only for these formats.
"""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from jebo.texts.quiet import attempt
from jebo.texts.unreadable import DamagedDocument, DamagedPage, EntityBomb

_FAULTS = (etree.LxmlError, ValueError, LookupError)


class Walker:
    """What the parser calls. A subclass says what an element means by ``enter``, ``leave`` and ``say``."""

    def __init__(self) -> None:
        self.path: list[str] = []
        """The names of the elements around this place, outermost first, this one last."""
        self._muted_above = 0

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def leave(self, name: str) -> None:
        """An element ends; it is still the last of the path."""

    def say(self, text: str) -> None:
        """Text stands in the last element of the path."""

    def mute(self, levels_up: int = 0) -> None:
        """Hear nothing more of this element, or of the one so many levels above, until it ends."""
        self._muted_above = len(self.path) - levels_up

    def name(self, tag: str) -> str:
        """The name by which ``enter`` knows an element: its tag without the namespace."""
        return tag.rpartition("}")[2]

    # What follows is the interface of lxml's parser targets.

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Begin an element."""
        name = self.name(tag)
        self.path.append(name)
        if not self._muted_above:
            self.enter(name, attrib)

    def end(self, tag: str) -> None:
        """End an element."""
        if not self._muted_above:
            self.leave(self.path[-1])
        self.path.pop()
        if len(self.path) < self._muted_above:
            self._muted_above = 0

    def data(self, data: str) -> None:
        """Give the text of an element, in one or more pieces."""
        if not self._muted_above:
            self.say(data)

    def comment(self, text: str) -> None:
        """Pass over a comment."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Pass over a processing instruction."""

    def close(self) -> bool:
        """End the document."""
        return True


class XmlWalker(Walker):
    """A walker through a part of a .docx or .odt, which has no document type."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Refuse a document type before its entities are read: they can expand without end."""
        raise EntityBomb


def walk_xml(data: bytes, walker: XmlWalker) -> None:
    """Lead *walker* through XML.

    :raises DamagedDocument: if it is not well formed, or deeper than lxml allows (256).
    """
    target: Any = walker  # lxml's stubs want arguments that are bytes as well
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
    if not attempt(lambda: etree.fromstring(data, parser) is True, *_FAULTS):
        raise DamagedDocument


def walk_html(text: str, walker: Walker) -> None:
    """Lead *walker* through a page, however broken.

    ``huge_tree`` because without it lxml leaves out very long paragraphs and says nothing.
    """
    target: Any = walker
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, no_network=True)
    if not attempt(lambda: etree.fromstring(text.encode(), parser) is True, *_FAULTS):
        raise DamagedPage
