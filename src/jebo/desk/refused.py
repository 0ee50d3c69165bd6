"""Why the desk cannot do what it was asked to, in one sentence each that says what to do."""

from __future__ import annotations

from typing import ClassVar

from jebo.errors import N_, JeboError


class Refused(JeboError):
    """The desk cannot do what it was asked to.

    The sentence belongs to the class, so there is no place to put content or a path. The caller translates
    it (``gettext(error.says)``).
    """

    says: ClassVar[str] = N_("the desk cannot do this")

    def __str__(self) -> str:
        return self.says


class DiskFull(Refused):
    """The disk, or the share of it that the desk may use, has no room."""

    says = N_("the disk is full: this was not saved, and all that was saved before is there; make room first")


class DiskFailed(Refused):
    """The disk gives an error of its own."""

    says = N_(
        "the disk cannot be read or written: this was not saved, and all that was saved before is there;"
        " check that the disk is connected and has room"
    )


class ClosedFolder(Refused):
    """The system does not let the folder, or a file in it, be read or written."""

    says = N_(
        "the folder or a file in it cannot be opened or written; check that it is yours and not read-only:"
        " nothing in it was changed"
    )
