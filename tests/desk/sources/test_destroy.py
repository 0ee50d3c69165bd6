"""A destroyed source is gone: from every table, the journal, the file itself and the folder of envelopes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from django.apps import apps
from django.db import connection
from tests.desk.conftest import DAY, DeskOf, MakeSource
from tests.desk.sources.conftest import GiveKey, shared
from tests.desk.sources.test_identity import as_text, every_value

from jebo.desk import ledger, unlocked
from jebo.desk.events.models import Event, Standing, Support
from jebo.desk.folder import DataFolder
from jebo.desk.ledger import Backup
from jebo.desk.people.models import Entry, Member
from jebo.desk.people.trail import first_fault
from jebo.desk.publication.models import Asked
from jebo.desk.sources import destroy, identity, register
from jebo.desk.sources.destroy import MustBeAllowed
from jebo.desk.sources.models import GoBetween, Identity, NeverPrint, Source, UsedAlias
from jebo.desk.stories.saving import begin
from jebo.desk.testimony.models import Attachment, Contact, Outgoing, Question, Statement, Testimony
from jebo.desk.tips.models import Answer, Sending, SourceThread
from jebo.desk.wall import BehindTheWall, BelongsToASource, seen_by, whole_desk

MARKS = ("표식QX7", "QX7mark")
MARK = " ".join(MARKS)
really = pytest.mark.django_db(transaction=True)
on_sqlcipher = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL rewrites its tables")
pytestmark = pytest.mark.django_db


@pytest.fixture
def doomed(mina: Member, source_of: MakeSource, with_key: GiveKey, data_folder: Path) -> Source:
    """A source of Mina's with something in every table about it, and a sealed file."""
    with_key(mina)
    source = source_of(mina, f"항아리 {MARK}", terms=[{"kind": "other", "value": MARK}, {"kind": "no numbers", "value": ""}],
                       safe_contact=MARK, duress_word=MARK, attestation=MARK, last_heard=DAY)  # fmt: skip
    file = unlocked.desk().envelopes
    assert file is not None
    (file / "0123abcd").write_bytes(b"an age file")
    with seen_by(mina.pk):
        identity.seal(DAY, mina, Identity(source=source), identity.Who(name=MARK))
        GoBetween.objects.create(source=source, alias=f"우산 {MARK}")
        NeverPrint.objects.create(source=source, term=MARK, why=MARK)
        Contact.objects.create(source=source, day=DAY, note=MARK)
        Question.objects.create(source=source, text=MARK)
        Outgoing.objects.create(source=source, day=DAY, to_whom="expert", told=MARK)
        told = Testimony.objects.create(source=source, day=DAY, words=f"{MARK} 말", translation=MARK)
        Attachment.objects.create(
            source=source, testimony=told, caption=MARK, shown=MARK.encode(), sealed_in="0123abcd"
        )
        stated = Statement.objects.create(
            source=source, testimony=told, start=0, end=4, korean=MARK, english=MARK
        )
        event = Event.objects.create(korean="장마당 검열")
        Support.objects.create(source=source, event=event, statement=stated, named=True)
        thread = SourceThread.objects.create(id="7" * 32, source=source, key=MARK)
        Sending.objects.create(id="8 " + MARK, source=source, testimony=told)
        Answer.objects.create(source=source, thread=thread, day=DAY, words=MARK)
        Asked.objects.create(source=source, edition=begin("천", "ko", DAY, mina), digest=MARK)
    return source


@pytest.fixture(autouse=True)
def copies_of_one_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(destroy, "copies", list(destroy.copies))


def rows_with_a_mark() -> set[str]:
    """The tables in which a mark stands: asked of Django, and of the database itself, whatever tables it has."""
    with whole_desk():
        by_model = {
            model._meta.db_table
            for model in apps.get_models()
            if marked("\n".join(as_text(value) for row in model._base_manager.values_list() for value in row))
        }
        everything = every_value()
    return by_model | ({"the database"} if marked(everything) else set())


def marked(text: str) -> bool:
    """Whether a mark stands in a text, in capitals or not, as an index may keep it."""
    return any(mark.casefold() in text.casefold() for mark in MARKS)


@really
def test_of_a_destroyed_source_nothing_is_left_in_any_table(mina: Member, doomed: Source) -> None:
    about = {m._meta.db_table for m in apps.get_models() if issubclass(m, BelongsToASource)}
    without_words = {
        "sources_sharing",
        "sources_identity",
        "events_support",
        "testimony_toldon",
        "search_passage",
        "exposure_history",
    }
    assert rows_with_a_mark() >= (about - without_words) | {"events_standing", "the database"}  # the control
    with seen_by(mina.pk):
        assert destroy.destroy(DAY, mina, doomed)
    assert rows_with_a_mark() == set()
    with whole_desk():
        assert [
            m.__name__ for m in apps.get_models() if issubclass(m, BelongsToASource) and m.objects.exists()
        ] == []


@really
def test_neither_is_it_in_the_folder_or_the_journal(mina: Member, doomed: Source) -> None:
    with seen_by(mina.pk):
        destroy.destroy(DAY, mina, doomed)
    assert list((unlocked.desk().envelopes or Path()).iterdir()) == []
    if connection.vendor != "sqlite":
        return
    name = Path(connection.settings_dict["NAME"])
    found = [
        f.name for f in name.parent.glob("*") if f.is_file() for m in MARKS if m.encode() in f.read_bytes()
    ]
    assert found == []
    journal = name.with_name(name.name + "-wal")
    assert not journal.exists() or journal.stat().st_size == 0


@really
@on_sqlcipher
def test_what_was_deleted_is_overwritten_in_the_file_itself(mina: Member, doomed: Source) -> None:
    assert marks_in_clear() > 0  # the control
    with seen_by(mina.pk):
        destroy.destroy(DAY, mina, doomed)
    assert marks_in_clear() == 0


@really
@on_sqlcipher
def test_in_a_file_that_only_forgets_where_the_rows_were_they_would_be_found(
    mina: Member, doomed: Source
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = OFF")
    try:
        with seen_by(mina.pk):
            destroy.destroy(DAY, mina, doomed)
        assert marks_in_clear() > 0
    finally:
        connection.close()


def marks_in_clear() -> int:
    """How often a mark stands in the pages of the database, free ones too, when each page is decrypted by itself.

    The layout is SQLCipher 4's: https://www.zetetic.net/sqlcipher/design/: AES-256-CBC; a page ends in 16 bytes of IV and
    64 of HMAC; the first begins with 16 bytes of salt.
    """
    connection.checkpoint()  # type: ignore[attr-defined]
    key = connection.settings_dict["OPTIONS"]["key"].reveal()
    data, size, reserve = Path(connection.settings_dict["NAME"]).read_bytes(), 4096, 80
    found = 0
    for at in range(0, len(data), size):
        page = data[at : at + size]
        iv = page[size - reserve : size - reserve + 16]
        decrypt = Cipher(AES(key), CBC(iv)).decryptor()
        clear = decrypt.update(page[0 if at else 16 : size - reserve]) + decrypt.finalize()
        found += sum(clear.count(each.encode()) for mark in MARKS for each in {mark, mark.casefold()})
    return found


def test_the_lines_of_the_trail_stay_and_mean_nothing_any_more(mina: Member, doomed: Source) -> None:
    with seen_by(mina.pk):
        destroy.destroy(DAY, mina, doomed)
    assert list(Entry.objects.values_list("action", flat=True))[-1] == "source.destroy"
    assert first_fault(Entry.objects.all()) is None
    with whole_desk():
        assert not Source.objects.filter(trail__in=Entry.objects.values("about")).exists()


def test_its_alias_is_never_offered_again(mina: Member, doomed: Source) -> None:
    with seen_by(mina.pk):
        destroy.destroy(DAY, mina, doomed)
    assert register._mark(register._key(), doomed.alias) in UsedAlias.objects.values_list("digest", flat=True)


def test_those_who_keep_copies_that_are_no_rows_are_told(mina: Member, doomed: Source) -> None:
    told: list[str] = []
    destroy.copies.append(told.append)
    with seen_by(mina.pk):
        destroy.destroy(DAY, mina, doomed)
    assert told == [doomed.pk]


def test_nobody_destroys_a_source_that_they_do_not_see(joon: Member, doomed: Source) -> None:
    with seen_by(joon.pk), pytest.raises(BehindTheWall):
        destroy.destroy(DAY, joon, doomed)
    with whole_desk():
        assert Source.objects.exists()


def test_other_sources_are_left_alone(
    mina: Member, joon: Member, doomed: Source, source_of: MakeSource
) -> None:
    with whole_desk():
        first = source_of(joon, "느린 우산")
        Source.objects.filter(pk=doomed.pk).update(once_known_as=first)
        later = source_of(joon, "까만 의자", once_known_as=doomed)  # which Mina does not see
        Contact.objects.create(source=later, day=DAY)
    with seen_by(mina.pk):
        destroy.destroy(DAY, mina, Source.objects.get(pk=doomed.pk))
    with seen_by(joon.pk):
        assert {s.alias for s in Source.objects.all()} == {"느린 우산", "까만 의자"}
        assert (
            Source.objects.get(pk=later.pk).once_known_as_id == first.pk
        )  # the person's history is not shed
        assert Contact.objects.count() == 1


# Statements that stay.


def test_statements_stay_only_if_a_safety_editor_says_so(mina: Member, doomed: Source) -> None:
    with seen_by(mina.pk), pytest.raises(MustBeAllowed):
        destroy.destroy(DAY, mina, doomed, keep_statements=True)
    with whole_desk():
        assert Source.objects.exists()


def test_statements_that_stay_stand_under_an_alias_that_stands_for_nobody(
    mina: Member, joon: Member, sora: Member, doomed: Source
) -> None:
    shared(doomed, joon)
    with seen_by(mina.pk):
        Source.objects.filter(pk=doomed.pk).update(statements_may_stay=sora)
        destroy.destroy(DAY, mina, Source.objects.get(pk=doomed.pk), keep_statements=True)
        left, statement = Source.objects.get(), Statement.objects.get()
        assert (left.stands_for_nobody, left.status, left.terms) == (
            True,
            "ended",
            [{"kind": "no numbers", "value": ""}],
        )
        assert (left.safe_contact, left.duress_word, left.attestation, left.last_heard) == ("", "", "", None)
        assert (statement.source, statement.testimony, statement.start, statement.told) == (
            left,
            None,
            None,
            None,
        )
        assert Support.objects.get().source == left
        assert Standing.objects.get().alias == left.alias != doomed.alias
        assert left.trail != doomed.trail
    with seen_by(joon.pk):
        assert Statement.objects.exists()  # seen by those who saw it
    with whole_desk():
        kept = {
            m.__name__ for m in apps.get_models() if issubclass(m, BelongsToASource) and m.objects.exists()
        }
    assert kept == {"Source", "Sharing", "Statement", "Support", "Passage"}
    assert doomed.alias not in every_value()
    assert doomed.pk not in every_value()


# The pages.


def made(day: object, number: int) -> Backup:
    return Backup(day=day, digest=f"{number:064x}", generation=1)  # type: ignore[arg-type]


def test_the_page_says_what_will_go_and_which_backups_hold_it(
    mina: Member, doomed: Source, data_folder: Path, desk_of: DeskOf
) -> None:
    folder = DataFolder(data_folder)
    ledger.remember(folder, made(DAY - timedelta(days=3), 111))  # before the source was registered
    ledger.remember(folder, made(DAY + timedelta(days=3), 222))
    page = desk_of(mina).get(f"/sources/{doomed.pk}/destroy").content.decode()
    assert f"{222:064x}" in page
    assert f"{111:064x}" not in page
    for what in ("testimony", "contacts", "statements", "go-betweens", "photos and documents"):
        assert what in page


@pytest.mark.parametrize("typed", ["", "yes", "항아리"])
def test_without_the_alias_nothing_is_destroyed(
    mina: Member, doomed: Source, desk_of: DeskOf, typed: str
) -> None:
    assert desk_of(mina).post(f"/sources/{doomed.pk}/destroy", {"alias": typed}).status_code == 200
    with whole_desk():
        assert Source.objects.exists()


@really
def test_with_the_alias_it_is_destroyed_and_the_next_page_says_what_is_left_to_do(
    mina: Member, doomed: Source, data_folder: Path, desk_of: DeskOf
) -> None:
    ledger.remember(DataFolder(data_folder), made(DAY, 222))
    browser = desk_of(mina)
    answer = browser.post(f"/sources/{doomed.pk}/destroy", {"alias": doomed.alias})
    assert answer.headers["Location"] == "/sources/destroyed"
    page = browser.get("/sources/destroyed").content.decode()
    assert f"{222:064x}" in page
    assert doomed.alias not in page
    assert browser.get(f"/sources/{doomed.pk}").status_code == 404
    assert rows_with_a_mark() == set()


def test_while_a_colleague_reads_the_page_offers_to_empty_the_journal_again(
    mina: Member, desk_of: DeskOf
) -> None:
    page = desk_of(mina).get("/sources/destroyed?journal=held").content.decode()
    assert "journal" in page
    assert "<button>" in page.partition("<main")[2]


def test_a_safety_editor_lets_statements_stay_for_sources_that_are_shared_with_them(
    mina: Member, sora: Member, doomed: Source, desk_of: DeskOf
) -> None:
    browser, at = desk_of(sora), f"/sources/{doomed.pk}/keep-statements"
    assert browser.post(at).status_code == 404
    shared(doomed, sora)
    assert desk_of(mina).post(at).status_code == 404
    assert browser.post(at).status_code == 302
    with whole_desk():
        assert Source.objects.get().statements_may_stay == sora
    assert browser.get(f"/sources/{doomed.pk}/destroy").status_code == 200


def test_a_colleague_with_whom_it_is_shared_does_not_destroy_it(
    joon: Member, doomed: Source, desk_of: DeskOf
) -> None:
    shared(doomed, joon)
    assert desk_of(joon).post(f"/sources/{doomed.pk}/destroy", {"alias": doomed.alias}).status_code == 404
    with whole_desk():
        assert Source.objects.exists()
