"""Pages of the door, in the language of whoever reads, and all of a few sizes, so that a size tells little.

Libraries: Jinja2 (templates that escape by themselves), gettext (standard).
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from jebo.door.settings import Settings
from jebo.door.web import Answer

LANGUAGES: Final = ("ko", "en")
CALLED: Final = {"ko": "한국어", "en": "English"}
STEP_BYTES: Final = 16 * 1024
"""Pages are filled up to a multiple of this. The longest of ours without answers is below it. Chosen by us."""
_LOCALE: Final = Path(__file__).parent / "locale"


@cache
def _environment(language: str) -> Environment:
    made = Environment(
        loader=PackageLoader("jebo.door"), autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"],
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    return made


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """What the door says in a language."""
    return gettext.translation("door", str(_LOCALE), [language], fallback=True)


def page(
    template: str,
    settings: Settings,
    language: str,
    *,
    status: int = 200,
    headers: tuple[tuple[str, str], ...] = (),
    **shown: Any,
) -> Answer:
    """A page. *shown* is what its template takes."""
    others = [one for one in CALLED.items() if one[0] != language]
    text = _environment(language).get_template(f"{template}.html").render(
        settings=settings, language=language, others=others, languages=CALLED.items(), name=settings.called(language), at=template, **shown
    )  # fmt: skip
    return Answer(status=status, body=filled(text.encode()), headers=headers)


def filled(page: bytes) -> bytes:
    """A page, filled up with spaces in a comment at its end."""
    bare = len(page) + len(b"<!---->")
    size = -(-bare // STEP_BYTES) * STEP_BYTES
    return page + b"<!--" + b" " * (size - bare) + b"-->"


@cache
def style() -> bytes:
    """How pages look: one file, with no picture and no font of its own."""
    return (files("jebo.door") / "static" / "door.css").read_bytes()


def said(language: str, message: str, **values: object) -> str:
    """One of our own messages."""
    return catalogue(language).gettext(message).format(**values)


Shown = Mapping[str, Any]
