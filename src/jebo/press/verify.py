"""Tells whether a folder is a whole copy of a newsroom's site, and what of it is not as it was signed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jebo.press.build import MANIFEST, SIGNATURE
from jebo.press.wrong import NoManifest
from jebo.sealing.manifest import listed, manifest_faults
from jebo.sealing.refusals import BadManifest
from jebo.sealing.signing import Signed, VerifyKey
from jebo.sealing.wrong import Fault, Wrong

SIGNERS = "allowed_signers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What was found: how many files are there, and what is wrong. Nothing: it is whole, and the newsroom's."""

    files: int
    wrong: tuple[Wrong, ...]


def verify(folder: Path, keys: Iterable[VerifyKey]) -> Copy:
    """Look at every file of a copy. Nothing in it is followed, run or believed.

    :raises NoManifest: there is no list, or no signature of it.
    """
    signed, found, odd = _signed(folder), [], []
    for path, file in _walk(folder):
        try:
            with file.open("rb") as source:
                found.append(listed(path, source))
        except (BadManifest, OSError):
            odd.append(Wrong(fault=Fault.EXTRA, what=path))
    wrong = manifest_faults(signed, keys, found)
    return Copy(files=len(found) + len(odd), wrong=wrong if _unsigned(wrong) else (*wrong, *odd))


def _unsigned(wrong: Sequence[Wrong]) -> bool:
    return any(one.fault not in (Fault.MISSING, Fault.EXTRA, Fault.CHANGED) for one in wrong)


def _signed(folder: Path) -> Signed:
    try:
        document, signature = (
            (folder / MANIFEST).read_bytes(),
            (folder / SIGNATURE).read_text(encoding="ascii"),
        )
    except (OSError, UnicodeDecodeError):
        raise NoManifest from None
    return Signed(document=document, signature=signature)


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each file but the list and its signature; a link is told of as something that does not belong there."""
    for root, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(root) / name).is_symlink()]
        for name in sorted([*names, *links]):
            file = Path(root) / name
            path = file.relative_to(folder).as_posix()
            if path not in (MANIFEST, SIGNATURE):
                yield path, file


def keys_in(words: str) -> tuple[VerifyKey, ...]:
    """The keys in an ``allowed_signers`` file, a public key file, or a key as it is shown on a page.

    :raises jebo.sealing.refusals.BadVerifyKey: a line holds none.
    """
    return tuple(
        _key(line) for line in words.splitlines() if line.strip() and not line.lstrip().startswith("#")
    )


def _key(line: str) -> VerifyKey:
    kind, _, rest = line.partition("ssh-ed25519 ")
    del kind
    return VerifyKey(text=f"ssh-ed25519 {rest.split(' ')[0].strip()}")


def keys_beside(folder: Path) -> tuple[VerifyKey, ...]:
    """The keys that came with the copy, which prove nothing by themselves.

    :raises NoManifest: none came with it.
    """
    try:
        words = (folder / SIGNERS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise NoManifest from None
    return keys_in(words)
