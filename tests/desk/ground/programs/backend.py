"""What Django does on the encrypted database. One word: which of the tries below."""

from __future__ import annotations

import io
import json
import os
import resource
import secrets
import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection as default
from django.db import connections, transaction
from django.db.utils import OperationalError
from django.test.utils import setup_databases, teardown_databases
from tests.desk.ground.desks import NOBODY
from tests.desk.ground.programs.django_on import make_table, start

from jebo.desk.key import Key
from jebo.desk.refused import Refused
from jebo.desk.sqlcipher import connection as encrypted

connection: Any = default  # of our backend, which has more


def count() -> int:
    """Rows of the table, as another connection sees them."""
    connections.close_all()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM told")
        return int(cursor.fetchone()[0])


def insert(rows: int) -> None:
    """So many rows of a kilobyte, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany("INSERT INTO told (text) VALUES (%s)", [["x" * 1000]] * rows)


def refused(act: Callable[[], Any]) -> dict[str, Any]:
    """The sentence that *act* ends with."""
    try:
        act()
    except Refused as fault:
        return {
            "kind": type(fault).__name__,
            "says": str(fault),
            "django": isinstance(fault, OperationalError),
        }
    return {}


def sound() -> bool:
    """Whether the database is whole."""
    connection.ensure_connection()
    return encrypted.check(connection.connection)


def migrations(path: Path) -> Any:
    """Django's checks and migrations, dates and numbers, and a look for clean models."""
    call_command("check", databases=["default"], fail_level="WARNING", stdout=io.StringIO())
    call_command("migrate", verbosity=0)
    call_command("migrate", "auth", "0001", verbosity=0)
    call_command("migrate", verbosity=0)
    from django.contrib.auth.models import User

    moment = datetime(2026, 1, 2, tzinfo=UTC)
    User.objects.bulk_create([User(username=f"u{n}", date_joined=moment) for n in range(1200)])
    return {
        "users": User.objects.filter(pk__in=range(5000), date_joined=moment).count(),
        "like": User.objects.filter(username__iregex="^U1[12]$").count(),
        "decimal": str(connection.ops.adapt_decimalfield_value(Decimal("1.50"), 5, 2)),
        "sound": sound(),
    }


def settled(path: Path) -> Any:
    """How a connection is set."""
    names = "journal_mode secure_delete foreign_keys temp_store synchronous".split()
    with connection.cursor() as cursor:
        found = {}
        for name in names:
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    with transaction.atomic():
        pass
    return found | {"mode": connection.transaction_mode}


def checkpoints(path: Path) -> Any:
    """The journal after a checkpoint, and after the last connection is closed."""
    journal = path.with_name("desk.db-wal")
    insert(200)
    before = journal.stat().st_size
    done = connection.checkpoint()
    after = journal.stat().st_size
    connections.close_all()
    return {"before": before > 0, "done": done, "after": after, "left": journal.exists()}


def threads(path: Path) -> Any:
    """Four writers and a reader at once."""
    faults: list[str] = []

    def work(act: Callable[[], Any]) -> None:
        try:
            for _ in range(25):
                act()
        except Exception as fault:  # noqa: BLE001 - told below
            faults.append(repr(fault))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work, args=(act,)) for act in (*[lambda: insert(3)] * 4, sound)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return {"faults": faults, "rows": count()}


def full_file(path: Path) -> Any:
    """The database may not grow."""
    insert(5)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 3}")
    said = refused(lambda: insert(500))
    return said | {"rows": count(), "sound": sound()}


def full_disk(path: Path) -> Any:
    """The system takes no more bytes in any file."""
    insert(5)
    size = path.with_name("desk.db-wal").stat().st_size
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, most))
    said = refused(lambda: insert(500))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    rows = count()
    insert(1)
    return said | {"rows": rows, "then": count(), "sound": sound()}


def read_only(path: Path) -> Any:
    """Nobody may write in the folder."""
    insert(5)
    connections.close_all()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    if os.geteuid() == 0:  # root may write everywhere
        os.chown(path, NOBODY, NOBODY)
        os.chown(path.parent, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    said = refused(lambda: insert(1))
    connections.close_all()
    if os.getuid() == 0:
        os.seteuid(0)
    path.parent.chmod(0o700)
    path.chmod(0o600)
    return said | {"rows": count(), "sound": sound()}


def test_databases(path: Path) -> Any:
    """Those of a test run: encrypted, on the disk, private, and gone afterwards."""
    kept = setup_databases(verbosity=0, interactive=False, parallel=2)
    test = Path(connection.settings_dict["NAME"])
    heads = {one.name: one.read_bytes()[:15] != b"SQLite format 3" for one in test.parent.glob("*.db")}
    modes = {oct(one.stat().st_mode & 0o777) for one in test.parent.iterdir()}
    teardown_databases(kept, verbosity=0, parallel=2)
    return {
        "encrypted": heads,
        "modes": sorted(modes),
        "folder": oct(test.parent.stat().st_mode & 0o777),
        "elsewhere": test.parent != path.parent,
        "left": [one.name for one in test.parent.iterdir()],
    }


def main(name: str) -> None:
    """Prints what the try found."""
    key = Key(secrets.token_bytes(32))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        encrypted.create(path, key)
        start(path, key)
        make_table()
        found = TRIES[name](path)
        connections.close_all()
    json.dump(found, sys.stdout)


TRIES = {
    one.__name__: one
    for one in (
        migrations,
        settled,
        checkpoints,
        threads,
        full_file,
        full_disk,
        read_only,
        test_databases,
    )
}

if __name__ == "__main__":
    main(sys.argv[1])
