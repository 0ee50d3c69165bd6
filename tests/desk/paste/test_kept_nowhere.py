"""What is pasted is nowhere afterwards: not in the database's file, the session, the log, the cache or the address."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from jebo.desk.people import sessions
from jebo.desk.people.models import Entry, Member
from jebo.desk.search.models import Saved

MARKER = "quillfeather"
TEXT = f"A source in Kimchaek who is called {MARKER} told Mulmaru Wire on Thursday that 20 inspectors came.\n"


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


@pytest.fixture
def asks(desk_of: Callable[[Member], Client], member: Callable[..., Member]) -> Client:
    return desk_of(member("Hana", "reporter"))


def rows_that_hold(words: str) -> list[str]:
    """The tables in which any cell holds the words."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(words in str(cell) for row in cursor.fetchall() for cell in row):
                found.append(table)
    return found


def memory(client: Client) -> str:
    """Sessions and cache as this process keeps them."""
    held = [repr(vars(one)) if hasattr(one, "__dict__") else repr(one) for one in sessions._open.values()]
    return " ".join([*held, repr(getattr(cache, "_cache", {})), repr(dict(client.session))])


def everything_is_asked(client: Client) -> list[Any]:
    """Every way in which a text can be sent."""
    first = client.post("/check", {"text": TEXT})
    offer = next(first.context["shown"].offers)
    again = {"text": TEXT, "text_digest": first.context["shown"].digest, "take": f"text:{offer.id}"}
    file = SimpleUploadedFile("story.txt", TEXT.encode())
    broken = SimpleUploadedFile(f"{MARKER}.docx", b"PK\x03\x04" + MARKER.encode())
    return [
        first,
        client.post("/check", again),
        client.post("/check", {"text_file": file}),
        client.post("/check", {"text_file": broken}),
        client.post("/check", {"text": TEXT, "other": TEXT}),
        client.post("/check", {"text": f"---\nlimitt: {MARKER}\n---\n{TEXT}"}),
        client.post("/check/marks", {"text": TEXT, "stage": "marks"}),
        client.post("/check/marks", {"text": TEXT, "stage": "answer"}),
        client.post("/check/differences", {"text": TEXT, "other": "소식통은 13일 전했다."}),
    ]


def test_nothing_is_kept(asks: Client, said: pytest.LogCaptureFixture) -> None:
    answers = everything_is_asked(asks)
    assert all(answer.status_code == 200 for answer in answers)
    assert MARKER in answers[0].content.decode(), "it is on the page"
    assert rows_that_hold(MARKER) == []
    assert MARKER not in memory(asks)
    assert MARKER not in said.text
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
    assert not any(MARKER in str(morsel) for answer in answers for morsel in answer.cookies.values())
    assert Entry.objects.filter(action__startswith="check").count() == 0


def test_what_is_kept_would_be_found(asks: Client, said: pytest.LogCaptureFixture) -> None:
    who = Member.objects.get(name="Hana")
    Saved.objects.create(member=who, words=f"a {MARKER}")
    session = asks.session
    session["pasted"] = MARKER
    session.save()
    logging.getLogger("jebo").warning("%s", MARKER)
    assert rows_that_hold(MARKER) == ["search_saved"]
    assert MARKER in memory(asks)
    assert MARKER in said.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="one file holds the database")
def test_the_files_of_the_database_do_not_hold_it(asks: Client) -> None:
    name = Path(str(connection.settings_dict["NAME"]))
    everything_is_asked(asks)
    files = [path for path in name.parent.glob(name.name + "*") if path.is_file()]
    assert files
    assert not any(MARKER.encode() in path.read_bytes() for path in files)


def test_no_value_that_the_page_is_made_from_shows_the_text_when_it_is_printed(asks: Client) -> None:
    shown = asks.post("/check", {"text": TEXT}).context["shown"]
    assert MARKER not in repr(shown)
    assert MARKER.encode() in pickle.dumps(shown), "though it holds it"
