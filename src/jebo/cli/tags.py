"""Builds HTML as a tree, so that no text of a story can ever become markup.

Library: xml.etree (standard). A tree is escaped when it is written out, everywhere and always, where a
template relies on each of its places; and Jinja2 would take 60 ms more to load and be one dependency more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, tostring

Child = Element | str | None
_NOT_FOR_HTML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def tag(name: str, /, *children: Child | Iterable[Child], **attributes: str | None) -> Element:
    """An element; ``class_`` and ``for_`` stand for the words that Python keeps, ``_`` for a hyphen.

    >>> written(tag("p", "a < b ", tag("b", "c"), class_="x"))
    '<p class="x">a &lt; b <b>c</b></p>'
    """
    element = Element(name)
    for key, value in attributes.items():
        if value is not None:
            element.set(key.rstrip("_").replace("_", "-"), _allowed(value))
    for child in children:
        if child is None or isinstance(child, str | Element):
            _append(element, child)
        else:
            for inner in child:
                _append(element, inner)
    return element


def _append(element: Element, child: Child) -> None:
    if isinstance(child, Element):
        element.append(child)
    elif child and len(element):
        element[-1].tail = (element[-1].tail or "") + _allowed(child)
    elif child:
        element.text = (element.text or "") + _allowed(child)


def _allowed(text: str) -> str:
    """*text* with a sign in place of each character that HTML does not allow."""
    return _NOT_FOR_HTML.sub("\ufffd", text)


def written(element: Element) -> str:
    """The element as HTML."""
    return tostring(element, encoding="unicode", method="html")
