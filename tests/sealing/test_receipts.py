"""Receipts: the exporter publishes only what carries the newsroom's word, and knows why when it does not."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sealing.cast import NEWSROOM, STRANGER

from jebo.sealing import (
    Context,
    Digest,
    Fault,
    Receipt,
    Signed,
    VerifyKey,
    Wrong,
    digest_bytes,
    edition_digest,
    read_receipt,
    receipt_faults,
    sign_manifest,
    sign_receipt,
    sshsig,
)
from jebo.sealing.refusals import BadReceipt, BadVerifyKey

DIGEST = edition_digest({"title": "쌀값"})
RECEIPT = Receipt(digest=DIGEST, edition="e-7", release=2, day="2026-11-25", signers=("kim", "이영희"))
SIGNED = sign_receipt(RECEIPT, NEWSROOM)
OURS = [NEWSROOM.verify_key]


def faults(
    signed: Signed,
    keys: list[VerifyKey] = OURS,
    *,
    digest: Digest = DIGEST,
    edition: str = "e-7",
    release: int = 2,
) -> tuple[Wrong, ...]:
    return receipt_faults(signed, keys, digest=digest, edition=edition, release=release)


def test_a_good_receipt_has_nothing_wrong() -> None:
    assert faults(SIGNED) == ()
    assert read_receipt(SIGNED) == RECEIPT


def test_a_receipt_is_a_page_a_person_can_read() -> None:
    first, second, end = SIGNED.document.decode().split("\n")
    assert (first, end) == ("# jebo-receipt-1", "")
    assert second == (
        f'{{"day":"2026-11-25","digest":"{DIGEST}","edition":"e-7","release":2,"signers":["kim","이영희"]}}'
    )


def test_one_changed_letter_of_the_edition_is_named() -> None:
    assert faults(SIGNED, digest=edition_digest({"title": "쌀값."})) == (
        Wrong(fault=Fault.CHANGED, what="digest"),
    )


def test_each_field_that_differs_is_named() -> None:
    wrong = faults(SIGNED, digest=digest_bytes(b""), edition="e-8", release=3)
    assert [one.what for one in wrong] == ["digest", "edition", "release"]


def test_another_key_is_told_from_a_bad_signature() -> None:
    assert faults(sign_receipt(RECEIPT, STRANGER)) == (Wrong(fault=Fault.OTHER_KEY),)
    assert faults(SIGNED, []) == (Wrong(fault=Fault.OTHER_KEY),)
    forged = Signed(document=SIGNED.document.replace(b"kim", b"lee"), signature=SIGNED.signature)
    assert faults(forged) == (Wrong(fault=Fault.BAD_SIGNATURE),)


def test_any_of_several_keys_counts() -> None:
    assert faults(SIGNED, [STRANGER.verify_key, NEWSROOM.verify_key]) == ()


def test_a_manifest_is_never_taken_for_a_receipt() -> None:
    assert faults(sign_manifest([], NEWSROOM)) == (Wrong(fault=Fault.OTHER_CONTEXT),)
    frame = sshsig.Frame(
        key=NEWSROOM.verify_key.raw,
        namespace=Context.MANIFEST,
        signature=NEWSROOM._key.sign(sshsig.to_be_signed(Context.MANIFEST, SIGNED.document)),
    )
    crossed = Signed(document=SIGNED.document, signature=sshsig.written(frame))
    assert faults(crossed) == (Wrong(fault=Fault.OTHER_CONTEXT),)
    smuggled = NEWSROOM.sign(Context.MANIFEST, b"")  # the right words under the wrong signature
    document = SIGNED.document
    assert faults(Signed(document=document, signature=smuggled.signature)) == (
        Wrong(fault=Fault.BAD_SIGNATURE),
    )


@settings(max_examples=60)
@given(at=st.integers(0), bit=st.integers(0, 7))
def test_one_changed_bit_of_the_document_is_a_bad_signature(at: int, bit: int) -> None:
    document = bytearray(SIGNED.document)
    document[at % len(document)] ^= 1 << bit
    assert faults(Signed(document=bytes(document), signature=SIGNED.signature)) == (
        Wrong(fault=Fault.BAD_SIGNATURE),
    )


@settings(max_examples=60)
@given(at=st.integers(0), letter=st.characters(codec="utf-8"))
def test_no_letter_of_the_signature_can_be_changed(at: int, letter: str) -> None:
    text = SIGNED.signature.strip()
    at %= len(text)
    changed = text[:at] + letter + text[at + 1 :]
    wrong = faults(Signed(document=SIGNED.document, signature=changed))
    assert wrong or "".join(changed.split()) == "".join(text.split())


def test_one_signature_has_one_text() -> None:
    # The last letter before the padding has bits that no byte holds; setting them must not make a second text.
    last = SIGNED.signature.index("=") - 1
    twin = SIGNED.signature[:last] + chr(ord(SIGNED.signature[last]) + 1) + SIGNED.signature[last + 1 :]
    assert faults(Signed(document=SIGNED.document, signature=twin)) == (Wrong(fault=Fault.UNREADABLE),)


@pytest.mark.parametrize(
    "signature",
    ["", "hello", "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----", SIGNED.signature * 2, "쌀"],
)
def test_what_is_no_signature_is_unreadable(signature: str) -> None:
    assert faults(Signed(document=SIGNED.document, signature=signature)) == (Wrong(fault=Fault.UNREADABLE),)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]\n",
        b"{}\n",
        b"\xff\n",
        SIGNED.document.split(b"\n", 1)[1].rstrip(),  # without its line end
        SIGNED.document.split(b"\n", 1)[1].replace(b":", b": ", 1),
        SIGNED.document.split(b"\n", 1)[1].replace(b'"release":2', b'"release":2.0'),
        SIGNED.document.split(b"\n", 1)[1].replace(b'"release":2', b'"release":2,"release":2'),
        SIGNED.document.split(b"\n", 1)[1].replace(b'["kim",', b'[["kim"],'),
        b"[" * 100_000,
    ],
)
def test_a_receipt_written_in_another_way_is_unreadable_though_signed(body: bytes) -> None:
    signed = NEWSROOM.sign(Context.RECEIPT, body)
    assert faults(signed) == (Wrong(fault=Fault.UNREADABLE),)
    with pytest.raises(BadReceipt):
        read_receipt(signed)


@pytest.mark.parametrize(
    "field",
    [
        {"digest": "sha256:1"},
        {"edition": ""},
        {"edition": 7},
        {"release": 0},
        {"release": True},
        {"release": "1"},
        {"day": "2026-11-25T10:00"},
        {"day": "2026-13-01"},
        {"day": "٢٠٢٦-11-25"},
        {"signers": ()},
        {"signers": ("kim", "")},
    ],
)
def test_a_receipt_with_a_field_out_of_form_cannot_be_made(field: dict[str, Any]) -> None:
    with pytest.raises(BadReceipt):
        replace(RECEIPT, **field)


def test_a_receipt_with_a_broken_letter_cannot_be_signed() -> None:
    with pytest.raises(BadReceipt):
        sign_receipt(replace(RECEIPT, edition="\ud800"), NEWSROOM)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "ssh-rsa AAAA",
        NEWSROOM.verify_key.text + " kim",
        "쌀 값",
        "a b c",
    ],
)
def test_what_is_no_public_key_is_refused(text: str) -> None:
    assert VerifyKey(text=NEWSROOM.verify_key.text) == NEWSROOM.verify_key
    with pytest.raises(BadVerifyKey):
        VerifyKey(text=text)
