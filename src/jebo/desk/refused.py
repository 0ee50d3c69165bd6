"""Why the desk cannot do what it was asked to, in one sentence each that says what to do."""

from __future__ import annotations

from jebo.errors import N_, Refusal


class Refused(Refusal):
    """The desk cannot do what it was asked to."""

    says = N_("the desk cannot do this")


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
