"""The data folder: where it is, what lies in it, and how a person gets in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from platformdirs import user_data_path

from jebo.desk import disk, stage
from jebo.desk.key import BadDerivation, Derivation, Key, Passphrase, RecoveryKey, WrongPassphrase
from jebo.desk.refused import Refused
from jebo.desk.sqlcipher import connection
from jebo.desk.strength import demand
from jebo.errors import N_

VARIABLE: Final = "JEBO_DESK"
"""Names another folder than the platform's."""
SETTINGS, DATABASE, RECOVERY = "desk.toml", "desk.db", "recovery.age"
EXPOSURE: Final = "exposure.age"
ENVELOPES, BACKUPS, LOCK = "envelopes", "backups.toml", "desk.lock"
VERSION: Final = 1
_LARGEST_BYTES: Final = 1_000_000  # chosen by us: 8,000 backups fit
_PURPOSE: Final = "jebo desk.toml"


class NoDesk(Refused):
    """The folder holds no desk."""

    says = N_("there is no desk in this folder; make one with jebo desk init, or name its folder")


class DeskThere(Refused):
    """The folder is not empty, and what is in it must not be overwritten."""

    says = N_("the folder is not empty; choose one that is not there yet, for nothing is overwritten")


class BrokenSettings(Refused):
    """``desk.toml`` cannot be read, or says what it cannot."""

    says = N_("desk.toml was changed or damaged; put the one from the latest backup in its place")


class NewerDesk(Refused):
    """The folder was written by a later version."""

    says = N_("this desk was made by a newer jebo; install that version")


class ChangedSettings(Refused):
    """``desk.toml`` does not bear the signature that only the key can give."""

    says = N_(
        "desk.toml was changed by somebody who does not have the key; put the one from the latest backup"
        " in its place, and ask who could reach this folder"
    )


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A folder that holds, or will hold, a desk."""

    root: Path

    @classmethod
    def at(cls, given: Path | None, environment: Mapping[str, str]) -> Self:
        """*given*, or what ``JEBO_DESK`` in *environment* names, or the platform's place for data."""
        if given is not None:
            return cls(given)
        named = environment.get(VARIABLE)
        return cls(Path(named) if named else user_data_path("jebo", appauthor=False) / "desk")

    @property
    def settings(self) -> Path:
        """``desk.toml``: how the passphrase becomes the key. Nothing in it is secret or names anybody."""
        return self.root / SETTINGS

    @property
    def database(self) -> Path:
        """``desk.db``: the encrypted database."""
        return self.root / DATABASE

    @property
    def recovery(self) -> Path:
        """``recovery.age``: the key, sealed to the recovery key on paper."""
        return self.root / RECOVERY

    @property
    def exposure(self) -> Path:
        """``exposure.age``: the keys of the sources' exposure histories, sealed under the key; made with the first."""
        return self.root / EXPOSURE

    @property
    def envelopes(self) -> Path:
        """``envelopes/``: sealed files."""
        return self.root / ENVELOPES

    @property
    def backups(self) -> Path:
        """``backups.toml``: day and digest of each backup that was made."""
        return self.root / BACKUPS

    def exists(self) -> bool:
        """Whether a desk is in it."""
        return self.settings.exists() or stage.is_ready(self.root)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder alone while the block runs, as the running desk does and ``rekey`` and ``restore`` do.

        A change that was killed is first brought to its end, or taken back where it was not decided.

        :raises NoDesk: if there is no such folder.
        :raises jebo.desk.disk.InUse: if another process holds it.
        """
        if not self.root.is_dir():
            raise NoDesk
        with disk.held(self.root / LOCK):
            stage.finish(self.root)
            with disk.in_one_sentence():
                stage.clear(self.root)
            yield


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``desk.toml`` says."""

    derivation: Derivation
    recipient: str
    """The public half of the recovery key (``age1…``)."""
    generation: int = 1
    """Which key this is: 1, and one more after each rekey. Backups remember theirs."""
    in_postgres: bool = False
    """Whether the rows lie in PostgreSQL and not in the folder."""
    signature: str = ""

    def text(self) -> str:
        """All but the signature, as it stands in the file."""
        return (
            "# How the passphrase of this desk becomes its key. Nothing in here is secret; without it the\n"
            "# passphrase opens nothing.\n"
            f'version = {VERSION}\ngeneration = {self.generation}\nrecovery = "{self.recipient}"\n'
            f'argon2id = {{ salt = "{self.derivation.salt.hex()}", memory_kib = {self.derivation.memory_kib},'
            f" iterations = {self.derivation.iterations}, lanes = {self.derivation.lanes} }}\n"
            + ('rows = "postgresql"\n' if self.in_postgres else "")
        )

    def signed(self, key: Key) -> bytes:
        """The file, signed with *key*, so that nobody else can put in a recovery key of theirs."""
        return f'{self.text()}signature = "{key.sign(_PURPOSE, self.text().encode())}"\n'.encode()

    def is_signed(self, key: Key) -> bool:
        """Whether the file is as *key* signed it."""
        return key.signed(_PURPOSE, self.text().encode(), self.signature)


def settings(folder: DataFolder) -> Settings:
    """What the ``desk.toml`` of *folder* says.

    :raises NoDesk, BrokenSettings, NewerDesk, Refused: in one sentence.
    """
    values = table(folder.settings, NoDesk)
    if isinstance(version := values.get("version"), int) and version > VERSION:
        raise NewerDesk
    try:
        return Settings(
            derivation=Derivation(
                salt=bytes.fromhex(values["argon2id"]["salt"]),
                memory_kib=int(values["argon2id"]["memory_kib"]),
                iterations=int(values["argon2id"]["iterations"]),
                lanes=int(values["argon2id"]["lanes"]),
            ),
            recipient=str(values["recovery"]),
            generation=int(values["generation"]),
            in_postgres=values.get("rows") == "postgresql",
            signature=str(values["signature"]),
        )
    except (LookupError, TypeError, ValueError, BadDerivation):
        pass
    raise BrokenSettings


def table(path: Path, missing: type[Refused]) -> dict[str, Any]:
    """What a TOML file of ours holds; :raises Refused: *missing* if there is none."""
    with disk.in_one_sentence():
        try:
            text = path.read_bytes()[:_LARGEST_BYTES]
        except FileNotFoundError:
            text = None
    if text is None:
        raise missing
    try:
        return tomllib.loads(text.decode())
    except (ValueError, RecursionError):
        pass
    raise BrokenSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Created:
    """A new desk."""

    key: Key
    recovery: RecoveryKey
    """To be shown once and written on paper."""


def create(
    folder: DataFolder,
    passphrase: Passphrase,
    *,
    derivation: Derivation | None = None,
    in_postgres: bool = False,
) -> Created:
    """Make the folder and an empty desk in it; killed on the way, it is made again from the start.

    :param in_postgres: its rows will lie there.
    :raises WeakPassphrase: if the passphrase could be guessed.
    :raises DeskThere: if anything lies in the folder.
    """
    demand(passphrase)
    recovery = RecoveryKey.new()
    derivation = derivation or Derivation()
    key = derivation.key(passphrase)
    with disk.in_one_sentence():
        disk.make_folder(folder.root)
    with folder.held():
        empty(folder)
        with stage.staged(folder.root) as new:
            said = Settings(derivation=derivation, recipient=recovery.recipient, in_postgres=in_postgres)
            write_keys(DataFolder(new), key, said)
            connection.create(DataFolder(new).database, key)
            with disk.in_one_sentence():
                disk.make_folder(DataFolder(new).envelopes)
    return Created(key=key, recovery=recovery)


def empty(folder: DataFolder) -> None:
    """:raises DeskThere: if the folder holds anything but its lock."""
    with disk.in_one_sentence():
        names = {one.name for one in folder.root.iterdir()}
    if names - {LOCK}:
        raise DeskThere


def write_keys(folder: DataFolder, key: Key, said: Settings) -> None:
    """Write ``desk.toml``, signed, and ``recovery.age``."""
    with disk.in_one_sentence():
        disk.write(folder.settings, said.signed(key))
        disk.write(folder.recovery, key.seal(said.recipient))


def unlock(folder: DataFolder, secret: Passphrase | RecoveryKey) -> Key:
    """The key of the desk in *folder*.

    A change that was killed after it was decided (:mod:`jebo.desk.stage`) is first brought to its end.

    :raises WrongPassphrase: if *secret* is not the one.
    :raises NoDesk, ChangedSettings, BrokenSettings, Refused: in one sentence.
    """
    if stage.is_ready(folder.root):
        with folder.held():  # which finishes it
            pass
    said = settings(folder)
    key = _key(folder, said, secret)
    signed = said.is_signed(key)
    try:
        connection.connect(folder.database, key).close()
    except WrongPassphrase:
        raise (connection.DamagedDatabase if signed else WrongPassphrase) from None
    if not signed:
        raise ChangedSettings
    return key


def _key(folder: DataFolder, said: Settings, secret: Passphrase | RecoveryKey) -> Key:
    if isinstance(secret, Passphrase):
        return said.derivation.key(secret)
    with disk.in_one_sentence():
        sealed = folder.recovery.read_bytes()
    return secret.open(sealed)


def database_is_sound(folder: DataFolder, key: Key) -> bool:
    """Whether every page is what was written, and they make a sound database.

    :raises Refused: if it cannot be opened at all.
    """
    with closing(connection.connect(folder.database, key)) as opened:
        return connection.check(opened)
