"""Asks a person at the terminal, or takes a line each of standard input where that is no terminal.

A passphrase is never an argument or in the environment, where other programs see it. Library: getpass (standard).
"""

from __future__ import annotations

import getpass
import os
import sys
import warnings
from collections.abc import Callable
from typing import Final, TypeVar

from jebo.desk.folder import DataFolder, settings, unlock
from jebo.desk.key import BadRecoveryKey, Key, Passphrase, RecoveryKey, WrongPassphrase
from jebo.desk.refused import Refused
from jebo.desk.strength import WeakPassphrase, strength
from jebo.errors import N_
from jebo.told.messages import _
from jebo.told.refusals import sentence

T = TypeVar("T")
_TRIES: Final = 3  # chosen by us: a slip and another; more is guessing
_LONGEST_BYTES: Final = 10_000  # chosen by us
_HEAD: Final = "AGE-SECRET-KEY-1"


class NothingTyped(Refused):
    """The end of the input came, or an empty line, where something was asked for."""

    says = N_("nothing was typed")


class NoText(Refused):
    """The line from standard input is not in UTF-8, or has no end."""

    says = N_("standard input is not a line of text in UTF-8")


class Echoes(Refused):
    """The terminal cannot keep what is typed from showing."""

    says = N_("this terminal would show the passphrase while it is typed; use another one")


class NotTheSame(Refused):
    """Two passphrases that should be one differ."""

    says = N_("the two were not the same; nothing was changed")


def at_terminal() -> bool:
    """Whether a person is asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def line(prompt: str) -> str:
    """What a person types, shown as it is typed; empty at the end of the input."""
    if at_terminal():
        print(prompt, end=" ", flush=True)
        return sys.stdin.readline().strip()
    return _next().strip()


def _hidden(prompt: str) -> str:
    """What a person types, not shown.

    :raises NothingTyped: the input ended, or the line is empty.
    """
    typed = _typed(prompt) if at_terminal() else _next()
    if not typed:
        raise NothingTyped
    return typed


def _typed(prompt: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt + " ")
        except EOFError:
            return ""
        except getpass.GetPassWarning:
            pass
    raise Echoes


def _next() -> str:
    """The next line of standard input, without its end."""
    got = sys.stdin.buffer.readline(_LONGEST_BYTES) if sys.stdin is not None else b""
    try:
        if len(got) < _LONGEST_BYTES:
            return got.decode().rstrip("\r\n")
    except UnicodeDecodeError:  # which holds what was read
        pass
    raise NoText


def folder_of(given: object) -> DataFolder:
    """The folder that was named, or the one of the environment or the platform."""
    from pathlib import Path

    return DataFolder.at(given if isinstance(given, Path) else None, os.environ)


def opened(folder: DataFolder) -> Key:
    """The key of the desk in *folder*, of the passphrase that is typed.

    :raises jebo.desk.folder.NoDesk: there is none, which is said before anything is asked.
    :raises WrongPassphrase: it is not the one, three times at a terminal.
    """
    settings(folder)
    return _tried(lambda: unlock(folder, Passphrase(_hidden(_("Passphrase:")))), WrongPassphrase)


def secret(prompt: str) -> Passphrase | RecoveryKey:
    """A passphrase, or the recovery key from paper, which is known by its first signs.

    :raises BadRecoveryKey: it has a slip.
    """
    typed = _hidden(prompt)
    if "".join(typed.split()).upper().startswith(_HEAD):
        return RecoveryKey.typed(typed)
    try:
        return RecoveryKey.typed(typed)  # without its first line
    except BadRecoveryKey:
        return Passphrase(typed)


def new_passphrase() -> Passphrase:
    """A passphrase that is strong enough, typed twice.

    :raises WeakPassphrase: it could be guessed, three times at a terminal.
    :raises NotTheSame: likewise.
    """
    print(_("Take six words that have nothing to do with each other or with you."))
    return _tried(_new, WeakPassphrase, NotTheSame)


def _new() -> Passphrase:
    new = Passphrase(_hidden(_("New passphrase:")))
    found = strength(new)
    print(_(found.grade))
    if not found.enough:
        raise WeakPassphrase
    if Passphrase(_hidden(_("Once more:"))) != new:
        raise NotTheSame
    return new


def _tried(ask: Callable[[], T], *slips: type[Refused]) -> T:
    """What *ask* gives; at a terminal a slip is told, and it is asked again."""
    for _number in range(_TRIES - 1 if at_terminal() else 0):
        try:
            return ask()
        except slips as slip:
            print(f"jebo: {sentence(slip)}", file=sys.stderr)
    return ask()
