"""A desk at work: writes, sorts, searches and deletes a marker, a turn for each line that it is sent.

Words: "encrypted" or "plain", the database file. The key comes in as the first line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from django.db import connection, transaction
from tests.desk.ground.programs.django_on import make_table, start

from jebo.desk.key import Key
from jebo.desk.sqlcipher import connection as encrypted

MARKER = "혜산시장 ZEBRA-7741 marker"


def turn(number: int) -> None:
    """Fill the journal, the index and whatever scratch files sorting takes; leave some, delete some."""
    rows = [[f"{MARKER} {number} {row} " + "x" * 400] for row in range(500)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany("INSERT INTO told (text) VALUES (%s)", rows)
        cursor.executemany("INSERT INTO found (text) VALUES (%s)", rows)
    with connection.cursor() as cursor:
        cursor.execute("SELECT a.text FROM told a JOIN told b USING (id) ORDER BY a.text || b.text DESC")
        cursor.fetchmany(3)
        cursor.execute("SELECT text FROM found WHERE found MATCH %s", ["zebra"])
        cursor.fetchmany(3)
        tell(number)  # in the middle: with both open
        cursor.execute("DELETE FROM told WHERE id %% 3 = %s", [number % 3])
        cursor.execute("CREATE INDEX IF NOT EXISTS by_text ON told (text)")


def tell(number: int) -> None:
    """Say that a turn is half done and wait for the reader to have looked."""
    print(number, flush=True)
    sys.stdin.readline()


def main(kind: str, path: Path) -> None:
    """Works until its input ends."""
    key = Key(bytes.fromhex(sys.stdin.readline()))
    if kind == "encrypted":
        encrypted.create(path, key)
    start(path, key if kind == "encrypted" else None)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA cache_size = 20")  # pages: what does not fit goes to the disk at once
    make_table()
    for number in range(6):
        turn(number)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
