"""Takes the text out of a web page, as a reader sees it."""

import re
from collections.abc import Mapping
from typing import Final

from jebo.texts.encoding import declared
from jebo.texts.flow import Flow
from jebo.texts.markup import Walker, walk_html

_BLOCK_NAMES: Final = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section
    summary table tbody td tfoot th thead tr ul
"""
# `title` by name rather than `head` whole: where a page does not close its head, its text would go with it.
_LEFT_OUT_NAMES: Final = """
    applet audio button canvas datalist iframe math noframes object rp rt script select style svg template
    textarea title video
"""
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_LEFT_OUT: Final = frozenset(_LEFT_OUT_NAMES.split())
_QUOTES: Final = {"q": ("“", "”")}
# The declaration must stand in the first 1,024 bytes (HTML standard, 4.2.5.4); old pages exceed it.
_HEAD_BYTES: Final = 4_096
_CHARSET: Final = re.compile(
    rb"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)


def text_of(data: bytes) -> str:
    """The text of an .html file."""
    return shown(declared(data, _charset(data)))


def _charset(data: bytes) -> str | None:
    """What the page says; a declaration that can be read byte by byte is not in UTF-16, whatever it says."""
    found = _CHARSET.search(data[:_HEAD_BYTES])
    name = found[1].decode("ascii") if found else None
    return None if name is not None and name.lower().startswith("utf-16") else name


def shown(source: str) -> str:
    """The text that a page of this *source* shows."""
    page = _Page()
    walk_html(source, page)
    return page.flow.text()


class _Page(Walker):
    def __init__(self) -> None:
        super().__init__()
        self.flow = Flow()
        self._open_pre = 0

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _LEFT_OUT:
            self.mute()
        elif name == "br":
            self.flow.line()
        elif name in _BLOCKS:
            self.flow.block()
            self._open_pre += name == "pre"
        elif name in _QUOTES:
            self.flow.exact(_QUOTES[name][0])

    def leave(self, name: str) -> None:
        if name in _BLOCKS:
            self.flow.block()
            self._open_pre -= name == "pre"
        elif name in _QUOTES:
            self.flow.exact(_QUOTES[name][1])

    def say(self, text: str) -> None:
        if self._open_pre:
            self.flow.exact(text)
        else:
            self.flow.words(text)
