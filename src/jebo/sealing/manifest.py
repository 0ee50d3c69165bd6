"""Manifests: a signed list of files by which readers of a mirror or a memory card can check what they hold.

A manifest is text that ``sha256sum -c`` takes as it is: sizes and the context stand in comment lines.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Final

from jebo.sealing.age import Readable
from jebo.sealing.digest import Digest, digest_stream, is_digest
from jebo.sealing.refusals import BadManifest
from jebo.sealing.signing import Context, Signed, SigningKey, VerifyKey, body_of, signature_faults
from jebo.sealing.wrong import Fault, Wrong

_PAIR: Final = re.compile(r"# (0|[1-9][0-9]{0,15}) bytes\n([0-9a-f]{64})  ([^\n]+)\n")
# Steps that are neither empty nor dots; without control characters and the backslash, which sha256sum escapes.
_STEP: Final = r"(?!\.{1,2}(?:/|\Z))[^/\x00-\x1f\x7f\\\ud800-\udfff\u0085\u2028\u2029]+"
_PATH: Final = re.compile(f"{_STEP}(?:/{_STEP})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A file as it is listed.

    :raises BadManifest: if the path is not a plain relative one, or the digest or size has not its form.
    """

    path: str
    """Relative to the manifest, with ``/`` between; no ``.`` or ``..`` in it, no backslash, no control character."""
    digest: Digest
    size: int
    """In bytes."""

    def __post_init__(self) -> None:
        if not _PATH.fullmatch(self.path):
            raise BadManifest
        if not is_digest(self.digest) or type(self.size) is not int or not 0 <= self.size < 10**16:
            raise BadManifest


def listed(path: str, source: Readable) -> Listed:
    """The file *path* with the content of *source*, read to its end.

    :raises BadManifest: if the path is not a plain relative one.
    """
    digest, size = digest_stream(source)
    return Listed(path=path, digest=digest, size=size)


def sign_manifest(files: Iterable[Listed], key: SigningKey) -> Signed:
    """A signed manifest of *files*, sorted by path: the same files give the same document.

    :raises BadManifest: if a path is listed twice.
    """
    return key.sign(Context.MANIFEST, _body(files))


def read_manifest(signed: Signed) -> tuple[Listed, ...]:
    """The files that *signed* lists, sorted by path, whether or not the signature is good.

    :raises BadManifest: if it is not byte for byte what :func:`sign_manifest` writes.
    """
    body = body_of(signed, Context.MANIFEST)
    files = _parsed(body)
    if files is None or _body(files) != body:
        raise BadManifest
    return files


def manifest_faults(signed: Signed, keys: Iterable[VerifyKey], found: Iterable[Listed]) -> tuple[Wrong, ...]:
    """What keeps the files *found* from being those that the newsroom signed. Nothing: all is as it left.

    :param found: every file that is there, but the manifest and its signature.
    :returns: one fault of the signature alone, for then the list means nothing; otherwise one for each file that
        is ``MISSING``, ``EXTRA`` or ``CHANGED``, sorted by path.
    """
    wrong = signature_faults(signed, keys, Context.MANIFEST)
    if wrong:
        return wrong
    try:
        due = {file.path: file for file in read_manifest(signed)}
    except BadManifest:
        return (Wrong(fault=Fault.UNREADABLE),)
    here = {file.path: file for file in found}
    faults = {path: _fault(due.get(path), here.get(path)) for path in due.keys() | here.keys()}
    return tuple(Wrong(fault=fault, what=path) for path, fault in sorted(faults.items()) if fault)


def _fault(due: Listed | None, here: Listed | None) -> Fault | None:
    if here is None:
        return Fault.MISSING
    if due is None:
        return Fault.EXTRA
    return None if due == here else Fault.CHANGED


def _body(files: Iterable[Listed]) -> bytes:
    ordered = sorted(files, key=attrgetter("path"))
    if any(one.path == other.path for one, other in pairwise(ordered)):
        raise BadManifest
    lines = (f"# {f.size} bytes\n{f.digest.removeprefix('sha256:')}  {f.path}\n" for f in ordered)
    return "".join(lines).encode()


def _parsed(body: bytes) -> tuple[Listed, ...] | None:
    try:
        text = body.decode()
        pairs = _PAIR.findall(text)
        return tuple(
            Listed(path=path, digest=Digest(f"sha256:{sum_}"), size=int(size)) for size, sum_, path in pairs
        )
    except (UnicodeDecodeError, BadManifest):
        return None
