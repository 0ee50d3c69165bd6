"""Who seals and opens in these tests, and the vectors. Invented; the keys are published in tests/vectors."""

import json
from pathlib import Path
from typing import Final

from jebo.sealing import Identity, Part, SigningKey

VECTORS: Final = Path(__file__).parents[1] / "vectors"
OUTCOMES: Final[dict[str, str]] = json.loads((VECTORS / "outcomes.json").read_text(encoding="utf-8"))

ALICE: Final = Identity.parse((VECTORS / "alice.txt").read_text(encoding="ascii"))
"""The contact editor."""
BOB: Final = Identity.parse((VECTORS / "bob.txt").read_text(encoding="ascii"))
"""The second contact editor."""
CAROL: Final = Identity.make()
"""Must see nothing."""

NEWSROOM: Final = SigningKey.make()
STRANGER: Final = SigningKey.make()

LETTER: Final = (Part(name="letter.txt", content="쌀값이 올랐다.".encode()),)


def vector(name: str) -> bytes:
    return (VECTORS / name).read_bytes()


class Kept:
    """A writer that keeps what it gets."""

    def __init__(self) -> None:
        self.content = b""

    def write(self, chunk: bytes, /) -> int:
        self.content += chunk
        return len(chunk)


def parts_of(*contents: tuple[str, bytes]) -> tuple[Part, ...]:
    return tuple(Part(name=name, content=content) for name, content in contents)
