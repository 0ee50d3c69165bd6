"""How long the translation memory takes to learn 50,000 pairs of sentences from a file, and to look one up among them.

    python bench/memory.py            50,000 pairs
    python bench/memory.py --quick    500

On SQLCipher, as at a desk. The sentences are drawn from sixteen words each, which is far more alike than a newsroom's are.
"""

from __future__ import annotations

import random
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))  # bench.desk, when this is run as a script

from bench.desk import DAY, opened

LIMIT_MS = 150  # asked for: of every list and search page
KOREAN = "쌀값 장마당 검열조 주민 청진 기름값 도매상 골목 아침 단속원 시장 인민반 물건 배급 소문 겨울".split()
ENGLISH = "rice market inspectors residents Chongjin oil traders lanes morning patrol stall unit goods rations rumour winter".split()
ASKED = 200


def pair(drawn: random.Random) -> tuple[str, str]:
    """A sentence in both languages, as far as it is one."""
    words, won = [drawn.randrange(16) for _ in range(drawn.randint(6, 14))], drawn.randrange(100_000)
    return (
        " ".join(KOREAN[n] for n in words) + f" {won}원이다.",
        " ".join(ENGLISH[n] for n in words) + f" for {won} won.",
    )


def main(quick: bool) -> int:
    """Learn, look up, print; 1 where a look-up is slower than asked for."""
    from jebo.desk.translation import memory

    drawn = random.Random(1)
    pairs = [pair(drawn) for _ in range(500 if quick else 50_000)]
    begun, work = perf_counter(), process_time()
    new = memory.learn(pairs, DAY)
    print(
        f"{new} pairs learned: {perf_counter() - begun:.0f} s, {process_time() - work:.0f} s of the processor"
    )
    times = []
    for korean, _ in pairs[:ASKED]:
        begun = perf_counter()
        memory.matches(korean.replace("주민", "시민"), "ko")
        times.append((perf_counter() - begun) * 1_000)
    times.sort()
    late = times[int(ASKED * 0.95)]
    print(f"a look-up: median {times[ASKED // 2]:.0f} ms, 95th percentile {late:.0f} ms")
    return 0 if quick else int(late > LIMIT_MS)


if __name__ == "__main__":
    if not find_spec("django"):
        print("the desk is not installed here: run this with the Python of make test")
        raise SystemExit(0)
    with tempfile.TemporaryDirectory(prefix="jebo-bench-") as folder:
        opened("sqlcipher", Path(folder))
        raise SystemExit(main("--quick" in sys.argv))
