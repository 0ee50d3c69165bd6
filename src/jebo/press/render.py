"""Sets pages: values and templates in, the bytes of a page out. Nothing is read here but the templates.

Library: Jinja2 (Pallets, BSD, since 2008), with everything escaped unless it is said to be markup.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

import jebo
from jebo.press import address, body, linked_data, lists, typography, words
from jebo.press.edition import Correction, Credit, Edition, Head
from jebo.press.images import Sizes
from jebo.press.page import CALLED, READ_IN, Page
from jebo.press.site import Site

HERE: Final = Path(__file__).parent
CSP: Final = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'"
"""What a page may load: from the site itself, and nothing else."""
_SAID: Final = re.compile(r'\{\{ _\("([^"{}]+)"\) \}\}')
SUMMARY: Final = 300
"""Characters of a description. Chosen by us."""


@cache
def style() -> tuple[str, bytes]:
    """The sheet, under a name that changes when it does."""
    sheet = (HERE / "static/press.css").read_bytes()
    return f"static/press-{hashlib.sha256(sheet).hexdigest()[:12]}.css", sheet


@cache
def script() -> tuple[str, bytes]:
    """The script of the search, in the same way."""
    found = (HERE / "static/search.js").read_bytes()
    return f"static/search-{hashlib.sha256(found).hexdigest()[:12]}.js", found


@cache
def stamp() -> str:
    """Changes whenever pages would be set otherwise: of all templates, the sheet, the words and the version."""
    found = hashlib.sha256(jebo.__version__.encode())
    for file in sorted(
        [
            *HERE.rglob("*.html"),
            *HERE.rglob("*.py"),
            *HERE.rglob("*.mo"),
            *HERE.rglob("*.css"),
            *HERE.rglob("*.js"),
            *HERE.rglob("*.svg"),
        ]
    ):
        found.update(file.read_bytes())
    return found.hexdigest()[:24]


def _spoken(language: str, name: str) -> str:
    """A template in a language: its plain words are put in here, once, and not each time that it is filled."""
    say = words.catalogue(language).gettext
    source = (HERE / "templates" / name).read_text(encoding="utf-8")
    return _SAID.sub(lambda match: str(escape(say(match[1]))), source)


@cache
def _environment(language: str) -> Environment:
    made = Environment(
        loader=FunctionLoader(partial(_spoken, language)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(words.catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "csp": CSP,
        "address": address.of,
        "inline": typography.inline,
        "plain": typography.plain,
        "photo": body.photo,
        "topic_of": lists.kicker,
        "card": lists.card,
        "row": lists.row,
        "teaser": lists.teaser,
        "when": lists.when,
        "read_in": READ_IN,
        "called": CALLED,
    }
    return made


def page(template: str, shown: Page, **values: Any) -> bytes:
    """A page from its template."""
    found = _environment(shown.language).get_template(template)
    return found.render(page=shown, house=shown.house, **values).encode()


def alone(template: str, language: str, **values: Any) -> bytes:
    """A page that stands by itself, outside of a site."""
    return _environment(language).get_template(template).render(language=language, **values).encode()


def story(site: Site, shown: Page, edition: Edition, sizes: Sizes) -> bytes:
    """The page of an edition."""
    head = edition.head
    return page(
        "story.html",
        shown,
        head=head,
        edition=edition,
        credits=_credits(edition),
        topics=[_link(shown, label, path) for label, path in topics(head)],
        dot=_DOT,
        twin=told_twin(site, head),
        beside=Markup("").join(lists.row(shown, other) + "\n" for other in site.beside.get(head.id, ())),
        text=body.html(edition, body.responsive(sizes, shown.to)),
        comments=comments(site.house.comments),
        linked=Markup(linked_data.article(site, edition, shown, sizes)),  # noqa: S704 - escaped where it is made
    )


_DOT: Final = Markup(' <span aria-hidden="true">·</span> ')


def _link(shown: Page, label: str, path: str) -> Markup:
    return Markup(f'<a href="{shown.to(path)}">{escape(label)}</a>')  # noqa: S704 - escaped


def _credits(edition: Edition) -> Markup:
    rows = credited(edition.credits, edition.head.language)
    return Markup("").join(
        Markup(f'<li><span class="role">{escape(role)}</span> {escape(", ".join(names))}</li>')  # noqa: S704 - escaped
        for role, names in rows
    )


def told_twin(site: Site, head: Head) -> Head | None:
    """The other edition, where there is something to read."""
    twin = site.twins.get(head.id)
    return None if twin is None or twin.withdrawn else twin


def topics(head: Head) -> list[tuple[str, str]]:
    """The tags of an edition as it has them, and their pages, each once."""
    pages = {address.topic(head.language, tag): tag for tag in reversed(head.tags)}
    return [(tag, page) for page, tag in reversed(pages.items())]


def credited(given: Iterable[Credit], language: str) -> list[tuple[str, list[str]]]:
    """Names by what they did, in the order of :data:`jebo.press.words.ROLES`."""
    say = words.catalogue(language).gettext
    by_role: dict[str, list[str]] = {}
    for one in given:
        by_role.setdefault(one.role, []).append(one.name)
    return [(say(label), by_role[role]) for role, label in words.ROLES.items() if role in by_role]


def comments(to: str) -> str:
    """The address for comments as a link."""
    return f"mailto:{to}" if "@" in to and ":" not in to else to


def summary(edition: Edition) -> str:
    """What stands where a story is shared: the text that was checked for it, else the standfirst."""
    words_ = edition.share or edition.head.standfirst
    return typography.plain(words_)[:SUMMARY]


def paragraphs(text: str, *, titled: bool) -> list[tuple[str, str]]:
    """Blocks of the newsroom's own words, with their titles.

    :param titled: whether the first line of several is a title.
    """
    found = []
    for block in filter(None, (part.strip() for part in text.split("\n\n"))):
        first, _, rest = block.partition("\n")
        found.append((first, rest.strip()) if rest and titled else ("", block))
    return found


def corrections(heads: Sequence[Head]) -> list[tuple[Correction, Head]]:
    """All of them, the latest first."""
    found = [(one, head) for head in heads for one in head.corrections]
    return sorted(found, key=lambda pair: (pair[0].day, pair[1].id), reverse=True)
