"""Digests: by which press, door and desk know that they speak of exactly the same bytes."""

import hashlib
import re
from collections.abc import Mapping
from typing import Final, NewType

from jebo.sealing.age import Readable
from jebo.sealing.canonical_json import canonical

Digest = NewType("Digest", str)
"""``sha256:`` and 64 hexadecimal digits in lower case."""

_FORM: Final = re.compile(r"sha256:[0-9a-f]{64}")
_EDITION: Final = (
    b"# jebo-edition-1\n"  # so that the digest of an edition is never that of a file with the same bytes
)
_BLOCK_BYTES: Final = 1 << 20


def edition_digest(edition: Mapping[str, object]) -> Digest:
    """The digest of all that readers get of an edition: SHA-256 over the line ``# jebo-edition-1`` and its canonical
    JSON (:func:`jebo.sealing.canonical_json.canonical`).

    :param edition: title, blocks, captions, slug, tags, credits, digests of images: what stands in it is the
        caller's to decide; whatever changes in it, also the order of a list, changes the digest.
    :raises NotCanonical: if a value has no canonical form.

    >>> one = edition_digest({"title": "쌀값", "tags": ["시장"], "images": {"a.jpg": digest_bytes(b"...")}})
    >>> one == edition_digest({"images": {"a.jpg": digest_bytes(b"...")}, "tags": ["시장"], "title": "쌀값"})
    True
    """
    return digest_bytes(_EDITION + canonical(edition))


def digest_bytes(content: bytes) -> Digest:
    """The digest of *content* alone: what ``sha256sum`` prints, with its name before it.

    >>> digest_bytes(b"")
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    return Digest(f"sha256:{hashlib.sha256(content).hexdigest()}")


def digest_stream(source: Readable) -> tuple[Digest, int]:
    """The digest of *source* to its end, and its size in bytes."""
    sum_, size = hashlib.sha256(), 0
    while block := source.read(_BLOCK_BYTES):
        sum_.update(block)
        size += len(block)
    return Digest(f"sha256:{sum_.hexdigest()}"), size


def is_digest(text: object) -> bool:
    """Whether *text* has the form of a digest."""
    return isinstance(text, str) and _FORM.fullmatch(text) is not None
