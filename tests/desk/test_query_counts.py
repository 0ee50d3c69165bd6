"""How often each page asks the database: as often for a desk that has grown as for a small one, and no more than is written here."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, path
from tests.desk.conftest import DAY, DeskOf
from tests.desk.look import filled, pages_there_are

from jebo.desk import clock, urls
from jebo.desk.events.models import Event, Support
from jebo.desk.gate import ANYBODY, page
from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.readers.models import Letter
from jebo.desk.search import views as search
from jebo.desk.search.models import Saved
from jebo.desk.sources.models import GoBetween, NeverPrint, Sharing, Source
from jebo.desk.stories.models import Comment, Edition, Photo, Revision, StandingText, Story
from jebo.desk.stories.saving import save
from jebo.desk.testimony import contacts
from jebo.desk.testimony.models import Attachment, Contact, Outgoing, Question, Statement, Testimony
from jebo.desk.tips.models import Answer, SourceThread, Thread, Tip
from jebo.desk.wall import whole_desk

pytestmark = pytest.mark.django_db
PAGES = {  # a page with the rows that it is about, or a search with its words: how often it asks, who asks included
    "/": 13, "/people/": 2, "/people/trail": 8, "/people/members/add": 1, "/people/members/{Member}": 2,
    "/people/members/{Member}/leaving": 9, "/people/reseal": 5, "/people/me": 2, "/people/me/passphrase": 1,
    "/sources/": 3, "/sources/?status=overdue": 3, "/sources/?order=heard": 3, "/sources/register": 7,
    "/sources/when-it-waits": 1, "/sources/destroyed": 1, "/sources/{Source}": 16,
    "/sources/{Source}/edit": 4, "/sources/{Source}/never-print": 4, "/sources/{Source}/attest": 2,
    "/sources/{Source}/share": 4, "/sources/{Source}/hand-over": 7, "/sources/{Source}/identity": 5,
    "/sources/{Source}/go-betweens/new": 6, "/sources/{Source}/go-betweens/{GoBetween}": 3,
    "/sources/{Source}/go-betweens/{GoBetween}/seal": 3,
    "/sources/{Source}/go-betweens/{GoBetween}/destroy": 3, "/sources/{Source}/destroy": 21,
    "/testimony/": 2, "/testimony/?show=unread": 2, "/testimony/?show=drafts": 2,
    "/testimony/?sort=told": 2, "/testimony/?source={Source}": 3, "/testimony/new/{Source}": 2,
    "/testimony/import/{Source}": 2, "/testimony/{Testimony}": 5, "/testimony/{Testimony}/edit": 2,
    "/testimony/{Testimony}/remove": 2, "/testimony/{Testimony}/statements": 3,
    "/testimony/{Testimony}/statements/new": 5, "/testimony/attachment/{Attachment}/sealed": 2,
    "/testimony/note": 3, "/testimony/note/{Source}": 3, "/testimony/questions/{Source}": 4,
    "/testimony/questions/{Source}/sheet": 3, "/testimony/contacts/{Source}": 3,
    "/testimony/contact/{Contact}": 2, "/testimony/checking/{Source}": 6, "/testimony/statements": 6,
    "/testimony/statements?stage=ungraded": 6,
    "/testimony/statements?type=SEARCH&place=KP0205&period=2026": 6,
    "/testimony/statements?source={Source}": 7, "/testimony/statements/groups": 1,
    "/testimony/statements/{Statement}": 4, "/testimony/statements/{Statement}/change": 5,
    "/testimony/statements/{Statement}/drop": 2, "/events/": 2, "/events/?status=disputed": 2,
    "/events/?type=SEARCH&place=KP0205&period=2026": 2, "/events/new": 1, "/events/new/{Statement}": 2,
    "/events/{Event}": 12, "/events/{Event}/change": 2, "/search/": 2, "/search/ 장마당": 16,
    "/search/ 장마당 단속원": 14, "/search/ market": 17, "/search/ nowhere": 12,
    "/stories/": 4, "/stories/?show=mine": 4, "/stories/?show=aside": 4, "/stories/new": 1, "/stories/{Story}": 5,
    "/stories/{Story}/photos/new": 2, "/stories/edition/{Edition}": 8, "/stories/edition/{Edition}/own-draft": 3,
    "/stories/edition/{Edition}/revisions": 3, "/stories/edition/{Edition}/compare/{Revision}/{Revision}": 5,
    "/stories/edition/{Edition}/as-published": 4, "/stories/edition/{Edition}/gives-away": 4,
    "/stories/edition/{Edition}/comes-from": 6, "/stories/photo/{Photo}": 2, "/readers/": 4, "/readers/bring-in": 1, "/check": 1,
    "/readers/{Letter}": 6,
    "/tips/": 5, "/tips/aside": 3, "/tips/{Thread}": 4, "/tips/files/{Tip}": 2, "/tips/answers/{Source}": 4,
    "/translation/glossary": 3, "/translation/glossary/new": 1, "/translation/texts": 3, "/translation/texts/new": 1,
    "/translation/memory": 3, "/translation/{Edition}": 7,
    "/record/": 4, "/record/{Event}": 6,
    "/publication/": 3, "/publication/deputies": 3, "/publication/deputies/safety": 3,
    "/exposure/{Source}": 7, "/exposure/{Source}/what-if": 4,
}  # fmt: skip
MORE = 4  # of everything; enough for more sources than a list counts as few, so that both ways of asking are looked at
BLANK = re.compile(r"<[^>]+>")
OUTSIDE = (
    "/way-in/", "/language", "/publication/receipt/", "/publication/<", "/translation/memory/out", "/translation/glossary/<",
    "/translation/texts/<", "/translation/begin/", "/translation/story/",
)  # fmt: skip
"""What is before the door, a file, or has no row here yet; and the release check, which asks as much as a story has grounds."""
NO_LISTS = {  # ask for the password first, send on, or give no page
    "/stories/photo/<str:id>/data", "/people/first", "/people/me/codes", "/people/me/new-key", "/people/me/passkey", "/people/still-here",
    "/sources/<str:id>/identity/seal", "/tips/files/<str:id>/picture", "/testimony/attachment/<str:id>",
}  # fmt: skip
CARELESS = "/careless"


@page(ANYBODY)
def careless(request: HttpRequest) -> HttpResponse:
    """Asks once more for each row."""
    return HttpResponse("".join(one.source.alias for one in Testimony.objects.all()))


urlpatterns = [path(CARELESS[1:], careless), *urls.urlpatterns]


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written within is not kept."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def another(row: Any, **changed: Any) -> Any:
    """A copy of a row, as a row of its own."""
    held = {
        one.attname: getattr(row, one.attname)
        for one in row._meta.concrete_fields
        if not one.primary_key and not one.generated
    }
    copy = type(row)(**held | changed)
    copy.save(force_insert=True)
    return copy


def grow(ids: dict[str, str], times: int) -> None:
    """More of everything: sources, and all that hangs on one source, one testimony, one event, one member."""
    with whole_desk():
        for _ in range(times):
            _grow(ids, Source.objects.count())


def _grow(ids: dict[str, str], number: int) -> None:
    source = another(of(Source, ids), alias=f"별칭 {number}")
    colleague = another(of(Member, ids), name=f"Colleague {number}")
    for sees, what in ((ids["Member"], source.pk), (colleague.pk, ids["Source"])):
        Sharing.objects.create(member_id=sees, source_id=what)
    for model in (NeverPrint, Contact, Question, Outgoing, Testimony, Attachment):
        another(of(model, ids))
    another(of(GoBetween, ids), alias=f"전달자 {number}")
    stated = another(of(Statement, ids), quantity=f"{number + 2}명")
    another(of(Event, ids))
    Support.objects.create(source_id=stated.source_id, event_id=ids["Event"], statement=stated)
    _grow_stories(ids, source.pk)
    Saved.objects.create(member_id=ids["Member"], words=f"쌀 {number}")
    trail.write(DAY, ids["Member"], "source.change", about="x" * 22)


def _grow_stories(ids: dict[str, str], number: str) -> None:
    edition = of(Edition, ids)
    story = another(of(Story, ids))
    for row in (edition, another(Edition.objects.filter(language="en").first(), story_id=story.pk)):
        Comment.objects.create(edition=row, text="?", day=DAY)
    another(of(Photo, ids))
    another(StandingText.objects.first())
    another(of(Letter, ids))
    _grow_tips(ids)
    another(Revision.objects.filter(edition=edition).first(), number=100 + Revision.objects.count())
    words = {"text": f"{edition.text} {number}."}
    save(edition.pk, words, edition.version, DAY, Member.objects.get(name="Duri"))


def _grow_tips(ids: dict[str, str]) -> None:
    another(of(Thread, ids), name=secrets.token_hex(16))
    for row in (
        of(Tip, ids),
        Tip.objects.exclude(why="").first(),
        Answer.objects.filter(source=ids["Source"]).first(),
    ):
        another(row)
    another(SourceThread.objects.get(source=ids["Source"], pk="4" * 32), id=secrets.token_hex(16))


def of(model: type[models.Model], ids: dict[str, str]) -> Any:
    return model._base_manager.get(pk=ids[model.__name__])


def asked(inside: Client, address: str) -> int:
    """How often a page asks, or a search for the words that stand behind its address."""
    where, _, words = address.partition(" ")
    with CaptureQueriesContext(connection) as queries:
        answer = inside.post(where, {"words": words}) if words else inside.get(where)
    assert answer.status_code == 200, address
    return len(queries)


@pytest.fixture(scope="module")
def counts(django_db_setup: None, django_db_blocker: Any) -> dict[str, tuple[int, int]]:
    """For each page how often it asks: when the desk is small, and when it has grown."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), taken_back(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "SECONDS", 0.0)
        patch.setattr(contacts, "_forgotten", {clock.today()})
        with override_settings(ROOT_URLCONF=__name__, PASSWORD_HASHERS=hashers):
            ids = filled.fill(DAY)
            inside, _ = filled.come_in("Mina")
            for first in (
                "/",
                "/sources/register",
            ):  # a session begins, the key of aliases is drawn: that is asked once
                inside.get(first)
            grow(ids, 1)
            small = {page: asked(inside, page.format(**ids)) for page in (*PAGES, CARELESS)}
            grow(ids, MORE)
            return {page: (few, asked(inside, page.format(**ids))) for page, few in small.items()}


def test_no_page_asks_more_often_when_the_desk_grows(counts: dict[str, tuple[int, int]]) -> None:
    assert {page: n for page, n in counts.items() if n[0] != n[1] and page != CARELESS} == {}


def test_a_page_that_asks_once_for_each_row_would_be_seen(counts: dict[str, tuple[int, int]]) -> None:
    assert counts[CARELESS][1] >= counts[CARELESS][0] + MORE


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL is told whose eyes are used beside the questions"
)
def test_each_page_asks_as_often_as_is_written_here(counts: dict[str, tuple[int, int]]) -> None:
    assert {page: few for page, (few, _) in counts.items() if page != CARELESS} == PAGES


def test_every_page_has_its_number(mina: Member, desk_of: DeskOf) -> None:
    """All addresses of the desk but those that take a form alone."""
    inside = desk_of(mina)
    routes = [
        one
        for one in pages_there_are.routes(get_resolver(urls.__name__).url_patterns)
        if not one.startswith(OUTSIDE)
    ]
    unwritten = [one for one in routes if not is_written(one)]
    answers = {one: inside.get(BLANK.sub("1", one)).status_code for one in unwritten}
    assert {one for one, status in answers.items() if status != 405} == NO_LISTS


def is_written(route: str) -> bool:
    like = re.compile(BLANK.sub(r"\\{\\w+\\}", route) + r"(?:[? ].*)?")
    return any(like.fullmatch(page) for page in PAGES)
