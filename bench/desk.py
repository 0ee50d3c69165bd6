"""How quickly the desk answers with 2,000 sources, 100,000 statements and 5,000 stories of two editions, on each database.

    python bench/desk.py            SQLCipher, plain SQLite beside it, and PostgreSQL where JEBO_DATABASE names one
    python bench/desk.py --quick    a hundredth of the rows

Every page without an id in its address, one page of each kind with one, and searches, as a contact editor sees them: the
95th percentile of so many rounds by the clock, in brackets the median by the processor, and how many queries each takes. The
ratio of SQLCipher to plain SQLite is that of the sums of all pages, by the processor. The people in it are invented
(``jebo.desk.seed``). A search takes a tenth of a second at least, by design.

At the end how long ``jebo desk start`` takes until its first page is there, from the process on, and how much memory it holds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).parents[1]))  # bench.pasted, when this is run as a script

from bench.pasted import stories

DAY = date(2026, 3, 2)
LIMIT_MS = 150  # asked for: the 95th percentile of every list and search page
START_SECONDS, START_MIB = 2, 90  # asked for: until the first page, and in memory then
STARTS = 7
WORDS = "gravel sonnet piano lizard cobalt ember"
COMMAND = "import sys; from jebo.cli import main; sys.exit(main())"
OF_AN_EDITION = ("edition", "revisions", "as_published", "gives_away", "comes_from", "beside")
FILTERS = (
    ("testimonies", "show=unread"), ("testimonies", "sort=state+media"), ("statements", "stage=ungraded"),
    ("statements", "type=ARREST&period=2025-03"), ("sources", "status=overdue"), ("events", "status=disputed"),
)  # fmt: skip
SEARCHES = ("장마당 검열", "시장", "쌀", "inspectors market", "화장품 상자", "nothing of the kind")


def entry(engine: str, folder: Path) -> dict[str, Any]:
    """Django's entry for one database; an encrypted one is made first."""
    if engine == "sqlcipher":
        from jebo.desk.key import Key
        from jebo.desk.sqlcipher import connection

        key = Key(b"k" * 32)
        connection.create(folder / "desk.db", key)
        return {"ENGINE": "jebo.desk.sqlcipher", "NAME": folder / "desk.db", "OPTIONS": {"key": key}}
    if engine == "sqlite":
        # The same library without a key, set up as the desk's own: the difference is the encryption alone.
        import sqlcipher3

        sys.modules["sqlite3"], sys.modules["sqlite3.dbapi2"] = sqlcipher3, sqlcipher3.dbapi2
        pragmas = "PRAGMA journal_mode=wal; PRAGMA secure_delete=on; PRAGMA temp_store=memory;"
        options = {"init_command": pragmas, "transaction_mode": "IMMEDIATE", "timeout": 30}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "plain.db", "OPTIONS": options}
    from jebo.desk import database
    from jebo.desk.folder import DataFolder
    from jebo.desk.key import Key

    return database.entry(DataFolder(folder), Key(b"k" * 32), os.environ)


def opened(engine: str, folder: Path) -> None:
    """Open a desk on this database, with its tables."""
    import django
    from django.core.management import call_command

    from jebo.cli import memory
    from jebo.desk import unlocked

    unlocked.unlock(
        unlocked.Unlocked(secret="of a bench " * 5, database=entry(engine, folder), names=("testserver",))
    )
    os.environ["DJANGO_SETTINGS_MODULE"] = "jebo.desk.settings"
    memory.load()  # as the command does
    django.setup()
    call_command("migrate", verbosity=0)


def browser() -> Any:
    """The browser of a contact editor who has come in."""
    from allauth.mfa.models import Authenticator
    from django.test import Client

    from jebo.desk.people.models import Member

    who = Member.objects.get(name="Editor 1")
    Authenticator.objects.create(user=who, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(who, backend="jebo.desk.people.way_in.ByPassword")
    return client


class Counted:
    """Counts statements; a desk keeps no list of them."""

    count = 0

    def __call__(self, execute: Callable[..., Any], *given: Any) -> Any:
        """Run one statement."""
        self.count += 1
        return execute(*given)


def getting(address: str) -> Callable[[Any], Any]:
    """Asks for a page."""
    return lambda client: client.get(address)


def posting(address: str, fields: dict[str, str]) -> Callable[[Any], Any]:
    """Sends a form."""
    return lambda client: client.post(address, fields)


def asked() -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Each page that is measured: its name, and how it is asked for."""
    from django.urls import get_resolver, reverse

    from jebo.desk.sources.models import Source
    from jebo.desk.stories.models import Edition
    from jebo.desk.testimony.models import Statement, Testimony
    from jebo.desk.wall import seen_by

    mine = _editor()
    with seen_by(mine):
        found = {
            "source": Source.objects.order_by("pk").first(),
            "testimony": Testimony.objects.order_by("pk").first(),
            "statement": Statement.objects.order_by("pk").first(),
        }
    edition = Edition.objects.order_by("pk").filter(language="en").select_related("story").first()
    found |= {"story": edition.story, "story_beside": edition.story} if edition else {}
    found |= dict.fromkeys(OF_AN_EDITION, edition)
    for route in sorted(key for key in get_resolver().reverse_dict if isinstance(key, str)):
        pattern = get_resolver().reverse_dict.getlist(route)[0][0][0]
        if pattern[0].startswith("way-in/") or route in ("search", "language"):
            continue
        if not pattern[1]:
            yield route, getting(reverse(route))
        elif (row := found.get(route)) is not None:
            yield route, getting(reverse(route, args=[row.pk]))
    for route, query in FILTERS:
        yield f"{route}?{query}", getting(f"{reverse(route)}?{query}")
    for language in (
        "en",
        "ko",
    ):  # one story of 250 words; bench/pasted.py has longer ones, and what takes the time
        text = next(stories(language))
        for stage in ("marks", "answer"):
            yield f"check {language} {stage}", posting(reverse("check_marks"), {"text": text, "stage": stage})
    for words in SEARCHES:
        yield f"search {words!r}", posting(reverse("search"), {"words": words})


def _editor() -> str:
    from jebo.desk.people.models import Member

    return str(Member.objects.get(name="Editor 1").pk)


def measured(engine: str, share: float, rounds: int) -> dict[str, Any]:
    """Fill a desk on this database and time its pages; milliseconds."""
    from django.db import connection

    from jebo.cli import memory
    from jebo.desk.seed import seed

    start = perf_counter()
    seed(
        sources=int(2_000 * share),
        testimonies=int(20_000 * share),
        statements=int(100_000 * share),
        stories=int(5_000 * share),
        day=DAY,
    )
    filled, client, pages = perf_counter() - start, browser(), {}
    memory.loaded()
    for name, ask in asked():
        queries = Counted()
        with connection.execute_wrapper(queries):
            answer = ask(client)
        if answer.status_code != 200:  # a page that only takes a form, or is not for this member
            continue
        times, work = (
            sorted(each) for each in zip(*(_timed(ask, client) for _ in range(rounds)), strict=True)
        )
        pages[name] = (times[int(len(times) * 0.95)], queries.count, work[len(work) // 2])
    return {"filled": filled, "pages": pages}


def _timed(ask: Callable[[Any], Any], client: Any) -> tuple[float, float]:
    """By the clock and by the processor, which knows nothing of other work on the machine."""
    start, work = perf_counter(), process_time()
    ask(client)
    return (perf_counter() - start) * 1000, (process_time() - work) * 1000


def started(count: int = STARTS) -> Iterator[dict[str, float]]:
    """Starts a new desk again and again, each time in a process of its own: seconds to the first page, MiB then and at most.

    The first start is not counted: it makes the tables.
    """
    from jebo.desk import folder
    from jebo.desk.key import Passphrase

    with tempfile.TemporaryDirectory(prefix="jebo-bench-") as place:
        folder.create(folder.DataFolder(Path(place, "desk")), Passphrase(WORDS))
        for number in range(count + 1):
            told = _started(Path(place, "desk"))
            if number:
                yield told


def _started(desk: Path) -> dict[str, float]:
    call = [sys.executable, "-c", COMMAND, "desk", "start", "--folder", str(desk), "--port", "0"]
    begun = perf_counter()
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            return _first_page(process, begun) | _memory(process.pid)
        finally:
            process.terminate()
            process.wait()


def _first_page(process: Any, begun: float) -> dict[str, float]:
    process.stdin.write(f"{WORDS}\n")
    process.stdin.close()
    address = process.stdout.readline().split()[-1]
    with urlopen(address) as page:  # noqa: S310 - the desk's own
        page.read()
    return {"seconds": perf_counter() - begun}


def _memory(process: int) -> dict[str, float]:
    """What a process holds and has held at most, in MiB; nothing where the system does not say (only Linux does)."""
    status = Path(f"/proc/{process}/status")
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines()) if status.exists() else {}
    names = {"now": "VmRSS", "peak": "VmHWM"}
    return {name: int(lines[key].split()[0]) / 1024 for name, key in names.items() if key in lines}


def show_starts(count: int = STARTS) -> bool:
    """Print how quickly the desk starts, and what it holds; whether that is more than asked for."""
    starts = list(started(count))
    seconds = sorted(one["seconds"] for one in starts)
    held, peak = (max((one.get(name, 0) for one in starts), default=0) for name in ("now", "peak"))
    print(
        f"start to first page: {seconds[len(seconds) // 2]:.2f} s ({seconds[0]:.2f} to {seconds[-1]:.2f}, {count} starts)"
    )
    print(
        f"memory then: {held:.0f} MiB; at most {peak:.0f} MiB, 64 of them for the key (Argon2id) before the desk is loaded"
    )
    return seconds[len(seconds) // 2] > START_SECONDS or held > START_MIB


def beside(engines: list[str], quick: bool) -> dict[str, dict[str, Any]]:
    """What each database gave, each in a process and a folder of its own."""
    found = {}
    for engine in engines:
        call = [sys.executable, __file__, "--engine", engine, *(["--quick"] if quick else [])]
        told = subprocess.run(call, stdout=subprocess.PIPE, check=True, text=True)
        found[engine] = json.loads(told.stdout)
    return found


def show(found: dict[str, dict[str, Any]]) -> int:
    """Print the table; 1 where a page is over the limit on an encrypted or shared database."""
    for engine, told in found.items():
        print(f"{engine}: filled in {told['filled']:.1f} s")
    late = 0
    for name in found["sqlcipher"]["pages"]:
        cells = [
            f"{engine} {p[0]:6.1f} ms ({p[2]:5.1f})"
            for engine, told in found.items()
            for p in [told["pages"][name]]
        ]
        queries = found["sqlcipher"]["pages"][name][1]
        worst = max(told["pages"][name][0] for engine, told in found.items() if engine != "sqlite")
        late += worst > LIMIT_MS
        print(f"  {name:32} {'  '.join(cells)}  {queries:3} queries{'  OVER' if worst > LIMIT_MS else ''}")
    cipher, plain = (sum(p[2] for p in found[engine]["pages"].values()) for engine in ("sqlcipher", "sqlite"))
    print(f"all pages, by the processor: SQLCipher is {cipher / plain:.2f} times plain SQLite")
    print(f"{late} pages over {LIMIT_MS} ms" if late else f"every page within {LIMIT_MS} ms")
    return int(late > 0)


def main() -> int:
    """Measure one database (in a process of its own) or all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--engine", choices=("sqlcipher", "sqlite", "postgresql"), help=argparse.SUPPRESS)
    asked_for = parser.parse_args()
    if not find_spec("django"):
        print("the desk is not installed here: run this with the Python of make test")
        return 0
    if asked_for.engine:
        with tempfile.TemporaryDirectory(prefix="jebo-bench-") as folder:
            opened(asked_for.engine, Path(folder))
            share, rounds = (0.01, 2) if asked_for.quick else (1, 40)
            json.dump(measured(asked_for.engine, share, rounds), sys.stdout)
        return 0
    engines = ["sqlcipher", "sqlite", *(["postgresql"] if "JEBO_DATABASE" in os.environ else [])]
    late = show(beside(engines, asked_for.quick))
    late |= show_starts(2 if asked_for.quick else STARTS)
    return 0 if asked_for.quick else late


if __name__ == "__main__":
    raise SystemExit(main())
