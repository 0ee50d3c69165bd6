"""Throw broken texts at the finding and broken files at the readers; nothing may break, and nothing may hang.

    python bench/fuzz.py            a minute with atheris, if it is installed (``pip install atheris``)
    python bench/fuzz.py --quick    20 seconds of random changes to stories and files, without atheris

What breaks is told by the seed of its change and by the kind of error, never by its words; atheris itself writes the bytes
that broke something to the working folder. Exit: 1 if anything broke.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

HOME = Path(__file__).parent.parent
sys.path.insert(0, str(HOME / "src"))

from jebo.disclosure.find import find
from jebo.disclosure.language import Language
from jebo.packs.language import language
from jebo.texts import UnreadableText, decode

KINDS = ("txt", "md", "html", "eml", "docx", "odt")
MARK = re.compile(r"⟦[A-Z]+ |⟧")
LONGEST = 20_000  # characters; chosen by us: a text that grew beyond that is cut
SLOWEST_S = (
    0.002  # for each character; chosen by us: some 100 times what the finding takes on this kind of machine
)
LEAST_S = 1.0  # no text is called slow before that
HEADS = {
    "md": b"---\ntitle: a\nsources:\n  - b\n---\n",
    "html": b'<!doctype html><meta charset="utf-8"><p>a<br>b<script>c</script><table><tr><td>d</table>',
    "eml": b"Subject: =?utf-8?b?6rCA?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\na\n--x--\n",
    "docx": b"PK\x03\x04",
    "odt": b"PK\x03\x04",
}
BITS = (
    *"“”‘’\"'「」()[].,?!:;-—\n\r\t\0\x1b\u2028\ufeff\u200b\u202e\u0301İß👩\ud800\udfff1가",
    *("\n\n", "\r\n", " said", "A source ", "소식통은 ", "고 말했다. ", "May 3", "13일 ", "1,000", "p.m."),
)


def seeds() -> list[str]:
    """The stories of the tests, without their labels."""
    paths = sorted((HOME / "tests" / "stories").glob("*.txt"))
    whole = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return [MARK.sub("", part).strip() for part in re.split(r"(?m)^=== .*$", whole)[1:]]


def changed(text: str, dice: random.Random) -> str:
    """*text* with some parts cut, doubled, repeated, swapped or replaced."""
    for _ in range(dice.randint(1, 8)):
        a = dice.randint(0, len(text))
        b = min(len(text), a + dice.choice((0, 1, 2, 5, 30, 300)))
        part = dice.choice(
            ("", text[a:b] * 2, text[a:b][::-1], dice.choice(BITS), dice.choice(BITS) * dice.randint(1, 400))
        )
        text = text[:a] + part + text[b:]
    return text[:LONGEST]


def finding(text: str, tongues: list[Language]) -> None:
    """Find, and see that what was found lies in the text."""
    for tongue in tongues:
        found = find(text, tongue)
        for detail in found.details:
            if not 0 <= detail.start < detail.end <= len(text):
                raise AssertionError("a detail lies outside the text")


def decoding(data: bytes, kind: str) -> None:
    """Read a file, or refuse it in our own words."""
    try:
        decode(data, kind)
    except UnreadableText as refusal:
        if refusal.__context__ is not None:
            raise AssertionError("a refusal carries another error along") from None


def told(error: BaseException) -> str:
    """Where and how something broke, without what it broke on."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "jebo" in frame.filename]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "the harness"
    return f"{type(error).__name__} at {place}"


def tried(work: Callable[[], None], size: int) -> str:
    """What went wrong, or nothing."""
    began = time.perf_counter()
    try:
        work()
    except Exception as error:  # noqa: BLE001 - whatever breaks is told
        return told(error)
    took = time.perf_counter() - began
    return "took too long" if took > max(LEAST_S, SLOWEST_S * size) else ""


def file_of(text: str, dice: random.Random) -> tuple[bytes, str]:
    """Bytes that look like a file of some kind, some of them changed."""
    kind = dice.choice(KINDS)
    codec = dice.choice(("utf-8", "utf-16", "utf-16-le", "cp949", "cp1252"))
    data = bytearray(HEADS.get(kind, b"") + text.encode(codec, "replace"))
    for _ in range(dice.randint(0, 6)):
        at = dice.randint(0, len(data))
        data[at : at + dice.choice((0, 1, 9))] = bytes([dice.randint(0, 255)])
    return bytes(data), kind


def quick(seconds: float) -> int:
    """Random changes for some seconds; how many broke something."""
    tongues, stories = [language("en", "kp"), language("ko", "kp")], seeds()
    ends, seed, broken = time.perf_counter() + seconds, 0, 0
    while time.perf_counter() < ends:
        dice = random.Random(seed)
        text = changed(dice.choice(stories), dice)
        data, kind = file_of(text, dice)
        for name, fault in (
            ("find", tried(lambda: finding(text, tongues), len(text))),  # noqa: B023
            (f"decode {kind}", tried(lambda: decoding(data, kind), len(data))),  # noqa: B023
        ):
            if fault:
                broken += 1
                print(f"seed {seed}: {name}: {fault}")
        seed += 1
    print(f"{seed:,} texts and as many files in {seconds:.0f} s: {broken} broke something")
    return broken


def guided(seconds: int) -> None:
    """The same, guided by which lines are reached. Ends the process."""
    import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

    tongues = [language("en", "kp"), language("ko", "kp")]
    atheris.instrument_all()

    def once(data: bytes) -> None:
        given = atheris.FuzzedDataProvider(data)
        kind = KINDS[given.ConsumeIntInRange(0, len(KINDS) - 1)]
        if given.ConsumeBool():
            decoding(HEADS.get(kind, b"") + given.ConsumeBytes(LONGEST), kind)
        else:
            text = "".join(
                BITS[given.ConsumeIntInRange(0, len(BITS) - 1)] + given.ConsumeUnicode(8)
                for _ in range(given.ConsumeIntInRange(0, 60))
            )
            finding(text, tongues)

    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-timeout=20", "-verbosity=0"], once)
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seconds", type=int, default=0)
    given = parser.parse_args()
    if given.quick:
        sys.exit(quick(given.seconds or 20) > 0)
    try:
        guided(given.seconds or 60)
    except ImportError:
        print(
            "atheris is not installed: run 'pip install atheris' for the guided search; --quick does without"
        )


if __name__ == "__main__":
    main()
