"""What to do about a demand, and where: in words, with links to the pages that the reader of the check may open.

A link goes to the sentence in the editor, to the photo, to the page of differences, to what a sentence rests on, to the credits.
What was agreed with a source is linked for those alone who look after that source: nobody else learns which one it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jebo.desk.people.models import Member
from jebo.desk.publication.candidate import Candidate, Candidates
from jebo.desk.publication.demand import Demand
from jebo.desk.publication.never import stands_in
from jebo.desk.sources.models import NeverPrint, Source
from jebo.desk.sources.sharing import theirs
from jebo.desk.sources.terms import Kind, read
from jebo.desk.sources.waiting import same_person
from jebo.desk.stories.sentences import Sentence

DO: Final[dict[str, Any]] = {
    "limits": _("Look at what it gives away, and take the rewording that keeps most; or rest the source and find a second one."),
    "together": _("Bring both editions to the wider wording, so that neither says what the other leaves open."),
    "blocks": _("Reword it: a wider day, no word of how you were in touch, no words of the source’s own."),
    "third-party": _("Leave out by what they could be known; or let a safety editor say that it may stand, and why."),
    "never-print": _("Ask the contact editors which words they are: nobody else is told. Then write around them."),
    "waits": _("Do nothing here, and keep other stories going. It ends by itself, and nobody is told for whom it is."),
    "unheard": _("Name whose word it is, as vaguely as you must: “a source in the province said”."),
    "nobody": _("Say for each sentence that reports something on which statements it rests."),
    "bare": _("Tick the sentence and the statements that it rests on; or cut it."),
    "single": _("Write that one source said it, or find a second, independent one."),
    "contested": _("Write that it is contested, and by whom; or cut it."),
    "not-alone": _("Add what another source said, or leave the story until there is one."),
    "ask-first": _(
        "Ask the source, in the agreed way; who looks after the source then says so here."
        " Where nobody can be asked, a safety editor says why it may go out all the same."
    ),
    "caption": _("Write the caption, the credit and the words for those who do not see it."),
    "place-shown": _("Name the place in the text as exactly, or say on the photo that none is shown."),
    "not-drawn-anew": _("Take the photo out, and add it again."),
    "missing": _("Take the line out, or put in what it names."),
    "out-of-date": _("Write the gloss or the standing text anew for that day, and put it in."),
    "not-set": _("Shorten the headline, the names or the paragraph; or write the passage anew, without pasting it."),
    "headline": _("Write a headline and an address for the page."),
    "credits": _("Add who wrote and who edited: real names or house names."),
    "translator": _("Add who translated, to either edition."),
    "note": _("Say in this language as well what was wrong."),
    "drift": _("Mend the translation, or write there why it may stand."),
    "terms.place": _("Name the place as widely as was agreed."),
    "terms.no numbers": _("Write “several” or “many”; no figure in digits or in words."),
    "terms.no days": _("Write “recently”; no day and no hour."),
    "terms.no quotes": _("Say it in your own words, without quotation marks."),
    "terms.no photos": _("Take the photo out of the text."),
}  # fmt: skip
"""For each code of a demand one sentence that says what to do."""

_RESTS: Final = frozenset({"bare", "single", "contested"})
_SENTENCE: Final = frozenset({"blocks", "third-party"} | {code for code in DO if code.startswith("terms.")})
_AGREED: Final = {
    **{f"terms.{kind.value}": kind for kind in Kind}, "ask-first": Kind.ASK_FIRST, "not-alone": Kind.NOT_ALONE, "never-print": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page on which something is mended: its address, and what the link says."""

    url: str
    says: Any


def places(demand: Demand, found: Candidates, member: Member) -> tuple[Place, ...]:
    """Where a demand is mended, as far as the member may open it; the nearest first."""
    one = next((each for each in found.editions if each.language == demand.language), None)
    return tuple(
        dict.fromkeys(
            [*_in_edition(demand, one), *_beside(demand, found, member), *_agreed(demand, found, member)]
        )
    )


def _in_edition(demand: Demand, one: Candidate | None) -> Iterator[Place]:
    """On the pages of one edition, which whoever sees the check may open."""
    if one is None:
        return
    edition, code = partial(_page, "edition", one.edition.pk), demand.code
    if code in _SENTENCE:
        yield _at_sentence(demand, one)
    elif code in _RESTS:
        yield _page("comes_from", one.edition.pk, _("what the sentence rests on"), demand.of.split(":")[-1])
        yield _page("edition", one.edition.pk, _("the sentence in the text"), f"s-{demand.of.split(':')[-1]}")
    elif code == "nobody":
        yield _page("comes_from", one.edition.pk, _("what each sentence rests on"))
    elif code == "limits":
        yield _page("gives_away", one.edition.pk, _("what it gives away"))
        yield edition(_("the text"), "id_text")
    elif code in ("caption", "place-shown", "not-drawn-anew"):
        yield from (_page("photo", pk, _("the photo")) for pk in _photos(demand, one))
    elif code in ("missing", "unheard", "never-print", "out-of-date", "not-set", "headline", "credits"):
        yield edition(*{"headline": (_("the headline"), "id_headline"), "credits": (_("the credits"), "credits")}.get(
            code, (_("the text"), "id_text")
        ))  # fmt: skip


def _beside(demand: Demand, found: Candidates, member: Member) -> Iterator[Place]:
    """On the pages of the story, and on those that belong to no story."""
    story = found.story.pk
    if demand.code in ("drift", "together"):
        yield _page("translation_differences", story, _("the differences of the editions"))
    elif demand.code == "translator":
        yield from (
            _page("edition", one.edition.pk, _("the credits"), "credits") for one in found.editions[-1:]
        )
    elif demand.code == "out-of-date" and member.may("glossary.write"):
        yield Place(url=reverse("standing_texts"), says=_("glosses and standing texts"))
    elif demand.code == "note" and member.may("release.sign"):
        yield _page("correct_story", story, _("the correction"))
    elif demand.code == "waits" and member.may("source.see"):
        yield Place(url=reverse("when_it_waits"), says=_("what to do meanwhile"))
    elif demand.code == "ask-first":
        yield _page("questions_before", story, _("the sixteen questions"))


def _agreed(demand: Demand, found: Candidates, member: Member) -> Iterator[Place]:
    """What was agreed, for who looks after the source with whom it was."""
    if demand.code not in _AGREED:
        return
    kind = _AGREED[demand.code]
    for source in theirs(member).filter(pk__in=same_person(found.sources)).order_by("alias"):
        if kind is None and _names(source, found):
            yield Place(url=reverse("never_print", args=[source.pk]), says=_of(source))
        elif kind is not None and any(one.kind is kind for one in read(source.terms)):
            yield Place(url=f"{reverse('source', args=[source.pk])}#terms", says=_of(source))


def _of(source: Source) -> str:
    return gettext("what was agreed with %(alias)s") % {"alias": source.alias}


def _names(source: Source, found: Candidates) -> bool:
    terms = NeverPrint.objects.filter(source=source).values_list("term", flat=True)
    return any(stands_in(term, one.prose) for term in terms for one in found.editions)


def _at_sentence(demand: Demand, one: Candidate) -> Place:
    sentence = sentence_of(demand, one)
    if sentence:
        return _page("edition", one.edition.pk, _("the sentence in the text"), f"s-{sentence.id}")
    return _page("edition", one.edition.pk, _("the text"), "id_headline")


def sentence_of(demand: Demand, one: Candidate) -> Sentence | None:
    """The sentence of the text in which the phrase of a demand stands; none where it stands beside the text."""
    text, before = one.edition.text, one.prose[: max(demand.start, 0)]
    above = (one.edition.headline, one.edition.standfirst, one.edition.dateline)
    nth = (
        before.count(demand.phrase) - sum(part.count(demand.phrase) for part in above) if demand.phrase else 0
    )
    found = [
        one
        for one in one.edition.marked()
        for _ in range(text[one.start : one.end].count(demand.phrase or "\0"))
    ]
    return found[min(max(nth, 0), len(found) - 1)] if found else None


def _photos(demand: Demand, one: Candidate) -> list[str]:
    pieces = [piece for piece in one.content.pieces if piece.picture]
    return [piece.ref for piece in pieces if piece.picture and demand.of in (piece.ref, piece.picture.digest)]


def _page(name: str, pk: str, says: Any, at: str = "") -> Place:
    return Place(url=reverse(name, args=[pk]) + (f"#{at}" if at else ""), says=says)
