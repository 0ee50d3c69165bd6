"""What the two editions of a story tell differently, and what a person let stand. The release check asks here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_lazy

from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.desk.stories.models import Edition, Story
from jebo.desk.stories.putting import content
from jebo.desk.translation import drafted
from jebo.desk.translation.glossary import never_used, pack_with_ours
from jebo.desk.translation.models import AcceptedDrift, Rendered
from jebo.disclosure.detail import Severity
from jebo.errors import N_
from jebo.packs.drift import tongues
from jebo.told.messages import _ as told

if TYPE_CHECKING:
    from jebo.disclosure.drift import Comparison, Drift, Span

NEVER = gettext_lazy("the desk never uses this wording")
MACHINE = gettext_lazy("a machine drafted this, and nobody has gone over it yet")
_BOTH = {"ko", "en"}


class NothingSaid(Refused):
    """A difference was to stand without a reason."""

    says = N_("say why it may stand: the reason is kept with your name")


class NoSuchFinding(Refused):
    """The texts have changed since the page was made."""

    says = N_("this difference is not there any more; the texts have changed since you opened the page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A difference between the editions.

    ``key`` is a digest of its kind and of the sentences on both sides: with any other words it is another finding.
    ``note`` tells that it holds up no release.
    """

    key: str
    kind: str
    says: str
    korean: str = field(default="", repr=False)
    english: str = field(default="", repr=False)
    write: str = field(default="", repr=False)
    write_in: str = ""
    note: bool = False
    may_be_accepted: bool = True
    accepted: AcceptedDrift | None = None


def open_findings(story: Story, day: date) -> tuple[Finding, ...]:
    """What has to be mended or accepted before the story may go out on *day*. Of one edition alone: what a machine drafted.

    It changes nothing. Whatever cannot be compared raises.
    """
    return tuple(one for one in findings(story, day) if one.accepted is None and not one.note)


def findings(story: Story, day: date) -> tuple[Finding, ...]:
    """All differences, in the order of the English edition, each with the acceptance that holds for it."""
    editions = {one.language: one for one in story.editions.select_related("story") if one.text.strip()}
    found = _drafted(editions)
    if editions.keys() == _BOTH:
        texts = {code: content(one).told() for code, one in editions.items()}
        found = [*_compared(texts, story, day.year), *_never(texts), *found]
    accepted = {row.finding: row for row in AcceptedDrift.objects.filter(story=story).select_related("by")}
    return tuple(_with(one, accepted.get(one.key) if one.may_be_accepted else None) for one in found)


def _with(one: Finding, accepted: AcceptedDrift | None) -> Finding:
    return replace(one, accepted=accepted)


def _compared(texts: dict[str, str], story: Story, year: int) -> list[Finding]:
    from jebo.disclosure.drift import compare  # numpy, which the first page does without
    from jebo.packs.language import language

    pack = pack_with_ours(story.pack)
    languages = {code: language(code, pack.id) for code in sorted(_BOTH)}
    both = compare(texts["ko"], texts["en"], tongues(pack.id), pack, year=year, languages=languages)
    return [_finding(one, both, texts) for one in both.drifts]


def _finding(one: Drift, both: Comparison, texts: dict[str, str]) -> Finding:
    from jebo.told.compared import SAYS

    phrases = [_phrase(one.korean, texts["ko"]), _phrase(one.english, texts["en"])]
    return Finding(
        key=_key(one.says, *phrases, *_around(one, both, texts)),
        kind=one.kind,
        says=told(SAYS[one.says]),
        korean=phrases[0],
        english=phrases[1],
        write=one.write,
        write_in=one.write_in,
        note=one.severity is Severity.NOTE,
    )


def _phrase(span: Span | None, text: str) -> str:
    return text[span.start : span.end] if span else ""


def _around(one: Drift, both: Comparison, texts: dict[str, str]) -> list[str]:
    """The sentences on both sides in which it stands."""
    found = []
    for pairing in both.pairings:
        ours = one.korean is not None and any(s.start <= one.korean.start < s.end for s in pairing.korean)
        theirs = one.english is not None and any(
            s.start <= one.english.start < s.end for s in pairing.english
        )
        if ours or theirs:
            found += [_phrase(s, texts["ko"]) for s in pairing.korean]
            found += [_phrase(s, texts["en"]) for s in pairing.english]
    return found


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(" ".join(part.split()) for part in parts).encode()).hexdigest()


def _never(texts: dict[str, str]) -> list[Finding]:
    return [
        Finding(
            key=_key("term.never", code, wording, text[max(0, start - 80) : end + 80]),
            kind="term.never",
            says=str(NEVER),
            korean=text[start:end] if code == "ko" else "",
            english=text[start:end] if code == "en" else "",
        )
        for code, text in texts.items()
        for wording, start, end in never_used(text)
    ]


def _drafted(editions: dict[str, Edition]) -> list[Finding]:
    """What a machine drafted and nobody has edited or confirmed, and its words that came back with an earlier text."""
    rows = Rendered.objects.filter(edition__in=list(editions.values()), machine=True).select_related(
        "edition"
    )
    told = [_draft(row.sentence, row.edition) for row in rows]
    return [*told, *(one for edition in editions.values() for one in _back(edition, told))]


def _draft(sentence: str, edition: Edition) -> Finding:
    words = {one.id: edition.text[one.start : one.end] for one in edition.marked()}
    own = " ".join(
        words[key] for left, right in edition.pairs if sentence in left for key in right if key in words
    )
    return _machines(edition, own, sentence)


def _back(edition: Edition, told: list[Finding]) -> Iterator[Finding]:
    """Sentences that a machine wrote and that are told of nowhere yet."""
    marks, known = drafted.still(edition), " ".join(one.korean or one.english for one in told)
    for one in edition.marked() if marks else ():
        words = edition.text[one.start : one.end]
        if drafted.among(words, marks) and words not in known:
            yield _machines(edition, words, one.id)


def _machines(edition: Edition, words: str, key: str) -> Finding:
    return Finding(
        key=_key("machine", key),
        kind="machine",
        says=str(MACHINE),
        korean=words if edition.language == "ko" else "",
        english=words if edition.language == "en" else "",
        may_be_accepted=False,
    )


def accept(story: Story, key: str, reason: str, day: date, by: Member) -> AcceptedDrift:
    """Let a difference stand.

    :raises NothingSaid: without a reason.
    :raises NoSuchFinding: it is not there, or nobody may accept it.
    """
    if not reason.strip():
        raise NothingSaid
    found = next((one for one in findings(story, day) if one.key == key and one.may_be_accepted), None)
    if found is None:
        raise NoSuchFinding
    row, _ = AcceptedDrift.objects.update_or_create(
        story=story,
        finding=key,
        defaults={"kind": found.kind, "by": by, "day": day, "reason": reason.strip()[:300]},
    )
    return row


def summary(found: tuple[Finding, ...]) -> str:
    """How many wait, in words."""
    waiting = sum(1 for one in found if one.accepted is None and not one.note)
    return gettext("%(n)s differences wait") % {"n": waiting} if waiting else gettext("No difference waits")
