"""Translation memories in and out as TMX 1.4b (LISA OSCAR, 2005-04-26). Pure.

Library: lxml, which jebo has already: it opens no file and no network from within a file when told so, and stops at entities.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from lxml import etree

from jebo.desk.refused import Refused
from jebo.errors import N_
from jebo.texts.quiet import attempt

LARGEST: Final = 20 << 20
"""Bytes of a file. Chosen by us: some 60,000 pairs of sentences."""
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_INLINE: Final = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""Elements that hold codes of another program, not words (TMX 1.4b, "content markup"); of ``hi`` and ``sub`` the words are kept."""
Both = tuple[str, str]


class NotTmx(Refused):
    """The file is no TMX."""

    says = N_("the file is no translation memory that can be read; export it as TMX 1.4 and try again")


class TmxTooLarge(Refused):
    """It is above the limit."""

    says = N_("the file is larger than 20 MB; split it")


class HasEntities(Refused):
    """It defines entities of its own, which a translation memory has no need of."""

    says = N_("the file defines entities of its own and is not read; export it anew")


def read(data: bytes) -> tuple[Both, ...]:
    """The pairs of a file: Korean and English. Units without both are left out.

    :raises TmxTooLarge, NotTmx, HasEntities: nothing is read.
    """
    if len(data) > LARGEST:
        raise TmxTooLarge
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = attempt(lambda: etree.fromstring(data, parser), etree.LxmlError, ValueError)
    if root is None or etree.QName(root).localname != "tmx":
        raise NotTmx
    inner: Any = root.getroottree().docinfo.internalDTD
    if any(True for _ in root.iter(etree.Entity)) or (
        inner is not None and any(True for _ in inner.iterentities())
    ):
        raise HasEntities
    return tuple(pair for unit in root.iter("tu") if (pair := _pair(unit)) is not None)


def _pair(unit: etree._Element) -> Both | None:
    found: dict[str, str] = {}
    for variant in unit.findall("tuv"):
        code = (variant.get(_LANG) or variant.get("lang") or "").replace("_", "-").split("-")[0].lower()
        segment = variant.find("seg")
        if segment is not None and code not in found:
            found[code] = " ".join(_words(segment).split())
    return (found["ko"], found["en"]) if found.get("ko") and found.get("en") else None


def _words(element: etree._Element) -> str:
    """The words of a segment, without other programs' codes. Depth is bounded by the parser's own limit."""
    return (
        ""
        if element.tag in _INLINE
        else (element.text or "") + "".join(_words(one) + (one.tail or "") for one in element)
    )


def write(pairs: Iterable[Both], version: str) -> bytes:
    """A file of pairs, in UTF-8. No day, no name and no story is in it."""
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root, "header", creationtool="jebo", creationtoolversion=version, segtype="sentence", adminlang="en", srclang="ko",
        datatype="plaintext", attrib={"o-tmf": "jebo"},
    )  # fmt: skip
    body = etree.SubElement(root, "body")
    for pair in pairs:
        unit = etree.SubElement(body, "tu")
        for code, words in zip(("ko", "en"), pair, strict=True):
            variant = etree.SubElement(unit, "tuv", attrib={_LANG: code})
            etree.SubElement(variant, "seg").text = _printable(words)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _printable(words: str) -> str:
    """Without control characters, which XML 1.0 cannot hold."""
    return "".join(c for c in words if c >= " " or c in "\t\n")
