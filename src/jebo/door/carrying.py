"""For a desk that comes without a network: what waits goes into a folder that somebody carries, and what comes back is taken from it."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path
from typing import Final

from jebo.door.polling import decoy, new
from jebo.door.refusals import NoDoor, NotKept
from jebo.door.serve import SPOOL
from jebo.door.settings import FILE
from jebo.door.spool import Spool
from jebo.sealing.polling import ASK_BYTES, Receipt, name_of, read_ask, receipt_bytes
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
    try:
        spool = Spool(folder / SPOOL)
        for left in sorted(carried.glob(ASKS)):
            _take(spool, carried, left)
        return _give(spool, carried)
    except OSError:
        raise NotKept from None


def _take(spool: Spool, carried: Path, left: Path) -> None:
    """Take what one request brings, and leave a receipt for it."""
    with left.open("rb") as file:
        told = file.read(ASK_BYTES + 1)
    try:
        ask = read_ask(told)
    except NotAPoll:
        return
    answers = {name_of(sealed): spool.answer(thread, sealed) for thread, sealed in ask.answers}
    kept = [one for one in answers.values() if one is not None]
    if any(
        isinstance(one, NotKept)
        for one in spool.keep(new([*kept, *(decoy(spool, one) for one in ask.decoys)]))
    ):
        raise NotKept
    spool.take_away(ask.have)
    receipt = Receipt(
        kept=tuple(name for name, one in answers.items() if one), lost=tuple(name for name, one in answers.items() if not one),
        dropped=ask.have,
    )  # fmt: skip
    (carried / f"told-{secrets.token_hex(8)}").write_bytes(receipt_bytes(receipt))
    left.unlink()


def _give(spool: Spool, carried: Path) -> int:
    to, names = carried / "tips", spool.tip_names()
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    for name in names:
        shutil.copyfile(spool.tips / name, to / name)
    return len(names)
