"""A writer's plain text as a reader sees it: marks of emphasis, and quotation marks that face the right way."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from markupsafe import Markup

_EMPHASIS: Final = re.compile(r"\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*")
_OPENS: Final = re.compile(r"""(?:^|(?<=[\s(\[{—–‘“*"']))(["'])(?=[\w(\[*‘“"'])""")
_FACING: Final = {'"': ("“", "”"), "'": ("‘", "’")}


def quoted(text: str) -> str:
    """Straight quotation marks turned to face what they open or close; an apostrophe is one that closes.

    >>> quoted('He said "no", and \\'twice\\'. It\\'s 5 o\\'clock.')
    'He said “no”, and ‘twice’. It’s 5 o’clock.'
    """
    if '"' not in text and "'" not in text:
        return text
    opened = _OPENS.sub(lambda match: _FACING[match[1]][0], text)
    return opened.replace('"', "”").replace("'", "’")


def inline(text: str) -> Markup:
    """A block's text as HTML: everything is escaped, ``*this*`` is emphasised, and nothing else means anything.

    >>> inline("A *bold* <b>")
    Markup('A <em>bold</em> &lt;b&gt;')
    """
    words = escape(quoted(text))
    return Markup(_EMPHASIS.sub(r"<em>\1</em>", words) if "*" in words else words)  # noqa: S704 - escaped above


def plain(text: str) -> str:
    """The same for where there is no markup: feeds, titles, shares."""
    return _EMPHASIS.sub(r"\1", quoted(text))
