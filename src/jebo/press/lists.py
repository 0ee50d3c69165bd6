"""Stories in lists, as HTML: made here and not in a template, for a list has hundreds of them and every story has four."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from jebo.press import address
from jebo.press.edition import Head
from jebo.press.page import Page
from jebo.press.typography import plain


def when(page: Page, head: Head) -> Markup:
    """The day on which an edition first went out."""
    return Markup(f'<time datetime="{head.first.isoformat()}">{escape(page.day(head.first))}</time>')  # noqa: S704


def row(page: Page, head: Head) -> Markup:
    """A story as a line of a list."""
    return Markup(  # noqa: S704 - what is not ours is escaped
        f'<li><a href="{page.to(address.of(head))}">{escape(plain(head.title))}</a>'
        f' <span class="fine">{when(page, head)}</span></li>'
    )


def teaser(page: Page, head: Head, level: int = 2) -> Markup:
    """A story with what it says of itself."""
    says = f"<p>{escape(plain(head.standfirst))}</p>" if head.standfirst else ""
    return Markup(  # noqa: S704 - what is not ours is escaped
        f'<article class="teaser"><h{level}><a href="{page.to(address.of(head))}">{escape(plain(head.title))}</a></h{level}>'
        f'{says}<p class="fine">{when(page, head)}</p></article>'
    )
