"""Kills writers in the middle of their write loops and tells what is left. Words: how many, "honest" or "hasty"."""

from __future__ import annotations

import json
import os
import random
import secrets
import select
import signal
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from jebo.desk.key import Key
from jebo.desk.sqlcipher import connection

ROWS = 20


def write(path: Path, key: Key, first: int, honest: bool, pipe: int) -> None:
    """Write loop after loop; tell of each when it is saved (or, hasty, before)."""
    opened = connection.connect(path, key)
    os.write(pipe, b"ready\n")
    loop = first
    while True:
        opened.execute("BEGIN IMMEDIATE")
        opened.executemany("INSERT INTO told VALUES (?, ?)", [(loop, "x" * 200)] * ROWS)
        if not honest:
            os.write(pipe, f"{loop}\n".encode())
        opened.execute("COMMIT")
        if honest:
            os.write(pipe, f"{loop}\n".encode())
        loop += 1


def kill_one(path: Path, key: Key, first: int, honest: bool, chance: random.Random) -> list[int]:
    """The loops that a writer acknowledged before it was killed."""
    reader, pipe = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        write(path, key, first, honest, pipe)
    os.close(pipe)
    with os.fdopen(reader, "rb") as acknowledged:
        told = [acknowledged.readline() for _ in range(2 + chance.randrange(2))]  # it is ready, and has saved
        select.select([], [], [], chance.random() * 0.004)  # somewhere within the next loop
        os.kill(child, signal.SIGKILL)
        told += acknowledged.readlines()
    os.waitpid(child, 0)
    return [int(line) for line in told if line.endswith(b"\n") and line != b"ready\n"]


def main(kills: int, honest: bool) -> None:
    """Prints what was acknowledged, lost and torn."""
    chance, key = random.Random(7), Key(secrets.token_bytes(32))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        connection.create(path, key)
        with closing(connection.connect(path, key)) as opened:
            opened.execute("CREATE TABLE told (loop INTEGER, text TEXT)")
        acknowledged = [
            loop for kill in range(kills) for loop in kill_one(path, key, kill * 1000, honest, chance)
        ]
        with closing(connection.connect(path, key)) as opened:
            rows = dict(opened.execute("SELECT loop, count(*) FROM told GROUP BY loop").fetchall())
            sound = connection.check(opened)
    json.dump(
        {
            "acknowledged": len(acknowledged),
            "lost": sum(loop not in rows for loop in acknowledged),
            "torn": sum(count != ROWS for count in rows.values()),
            "sound": sound,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] == "honest")
