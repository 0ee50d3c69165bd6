"""Carry-editions: some stories of one language in one file or folder that needs no network, and no more room than there is.

What they hold are editions that were let in by their receipts, like the site's. Each is made with the largest photos that fit
below a limit, then with smaller ones, then with none; what does not fit even so is refused, never cut.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from markupsafe import escape

from jebo.press import address, body, images, render, words
from jebo.press.edition import Edition, Head, Picture
from jebo.press.house import House
from jebo.press.images import Sizes
from jebo.press.intake import Intake, learn, measured
from jebo.press.site import arrange
from jebo.press.typography import inline, plain
from jebo.press.wrong import NoStories, TooSmall
from jebo.sealing.digest import Digest

WIDTHS: Final = (960, 480, 240)
"""Of photos, in pixels, the largest first. Chosen by us: a screen, a telephone, a telephone of long ago."""
CSP: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
Bytes = Callable[[str, Digest], bytes]
"""Gives the bytes of a photo of an edition, seen to be the one that was released."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is carried: stories of one language, the latest first.

    :param title: of the whole, such as a month or a topic.
    :raises NoStories: there is none.
    """

    house: House
    language: str
    title: str
    editions: tuple[Edition, ...]
    sizes: Sizes
    photo: Bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Nothing is no issue."""
        if not self.editions:
            raise NoStories

    def drawn(self, edition: Edition, picture: Picture, width: int) -> tuple[bytes, int, int]:
        """A photo at most so wide, as JPEG, with its width and height."""
        size = self.sizes[picture.digest]
        width = min(width, size.width)
        data = self.photo(edition.head.id, picture.digest)
        return images.drawn(edition.head.id, data, width, "jpg"), width, size.height_at(width)


def of_month(heads: Iterable[Head], year: int, month: int) -> list[Head]:
    """What first went out in a month."""
    return [head for head in heads if (head.first.year, head.first.month) == (year, month)]


def of_topic(heads: Iterable[Head], tag: str) -> list[Head]:
    """What is told under a tag."""
    name = address.name_of(tag)
    return [head for head in heads if any(address.name_of(one) == name for one in head.tags)]


Files = Mapping[str, bytes]
"""What is carried: files by name."""


def fitting(make: Callable[[int], Files], most: int, widest: int = WIDTHS[0]) -> tuple[Files, int]:
    """The first of what *make* gives for each width of photos, and then for 0 (none), that has at most so many bytes; and its width.

    :param widest: of the photos, in pixels; 0 for none at all.
    :raises TooSmall: the words alone need more room.
    """
    for width in (*(one for one in WIDTHS if one <= widest), 0):
        made = make(width)
        if sum(map(len, made.values())) <= most:
            return made, width
    raise TooSmall


def page(issue: Issue, width: int) -> bytes:
    """All of it as one HTML file, with photos so wide or, at 0, with their captions alone."""
    sheet = (render.HERE / "static/press.css").read_text(encoding="utf-8")
    return render.alone(
        "carried.html", issue.language, issue=issue, house=issue.house, csp=CSP, sheet=sheet,
        comments=render.comments(issue.house.comments), day=partial(words.day, language=issue.language), level=2,
        stories=[told(issue, one, inlined(issue, one, width)) for one in issue.editions],
    )  # fmt: skip


def told(issue: Issue, edition: Edition, show: body.Show) -> dict[str, Any]:
    """A story as the templates of carry-editions take it."""
    return {
        "head": edition.head,
        "title": inline(edition.head.title),
        "credits": render.credited(edition.credits, issue.language),
        "text": body.html(edition, show),
    }


def text(issue: Issue, width: int = 0) -> bytes:
    """The words alone, for what reads nothing else: UTF-8 with its mark, and lines that end as on Windows.

    :param width: of photos, of which there are none.
    """
    del width
    say = words.catalogue(issue.language).gettext
    rule = "\n\n" + "-" * 20 + "\n\n"
    front = f"{issue.house.called(issue.language)}\n{issue.title}"
    ask = say("What do you know, or think, of this?")
    foot = [f"{ask} {issue.house.comments}"] if issue.house.comments else []
    whole = rule.join([front, *(_plain(one, say) for one in issue.editions), *foot])
    return (whole + "\n").replace("\n", "\r\n").encode("utf-8-sig")


def _plain(edition: Edition, say: Callable[[str], str]) -> str:
    head = edition.head
    by = " · ".join(
        f"{role} {', '.join(names)}" for role, names in render.credited(edition.credits, head.language)
    )
    said = [
        f"{say('Corrections')}, {words.day(one.day, head.language)}: {plain(one.note)}"
        for one in head.corrections
    ]
    about = "\n".join(filter(None, [words.day(head.first, head.language), by]))
    told_ = [plain(head.title), plain(head.standfirst), about, body.text(edition), *said]
    return "\n\n".join(filter(None, told_))


def inlined(issue: Issue, edition: Edition, width: int) -> body.Show:
    """Shows photos so wide out of the page itself."""

    def show(picture: Picture, eager: bool) -> str:
        del eager
        if not width:
            return ""
        data, wide, high = issue.drawn(edition, picture, width)
        held = base64.b64encode(data).decode("ascii")
        return f'<img src="data:image/jpeg;base64,{held}" width="{wide}" height="{high}" alt="{escape(picture.alt)}">'

    return show


def issue(
    desk: Intake, house: House, language: str, title: str, choose: Callable[[Sequence[Head]], Iterable[Head]]
) -> Issue:
    """The stories of a language that *choose* picks, each let in by its receipts.

    :raises NoStories: it picks none.
    :raises jebo.press.wrong.PressRefusal: something is wrong with an edition or a photo.
    """
    every = learn(desk, {}).values()
    heads = tuple(choose(arrange(house, every).told.get(language, ())))
    editions = tuple(desk.load(head.id) for head in heads)
    return Issue(
        house=house,
        language=language,
        title=title,
        editions=editions,
        sizes=measured(desk, heads, {}),
        photo=desk.bytes_of,
    )
