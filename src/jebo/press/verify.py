"""Tells whether a folder is a whole copy of a newsroom's site, and what of it is not as it was signed."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jebo.press.build import MANIFEST, SIGNATURE
from jebo.press.wrong import NoManifest
from jebo.sealing.manifest import Listed, listed, manifest_faults
from jebo.sealing.refusals import BadManifest
from jebo.sealing.signing import Signed, VerifyKey
from jebo.sealing.wrong import Fault, Wrong
from jebo.texts.quiet import attempt

SIGNERS: Final = "allowed_signers"
LARGEST: Final = 200 << 20
"""Bytes of a list. Chosen by us: two million files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What was found: how many files are there, and what is wrong. Nothing: it is whole, and the newsroom's."""

    files: int
    wrong: tuple[Wrong, ...]


def verify(folder: Path, keys: Iterable[VerifyKey]) -> Copy:
    """Look at every file of a copy. No link in it is followed, no pipe is waited for, and nothing is run or believed.

    :raises NoManifest: there is no list, or no signature of it.
    """
    signed = Signed(document=_small(folder / MANIFEST), signature=_text(folder / SIGNATURE))
    found, odd = [], []
    for path, file in _walk(folder):
        try:
            found.append(_listed(path, file))
        except (BadManifest, OSError):
            odd.append(Wrong(fault=Fault.EXTRA, what=path))
    wrong = manifest_faults(signed, keys, found)
    return Copy(files=len(found) + len(odd), wrong=wrong if _unsigned(wrong) else (*wrong, *odd))


def _listed(path: str, file: Path) -> Listed:
    """A file as it is; what is no plain file is as if nothing was in it."""
    if not stat.S_ISREG(file.lstat().st_mode):
        return listed(path, io.BytesIO())
    with os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as source:
        return listed(path, source)


def _small(file: Path) -> bytes:
    """A plain file of a size that a list may have."""
    try:
        about = file.lstat()
        if stat.S_ISREG(about.st_mode) and about.st_size <= LARGEST:
            return file.read_bytes()
    except OSError:
        pass
    raise NoManifest


def _text(file: Path) -> str:
    words = attempt(lambda: _small(file).decode("ascii"), UnicodeDecodeError)
    if words is None:
        raise NoManifest
    return words


def _unsigned(wrong: Sequence[Wrong]) -> bool:
    return any(one.fault not in (Fault.MISSING, Fault.EXTRA, Fault.CHANGED) for one in wrong)


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
    return VerifyKey(text=f"ssh-ed25519 {line.partition('ssh-ed25519 ')[2].split(' ')[0].strip()}")


def keys_beside(folder: Path) -> tuple[VerifyKey, ...]:
    """The keys that came with the copy, which prove nothing by themselves.

    :raises NoManifest: none came with it.
    """
    return keys_in(_text(folder / SIGNERS))
