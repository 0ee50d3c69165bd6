"""The arguments of ``jebo press``."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from jebo.told.messages import LANGUAGES, _


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
    build.add_argument(
        "--anew", action="store_true", help=_("make every file again, as after somebody changed one")
    )
    add_lang(build)
    _add_carry(does, add_lang)
    verify = does.add_parser("verify", help=_("tell whether a folder is a whole copy of a newsroom's site"))
    verify.add_argument("site", type=Path, metavar=_("SITE"), help=_("the folder"))
    verify.add_argument("--key", metavar=_("KEY"), help=_("the newsroom's key, or a file of keys"))
    add_lang(verify)
    add_lang(press)


FORMS: Final = (".html", ".epub", ".pdf", ".txt", "")
"""Endings of a carry-edition; a folder has none."""
PHOTOS: Final = {"large": 960, "small": 480, "none": 0}
"""How wide photos of a carry-edition are at most, in pixels."""
_UNITS: Final = {"kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000}


def _add_carry(does: Any, add_lang: Callable[[argparse.ArgumentParser], None]) -> None:
    carry = does.add_parser(
        "carry",
        help=_("put stories into one file that needs no network, or into a folder for a memory card"),
    )
    carry.add_argument(
        "file",
        type=_book,
        metavar=_("FILE"),
        help=_(
            "the new file, .html, .epub, .pdf or .txt, or a folder, whose name has no dot; call it what nobody looks at twice"
        ),
    )
    carry.add_argument("--language", choices=LANGUAGES, required=True, help=_("of the stories"))
    what = carry.add_mutually_exclusive_group(required=True)
    what.add_argument("--month", type=_month, metavar="YYYY-MM", help=_("what first went out in this month"))
    what.add_argument(
        "--topic",
        metavar=_("TOPIC"),
        help=_("what is told under this topic, as it is called in that language"),
    )
    carry.add_argument(
        "--names",
        choices=("numbers", "titles"),
        default="numbers",
        help=_(
            "of files in a folder: numbers, which say nothing (the default), or days and addresses of stories"
        ),
    )
    carry.add_argument("--photos", choices=PHOTOS, default="small", help=_("photos at most so large (small)"))
    carry.add_argument(
        "--most",
        type=_size,
        default=None,
        metavar="N",
        help=_("at most so large, as 500kB or 5MB; photos give way first"),
    )
    carry.add_argument(
        "--signed", action="store_true", help=_("with a signed list beside it, by which it proves itself")
    )
    carry.add_argument("--folder", type=Path, metavar=_("FOLDER"), help=_("the desk's folder"))
    carry.add_argument(
        "--settings",
        type=Path,
        metavar=_("FILE"),
        help=_("what the newsroom says of itself (press.toml in the desk's folder)"),
    )
    add_lang(carry)


def _book(word: str) -> Path:
    if Path(word).suffix.lower() not in FORMS:
        raise argparse.ArgumentTypeError(
            _("the name has to end in .html, .epub, .pdf or .txt, or be a folder's, without a dot")
        )
    return Path(word)


def _month(word: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", word)
    if not found:
        raise argparse.ArgumentTypeError(_("a month is needed, as 2026-11"))
    return int(found[1]), int(found[2])


def _size(word: str) -> int:
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?) ?(kB|MB|GB)", word, re.IGNORECASE)
    size = int(float(found[1]) * _UNITS[found[2].lower()]) if found else 0
    if not size:
        raise argparse.ArgumentTypeError(_("a size is needed, as 500kB or 5MB"))
    return size
