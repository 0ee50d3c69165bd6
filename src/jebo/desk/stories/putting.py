"""Puts an edition together as readers would get it: its text with photos, glosses and standing texts in their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jebo.desk.stories.blocks import PUT_IN, Block, Sort, blocks
from jebo.desk.stories.content import Content
from jebo.desk.stories.models import Edition, Photo, StandingText, Tongue
from jebo.press.edition import Credit, Picture, Piece
from jebo.sealing.digest import digest_bytes


def content(edition: Edition) -> Content:
    """The edition as it would be published now. What it names and is not there any more is left out."""
    read = blocks(edition.text)
    photos = {photo.pk: photo for photo in edition.story.photos.all()}
    texts = {text.pk: text for text in StandingText.objects.filter(_named(read))}
    return Content(
        story=edition.story_id,
        edition=edition.pk,
        language=edition.language,
        headline=edition.headline,
        standfirst=edition.standfirst,
        dateline=edition.dateline,
        slug=edition.slug,
        share=edition.share,
        tags=tuple(edition.tags),
        credits=tuple(Credit(role=row["role"], name=row["name"]) for row in edition.credits),
        pieces=tuple(
            piece for block in read if (piece := _piece(block, edition.language, photos, texts)) is not None
        ),
    )


def missing(edition: Edition) -> tuple[Block, ...]:
    """Blocks that stand for something that is not there."""
    named = [block for block in blocks(edition.text) if block.sort in PUT_IN]
    if not named:
        return ()
    there = {(Sort.PHOTO.value, pk) for pk in edition.story.photos.values_list("pk", flat=True)}
    there |= set(StandingText.objects.filter(_named(tuple(named))).values_list("sort", "pk"))
    return tuple(block for block in named if (block.sort.value, block.ref) not in there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What may be put into a text: the line that stands for it, what it is, and its beginning."""

    line: str
    sort: Sort
    label: str


def choices(edition: Edition, day: date) -> tuple[Choice, ...]:
    """The photos of the story, and the glosses and standing texts that are true on *day*, to put into the edition."""
    korean = edition.language == Tongue.KOREAN
    photos = [(Sort.PHOTO, pk, name) for pk, name in edition.story.photos.values_list("pk", "name")]
    texts = [
        (Sort(text.sort), text.pk, _title(text, korean))
        for text in StandingText.objects.all()
        if text.holds(day)
    ]
    return tuple(
        Choice(line=f"::{sort.value} {pk}", sort=sort, label=label) for sort, pk, label in photos + texts
    )


def _title(text: StandingText, korean: bool) -> str:
    """The term of a gloss, the beginning of a standing text."""
    term, words = (text.korean_term, text.korean) if korean else (text.english_term, text.english)
    return term or words[:50]


def _named(read: tuple[Block, ...]) -> Q:
    return Q(pk__in=[block.ref for block in read if block.sort in PUT_IN])


def _piece(
    block: Block, language: str, photos: Mapping[str, Photo], texts: Mapping[str, StandingText]
) -> Piece | None:
    if block.sort is Sort.PHOTO:
        photo = photos.get(block.ref)
        return Piece(sort=block.sort, ref=block.ref, picture=_picture(photo, language)) if photo else None
    if block.sort in PUT_IN:
        text = texts.get(block.ref)
        return _standing(block.sort, text, language) if text and text.sort == block.sort else None
    return Piece(sort=block.sort, text=block.text)


def _picture(photo: Photo, language: str) -> Picture:
    korean = language == Tongue.KOREAN
    return Picture(
        name=photo.name,
        digest=digest_bytes(bytes(photo.data)),
        caption=photo.korean_caption if korean else photo.english_caption,
        alt=photo.korean_alt if korean else photo.english_alt,
        credit=photo.credit,
        place=photo.place,
        file_photo=photo.file_photo,
    )


def _standing(sort: Sort, text: StandingText, language: str) -> Piece:
    korean = language == Tongue.KOREAN
    return Piece(
        sort=sort,
        ref=text.pk,
        text=text.korean if korean else text.english,
        term=text.korean_term if korean else text.english_term,
    )
