"""Years from now: what jebo sealed and signed, the stock tools open and check without it."""

import io
from pathlib import Path

import pytest
from tests.sealing.cast import ALICE, BOB, CAROL, NEWSROOM, STRANGER, Kept
from tests.sealing.stock import fails, needs, run
from tests.vectors.make import PARTS

from jebo.sealing import (
    Identity,
    Receipt,
    SigningKey,
    digest_bytes,
    listed,
    receipt_faults,
    rewrap,
    seal,
    sealing_file,
    sign_manifest,
    sign_receipt,
    unseal,
    unseal_stream,
)
from jebo.sealing.packing import packed
from jebo.sealing.signing import Signed

RECEIPT = Receipt(
    digest=digest_bytes(b"edition"), edition="e-7", release=1, day="2026-11-25", signers=("kim", "이")
)


def key_file(folder: Path, identity: Identity) -> Path:
    path = folder / "key.txt"
    path.write_text(identity._file(), encoding="ascii")
    return path


@needs("age", "unzip")
@pytest.mark.parametrize("armoured", [False, True])
def test_the_stock_age_command_opens_an_envelope_and_unzip_tests_it(tmp_path: Path, armoured: bool) -> None:
    sealed = seal(PARTS, [BOB.recipient, ALICE.recipient], armoured=armoured)
    opened = run("age", "-d", "-i", key_file(tmp_path, ALICE), stdin=sealed)
    (tmp_path / "envelope.zip").write_bytes(opened)
    assert b"No errors detected" in run("unzip", "-t", tmp_path / "envelope.zip")
    run("unzip", "-q", "-d", tmp_path / "out", tmp_path / "envelope.zip", "letter.txt", "empty")
    assert (tmp_path / "out" / "letter.txt").read_bytes() == PARTS[0].content
    assert (tmp_path / "out" / "letter.txt").stat().st_mode & 0o777 == 0o600


@needs("age")
def test_the_stock_age_command_does_not_open_it_for_an_outsider(tmp_path: Path) -> None:
    sealed = seal(PARTS, [ALICE.recipient])
    assert fails("age", "-d", "-i", key_file(tmp_path, CAROL), stdin=sealed)


@needs("age")
@pytest.mark.parametrize("armour", [(), ("-a",)])
def test_what_the_stock_age_command_sealed_opens(armour: tuple[str, ...]) -> None:
    sealed = run("age", *armour, "-r", ALICE.recipient.text, "-r", BOB.recipient.text, stdin=packed(PARTS))
    assert unseal(sealed, ALICE) == unseal(sealed, BOB) == PARTS
    assert unseal(rewrap(sealed, ALICE, [CAROL.recipient]), CAROL) == PARTS


@needs("age")
def test_streams_and_the_stock_age_command_open_each_other(tmp_path: Path) -> None:
    with sealing_file(tmp_path / "tip.age", [ALICE.recipient]) as sealing:
        for part in PARTS:
            sealing.begin(part.name)
            sealing.write(part.content)
    assert run("age", "-d", "-i", key_file(tmp_path, ALICE), tmp_path / "tip.age") == packed(PARTS)
    sealed, kept = run("age", "-r", ALICE.recipient.text, stdin=packed(PARTS)), Kept()
    unseal_stream(io.BytesIO(sealed), ALICE, lambda name, size: kept)
    assert kept.content == b"".join(part.content for part in PARTS)


@needs("age-keygen")
def test_the_stock_age_keygen_gives_the_same_recipient(tmp_path: Path) -> None:
    assert run("age-keygen", "-y", key_file(tmp_path, BOB)).decode().strip() == BOB.recipient.text


def verify_with_ssh_keygen(folder: Path, signed: Signed, *, key: SigningKey, namespace: str) -> bool:
    (folder / "allowed").write_text(f'newsroom namespaces="jebo-*" {key.verify_key.text}\n', encoding="ascii")
    (folder / "receipt.sig").write_text(signed.signature, encoding="ascii")
    command: list[str | Path] = [
        "-f",
        folder / "allowed",
        "-I",
        "newsroom",
        "-n",
        namespace,
        "-s",
        folder / "receipt.sig",
    ]
    return not fails("ssh-keygen", "-Y", "verify", *command, stdin=signed.document)


@needs("ssh-keygen")
def test_the_stock_ssh_keygen_checks_a_receipt(tmp_path: Path) -> None:
    signed = sign_receipt(RECEIPT, NEWSROOM)
    assert verify_with_ssh_keygen(tmp_path, signed, key=NEWSROOM, namespace="jebo-receipt-1")
    changed = Signed(document=signed.document.replace(b"e-7", b"e-8"), signature=signed.signature)
    assert not verify_with_ssh_keygen(tmp_path, changed, key=NEWSROOM, namespace="jebo-receipt-1")
    assert not verify_with_ssh_keygen(tmp_path, signed, key=NEWSROOM, namespace="jebo-manifest-1")
    assert not verify_with_ssh_keygen(tmp_path, signed, key=STRANGER, namespace="jebo-receipt-1")


@needs("ssh-keygen")
def test_what_the_stock_ssh_keygen_signed_with_our_key_is_ours(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_bytes(NEWSROOM.reveal())
    key.chmod(0o600)
    document = sign_receipt(RECEIPT, NEWSROOM).document
    signature = run("ssh-keygen", "-Y", "sign", "-f", key, "-n", "jebo-receipt-1", stdin=document).decode()
    signed = Signed(document=document, signature=signature)
    due = {"digest": RECEIPT.digest, "edition": "e-7", "release": 1}
    assert receipt_faults(signed, [NEWSROOM.verify_key], **due) == ()  # type: ignore[arg-type]
    assert signed == sign_receipt(RECEIPT, NEWSROOM)  # Ed25519 leaves no choice: the same bytes


@needs("ssh-keygen")
def test_the_stock_ssh_keygen_shows_the_same_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "key.pub").write_text(NEWSROOM.verify_key.text + "\n", encoding="ascii")
    assert NEWSROOM.verify_key.id in run("ssh-keygen", "-l", "-f", tmp_path / "key.pub").decode()


@needs("sha256sum")
def test_the_stock_sha256sum_checks_the_files_of_a_manifest(tmp_path: Path) -> None:
    contents = {"index.html": b"<p>", "ko/사진 1.jpg": bytes(300)}
    for name, content in contents.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    signed = sign_manifest(
        [listed(name, io.BytesIO(content)) for name, content in contents.items()], NEWSROOM
    )
    (tmp_path / "MANIFEST").write_bytes(signed.document)
    check = ("env", "-C", tmp_path, "sha256sum", "--strict", "-c", "MANIFEST")
    assert run(*check).count(b": OK\n") == 2
    (tmp_path / "index.html").write_bytes(b"<b>")
    assert fails(*check)
