"""The memory that a phrase takes goes back to the system when its keys are worked out."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from jebo.door.keys import MEMORY_KIB
from jebo.door.serve import CLEAN

WORK = """
import threading
from pathlib import Path
from jebo.door import phrase
from jebo.door.keys import keys_of

def held() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4

def work() -> None:
    for _ in range(3):
        keys_of(phrase.make(), b"s" * 16)

before = held()
for _ in range(2):
    one = threading.Thread(target=work)
    one.start()
    one.join()
print(held() - before)
"""


def kept_kib(tunables: str) -> int:
    """What a process still has from the system after six phrases, in two threads."""
    environment = os.environ | CLEAN | {"GLIBC_TUNABLES": tunables}
    done = subprocess.run(
        [sys.executable, "-c", WORK], env=environment, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.skipif(
    not hasattr(os, "confstr") or "glibc" not in (os.confstr("CS_GNU_LIBC_VERSION") or ""),
    reason="needs glibc",
)
def test_the_memory_of_a_phrase_is_given_back() -> None:
    assert kept_kib(CLEAN["GLIBC_TUNABLES"]) < MEMORY_KIB // 2


@pytest.mark.skipif(
    not hasattr(os, "confstr") or "glibc" not in (os.confstr("CS_GNU_LIBC_VERSION") or ""),
    reason="needs glibc",
)
def test_without_being_told_glibc_would_keep_it() -> None:
    told = [one for one in CLEAN["GLIBC_TUNABLES"].split(":") if "threshold" not in one]
    assert kept_kib(":".join(told)) > MEMORY_KIB // 2
