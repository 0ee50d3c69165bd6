"""Finds out how a text was written down in bytes: UTF-8, UTF-16, EUC-KR, CP949 or Western.

Library: charset-normalizer (MIT, pure wheel for all systems, released 2026), loaded only when UTF-8 fails.
Its guess is taken only where the text then also looks right: a wrong guess hides every finding.
"""

import codecs
import re
from collections import Counter
from typing import Final

from jebo.texts.quiet import attempt
from jebo.texts.unreadable import BinaryFile, HalfCharacter, NoText, OtherKind, UnknownEncoding

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How documents begin that are no plain text, though some of them look like it for pages.
_OTHER_KINDS: Final = (
    b"%PDF-",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"HWP Document File",
    b"PK\x03\x04",
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE: Final = (
    0.01  # chosen by us: stray control characters happen in pasted text, one in a hundred does not
)
_PLAUSIBLE: Final = re.compile(r"[\t\n\f\r -~\xa0-\u024f\u2010-\u203e\u3000-\u303f\uac00-\ud7a3]")
_PLAUSIBLE_SHARE: Final = 0.95  # chosen by us: a wrong byte order leaves almost no plausible character
_KOREAN_SURE: Final = 0.95  # chosen by us: of the non-ASCII letters; Chinese read as CP949 stays below 0.7
_KOREAN_LIKELY: Final = 0.75  # chosen by us: Korean with Chinese characters in it, if the library agrees
# Accented capitals inside a word or after a stop: the quotation marks of old Macintosh text, read as Western.
_NOT_WESTERN: Final = re.compile(r"[a-z.,!?][\xc0-\xde]|[\xc2-\xc3\xe2][\x80-\xbf\u0152-\u2122]")
_WESTERN: Final = re.compile(r"[\x00-\x7e\xa0-\xff\u0152-\u017e\u2013-\u2026\u20ac\u2122]*")
_WESTERN_SHARE: Final = 0.2  # chosen by us: above it the letters are not those of a Western language
_RIVALS: Final = ["cp949", "cp1252", "gb18030", "big5", "shift_jis", "euc_jp"]
# Names that a page or mail may give. Python has codecs beside these that are no character sets.
_DECLARABLE: Final = re.compile(r"(utf_(8|16|32)|cp\d|iso|euc|koi8|gb|big5|shift|johab|ascii|mac_roman|tis)")
_WIDER: Final = {
    "euc_kr": "cp949",
    "latin_1": "cp1252",
    "iso8859_1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
}


def plain(data: bytes) -> str:
    """The text of a plain file, without its byte-order mark.

    :raises UnreadableText: if *data* is no text, or in no encoding that can be told for sure.
    """
    if data.startswith(_OTHER_KINDS):
        raise OtherKind
    text = _marked(data)
    return _checked(_unmarked(data) if text is None else text)


def declared(data: bytes, charset: str | None) -> str:
    """The text of a page or mail part that names its own *charset*, which may be wrong or missing.

    A byte-order mark comes first, then UTF-8 where the bytes fit it (pages are often converted and keep
    their old declaration), then the declaration, then what the bytes look like.
    """
    text = _marked(data)
    if text is None and (codec := _codec(charset)) is not None:
        text = _as_declared(data, codec)
    return _checked(text if text is not None else _unmarked(data))


def _as_declared(data: bytes, codec: str) -> str | None:
    text = None if data.isascii() else _decoded(data, "utf-8")
    if text is None and codec == "cp1252":  # fits almost any bytes, and is what programs declare unasked
        text = _legacy(data)
    return text if text is not None else _decoded(data, codec)


def _marked(data: bytes) -> str | None:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            text = _decoded(data[len(mark) :], codec)
            if text is None:
                raise _fault(data[len(mark) :], codec)
            return text
    return None


def _unmarked(data: bytes) -> str:
    text = _wide(data) if b"\0" in data else _decoded(data, "utf-8")
    text = text if text is not None else _legacy(data)
    if text is None:
        raise _fault(data, "utf-8")
    return text


def _decoded(data: bytes, codec: str) -> str | None:
    return attempt(lambda: data.decode(codec), UnicodeError)


def _fault(data: bytes, codec: str) -> Exception:
    """What is wrong with bytes that do not fit: one lone surrogate, or anything else."""
    lenient = attempt(lambda: data.decode(codec, "surrogatepass"), UnicodeError)
    return UnknownEncoding() if lenient is None else HalfCharacter()


def _checked(text: str) -> str:
    """*text*, if it is text to a reader too."""
    controls = len(_CONTROLS.findall(text))
    if "\0" in text or controls > len(text) * _CONTROL_SHARE:
        raise BinaryFile
    if not text.strip():
        raise NoText
    return text


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: its spaces and line ends hold a zero byte, as no other text does."""
    for codec in ("utf-16-le", "utf-16-be"):
        text = _decoded(data, codec)
        if text and len(_PLAUSIBLE.findall(text)) >= len(text) * _PLAUSIBLE_SHARE:
            return text
    raise BinaryFile


def _legacy(data: bytes) -> str | None:
    korean = _decoded(data, "cp949")
    hangul = 0.0 if korean is None else _hangul_share(korean)
    if hangul >= _KOREAN_SURE:
        return korean
    guess = _guess(data)
    if guess == "cp949" and hangul >= _KOREAN_LIKELY:
        return korean
    western = _decoded(data, "cp1252") if guess == "cp1252" else None
    return western if western is not None and _looks_western(western) else None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # only when UTF-8 fails: it costs 30 ms

    best = from_bytes(data, cp_isolation=_RIVALS).best()
    return None if best is None else best.encoding


def _hangul_share(text: str) -> float:
    """How many of the letters beyond ASCII are the 2,350 syllables that Korean is written with, 0 to 1."""
    counts = {
        letter: count for letter, count in Counter(text).items() if letter > "\x7f" and letter.isalpha()
    }
    common = sum(count for letter, count in counts.items() if _is_common_hangul(letter))
    return common / sum(counts.values()) if counts else 0.0


def _is_common_hangul(letter: str) -> bool:
    """Whether two bytes of EUC-KR hold it; Python spells the other syllables out in eight."""
    return "가" <= letter <= "힣" and len(letter.encode("euc_kr")) == 2


def _looks_western(text: str) -> bool:
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    fits = _WESTERN.fullmatch(text) is not None and _NOT_WESTERN.search(text) is None
    return fits and beyond <= max(1, len(text) * _WESTERN_SHARE)


def _codec(charset: str | None) -> str | None:
    """Python's name for a declared *charset*, in the wider form that is meant in practice."""
    found = attempt(lambda: codecs.lookup(charset or ""), LookupError, ValueError)
    if found is None:
        return None
    name = found.name.replace("-", "_")
    return _WIDER.get(name, name) if _DECLARABLE.match(name) else None
