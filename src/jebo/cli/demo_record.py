"""The record of ``jebo demo``: what its desk entered, built and told as a chain."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from jebo.cli.cells import WIDTH
from jebo.cli.press_settings import SETTINGS, settings
from jebo.told.messages import _, tongue

if TYPE_CHECKING:
    from jebo.observatory.record import Record


def built(desk: Path, day: date) -> None:
    """Enter the demo's events, and build the record beside the desk as it will be once all of them stand in it. Within the desk."""
    if not find_spec("duckdb"):
        print(
            _(
                "The record is left out: the observatory is not installed here (pip install 'jebo[observatory]')."
            )
            + "\n"
        )
        return
    from jebo.desk.demo.recording import entered
    from jebo.desk.record.recording import press

    where = desk.with_name("record")
    made, record = press(where, settings(desk / SETTINGS), entered(day))
    print(_("The public record, as readers find it on {day}: events {events}, files {files}.").format(
        day=record.day.isoformat(), events=made.events, files=made.files
    ))  # fmt: skip
    for line in _chain(record):
        print("  " + line)
    print(_("Open {place}").format(place=where / "index.html") + "\n")


def _chain(record: Record) -> list[str]:
    """The longest chain, a line for each step."""
    from jebo.desk.record.standing import world
    from jebo.observatory.shown import Shown
    from jebo.observatory.telling import Telling

    shown = Shown(record, world())
    told = Telling(shown.world, "ko" if tongue() == "ko" else "en")
    steps = shown.chains[0].events if shown.chains else ()
    lines = [f"{told.kind(one.type)} · {told.where(one)} · {told.when(one)}" for one in steps]
    return [
        part
        for at, line in enumerate(lines, 1)
        for part in wrap(f"{at}. {line}", WIDTH - 2, subsequent_indent="   ")
    ]
