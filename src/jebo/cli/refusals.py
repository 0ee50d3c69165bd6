"""Why the command cannot do what it was asked to: files, folders and what it writes."""

from __future__ import annotations

from jebo.errors import N_
from jebo.told.refusals import Refused


class EmptyFolder(Refused):
    """No file in the folder has a suffix that jebo reads."""

    says = N_(
        "the folder holds no story; name one with files that end in .txt, .md, .docx, .odt, .html or .eml"
    )


class ClosedFolder(Refused):
    """The system does not let the folder be read."""

    says = N_("the folder cannot be opened; check that you may read it and that its disk is connected")


class BrokenToml(Refused):
    """``jebo.toml`` cannot be read."""

    says = N_("jebo.toml above this file cannot be read; mend it, or take it away")


class OutputIsStory(Refused):
    """The output would overwrite a story that is checked."""

    says = N_("the output is one of the stories; name another file")


class ClosedOutput(Refused):
    """The output cannot be written."""

    says = N_("the output cannot be written; check that its folder is there and that you may write in it")
