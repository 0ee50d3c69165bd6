"""That a source was asked before publication, where that was agreed: said by those who look after the source, for one wording.

Nothing is kept of when or how: it would be a list of contacts.
"""

from __future__ import annotations

from collections.abc import Iterable

from jebo.desk.people.models import Member
from jebo.desk.publication.candidate import Candidates
from jebo.desk.publication.light import same
from jebo.desk.publication.models import Asked
from jebo.desk.sources.models import Source
from jebo.desk.sources.sharing import theirs
from jebo.desk.sources.terms import Kind, read
from jebo.desk.sources.waiting import same_person
from jebo.desk.wall import whole_desk


def waits(found: Candidates) -> frozenset[str]:
    """The ids of the sources who have to be asked about this wording and of whom nobody said so, over the wall.

    What was said holds for other words of the same substance: nobody is called again for a comma.
    """
    with whole_desk():
        kept = Source.objects.filter(pk__in=same_person(found.sources)).values_list("pk", "terms")
        ask = [pk for pk, terms in kept if any(one.kind is Kind.ASK_FIRST for one in read(terms))]
        said = list(Asked.objects.filter(source__in=ask).values_list("source", "digest"))
    told = {pk: frozenset(digest for source, digest in said if source == pk) for pk in ask}
    return frozenset(pk for pk in ask if not all(same(one, told[pk]) for one in found.editions))


def of_whom(found: Candidates, member: Member) -> list[Source]:
    """Those of them whom the member looks after, by whose word it is settled."""
    return list(theirs(member).filter(pk__in=waits(found)).order_by("alias"))


def say(found: Candidates, sources: Iterable[Source], by: Member) -> None:
    """Keep that these sources agreed to all editions as they are."""
    for source in sources:
        for one in found.editions:
            Asked.objects.get_or_create(
                source=source, digest=one.digest, defaults={"edition": one.edition, "by": by}
            )
