"""A carry-edition as a folder for a memory card: a list of what is in it, and a page for each story, which any browser opens
from the card.

Names of files say nothing of what is in them, unless that is asked for: whoever looks over a shoulder at a list of files should
learn nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from markupsafe import escape

from jebo.press import body, render, words
from jebo.press.carry import Issue, told
from jebo.press.edition import Edition, Head, Picture
from jebo.press.typography import plain
from jebo.sealing.digest import Digest

CSP: Final = "default-src 'none'; style-src 'self'; img-src 'self'"
INDEX: Final = "index.html"
SHEET: Final = "page.css"
Names = Mapping[str, str]
"""Of each edition's id the name of its page."""


def folder(issue: Issue, width: int, *, titles: bool = False) -> dict[str, bytes]:
    """All of it as files by name, with photos so wide or, at 0, with their captions alone.

    :param titles: whether files are named for what is in them, by the addresses that stories have on the site.
    """
    files: dict[str, bytes] = {}
    called: dict[Digest, str] = {}
    heads = [one.head for one in issue.editions]
    names = _titled(heads) if titles else _numbered(heads)
    for at, one in enumerate(issue.editions):
        around = _beside(heads, names, at)
        story = told(issue, one, _into(files, called, issue, one, width))
        files[names[one.head.id]] = _page(issue, level=1, one=story, **around)
    files[INDEX] = _page(issue, one=None, places=[(head, names[head.id]) for head in heads])
    files[SHEET] = (render.HERE / "static/press.css").read_bytes()
    return dict(sorted(files.items()))


def _numbered(heads: Sequence[Head]) -> Names:
    """``1.html`` and so on, with as many digits as the last has, so that a list of files keeps their order."""
    digits = len(str(len(heads)))
    return {head.id: f"{number:0{digits}}.html" for number, head in enumerate(heads, start=1)}


def _titled(heads: Sequence[Head]) -> Names:
    """By the day as well, for an address is used again in another month."""
    return {head.id: f"{head.first.isoformat()}-{head.slug}.html" for head in heads}


def _beside(heads: Sequence[Head], names: Names, at: int) -> dict[str, tuple[str, str] | None]:
    """The pages before and after a story in the list, by file and headline."""

    def link(place: int) -> tuple[str, str] | None:
        if not 0 <= place < len(heads):
            return None
        return names[heads[place].id], plain(heads[place].title)

    return {"before": link(at - 1), "after": link(at + 1)}


def _page(issue: Issue, **values: Any) -> bytes:
    return render.alone(
        "card.html", issue.language, issue=issue, house=issue.house, csp=CSP, sheet=SHEET,
        comments=render.comments(issue.house.comments), day=partial(words.day, language=issue.language), **values,
    )  # fmt: skip


def _into(
    files: dict[str, bytes], called: dict[Digest, str], issue: Issue, edition: Edition, width: int
) -> body.Show:
    """Shows photos from the folder, and puts each into it once, under a number."""

    def show(picture: Picture, eager: bool) -> str:
        del eager
        if not width:
            return ""
        data, wide, high = issue.drawn(edition, picture, width)
        name = called.setdefault(picture.digest, f"{len(called) + 1}.jpg")
        files[name] = data
        return f'<img src="{name}" width="{wide}" height="{high}" alt="{escape(picture.alt)}">'

    return show
