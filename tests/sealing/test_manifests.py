"""Manifests: a reader with a memory card learns which files are missing, extra or changed."""

import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sealing.cast import NEWSROOM, STRANGER

from jebo.sealing import (
    Context,
    Fault,
    Listed,
    Signed,
    Wrong,
    digest_bytes,
    listed,
    manifest_faults,
    read_manifest,
    sign_manifest,
)
from jebo.sealing.refusals import BadManifest

SITE = {"index.html": b"<p>", "en/rice.html": b"rice", "ko/쌀.html": "쌀".encode()}
OURS = [NEWSROOM.verify_key]


def files(site: dict[str, bytes]) -> list[Listed]:
    return [listed(path, io.BytesIO(content)) for path, content in site.items()]


SIGNED = sign_manifest(files(SITE), NEWSROOM)


def test_a_site_as_it_left_has_nothing_wrong() -> None:
    assert manifest_faults(SIGNED, OURS, files(SITE)) == ()


def test_missing_extra_and_changed_files_are_told_apart() -> None:
    here = {"index.html": b"<b>", "en/rice.html": b"rice", "evil.js": b"1"}
    assert manifest_faults(SIGNED, OURS, files(here)) == (
        Wrong(fault=Fault.EXTRA, what="evil.js"),
        Wrong(fault=Fault.CHANGED, what="index.html"),
        Wrong(fault=Fault.MISSING, what="ko/쌀.html"),
    )


def test_with_a_bad_signature_the_list_means_nothing() -> None:
    changed = Signed(document=SIGNED.document.replace(b"index", b"indec"), signature=SIGNED.signature)
    assert manifest_faults(changed, OURS, files({})) == (Wrong(fault=Fault.BAD_SIGNATURE),)
    assert manifest_faults(sign_manifest(files(SITE), STRANGER), OURS, []) == (Wrong(fault=Fault.OTHER_KEY),)


def test_a_receipt_is_never_taken_for_a_manifest() -> None:
    other = NEWSROOM.sign(Context.RECEIPT, SIGNED.document.split(b"\n", 1)[1])
    assert manifest_faults(other, OURS, files(SITE)) == (Wrong(fault=Fault.OTHER_CONTEXT),)


PATHS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


@settings(max_examples=40)
@given(contents=st.dictionaries(PATHS, st.binary(max_size=20), max_size=6))
def test_what_is_signed_is_what_is_read(contents: dict[str, bytes]) -> None:
    try:
        there = files(contents)
    except BadManifest:
        return
    signed = sign_manifest(there, NEWSROOM)
    assert read_manifest(signed) == tuple(sorted(there, key=lambda file: file.path))
    assert manifest_faults(signed, OURS, reversed(there)) == ()
    assert sign_manifest(reversed(there), NEWSROOM) == signed


@pytest.mark.parametrize(
    "path",
    ["", "/etc", "a//b", "a/", "./a", "a/../b", "..", "a\\b", "a\nb", "a\rb", "a\0", "\ud800", "a\u2028b"],
)
def test_a_path_that_leads_elsewhere_or_breaks_the_list_is_refused(path: str) -> None:
    with pytest.raises(BadManifest):
        listed(path, io.BytesIO(b""))


@pytest.mark.parametrize("path", ["a", "a b", " a", "a..b", ".well-known/x", "...", "#", "쌀"])
def test_its_near_misses_are_allowed(path: str) -> None:
    signed = sign_manifest([listed(path, io.BytesIO(b""))], NEWSROOM)
    assert [file.path for file in read_manifest(signed)] == [path]


@pytest.mark.parametrize("field", [{"digest": "sha256:1"}, {"size": -1}, {"size": True}, {"size": "1"}])
def test_a_line_out_of_form_cannot_be_made(field: dict[str, Any]) -> None:
    with pytest.raises(BadManifest):
        replace(Listed(path="a", digest=digest_bytes(b""), size=0), **field)


def test_a_path_listed_twice_is_refused() -> None:
    with pytest.raises(BadManifest):
        sign_manifest(files(SITE) * 2, NEWSROOM)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body + b"\n",
        lambda body: b"# a comment\n" + body,
        lambda body: body.replace(b"  ", b" *", 1),
        lambda body: body.replace(b" bytes", b"", 1),
        lambda body: body.replace(b"# 3 ", b"# 03 ", 1),
        lambda body: b"".join(reversed(body.splitlines(keepends=True))),
        lambda body: body * 2,
        lambda body: body + b"\xff",
    ],
)
def test_a_list_written_in_another_way_is_unreadable_though_signed(spoil: Any) -> None:
    signed = NEWSROOM.sign(Context.MANIFEST, spoil(SIGNED.document.split(b"\n", 1)[1]))
    assert manifest_faults(signed, OURS, []) == (Wrong(fault=Fault.UNREADABLE),)
