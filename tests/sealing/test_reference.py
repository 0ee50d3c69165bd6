"""What the reference says of sealing is so."""

import re
from pathlib import Path

from tests.sealing.cast import NEWSROOM

import jebo.sealing
from jebo.sealing import Context, Fault, digest_bytes
from jebo.sealing.envelope import MEMORY_LIMIT_BYTES
from jebo.sealing.layout import PARTS_LIMIT, PAYLOAD_LIMIT_BYTES
from jebo.sealing.locks import WORK_LEAST, WORK_LIMIT
from jebo.sealing.padme import LEAST_BYTES
from jebo.sealing.part import NAME_LIMIT_BYTES

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "sealing.md").read_text(encoding="utf-8")


def test_the_limits_in_the_reference_are_those_in_the_code() -> None:
    assert f"| parts | {PARTS_LIMIT:,} |" in PAGE
    assert f"| {NAME_LIMIT_BYTES} bytes of UTF-8" in PAGE
    assert f"| payload, at least | {LEAST_BYTES:,} bytes |" in PAGE
    assert f"| {MEMORY_LIMIT_BYTES >> 20} MiB |" in PAGE
    assert PAYLOAD_LIMIT_BYTES == (4 << 30) - 1
    assert f"2^{WORK_LIMIT} (1 GiB" in PAGE
    assert f"below 2^{WORK_LEAST} " in PAGE


def test_every_public_name_and_every_fault_is_told_of() -> None:
    told = set(re.findall(r"`(\w+)`", PAGE))
    assert set(jebo.sealing.__all__) - told == {"Context", "Entry", "check_name", "padded_bytes"}
    assert {fault.value for fault in Fault} <= told


def test_the_example_of_a_digest_can_be_computed_by_hand() -> None:
    block = re.search(r"```\n(# jebo-edition-1\n.*?)\n```\n\ngives `(sha256:\w+)`", PAGE, re.S)
    assert block is not None
    assert digest_bytes(block[1].encode()) == block[2]


def test_the_first_lines_are_the_contexts() -> None:
    for context in Context:
        assert NEWSROOM.sign(context, b"").document.decode() == f"# {context}\n"
        assert f"# {context}\n" in PAGE
        assert f"-n {context}" in PAGE
