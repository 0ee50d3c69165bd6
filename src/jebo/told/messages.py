"""The catalogue: English as written in the code, Korean beside it, in the language of whoever reads.

Library: gettext (standard). Its own way is used throughout: one domain, the language from ``LANGUAGE``,
``LC_ALL``, ``LC_MESSAGES`` and ``LANG``; so a worker process speaks as its parent does. A program that answers
several people at once says in whose language it speaks with :func:`spoken`.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final

from jebo.errors import N_

DOMAIN: Final = "jebo"
LOCALE: Final = Path(__file__).parent / "locale"
LANGUAGES: Final = ("en", "ko")
_ITSELF: Final = N_("en")  # a catalogue translates this into its own code
_SPOKEN: Final[ContextVar[str | None]] = ContextVar("spoken", default=None)

# Where gettext looks for the reader's language, in its order.
_VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def _(message: str) -> str:
    """The message in the reader's language."""
    asked = _SPOKEN.get()
    return _catalogue(asked, *([] if asked else map(os.environ.get, _VARIABLES))).gettext(message)


@cache
def _catalogue(asked: str | None, *environment: str | None) -> gettext.NullTranslations:
    """The catalogue of a language or an environment; gettext itself looks for its file at every message, 75 µs each."""
    languages = [asked] if asked else None
    return gettext.translation(DOMAIN, str(LOCALE), languages, fallback=True)


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Within, all is said in this language: ``en`` or ``ko``; in this thread, whatever the environment says."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def tongue() -> str:
    """Code of the language that is spoken: ``en`` or ``ko``."""
    return _(_ITSELF)
