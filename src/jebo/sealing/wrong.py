"""What is wrong with something signed, as values: whoever shows them finds the words."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """A way in which something signed is not as it should be."""

    UNREADABLE = "unreadable"
    """The signature or the document has not the form it must have."""
    BAD_SIGNATURE = "bad_signature"
    """The key is ours, and it did not sign these bytes."""
    OTHER_KEY = "other_key"
    """Signed with a key that is not among ours."""
    OTHER_CONTEXT = "other_context"
    """A good signature of ours under something of another kind."""
    MISSING = "missing"
    """A file is listed and not there."""
    EXTRA = "extra"
    """A file is there and not listed."""
    CHANGED = "changed"
    """A file, or a field of a receipt, is not what was signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One thing that is wrong."""

    fault: Fault
    what: str = ""
    """The path of the file or the name of the field; empty where the whole is meant."""
