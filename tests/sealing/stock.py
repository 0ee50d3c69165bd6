"""The stock tools, where they are installed: age, unzip, ssh-keygen, sha256sum."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest


def needs(*tools: str) -> pytest.MarkDecorator:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    return pytest.mark.skipif(bool(missing), reason=f"needs {' and '.join(missing)}, which is not installed")


def run(*argv: str | Path, stdin: bytes = b"") -> bytes:
    """What the tool prints; its failure fails the test."""
    return subprocess.run(argv, input=stdin, capture_output=True, check=True, timeout=60).stdout


def fails(*argv: str | Path, stdin: bytes = b"") -> bool:
    return subprocess.run(argv, input=stdin, capture_output=True, check=False, timeout=60).returncode != 0


def run_typing(argv: Sequence[str | Path], line: str) -> int:
    """Run a tool that asks for a passphrase on a terminal of its own, and type *line*."""
    import pty

    main, terminal = pty.openpty()
    take = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
    python = shutil.which("python3") or "python3"
    child = subprocess.Popen(
        [python, "-c", take, *argv], stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True
    )
    os.close(terminal)
    shown = b""
    while b":" not in shown:
        shown += os.read(main, 1024)
    os.write(main, line.encode() + b"\n")
    while _more(main):
        pass
    os.close(main)
    return child.wait(60)


def _more(main: int) -> bool:
    try:
        return bool(os.read(main, 1024))
    except OSError:  # how Linux says that the other side is closed
        return False
