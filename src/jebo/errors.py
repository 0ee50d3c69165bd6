"""The one root of everything that jebo reports as wrong."""

from typing import ClassVar


class JeboError(Exception):
    """The root of jebo's own errors."""


class Refusal(JeboError):
    """Something cannot be done, in one sentence that says what is wrong and what to do.

    The sentence belongs to the class, so there is no place to put content, a name or a path. Whoever shows it
    translates it (``gettext(error.says)``).
    """

    says: ClassVar[str]

    def __str__(self) -> str:
        return self.says


def N_(message: str) -> str:
    """Mark a message for translators where it is written; it is translated where it is shown."""
    return message
