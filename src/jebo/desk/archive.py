"""One file with all of a desk in it: a stored ZIP, with a signed list of what must be in it.

Everything in it is sealed already (the database by SQLCipher, envelopes and the recovery copy by age) or not
secret (``desk.toml``), so the ZIP is plain and the stock tools open it; the signature tells whether somebody
without the key changed, added or left out anything. Times are those of no day.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from jebo.desk import disk
from jebo.desk.key import Key
from jebo.desk.refused import Refused
from jebo.errors import N_

MANIFEST: Final = "manifest.json"
VERSION: Final = 1
_PURPOSE: Final = "jebo backup"
_CHUNK_BYTES: Final = 1 << 20
_LARGEST_MANIFEST: Final = 50_000_000  # chosen by us: 500,000 envelopes
# The only names that are unpacked: no way up, no hidden file, nothing that a system takes for a device.
_NAME: Final = re.compile(
    r"desk\.toml|desk\.db|recovery\.age|exposure\.age|envelopes/[A-Za-z0-9][A-Za-z0-9._-]{0,199}"
)
_NEEDED: Final = frozenset({"desk.toml", "desk.db", "recovery.age"})


class NoBackup(Refused):
    """The file is no backup of a desk."""

    says = N_("this file is no backup of a desk, or is cut short; take another one")


class DamagedBackup(Refused):
    """What is in the backup is not what was put in."""

    says = N_("this backup is damaged or was changed; take another one")


class NewerBackup(Refused):
    """The backup was written by a later version."""

    says = N_("this backup was made by a newer jebo; install that version")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an archive must hold: SHA-256 by name."""

    digests: Mapping[str, str]
    signature: str = ""

    def text(self) -> str:
        """All but the signature, in one form."""
        return json.dumps({"jebo": VERSION, "files": dict(sorted(self.digests.items()))}, indent=1)

    def is_signed(self, key: Key) -> bool:
        """Whether *key* signed it."""
        return key.signed(_PURPOSE, self.text().encode(), self.signature)


def pack(files: Mapping[str, Path], key: Key, to: IO[bytes]) -> None:
    """Write *files* (name in the archive → where it lies) into *to*, with their signed list at the end."""
    digests: dict[str, str] = {}
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sorted(files.items()):
            digests[name] = _put(archive, name, path)
        manifest = Manifest(digests=digests)
        said = json.loads(manifest.text()) | {"signature": key.sign(_PURPOSE, manifest.text().encode())}
        archive.writestr(zipfile.ZipInfo(MANIFEST), json.dumps(said, indent=1))


def _put(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    digest = hashlib.sha256()
    info = zipfile.ZipInfo(name)
    info.external_attr = disk.PRIVATE_FILE << 16
    with path.open("rb") as file, archive.open(info, "w", force_zip64=True) as packed:
        for chunk in _chunks(file):
            digest.update(chunk)
            packed.write(chunk)
    return digest.hexdigest()


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK_BYTES):
        yield chunk


def unpack(path: Path, into: Path) -> Manifest:
    """Put what the archive *path* holds into the empty folder *into*, flushed to the disk.

    :returns: its list; whether the signature is right can be told once there is a key.
    :raises NoBackup, NewerBackup, DamagedBackup, Refused: in one sentence.
    """
    try:
        with disk.in_one_sentence(), zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            for name, digest in manifest.digests.items():
                _take(archive, name, digest, into / name)
            return manifest
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        pass
    raise NoBackup


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    said: object = None
    try:
        if archive.getinfo(MANIFEST).file_size <= _LARGEST_MANIFEST:
            said = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError, RecursionError):
        pass
    if not isinstance(said, dict) or not isinstance(said.get("jebo"), int):
        raise NoBackup
    if said["jebo"] > VERSION:
        raise NewerBackup
    files, infos = said.get("files"), archive.infolist()
    if not isinstance(files, dict) or not _fits(files, infos):
        raise DamagedBackup
    return Manifest(digests=files, signature=str(said.get("signature")))


def _fits(files: Mapping[str, object], infos: list[zipfile.ZipInfo]) -> bool:
    """Whether the archive holds what is listed, once each, stored and under names of ours, and no more."""
    names = [info.filename for info in infos]
    return (
        files.keys() >= _NEEDED
        and sorted(names) == sorted([*files, MANIFEST])
        and all(_NAME.fullmatch(name) for name in files)
        and all(info.compress_type == zipfile.ZIP_STORED for info in infos)
    )


def _take(archive: zipfile.ZipFile, name: str, digest: object, to: Path) -> None:
    found = hashlib.sha256()
    disk.make_folder(to.parent)
    with archive.open(name) as packed, open(disk.create(to), "wb") as file:  # noqa: PTH123 - a handle
        for chunk in _chunks(packed):
            found.update(chunk)
            file.write(chunk)
    disk.sync(to)
    if found.hexdigest() != digest:
        raise DamagedBackup
