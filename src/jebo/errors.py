"""The one root of everything that jebo reports as wrong."""


class JeboError(Exception):
    """The root of jebo's own errors."""


def N_(message: str) -> str:
    """Mark a message for translators where it is written; it is translated where it is shown."""
    return message
