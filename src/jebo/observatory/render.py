"""Sets the record's pages: values and templates in, the bytes of a page out, in the look of the newsroom's site."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from jebo.observatory import words
from jebo.press import render as press
from jebo.press.page import Page

HERE: Final = Path(__file__).parent


@cache
def style() -> tuple[str, bytes]:
    """The press's sheet and the record's, as one, under a name that changes when it does."""
    sheet = press.style()[1] + b"\n" + (HERE / "static/record.css").read_bytes()
    return f"static/record-{hashlib.sha256(sheet).hexdigest()[:12]}.css", sheet


@cache
def environment(language: str) -> Environment:
    """The templates in a language."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(words.catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"csp": press.CSP}
    return made


def page(template: str, shown: Page, **values: Any) -> bytes:
    """A page from its template."""
    return (
        environment(shown.language)
        .get_template(template)
        .render(page=shown, house=shown.house, **values)
        .encode()
    )
