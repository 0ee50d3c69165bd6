"""Lighter signing: what a safety editor said yes to holds for other words of the same substance, and an editor alone signs those.

What an edition is compared with is always the text that an editor and a safety editor signed themselves, never one that an editor
alone signed after it: so many small changes do not add up to a large one that nobody read whole. That text is no copy kept apart:
it is put together from its revision, and is the one that was signed only if its digest is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import product
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from jebo.desk.publication.candidate import Candidate, Candidates, digest_of
from jebo.desk.publication.models import Release, Signature
from jebo.desk.publication.signing import SAFETY, signed_in_full, signers
from jebo.desk.publication.substance import Known, Touched, touched
from jebo.desk.stories.models import WRITTEN
from jebo.desk.stories.putting import content
from jebo.packs import load
from jebo.packs.drift import tongues
from jebo.sealing.digest import edition_digest

BACK: Final = 20
"""Revisions among which the text that was signed is looked for. Chosen by us: more would be another story."""


TOUCHED: Final[dict[Touched, Any]] = {
    Touched.FRAME: _("its address, its tags, its credits or what goes around it"),
    Touched.GROUNDS: _("what it rests on"),
    Touched.BLOCKS: _("a photo, a quotation, a gloss or the order of its parts"),
    Touched.WORDS: _("more than the wording of plain words"),
    Touched.DETAILS: _("a detail, a source or another person"),
    Touched.FACTS: _("a number, a name, a place or a date"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A text of an edition that had all signatures, and what was changed since.

    :param touched: what the changes touch; empty where they are of wording alone.
    """

    language: str
    digest: str
    day: date
    text: str = field(repr=False)
    safety: frozenset[str]
    """The ids of the safety editors who signed it."""
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What was signed in full before.

    :param editions: of each edition that was changed since, the latest such text.
    :param taken: by language the digests from which signatures and risks are taken over, where that may be done.
    :param safety: by language who signed those as a safety editor, by id.
    """

    editions: tuple[Before, ...] = ()
    taken: dict[str, frozenset[str]] = field(default_factory=dict)
    safety: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def light(self) -> bool:
        """Whether what a safety editor said yes to is taken over."""
        return bool(self.taken)

    @property
    def wholes(self) -> frozenset[str]:
        """The digests of those texts together."""
        return (
            frozenset(digest_of(one) for one in product(*self.taken.values())) if self.taken else frozenset()
        )


def since(found: Candidates, day: date) -> Since:
    """What was signed in full before, and whether it still says the same."""
    if found.kind is Release.Kind.WITHDRAWAL:
        return Since()
    before = {one.language: tuple(_before(one, day)) for one in found.editions}
    now = {one.digest for one in found.editions}
    latest = [next(iter(texts)) for texts in before.values() if texts]
    changed = tuple(one for one in latest if one.digest not in now)
    same = {code: [one for one in texts if not one.touched] for code, texts in before.items()}
    taken = {code: frozenset(one.digest for one in texts) for code, texts in same.items()}
    if not all(taken.values()) or all(texts <= now for texts in taken.values()):
        return Since(editions=changed)
    safety = {code: frozenset[str]().union(*(one.safety for one in texts)) for code, texts in same.items()}
    return Since(editions=changed, taken=taken, safety=safety)


def _before(one: Candidate, day: date) -> Iterator[Before]:
    """The texts that were signed in full, the latest first; the edition itself among them, where it is."""
    rows = Signature.objects.filter(edition=one.edition, role=SAFETY, day__lte=day).order_by("day")
    signed = {row.digest: row.day for row in rows}
    for digest, plain, text in _texts(one) if signed else ():
        if digest in signed and signed_in_full(one, digest, day):
            found = () if digest == one.digest else tuple(touched(plain, one.signable, _known(one)))
            yield Before(
                language=one.language, digest=digest, day=signed.pop(digest), text=text, touched=found,
                safety=signers(one, digest, SAFETY, day),
            )  # fmt: skip


def same(one: Candidate, digests: Collection[str]) -> bool:
    """Whether an edition is one of these texts, or says the same as one of them in other words."""
    return any(
        digest in digests and (digest == one.digest or not any(touched(plain, one.signable, _known(one))))
        for digest, plain, _ in (_texts(one) if digests else ())
    )


def _texts(one: Candidate) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The edition as it is and as it was, the latest first, each with its digest: as it was signed, if that digest was."""
    yield one.digest, one.signable, one.edition.text
    for revision in one.edition.revisions.all()[:BACK]:
        then = copy(one.edition)
        for name in WRITTEN:
            setattr(then, name, getattr(revision, name))
        now = {name: one.signable[name] for name in ("kind", "note", "rests_on")}
        plain = content(then).plain() | now
        yield edition_digest(plain), plain, then.text


def _known(one: Candidate) -> Known:
    return known(one.language, one.edition.story.pack)


@cache
def known(code: str, pack_id: str) -> Known:
    """What is known of a language and a country."""
    from jebo.disclosure.drift.wisdom import wisdom
    from jebo.packs.language import language

    pack = load(pack_id)
    return Known(language=language(code, pack_id), pack=pack, wisdom=wisdom(tongues(pack_id), pack))
