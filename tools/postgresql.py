"""Run a command beside a PostgreSQL of its own, which is gone with everything in it when the command ends.

::

    python tools/postgresql.py pytest tests/desk

The server listens on a socket in a private folder and on no network. The command finds it in ``JEBO_DATABASE``, as a role
that is no superuser and is bound by row-level security; ``JEBO_DATABASE_ADMIN`` is the server's superuser, whom some tests
need to show what would be seen without the wall. Both roles are set up as docs/howto/use-postgresql.md tells a newsroom to.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
HOWTO = ROOT / "docs/howto/use-postgresql.md"
ROLE, DATABASE, ADMIN = "desk", "desk", "postgres"

# One newsroom's server, and thrown away: nothing needs to outlive a loss of power.
SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "logging_collector": "off",
}


def where() -> Path:
    """Where PostgreSQL's programs are: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    if not versions:
        sys.exit("This needs PostgreSQL: run 'apt-get install postgresql' as root, then again.")
    return versions[-1].parent


def somebody_else() -> dict[str, Any]:
    """As whom the server runs: it refuses root, so that root lends it to nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def setup() -> str:
    """The statements of the how-to that an administrator gives once, without the password that a private socket needs none of."""
    text = HOWTO.read_text(encoding="utf-8")
    return text.split("```sql\n", 1)[1].split("```", 1)[0]


@contextmanager
def server() -> Iterator[Path]:
    """A running server: the folder of its socket and of its log."""
    programs, who = where(), somebody_else()
    folder = Path(tempfile.mkdtemp(prefix="jebo-postgresql-"))
    if who:
        os.chown(folder, who["user"], who["group"])
    data, log = folder / "data", folder / "log"
    quiet: dict[str, Any] = {**who, "cwd": folder, "check": True, "stdout": subprocess.DEVNULL}
    given = [f"-c {name}={value}" for name, value in SETTINGS.items()]
    try:
        new = ["-U", ADMIN, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        subprocess.run([f"{programs}/initdb", "-D", f"{data}", *new], **quiet)
        start = ["-l", f"{log}", "-w", "-o", f"-k {folder} {' '.join(given)}", "start"]
        subprocess.run([f"{programs}/pg_ctl", "-D", f"{data}", *start], **quiet)
        try:
            yield folder
        finally:
            subprocess.run([f"{programs}/pg_ctl", "-D", f"{data}", "-w", "-m", "immediate", "stop"], **quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """The exit status of the command."""
    if not command:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server goes then too
    with server() as folder:
        address = f"postgresql://{{}}@/{{}}?host={folder}"
        admin = address.format(ADMIN, "postgres")
        psql = [f"{where()}/psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", admin]
        subprocess.run(psql, input=setup(), text=True, check=True)
        # Tests make databases of their own.
        subprocess.run(psql, input=f"ALTER ROLE {ROLE} CREATEDB", text=True, check=True)
        environment = {
            **os.environ,
            "JEBO_DATABASE": address.format(ROLE, DATABASE),
            "JEBO_DATABASE_ADMIN": admin,
            "JEBO_DATABASE_LOG": str(folder / "log"),
        }
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
