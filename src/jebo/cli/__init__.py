"""The command ``jebo``. A subcommand loads what it needs when it is asked for, so ``--help`` is quick."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Final

from jebo.cli.arguments import parsed
from jebo.cli.memory import load, loaded
from jebo.cli.messages import speak

CANNOT_JUDGE: Final = 2
INTERRUPTED: Final = 130  # what shells expect of a program that Ctrl-C ended: 128 + SIGINT


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; *argv* are its arguments, those of the process by default.

    :returns: 0 where every text is within its limits, 1 where one is not, 2 where one could not be judged.
    """
    load()
    words = list(sys.argv[1:] if argv is None else argv)
    speak(words)
    try:
        return _run(parsed(words))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone (`jebo check … | head`): say nothing more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CANNOT_JUDGE
    finally:
        loaded()


def _run(arguments: Namespace) -> int:
    if arguments.command == "check":
        from jebo.cli import check

        return check.run(check.options(arguments), arguments.files)
    if arguments.command == "compare":
        from jebo.cli import compare

        return compare.run(
            arguments.korean, arguments.english, arguments.format, pack=arguments.pack, year=arguments.year
        )
    if arguments.command == "desk":
        from jebo.cli import desk

        return desk.run(arguments)
    if arguments.command == "press":
        from jebo.cli import press

        return press.run(arguments)
    if arguments.command == "observatory":
        from jebo.cli import observatory

        return observatory.run(arguments)
    if arguments.command == "door":
        from jebo.cli import door

        return door.run(arguments)
    from jebo.cli import demo

    return demo.run(arguments.output, arguments.desk)
