"""For a desk that comes without a network: what waits goes into a folder that somebody carries, and what comes back is taken from it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from jebo.door.polling import decoy
from jebo.door.refusals import NoDoor, NotKept
from jebo.door.serve import SPOOL
from jebo.door.settings import FILE
from jebo.door.spool import Kept, Spool
from jebo.sealing.polling import ASK_BYTES, Ask, read_ask
from jebo.sealing.refusals import NotAPoll

ASKS: Final = "ask-*"
"""What a desk leaves in the folder (``jebo desk fetch --from``)."""


def carry(folder: Path, carried: Path) -> int:
    """Take from *carried* what a desk left there, and put all envelopes into it that wait; gives how many.

    The door may be open meanwhile. What waits stays here until the desk has said, with the same folder, that it has it.

    :raises NoDoor: there is none in *folder*.
    :raises NotKept: a disk refuses; nothing is lost.
    """
    if not (folder / FILE).is_file():
        raise NoDoor
    spool = Spool(folder / SPOOL)
    try:
        for left in sorted(carried.glob(ASKS)):
            _take(spool, left)
        return _give(spool, carried)
    except OSError:
        raise NotKept from None


def _take(spool: Spool, left: Path) -> None:
    with left.open("rb") as file:
        told = file.read(ASK_BYTES + 1)
    try:
        ask = read_ask(told)
    except NotAPoll:
        return
    if any(isinstance(one, NotKept) for one in spool.keep(_brought(spool, ask))):
        raise NotKept
    spool.take_away(ask.have)
    left.unlink()


def _brought(spool: Spool, ask: Ask) -> list[Kept]:
    answers = [spool.answer(thread, sealed) for thread, sealed in ask.answers]
    return [*(one for one in answers if one is not None), *(decoy(spool, one) for one in ask.decoys)]


def _give(spool: Spool, carried: Path) -> int:
    to, names = carried / "tips", spool.tip_names()
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    for name in names:
        shutil.copyfile(spool.tips / name, to / name)
    return len(names)
