"""Which released editions tell of which events: sentences that rest on an event and stand in what readers have already been shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from django.db.models import QuerySet

from jebo.desk.publication.models import Release
from jebo.desk.publication.pressing import given, photo, public_keys
from jebo.desk.record.held import Printed
from jebo.desk.stories.models import Edition, RestsOn
from jebo.observatory.event import Story
from jebo.press import address
from jebo.press.edition import Head
from jebo.press.edition import Release as Given
from jebo.press.wrong import PressRefusal


def printed(events: Iterable[str], day: date) -> Mapping[str, tuple[Printed, ...]]:
    """By an event's id the editions that the site has shown by *day*, under a receipt that holds, and tell of it.

    A story's other editions are named beside it where one of them tells of it: the desk marks the ground of one, and the others say
    the same. An edition whose receipt does not hold tells nothing.
    """
    rows = RestsOn.objects.filter(standing__event__in=list(events))
    under: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    stories = set()
    for key, story, sentence, event in rows.values_list(
        "edition", "edition__story", "sentence", "standing__event"
    ):
        under[key][event].add(sentence)
        stories.add(story)
    alone = _alone(under)
    heads = _heads(stories, day)
    found: dict[str, dict[str, Printed]] = defaultdict(dict)
    for edition in Edition.objects.filter(pk__in=[one for one in under if one in heads]):
        for event, ids in under[edition.pk].items():
            if sentences := dict(_standing(edition, ids, day)):
                saying = tuple(words for id_, words in sentences.items() if (edition.pk, id_) in alone)
                for head in (one for one in heads.values() if one.story == edition.story_id):
                    before = found[event].get(head.id)
                    mine = saying if head.id == edition.pk else ()
                    found[event][head.id] = _with(head, (*(before.sentences if before else ()), *mine))
    return {event: tuple(some.values()) for event, some in found.items()}


def still_shown(stories: Collection[str], day: date) -> tuple[Printed, ...]:
    """The editions of stories, by their ids, that the site shows; of what they say nothing is asked."""
    return tuple(_with(head, ()) for head in _heads(stories, day).values())


def _alone(under: Mapping[str, Mapping[str, set[str]]]) -> set[tuple[str, str]]:
    """Sentences, by their edition and id, that rest on one event: of any other it is not plain of which they say when and where."""
    rests = (
        RestsOn.objects.filter(edition__in=list(under))
        .values_list("edition", "sentence", "standing__event")
        .order_by()
        .distinct()
    )
    count = Counter((edition, sentence) for edition, sentence, _ in rests)
    return {one for one, events in count.items() if events == 1}


def _heads(stories: Collection[str], day: date) -> dict[str, Head]:
    """What lists know of the editions of stories that the site has shown."""
    releases: dict[str, list[Given]] = defaultdict(list)
    for row in shown(day).filter(edition__story__in=stories).order_by("number"):
        releases[row.edition_id].append(given(row))
    return {head.id: head for some in releases.values() for head in _head(some) if not head.withdrawn}


def shown(day: date) -> QuerySet[Release]:
    """Releases that readers have been shown by *day*."""
    return Release.objects.filter(went_out__isnull=False, day__lte=day)


def _head(releases: Iterable[Given]) -> list[Head]:
    from jebo.press.intake import intake, learn  # Pillow, which the first page does without

    try:
        return list(learn(intake(releases, photo, public_keys()), {}).values())
    except PressRefusal:
        return []


def _with(head: Head, sentences: tuple[str, ...]) -> Printed:
    story = Story(address=address.of(head), language=head.language, title=head.title, day=head.first)
    return Printed(story=story, story_id=head.story, sentences=sentences)


def _standing(edition: Edition, ids: set[str], day: date) -> Iterator[tuple[str, str]]:
    """Those of the sentences that stand, word for word, in what was shown last, with their ids."""
    row = shown(day).filter(edition=edition).order_by("-number").first()
    text = _plain(" ".join(piece.get("text", "") for piece in row.content["pieces"])) if row else ""
    for sentence in edition.marked():
        words = edition.text[sentence.start : sentence.end]
        if sentence.id in ids and _plain(words) in text:
            yield sentence.id, words


def _plain(text: str) -> str:
    return " ".join(text.split())
