"""What comes with testimony: shown without what it carries, its original sealed or not kept, never in clear on a disk."""

from __future__ import annotations

import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from tests.desk.conftest import DAY, DeskOf, MakeMember
from tests.desk.testimony.test_photos import MARK, jpeg, png, traces

from jebo.desk.people.keys import give_key
from jebo.desk.people.models import Entry, Member
from jebo.desk.sources.models import Sharing, Source
from jebo.desk.testimony import attachments, originals
from jebo.desk.testimony.attachments import LargeFile, NothingIn, OnlySealed, attach
from jebo.desk.testimony.models import Attachment, Testimony
from jebo.desk.testimony.originals import FileGone, NobodyToOpen
from jebo.desk.wall import seen_by, whole_desk
from jebo.sealing import Identity, Recipient, SealingError, rewrap, unseal

pytestmark = pytest.mark.django_db
FOR_THE_COPY = "yonder kettle wanders past seven quarries"
LARGE = b"%PDF-1.7 " + MARK + b"\x00\x01" * 600_000


def docx(words: str = "검열조가 왔다") -> bytes:
    """A Word document whose properties name its maker."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            '<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml", f"<document><body><p><r><t>{words}</t></r></p></body></document>"
        )
        archive.writestr("docProps/core.xml", f"<x>{MARK.decode()}</x>")
    return out.getvalue()


@pytest.fixture
def told(jar: Source) -> Testimony:
    with whole_desk():
        testimony: Testimony = Testimony.objects.create(source=jar, day=DAY, words="사진을 보낸다")
        return testimony


def stored(attachment: Attachment) -> bytes:
    """All that the row holds."""
    with whole_desk():
        row = Attachment.objects.get(pk=attachment.pk)
    return b"|".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for value in (getattr(row, field.attname) for field in row._meta.concrete_fields)
    )


def test_a_photo_is_kept_without_a_trace_and_its_original_opens_for_the_contact_editor_and_on_paper_alone(
    by_mina: Member, mina_s_key: Identity, paper: Identity, envelopes: Path, told: Testimony
) -> None:
    photo = attach(told, jpeg(), "IMG_2026_Hyesan.jpg", caption="장마당")
    assert traces(bytes(photo.shown)) == []
    assert MARK not in stored(photo)
    assert b"IMG_2026" not in stored(photo)
    assert originals.opened(photo, mina_s_key) == originals.opened(photo, paper) == jpeg()
    with pytest.raises(SealingError):
        originals.opened(photo, Identity.make())
    assert list(envelopes.iterdir()) == []


def test_a_document_gives_its_bare_text(
    by_mina: Member, mina_s_key: Identity, envelopes: Path, told: Testimony
) -> None:
    paper = attach(told, docx(), "notice.docx")
    assert (paper.kind, paper.text) == ("text/plain", "검열조가 왔다")
    assert MARK not in stored(paper)
    assert originals.opened(paper, mina_s_key) == docx()


def test_a_document_that_cannot_be_read_is_kept_sealed_only(
    by_mina: Member, mina_s_key: Identity, envelopes: Path, told: Testimony
) -> None:
    kept = attach(told, b"%PDF-1.7 " + MARK, "list.pdf")
    assert (kept.kind, kept.text, bytes(kept.shown)) == ("sealed", "", b"")
    assert MARK not in stored(kept)
    with pytest.raises(OnlySealed):
        attach(told, b"%PDF-1.7 " + MARK, "list.pdf", keep_original=False)


def test_a_large_original_lies_in_a_file_without_a_telling_name_and_opens_all_the_same(
    by_mina: Member, mina_s_key: Identity, paper: Identity, envelopes: Path, told: Testimony
) -> None:
    kept = attach(told, LARGE, "list.pdf")
    (file,) = envelopes.iterdir()
    assert file.name == kept.sealed_in
    assert file.read_bytes().startswith(b"age-encryption.org/v1")
    assert MARK not in file.read_bytes() + stored(kept)
    assert originals.opened(kept, mina_s_key) == originals.opened(kept, paper) == LARGE


def test_a_change_of_contact_editor_touches_the_row_alone_and_the_file_opens_for_the_new_one(
    by_mina: Member, mina_s_key: Identity, envelopes: Path, told: Testimony
) -> None:
    kept, other = attach(told, LARGE, "list.pdf"), Identity.make()
    before = next(envelopes.iterdir()).read_bytes()
    kept.envelope = rewrap(bytes(kept.envelope), mina_s_key, [Recipient(text=other.recipient.text)])
    assert originals.opened(kept, other) == LARGE
    with pytest.raises(SealingError):
        originals.opened(kept, mina_s_key)
    assert next(envelopes.iterdir()).read_bytes() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["attachment", "testimony", "source"])
def test_the_file_goes_with_its_row_however_the_row_goes(
    by_mina: Member, mina_s_key: Identity, envelopes: Path, told: Testimony, what: str
) -> None:
    kept = attach(told, LARGE, "list.pdf")
    with whole_desk():
        {"attachment": kept, "testimony": told, "source": told.source}[what].delete()
    assert list(envelopes.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_the_file_stays_where_the_deletion_is_taken_back(
    by_mina: Member, mina_s_key: Identity, envelopes: Path, told: Testimony
) -> None:
    kept = attach(told, LARGE, "list.pdf")
    with transaction.atomic():
        kept.delete()
        transaction.set_rollback(True)
    assert len(list(envelopes.iterdir())) == 1


def test_a_row_that_cannot_be_written_leaves_no_file(
    by_mina: Member, mina_s_key: Identity, envelopes: Path, told: Testimony, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError

    monkeypatch.setattr(Attachment, "save", full)
    with pytest.raises(OSError):
        attach(told, LARGE, "list.pdf")
    assert list(envelopes.iterdir()) == []


def test_a_file_that_was_lost_is_said_in_one_sentence(
    by_mina: Member, mina_s_key: Identity, envelopes: Path, told: Testimony
) -> None:
    kept = attach(told, LARGE, "list.pdf")
    next(envelopes.iterdir()).unlink()
    with pytest.raises(FileGone):
        originals.opened(kept, mina_s_key)


def test_an_original_is_sealed_to_every_contact_editor_and_to_nobody_with_whom_the_source_is_shared(
    by_mina: Member,
    mina_s_key: Identity,
    paper: Identity,
    envelopes: Path,
    told: Testimony,
    member: MakeMember,
) -> None:
    keys = {}
    with whole_desk():
        for name, how in (("Joon", "contact"), ("Bora", "shared")):
            keys[name] = Identity.make().recipient.text
            who = member(name, "contact editor")
            who.recipient = keys[name]
            who.save()
            Sharing.objects.create(source=told.source, member=who, how=how)
    kept = attach(told, jpeg(), "a.jpg")
    assert set(kept.recipients) == {mina_s_key.recipient.text, keys["Joon"], paper.recipient.text}


def test_without_a_key_the_photo_is_kept_without_its_original_or_not_at_all(
    by_mina: Member, envelopes: Path, told: Testimony
) -> None:
    with pytest.raises(NobodyToOpen):
        attach(told, jpeg(), "a.jpg")
    assert not Attachment.objects.exists()
    assert not attach(told, jpeg(), "a.jpg", keep_original=False).has_original


def test_what_is_empty_or_too_large_is_refused(
    by_mina: Member, mina_s_key: Identity, envelopes: Path, told: Testimony, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NothingIn):
        attach(told, b"", "a.jpg")
    monkeypatch.setattr(attachments, "LARGEST_BYTES", 100)
    with pytest.raises(LargeFile):
        attach(told, b"x" * 101, "a.jpg")


def upload(browser: Client, told: Testimony, data: bytes, name: str, **fields: str) -> Any:
    file = SimpleUploadedFile(name, data)
    return browser.post(
        f"/testimony/{told.pk}/attach", {"file": file, "keep_original": "on"} | fields, follow=True
    )


def test_the_page_shows_the_picture_and_gives_it_to_nobody_else(
    at_mina_s: Client, joon: Member, mina_s_key: Identity, envelopes: Path, told: Testimony, desk_of: DeskOf
) -> None:
    page = upload(at_mina_s, told, jpeg(), "a.jpg", caption="장마당").content.decode()
    with whole_desk():
        key = Attachment.objects.get().pk
    assert f'<img src="/testimony/attachment/{key}" loading="lazy" alt="장마당">' in page
    answer = at_mina_s.get(f"/testimony/attachment/{key}")
    assert (answer["Content-Type"], answer["Cache-Control"], traces(answer.content)) == (
        "image/jpeg",
        "no-store",
        [],
    )
    theirs = desk_of(joon)
    assert theirs.get(f"/testimony/attachment/{key}").status_code == 404
    for act in ("sealed", "remove"):
        assert theirs.post(f"/testimony/attachment/{key}/{act}").status_code == 404
    assert theirs.get("/testimony/attachment/" + "A" * 22).status_code == 404


@pytest.mark.parametrize(("data", "name"), [(docx(), "a.docx"), (b"%PDF-1.7 " + MARK, "a.pdf")])
def test_the_page_says_what_became_of_a_document(
    at_mina_s: Client, mina_s_key: Identity, envelopes: Path, told: Testimony, data: bytes, name: str
) -> None:
    page = upload(at_mina_s, told, data, name).content.decode()
    assert ("The text of the document was taken out" in page) is (name == "a.docx")
    assert ("kept as a sealed envelope only" in page) is (name == "a.pdf")
    assert MARK.decode() not in page
    with whole_desk():
        assert at_mina_s.get(f"/testimony/attachment/{Attachment.objects.get().pk}").status_code == 404


def test_a_refused_file_is_told_on_the_page_with_the_caption_still_there(
    at_mina_s: Client, told: Testimony, envelopes: Path
) -> None:
    page = upload(at_mina_s, told, jpeg(), "a.jpg", caption="장마당에서").content.decode()
    assert "cannot be sealed" in page
    assert "장마당에서" in page


@pytest.fixture
def mina_s_passphrase(mina: Member) -> str:
    """Mina with a key under a passphrase of her own."""
    give_key(mina, "six words that Mina alone knows")
    return "six words that Mina alone knows"


def unpacked(copy: bytes) -> bytes:
    """What the stock tools find in a copy, with its passphrase."""
    archive = zipfile.ZipFile(BytesIO(copy))
    assert archive.namelist() == ["key.age", "original.age"]
    key = Identity.unlock(archive.read("key.age"), FOR_THE_COPY)
    (part,) = unseal(archive.read("original.age"), key)
    return part.content


@pytest.mark.parametrize(("data", "name"), [(LARGE, "list.pdf"), (jpeg(), "a.jpg")], ids=["large", "small"])
def test_a_copy_of_an_original_leaves_the_desk_sealed_alone_and_leaves_a_line(
    at_mina_s: Client, mina_s_passphrase: str, envelopes: Path, told: Testimony, data: bytes, name: str
) -> None:
    upload(at_mina_s, told, data, name)
    with whole_desk():
        address = f"/testimony/attachment/{Attachment.objects.get().pk}/sealed"
    assert at_mina_s.get(address).status_code == 200
    asked = {"mine": mina_s_passphrase, "passphrase": FOR_THE_COPY, "again": FOR_THE_COPY}
    answer = at_mina_s.post(address, asked)
    assert answer["Content-Disposition"] == 'attachment; filename="copy.zip"'
    copied = b"".join(answer)
    assert MARK not in copied
    assert unpacked(copied) == data
    assert Entry.objects.latest("number").action == "original.take"


@pytest.mark.parametrize(
    "typed",
    [
        {"mine": "not the one", "passphrase": FOR_THE_COPY, "again": FOR_THE_COPY},
        {"mine": "six words that Mina alone knows", "passphrase": "password", "again": "password"},
        {"mine": "six words that Mina alone knows", "passphrase": FOR_THE_COPY, "again": "another"},
        {},
    ],
    ids=["wrong", "weak", "typed otherwise", "nothing"],
)
def test_without_the_right_passphrases_there_is_no_copy_and_no_line(
    at_mina_s: Client, mina_s_passphrase: str, envelopes: Path, told: Testimony, typed: dict[str, str]
) -> None:
    upload(at_mina_s, told, jpeg(), "a.jpg")
    with whole_desk():
        address = f"/testimony/attachment/{Attachment.objects.get().pk}/sealed"
    answer = at_mina_s.post(address, typed)
    assert answer["Content-Type"].startswith("text/html")
    assert not Entry.objects.filter(action="original.take").exists()


@pytest.mark.parametrize(
    ("first", "ending"),
    [
        (jpeg(), ".jpg"),
        (png(), ".png"),
        (LARGE, ".pdf"),
        (b"\0\0\0\x18ftypheic", ".heic"),
        (b"??", ""),
        (b"", ""),
    ],
)
def test_a_copy_is_named_so_that_a_double_click_opens_it(first: bytes, ending: str) -> None:
    assert originals.ending(first) == ending


def test_deleting_takes_the_original_along(
    at_mina_s: Client, mina: Member, mina_s_key: Identity, envelopes: Path, told: Testimony
) -> None:
    upload(at_mina_s, told, jpeg(), "a.jpg")
    with seen_by(mina.pk):
        key = Attachment.objects.get().pk
    at_mina_s.post(f"/testimony/attachment/{key}/remove")
    with seen_by(mina.pk):
        assert not Attachment.objects.exists()


_written: list[str] = []
_watching = False


def _heed(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching or event not in ("open", "tempfile.mkstemp", "tempfile.mkdtemp"):
        return
    name, mode, flags = (*arguments, "", 0)[:3]
    writes = (
        bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        if mode is None
        else bool(set(mode) & set("wax+"))
    )
    if event != "open" or (writes and not isinstance(name, int)):
        _written.append(str(name))


sys.addaudithook(_heed)


def test_an_upload_touches_no_file_but_the_sealed_one(
    at_mina_s: Client,
    mina_s_key: Identity,
    envelopes: Path,
    told: Testimony,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    global _watching
    _written.clear()
    _watching = True
    try:
        upload(at_mina_s, told, LARGE, "list.pdf")
        upload(at_mina_s, told, jpeg(), "a.jpg")
        sealed_only = [name for name in _written if "envelopes" not in name]
        _written.clear()
        (tmp_path / "x").write_bytes(b"")  # the watch sees what is written
    finally:
        _watching = False
    assert sealed_only == []
    assert _written == [str(tmp_path / "x")]
