"""Full-text search without a server: for each month a file of its words, which a small script reads, the latest first.

Korean is cut into pairs of syllables, everything else into words; so nothing has to be known of a language. A month's file changes
only when one of its stories does.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from jebo.press.body import text
from jebo.press.edition import Edition
from jebo.press.linked_data import written
from jebo.press.typography import plain

_PAIR: Final = re.compile(r"(?=([가-힣]{2}))")
_LONE: Final = re.compile(r"(?<![가-힣])[가-힣](?![가-힣])|[^\W_가-힣]+")


def tokens(words: str) -> set[str]:
    """What a text is found by; the script does the same with what is asked for (``static/search.js``).

    >>> sorted(tokens("쌀값 6,000원, rice"))
    ['000', '6', 'rice', '쌀값', '원']
    """
    plain_ = unicodedata.normalize("NFC", words).casefold()
    return {*_PAIR.findall(plain_), *_LONE.findall(plain_)}


def month(name: str, editions: Sequence[Edition]) -> bytes:
    """The words of a month, as a script that hands them over: a page from a folder may load nothing else.

    :param name: the month, as its folder is called (``2026/11``).
    """
    by_word: dict[str, list[int]] = {}
    for number, edition in enumerate(editions):
        for token in tokens("\n".join(_words(edition))):
            by_word.setdefault(token, []).append(number)
    pages = [[one.head.slug, plain(one.head.title), one.head.first.isoformat()] for one in editions]
    told = written({"pages": pages, "words": dict(sorted(by_word.items()))})
    return f"jebo({json.dumps(name)},{told});\n".encode()


def _words(edition: Edition) -> Iterable[str]:
    head = edition.head
    return (head.headline, head.standfirst, edition.dateline, text(edition), " ".join(head.tags))
