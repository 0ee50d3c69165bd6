"""The arguments of ``jebo press``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jebo.told.messages import _


def add_press(commands: Any, add_lang: Callable[[argparse.ArgumentParser], None]) -> None:
    """The subcommand and its own."""
    press = commands.add_parser(
        "press",
        help=_("the public site: build it from what was released, check a copy of it"),
        description=_("Makes a site of static files from what the desk released, and of nothing else."),
    )
    does = press.add_subparsers(dest="press", required=True, metavar=_("COMMAND"), title=_("commands"))
    build = does.add_parser("build", help=_("bring a site up to what the desk released"))
    build.add_argument("site", type=Path, metavar=_("SITE"), help=_("where the site is, or will be"))
    build.add_argument("--folder", type=Path, metavar=_("FOLDER"), help=_("the desk's folder"))
    build.add_argument(
        "--settings",
        type=Path,
        metavar=_("FILE"),
        help=_("what the newsroom says of itself (press.toml in the desk's folder)"),
    )
    build.add_argument(
        "--unsigned",
        action="store_true",
        help=_("without list, receipts and keys, for where to have a signed copy is a crime"),
    )
    add_lang(build)
    verify = does.add_parser("verify", help=_("tell whether a folder is a whole copy of a newsroom's site"))
    verify.add_argument("site", type=Path, metavar=_("SITE"), help=_("the folder"))
    verify.add_argument("--key", metavar=_("KEY"), help=_("the newsroom's key, or a file of keys"))
    add_lang(verify)
    add_lang(press)
