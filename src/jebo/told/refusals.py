"""Why a text could not be judged, in one sentence each that says what to do."""

from __future__ import annotations

import traceback
from pathlib import Path

from jebo.errors import N_, JeboError, Refusal
from jebo.told.messages import _


class Refused(Refusal):
    """What was asked for cannot be done.

    ``facts`` fills the places of the sentence with words of jebo's own (names of keys, counts), never with what
    stands in a file.
    """

    says = N_("this cannot be judged")

    def __init__(self, **facts: str | int) -> None:
        super().__init__()
        self.facts = facts

    def __str__(self) -> str:
        return self.says.format(**self.facts)


class OtherLanguage(Refused):
    """The text is neither English nor Korean."""

    says = N_("the story is neither in English nor in Korean; jebo judges no other language yet")


class Failed(Refused):
    """A fault of jebo itself, told by its class and its line, without the text."""

    says = N_("jebo failed at {place} ({fault}); report this line, never the story")


class UnknownKey(Refused):
    """Front matter or ``jebo.toml`` has a key that means nothing to jebo."""

    says = N_("{where} has a key that jebo does not know; its keys are {keys}")


class UnknownKeyNear(UnknownKey):
    """The same, where it looks like one of jebo's keys."""

    says = N_("{where} has a key that jebo does not know; it may be meant for {near}")


class WrongValue(Refused):
    """A key of front matter or ``jebo.toml`` holds what it cannot."""

    says = N_("{key} in front matter or jebo.toml has a wrong value; it takes {wanted}")


class UnknownCircle(Refused):
    """A size is set for a circle, an event or a kind that the pack does not have."""

    says = N_(
        "a size is set for a circle or an event that the pack {pack} does not have; its tables list them"
    )


def sentence(error: JeboError) -> str:
    """What *error* says, in the reader's language."""
    if not isinstance(error, Refusal):
        return _(Refused.says)
    return _(error.says).format(**getattr(error, "facts", {}))


def failed(fault: BaseException) -> Failed:
    """Where jebo failed, without the fault's own words, which may quote the text."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return Failed(fault=type(fault).__name__, place=f"{Path(last.filename).name}:{last.lineno}")
