"""What ``jebo demo`` tells of the stories that its desk walks: what stops them, what is accepted by name, and what goes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from jebo.cli.cells import WIDTH, wrapped
from jebo.told import in_words
from jebo.told.messages import _, tongue

if TYPE_CHECKING:
    from jebo.desk.demo.walk import Reason, Walked

_PHRASES: Final = 6
"""Phrases of one kind that are told; the desk shows all. Chosen by us: two lines."""


def told(walked: Walked) -> Iterator[str]:
    """The lines of one story."""
    titles = [walked.headlines[code] for code in sorted(walked.headlines, key=lambda code: code != tongue())]
    yield from wrapped(" · ".join(titles), WIDTH)
    yield from _step(
        _("It rests on what was told: statements {statements}, sources {sources}.").format(
            statements=walked.statements, sources=walked.sources
        )
    )
    yield from _step(
        _("The release check stops both editions. Reasons: {n}, among them").format(n=len(walked.stopped))
    )
    yield from _reasons([one for one in walked.stopped if one.language == tongue() and one.phrase])
    left = _("What is left is accepted by the safety editor, by name, with a reason:")
    yield from _step(
        _("Reworded in both languages.") + " " + (left if walked.accepted else _("Nothing is left."))
    )
    yield from _reasons(walked.accepted)
    yield from _step(
        _(
            "Signed by an editor who did not write it and by the safety editor. It goes out on a day drawn at random: {day}"
        ).format(day=walked.day.isoformat())
    )
    for code, digest in sorted(walked.receipts.items()):
        yield f"     {_(in_words.LANGUAGE_NAMES[code])}: {digest}"
    yield from _step(
        _("What it cost: other people who could have said all that was published of each source")
    )
    yield from (f"     {one}" for one in walked.left)
    yield ""


def _step(words: str) -> Iterator[str]:
    yield from wrapped(words, WIDTH, first="  ", rest="  ")


def _reasons(reasons: list[Reason] | tuple[Reason, ...]) -> Iterator[str]:
    """Those of one kind together."""
    kinds: dict[str, list[str]] = {}
    for one in reasons:
        kinds.setdefault(one.accepted or one.says, []).append(f"“{one.phrase}”")
    for says, phrases in kinds.items():
        more = " …" if len(phrases) > _PHRASES else ""
        yield from wrapped(
            f"{', '.join(phrases[:_PHRASES])}{more}: {says}", WIDTH, first="   - ", rest="     "
        )
