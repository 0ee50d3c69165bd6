"""Demands of the words and pictures: grounds, other people, photos, glosses, credits, and what the translation changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from jebo.desk.pack import tongue
from jebo.desk.publication.candidate import Candidate, Candidates
from jebo.desk.publication.demand import Demand, Settled
from jebo.desk.publication.lag import LAG
from jebo.desk.publication.models import Release
from jebo.desk.publication.pixels import only_pixels
from jebo.desk.stories.blocks import PUT_IN, blocks
from jebo.desk.stories.models import Photo, StandingText, Work
from jebo.desk.stories.putting import missing
from jebo.desk.stories.reporting import reporting
from jebo.desk.translation.findings import open_findings
from jebo.told.messages import spoken

BARE = _("This sentence reports something, and nothing says what it rests on.")
CONTESTED = _("What this sentence rests on is contested: write that it is, or say why it may stand.")
SINGLE = _("This sentence rests on one voice alone: attribute it so, or say why it may stand.")
OTHERS = _("This phrase may endanger somebody else: a safety editor has to say yes.")
CAPTION = _("A photo has no caption, no credit or no words for those who do not see it.")
SHOWN = _("A photo shows a place that the text does not name, or names less exactly.")
GONE = _("The text names a photo, a gloss or a standing text that is not there.")
OUT_OF_DATE = _("A gloss or a standing text is not true on the day of publication.")
RAW = _("A photo was not drawn anew: it may hold what the camera wrote. Take it out and add it again.")
NOTE = _("The correction does not say in this language what was wrong.")
NOT_SET = _(
    "This edition cannot be set: something in it is too long, or a mark that is not seen stands in it and may turn words around."
)
CREDITS = _("The credits do not say who wrote and who edited it.")
TRANSLATED = _("Neither edition says who translated it.")
EMPTY = _("The edition has no headline or no slug.")


def bare(found: Candidates) -> Iterator[Demand]:
    """What reports something must rest on something; contested and single voices are said to be so."""
    for one in found.editions:
        for ground, told in zip(one.grounds, reporting(one.edition), strict=True):
            phrase = one.edition.text[ground.sentence.start : ground.sentence.end]
            of = f"{one.language}:{ground.sentence.id}"
            if ground.contested:
                yield _about(one, "contested", CONTESTED, phrase, of)
            elif ground.single and not told.attributed:
                yield _about(one, "single", SINGLE, phrase, of)
            elif told.reports and not ground.standings:
                yield _about(one, "bare", BARE, phrase, of)


def _about(one: Candidate, code: str, says: object, phrase: str, of: str) -> Demand:
    return Demand(
        code=code,
        says=says,
        settled=Settled.GROUNDS,
        language=one.language,
        phrase=phrase,
        of=of,
        may_be_accepted=True,
    )


def others(found: Candidates) -> Iterator[Demand]:
    """Wholesalers, families, accused, go-betweens: a safety editor's yes."""
    for one in found.editions:
        for number, remark in enumerate(one.third_parties):
            yield Demand(
                code="third-party", says=OTHERS, settled=Settled.SIGNATURE, language=one.language, start=remark.start,
                phrase=one.phrase(remark.start, remark.end), of=f"{one.language}:{remark.check}:{number}", may_be_accepted=True,
            )  # fmt: skip


def photos(found: Candidates) -> Iterator[Demand]:
    """Captioned, credited, described; the place shown no finer than the text."""
    for one in found.editions:
        for picture in (piece.picture for piece in one.content.pieces if piece.picture):
            if not (picture.caption and picture.alt and picture.credit):
                yield Demand(
                    code="caption",
                    says=CAPTION,
                    settled=Settled.TEXT,
                    language=one.language,
                    of=picture.digest,
                )
            if picture.place and not _named(picture.place, one):
                yield Demand(
                    code="place-shown",
                    says=SHOWN,
                    settled=Settled.TEXT,
                    language=one.language,
                    of=picture.digest,
                )


def _named(place: str, one: Candidate) -> bool:
    """Whether the text names the place itself; a province or a country needs no naming."""
    from jebo.packs import load

    known = load(one.edition.story.pack).places.get(place)
    if known is None:
        return False
    names = [*known.names.values(), *(alias.name for alias in known.aliases)]
    return known.level in ("country", "province") or any(name and name in one.edition.text for name in names)


def drawn_anew(found: Candidates) -> Iterator[Demand]:
    """The bytes of each photo hold its pixels and nothing that a camera wrote."""
    for one in found.editions:
        wanted = {piece.ref for piece in one.content.pieces if piece.picture}
        for photo in Photo.objects.filter(story=found.story, pk__in=wanted):
            if not only_pixels(bytes(photo.data)):
                yield Demand(
                    code="not-drawn-anew", says=RAW, settled=Settled.TEXT, language=one.language, of=photo.pk
                )


def notes(found: Candidates) -> Iterator[Demand]:
    """A correction says in each language what was wrong."""
    if found.kind is Release.Kind.CORRECTION:
        for one in found.editions:
            if not one.plain["note"]:
                yield Demand(code="note", says=NOTE, settled=Settled.TEXT, language=one.language)


def texts(found: Candidates) -> Iterator[Demand]:
    """Whatever the text puts in is there, and true on the day."""
    for one in found.editions:
        if missing(one.edition):
            yield Demand(code="missing", says=GONE, settled=Settled.TEXT, language=one.language)
        named = [block.ref for block in blocks(one.edition.text) if block.sort in PUT_IN]
        days = [found.day, *(found.day + timedelta(days=lag) for lag in (LAG[0], LAG[-1]))]
        if any(not text.holds(day) for text in StandingText.objects.filter(pk__in=named) for day in days):
            yield Demand(code="out-of-date", says=OUT_OF_DATE, settled=Settled.TEXT, language=one.language)
        if not (one.edition.headline.strip() and one.edition.slug.strip()):
            yield Demand(code="headline", says=EMPTY, settled=Settled.TEXT, language=one.language)


def set_in_print(found: Candidates) -> Iterator[Demand]:
    """The press can set it: nothing is too long, and no mark that is not seen turns words around."""
    from jebo.press.admit import settable

    for one in found.editions:
        if not settable(one.plain | {"slug": one.plain["slug"] or "none"}):
            yield Demand(code="not-set", says=NOT_SET, settled=Settled.TEXT, language=one.language)


def credits_said(found: Candidates) -> Iterator[Demand]:
    """Who wrote, who edited, and who translated."""
    for one in found.editions:
        roles = {credit.role for credit in one.content.credits}
        if not {Work.WRITING, Work.EDITING} <= roles:
            yield Demand(code="credits", says=CREDITS, settled=Settled.TEXT, language=one.language)
    everybody = {credit.role for one in found.editions for credit in one.content.credits}
    if len(found.editions) > 1 and Work.TRANSLATION not in everybody:
        yield Demand(code="translator", says=TRANSLATED, settled=Settled.TEXT)


def changed(found: Candidates) -> Iterator[Demand]:
    """What the translation changed is mended, or let stand by somebody who says why (on the page of the differences)."""
    with spoken(tongue()):
        differences = open_findings(found.story, found.day)
    for one in differences:
        yield Demand(
            code="drift", says=one.says, settled=Settled.COMPARISON, phrase=one.english or one.korean,
            language="en" if one.english else "ko", of=one.key, may_be_accepted=one.may_be_accepted,
        )  # fmt: skip
