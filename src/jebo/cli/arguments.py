"""The arguments of the command, and its help. Library: argparse (standard), the quickest to load."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from typing import Any, Final, NoReturn

import jebo
from jebo.cli.desk_arguments import add_desk
from jebo.cli.door_arguments import add_door
from jebo.cli.observatory_arguments import add_observatory
from jebo.cli.press_arguments import add_press
from jebo.told.messages import LANGUAGES, _

FORMATS: Final = ("text", "json", "html", "github")
EXIT_STATUS: Final = 2
_SUBCOMMANDS: Final = ("check", "compare", "desk", "press", "observatory", "door", "demo")


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line; how to use the command is a matter of ``--help``."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and end with status 2."""
        hint = _("see {command} --help").format(command=self.prog)
        self.exit(EXIT_STATUS, f"jebo: {_one_line(message)} ({hint})\n")


def _one_line(message: str) -> str:
    """*message* without what could move a terminal's cursor: arguments come from file names too."""
    return "".join(letter if letter.isprintable() else "�" for letter in message)


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """The arguments in *words*. Ends the process for ``--help``, ``--version`` and wrong arguments."""
    return _parser(words).parse_args(words)


def _parser(words: Sequence[str]) -> Parser:
    parser = Parser(
        prog="jebo",
        description=_("Shows what a story gives away about its source, and what to write instead."),
        epilog=_(
            "Exit status: 0 within your limits, 1 reword or not in this wording, 2 could not judge some file."
            " Nothing leaves this machine. Only the desk keeps anything; else nothing is written to disk unless"
            " --output names a file."
        ),
    )
    version = f"jebo {jebo.__version__}"
    parser.add_argument("--version", action="version", version=version, help=_("print the version and end"))
    _add_lang(parser)
    commands = parser.add_subparsers(dest="command", required=True, metavar=_("COMMAND"), title=_("commands"))
    _add_check(commands)
    _add_compare(commands)
    add_desk(commands, _add_lang, asked="desk" in words)
    add_press(commands, _add_lang)
    add_observatory(commands, _add_lang)
    add_door(commands, _add_lang)
    _add_demo(commands)
    return parser


def _add_lang(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=_("language of messages; otherwise as LC_ALL or LANG say"),
    )


def _add_check(commands: Any) -> None:
    check = commands.add_parser(
        "check",
        help=_("what a story gives away, and what to write instead"),
        description=_(
            "Marks what endangers a story's source, counts who else could have said it, and offers rewrites."
        ),
    )
    check.add_argument(
        "files",
        nargs="+",
        metavar=_("FILE"),
        help=_("stories (.txt .md .docx .odt .html .eml), folders of them, or - for standard input"),
    )
    check.add_argument(
        "--pack", metavar=_("ID"), help=_("country pack, as kp or world; otherwise guessed from the text")
    )
    check.add_argument(
        "--limit",
        type=_people,
        metavar="N",
        help=_("least number of other people who could have said it all, in the middle of its range (20)"),
    )
    check.add_argument(
        "--find-only", action="store_true", help=_("find the details only: no figures, no verdict")
    )
    check.add_argument("--format", choices=FORMATS, default="text", help=_("form of the answer (text)"))
    check.add_argument(
        "--output", metavar=_("FILE"), help=_("write the answer to this file, readable by you alone")
    )
    check.add_argument(
        "--all", action="store_true", help=_("show all findings, not the five that matter most")
    )
    check.add_argument(
        "--jobs", type=_workers, metavar="N", help=_("judge so many files at once (one for each core)")
    )
    _add_lang(check)


def _add_compare(commands: Any) -> None:
    compare = commands.add_parser(
        "compare",
        help=_("what a translation changed, and the check of both editions together"),
        description=_("Tells what the English edition changed of the Korean one, and checks both together."),
    )
    compare.add_argument("korean", metavar="KO", help=_("the Korean edition"))
    compare.add_argument("english", metavar="EN", help=_("the English edition"))
    compare.add_argument(
        "--pack", metavar=_("ID"), help=_("country pack, as kp or world; otherwise guessed from the text")
    )
    compare.add_argument(
        "--year", metavar="N", help=_("year of the story, for terms that hold in some years only")
    )
    compare.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("form of the answer (text)")
    )
    _add_lang(compare)


def _add_demo(commands: Any) -> None:
    demo = commands.add_parser(
        "demo",
        help=_("check the stories that come with jebo, as printed and reworded"),
        description=_("Checks invented stories in both languages, as printed and as reworded, side by side."),
    )
    demo.add_argument("--output", metavar=_("FOLDER"), help=_("write the heat maps into this folder"))
    demo.add_argument(
        "--desk", metavar=_("FOLDER"), help=_("make a desk with invented people in this folder")
    )
    _add_lang(demo)


def _people(word: str) -> float:
    """A number of people from 0."""
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    if not (0 <= number < math.inf):
        raise argparse.ArgumentTypeError(_("a number of people is needed, 0 or more"))
    return number


def _workers(word: str) -> int:
    """A count from 1."""
    if not (word.isascii() and word.isdigit() and int(word) >= 1):
        raise argparse.ArgumentTypeError(_("a count is needed, 1 or more"))
    return int(word)
