"""What the command says, in the reader's language: English as written in the code, Korean from the catalogue.

Library: gettext (standard). Its own way is used throughout: one domain, the language from ``LANGUAGE``,
``LC_ALL``, ``LC_MESSAGES`` and ``LANG``; so argparse's sentences, which ask gettext too, come from the same
catalogue, and a worker process speaks as its parent does.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from jebo.errors import N_

DOMAIN: Final = "jebo"
LOCALE: Final = Path(__file__).parent / "locale"
LANGUAGES: Final = ("en", "ko")
_ITSELF: Final = N_("en")  # a catalogue translates this into its own code

# Where gettext looks for the reader's language, in its order.
_VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def _(message: str) -> str:
    """The message in the reader's language."""
    return _catalogue(*map(os.environ.get, _VARIABLES)).gettext(message)


@cache
def _catalogue(*environment: str | None) -> gettext.NullTranslations:
    """The catalogue of an environment; gettext itself looks for its file at every message, 75 µs each."""
    return gettext.translation(DOMAIN, str(LOCALE), fallback=True)


def speak(words: Sequence[str]) -> None:
    """Take the catalogue of jebo, in the language that ``--lang`` names among *words*, if it names one."""
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
    for before, word in zip(["", *words], words, strict=False):
        asked = word.removeprefix("--lang=") if word.startswith("--lang=") else word
        if asked in LANGUAGES and (asked != word or before == "--lang"):
            os.environ["LANGUAGE"] = asked


def tongue() -> str:
    """Code of the language that is spoken: ``en`` or ``ko``."""
    return _(_ITSELF)
