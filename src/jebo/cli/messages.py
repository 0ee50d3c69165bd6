"""In which language the command speaks. Its messages stand in the catalogue of :mod:`jebo.told.messages`.

argparse's sentences, which ask gettext too, come from the same catalogue.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence

from jebo.told.messages import DOMAIN, LANGUAGES, LOCALE


def speak(words: Sequence[str]) -> None:
    """Take the catalogue of jebo, in the language that ``--lang`` names among *words*, if it names one."""
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
    for before, word in zip(["", *words], words, strict=False):
        asked = word.removeprefix("--lang=") if word.startswith("--lang=") else word
        if asked in LANGUAGES and (asked != word or before == "--lang"):
            os.environ["LANGUAGE"] = asked
