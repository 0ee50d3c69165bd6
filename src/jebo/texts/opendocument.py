"""Takes the text out of an OpenDocument text, as LibreOffice writes it.

Own code over lxml: odfpy's last release is of 2020, and it builds the whole tree in slow Python.
"""

from collections.abc import Mapping
from typing import Final

from jebo.texts.archive import open_archive
from jebo.texts.flow import Flow
from jebo.texts.markup import XmlWalker, walk_xml
from jebo.texts.unreadable import LockedDocument, NotOpenDocument

# Deletions stand together at the top, insertions in their place. Comments, readings over a word, the number
# of a note, descriptions of pictures and programs are no part of the story.
_LEFT_OUT: Final = frozenset(
    {
        "text:tracked-changes",
        "office:annotation",
        "text:ruby-text",
        "text:note-citation",
        "svg-compatible:title",
        "svg-compatible:desc",
        "office:forms",
        "text:script",
        "office:binary-data",
    }
)
_PARAGRAPHS: Final = frozenset({"text:p", "text:h"})
_COUNT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}c"


def text_of(data: bytes) -> str:
    """The text of an .odt; its notes stand at the end."""
    archive = open_archive(data)
    content = None if archive is None else archive.member("content.xml")
    if archive is None or content is None:
        raise NotOpenDocument
    if b"encryption-data" in (archive.member("META-INF/manifest.xml") or b""):
        raise LockedDocument
    story = _Story()
    walk_xml(content, story)
    if not story.is_text:
        raise NotOpenDocument
    return story.text()


class _Story(XmlWalker):
    def __init__(self) -> None:
        super().__init__()
        self.is_text = False
        self._body, self._notes = Flow(), Flow()
        self._flow = self._body
        self._open_paragraphs = 0

    def text(self) -> str:
        return "\n\n".join(part for part in (self._body.text(), self._notes.text()) if part)

    def name(self, tag: str) -> str:
        """``text:p`` for ``{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p``."""
        namespace, _, local = tag.rpartition("}")
        return f"{namespace.split(':')[-2]}:{local}" if namespace.count(":") > 1 else local

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _LEFT_OUT:
            self.mute()
        elif name in _PARAGRAPHS:
            self._flow.block()
            self._open_paragraphs += 1
        elif name == "office:text":
            self.is_text = True
        elif name == "text:note-body":
            self._flow = self._notes
        elif name == "text:line-break":
            self._flow.line()
        elif name == "text:tab":
            self._flow.exact("\t")
        elif name == "text:s":
            # One space for any number of them: a file could ask for a thousand million.
            self._flow.space()

    def leave(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self._flow.block()
            self._open_paragraphs -= 1
        elif name == "text:note-body":
            self._flow = self._body

    def say(self, text: str) -> None:
        if self._open_paragraphs and self.is_text:
            self._flow.words(text)
