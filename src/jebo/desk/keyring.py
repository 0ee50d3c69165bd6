"""The keys of the sources' exposure histories: in a file of the data folder, never in the database.

A history is a row that only its own key opens, and the key is here. So a dump of the database holds noise, wherever the
database lies, and when a key is destroyed its history is noise in every dump that was ever made.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jebo.desk import disk
from jebo.desk.key import Key, WrongPassphrase
from jebo.desk.refused import Refused
from jebo.errors import N_
from jebo.sealing import Identity

_PURPOSE: Final = "jebo exposure"
_ROOM_BYTES: Final = (
    4096  # the file grows in such steps, so that its size tells roughly how many; chosen by us
)
_ONE_AT_A_TIME = threading.RLock()


class BrokenKeyring(Refused):
    """The keys cannot be read."""

    says = N_(
        "the keys of the exposure histories were changed or damaged; put exposure.age from the latest backup in its place"
    )


@dataclass(frozen=True, slots=True)
class Keyring:
    """The file, and the desk's key that opens it. No file is no key yet."""

    path: Path
    _key: Key

    def of(self, source: str) -> Identity | None:
        """The key of a source, by its id; none where nothing was recorded, or it was destroyed.

        :raises BrokenKeyring: the file cannot be read.
        """
        found = self._read().get(source)
        return Identity.parse(found) if found else None

    def made(self, source: str) -> Identity:
        """The key of a source, made where there is none."""
        with self._alone():
            found = self.of(source)
            if found is None:
                found = Identity.make()
                self._write({**self._read(), source: found.reveal()})
            return found

    def destroy(self, source: str) -> None:
        """Take the key of a source away: what it opened is noise from now on."""
        with self._alone():
            kept = self._read()
            if kept.pop(source, None) is not None:
                self._write(kept)

    def is_sound(self) -> bool:
        """Whether all of it can be read."""
        try:
            self._read()
        except BrokenKeyring:
            return False
        return True

    def copy(self, to: Keyring) -> None:
        """Put the same keys under another key of the desk; nothing where there is no file."""
        if self.path.exists():
            to._write(self._read())

    def _read(self) -> dict[str, str]:
        with disk.in_one_sentence():
            try:
                closed = self.path.read_bytes()
            except FileNotFoundError:
                return {}
        try:
            return {
                str(name): str(key) for name, key in json.loads(self._key.opened(_PURPOSE, closed)).items()
            }
        except (WrongPassphrase, ValueError, AttributeError):
            pass
        raise BrokenKeyring

    def _write(self, keys: Mapping[str, str]) -> None:
        text = json.dumps(keys).encode()
        with disk.in_one_sentence():
            disk.write(
                self.path, self._key.close(_PURPOSE, text.ljust(-(-len(text) // _ROOM_BYTES) * _ROOM_BYTES))
            )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else changes the file meanwhile, in this process or another."""
        with _ONE_AT_A_TIME, disk.held(self.path.with_name("exposure.lock"), wait=True):
            yield
