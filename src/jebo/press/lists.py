"""Stories in lists, as HTML: made here and not in a template, for a list has hundreds of them and every story has four."""

from __future__ import annotations

from html import escape
from typing import Final

from markupsafe import Markup

from jebo.press import address
from jebo.press.body import photo
from jebo.press.edition import Head
from jebo.press.images import Sizes
from jebo.press.page import Page
from jebo.press.typography import plain

SMALL: Final = "(min-width: 48rem) 21rem, 7rem"
"""How wide a photo of a teaser is shown (press.css)."""


def when(page: Page, head: Head) -> Markup:
    """The day on which an edition first went out."""
    return Markup(f'<time datetime="{head.first.isoformat()}">{escape(page.day(head.first))}</time>')  # noqa: S704


def row(page: Page, head: Head) -> Markup:
    """A story as a line of a list."""
    return Markup(  # noqa: S704 - what is not ours is escaped
        f'<li><a href="{page.to(address.of(head))}">{escape(plain(head.title))}</a>'
        f' <span class="fine">{when(page, head)}</span></li>'
    )


def kicker(head: Head) -> Markup:
    """What a story is about: its first tag."""
    return Markup(f'<p class="kicker">{escape(head.tags[0])}</p>') if head.tags else Markup()  # noqa: S704 - escaped


def teaser(page: Page, head: Head, level: int = 2) -> Markup:
    """A story with what it says of itself."""
    return Markup(f'<article class="teaser">{_says(page, head, level)}</article>')  # noqa: S704 - escaped


def card(page: Page, head: Head, sizes: Sizes, level: int = 2) -> Markup:
    """The same for a front page: with what it is about, and its photo."""
    if head.picture is None:
        return Markup(f'<article class="teaser">{kicker(head)}{_says(page, head, level)}</article>')  # noqa: S704
    shown = photo(head.picture, sizes, page.to, SMALL)
    to = page.to(address.of(head))
    return Markup(  # noqa: S704 - what is not ours is escaped
        f'<article class="teaser pictured"><a class="shown" href="{to}" tabindex="-1" aria-hidden="true">{shown}</a>'
        f"<div>{kicker(head)}{_says(page, head, level)}</div></article>"
    )


def _says(page: Page, head: Head, level: int) -> str:
    says = f"<p>{escape(plain(head.standfirst))}</p>" if head.standfirst else ""
    link = f'<a href="{page.to(address.of(head))}">{escape(plain(head.title))}</a>'
    return f'<h{level}>{link}</h{level}>{says}<p class="fine">{when(page, head)}</p>'
